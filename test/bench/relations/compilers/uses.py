"""Where clang says that each name of a project in C or C++ is defined: what npm run bench:relations scores them against.

    python3 uses.py <folder> <folder with its compile_commands.json> [options of clang] > uses.jsonl

Needs libclang and its Python module (Debian: python3-clang). A line a file, {"document": path}, or a name, {"at": place,
"defs": [place…], "local": boolean}; places are path:line:character, from 0, characters in UTF-16; local is known inside
one function only. All declarations of a thing count as its definitions. "untold" are names of which clang says nothing: in
bodies and unused arguments of macros, in directives, and where a template has no arguments yet; "uncompiled" those in
branches that were not compiled.
"value" is a field that a constructor gives its value, whatever bracket follows. {"overrides": [place, place]} is a method and the one that it overrides.
"""

import ctypes
import json
import os
import re
import sys
from bisect import bisect_right
from collections import defaultdict

from clang.cindex import (
    CompilationDatabase,
    Cursor,
    CursorKind,
    File,
    Index,
    SourceLocation,
    SourceRange,
    TranslationUnit,
    c_object_p,
    conf,
)

FUNCTIONS = {
    CursorKind.FUNCTION_DECL,
    CursorKind.CXX_METHOD,
    CursorKind.CONSTRUCTOR,
    CursorKind.DESTRUCTOR,
    CursorKind.CONVERSION_FUNCTION,
    CursorKind.FUNCTION_TEMPLATE,
    CursorKind.LAMBDA_EXPR,
}
TEMPLATES = {
    CursorKind.FUNCTION_TEMPLATE,
    CursorKind.CLASS_TEMPLATE,
    CursorKind.CLASS_TEMPLATE_PARTIAL_SPECIALIZATION,
    CursorKind.TYPE_ALIAS_TEMPLATE_DECL,
}
PARAMETERS = {
    CursorKind.TEMPLATE_TYPE_PARAMETER,
    CursorKind.TEMPLATE_NON_TYPE_PARAMETER,
    CursorKind.TEMPLATE_TEMPLATE_PARAMETER,
    CursorKind.PARM_DECL,
    CursorKind.LABEL_STMT,
}
SPACES = {CursorKind.NAMESPACE, CursorKind.LINKAGE_SPEC, CursorKind.UNEXPOSED_DECL}
WORD = re.compile(r"[A-Za-z_]\w*")
INSTANTIATES = re.compile(rb"(?:extern\s+)?template\s+[^<\s]")


class SourceRanges(ctypes.Structure):
    _fields_ = [("count", ctypes.c_uint), ("ranges", ctypes.c_void_p)]


class Text:
    """A file of the project, its lines as bytes: so does clang count."""

    def __init__(self, root, path):
        self.name = os.path.relpath(path, root)
        with open(path, "rb") as file:
            self.lines = file.read().split(b"\n")

    def place(self, line, column):
        before = self.lines[line - 1][: column - 1].decode("utf8", "replace")
        return f"{self.name}:{line - 1}:{len(before.encode('utf-16-le')) // 2}"

    def word_at(self, line, column):
        found = WORD.match(self.lines[line - 1].decode("latin1"), column - 1)
        return found.group() if found else ""


class Project:
    def __init__(self, root):
        self.root = os.path.realpath(root)
        self.texts = {}
        # Of each thing, by its USR, where it is declared.
        self.declared = defaultdict(set)
        # By place: where it is defined, USRs, whether it is local, whether it is given a value.
        self.uses = {}
        self.untold = set()
        # By file, the lines that no translation unit has compiled, and the places within templates and macros.
        self.skipped = {}
        self.vague = defaultdict(list)
        self.overrides = set()
        self.visited = set()

    def text(self, file):
        """The text of a file of the project; None for all others."""
        if file is None:
            return None
        path = os.path.realpath(file.name)
        if path not in self.texts:
            inside = path.startswith(self.root + os.sep)
            self.texts[path] = Text(self.root, path) if inside else None
        return self.texts[path]

    def at(self, location):
        """Text, line and column where something is written, and not where a macro puts it."""
        file, line, column, offset = c_object_p(), ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint()
        conf.lib.clang_getFileLocation(
            location, ctypes.byref(file), ctypes.byref(line), ctypes.byref(column), ctypes.byref(offset)
        )
        text = self.text(File(file)) if file else None
        return (text, line.value, column.value) if text else None

    def read(self, unit):
        self.note_skipped(unit)
        for cursor in unit.cursor.get_children():
            self.top(cursor)

    def note_skipped(self, unit):
        files = {include.include.name for include in unit.get_includes()} | {unit.spelling}
        for name in files:
            text = self.text(unit.get_file(name))
            if text is None:
                continue
            found = conf.lib.clang_getSkippedRanges(unit, unit.get_file(name))
            lines = set()
            for index in range(found.contents.count):
                lines.update(self.lines_of(found.contents.ranges, index))
            known = self.skipped.get(text.name)
            self.skipped[text.name] = lines if known is None else known & lines

    def lines_of(self, ranges, index):
        one = SourceRange.from_address(ranges + index * ctypes.sizeof(SourceRange))
        return range(one.start.line, one.end.line + 1)

    def top(self, cursor):
        """Everything once, whatever number of translation units include it."""
        if not self.at(cursor.location) and cursor.kind not in SPACES:
            return
        if cursor.kind in SPACES:
            self.declare(cursor)
            for child in cursor.get_children():
                self.top(child)
            return
        extent = cursor.extent
        key = (cursor.kind, str(extent.start.file), extent.start.offset, extent.end.offset, cursor.spelling)
        if key in self.visited:
            return
        self.visited.add(key)
        if cursor.kind == CursorKind.MACRO_DEFINITION or cursor.kind == CursorKind.MACRO_INSTANTIATION:
            self.note_vague(cursor)
        self.walk(cursor)

    def walk(self, cursor):
        self.declare(cursor)
        instantiates = cursor.kind.is_declaration() and self.instantiates(cursor)
        if cursor.kind in TEMPLATES or instantiates or (cursor.kind in FUNCTIONS and of_template(cursor)):
            self.note_vague(cursor)
        self.use(cursor)
        for child in cursor.get_children():
            self.walk(child)

    def instantiates(self, cursor):
        """`template class Cart<int>;`, of which clang tells no names."""
        place = self.at(cursor.extent.start)
        return place is not None and INSTANTIATES.match(place[0].lines[place[1] - 1], place[2] - 1) is not None

    def note_vague(self, cursor):
        place = self.at(cursor.extent.start)
        if place:
            end = cursor.extent.end
            self.vague[place[0].name].append(((place[1], place[2]), (end.line, end.column)))

    def declare(self, cursor):
        if not cursor.kind.is_declaration() and cursor.kind != CursorKind.MACRO_DEFINITION:
            return
        place = self.at(cursor.location)
        for each in filter(None, (cursor, as_type(cursor))):
            if place and each.get_usr():
                self.declared[each.get_usr()].add(place[0].place(place[1], place[2]))
        if cursor.kind == CursorKind.CXX_METHOD and place:
            for base in overridden(cursor):
                over = self.at(base.location)
                if over:
                    self.overrides.add((place[0].place(*place[1:]), over[0].place(*over[1:])))

    def use(self, cursor):
        kind = cursor.kind
        if not (kind.is_expression() or kind.is_reference() or kind == CursorKind.MACRO_INSTANTIATION):
            return
        place = self.at(cursor.location)
        if not place:
            return
        text, line, column = place
        meant = cursor.referenced
        overloaded = cursor if kind == CursorKind.OVERLOADED_DECL_REF else meant
        if overloaded is not None and overloaded.kind == CursorKind.OVERLOADED_DECL_REF:
            count = conf.lib.clang_getNumOverloadedDecls(overloaded)
            meant = conf.lib.clang_getOverloadedDecl(overloaded, 0) if count == 1 else None
        if meant is None or meant.kind.is_invalid() or meant.kind == CursorKind.NAMESPACE:
            self.untold.add(text.place(line, column))
            return
        meant = pattern(meant)
        word = text.word_at(line, column)
        if word != plain_name(meant):
            return
        defs, usrs, local, values = self.uses.setdefault(text.place(line, column), (set(), set(), [], []))
        local.append(is_local(meant))
        values.append(kind == CursorKind.MEMBER_REF)
        for each in filter(None, (meant, meant.get_definition(), meant.canonical, as_type(meant))):
            usrs.add(each.get_usr())
            own = self.at(each.location)
            if own:
                defs.add(own[0].place(own[1], own[2]))

    def lines(self):
        for text in sorted(filter(None, self.texts.values()), key=lambda each: each.name):
            yield {"document": text.name}
            for place, why in self.untold_in(text):
                yield {"at": place, "defs": [], "local": False, why: True}
        for place, (defs, usrs, local, values) in self.uses.items():
            everywhere = defs.union(*(self.declared[usr] for usr in usrs if usr))
            value = {"value": True} if all(values) else {}
            yield {"at": place, "defs": sorted(everywhere), "local": all(local), **value}
        for over, base in sorted(self.overrides):
            yield {"overrides": [over, base]}

    def untold_in(self, text):
        skipped = self.skipped.get(text.name, set())
        vague = merged(self.vague[text.name])
        starts = [start for start, _ in vague]
        directives = directive_lines(text.lines)
        for number, line in enumerate(text.lines, 1):
            for found in WORD.finditer(line.decode("latin1")):
                place = text.place(number, found.start() + 1)
                if place in self.uses:
                    continue
                spot = (number, found.start() + 1)
                if number in skipped:
                    yield place, "uncompiled"
                elif number in directives or place in self.untold or holds(vague, starts, spot):
                    yield place, "untold"


def holds(ranges, starts, spot):
    """Whether one of the ranges, which are sorted and apart, holds a place."""
    before = bisect_right(starts, spot) - 1
    return before >= 0 and spot < ranges[before][1]


def directive_lines(lines):
    """What is told to the preprocessor, with the lines that go on with it."""
    found = set()
    for number, line in enumerate(lines, 1):
        if line.lstrip().startswith(b"#") or (number - 1 in found and lines[number - 2].rstrip().endswith(b"\\")):
            found.add(number)
    return found


def merged(ranges):
    """Outermost ranges only."""
    kept = []
    for start, end in sorted(ranges, key=lambda each: (each[0], [-part for part in each[1]])):
        if not kept or end > kept[-1][1]:
            kept.append((start, end))
    return kept


def pattern(cursor):
    """The template that something is made of."""
    made = conf.lib.clang_getSpecializedCursorTemplate(cursor)
    while made is not None and not made.kind.is_invalid() and made != cursor:
        cursor, made = made, conf.lib.clang_getSpecializedCursorTemplate(made)
    return cursor


def of_template(cursor):
    """A member that stands outside of the template that it belongs to."""
    around = cursor.semantic_parent
    while around is not None and around.kind not in TEMPLATES and not around.kind.is_translation_unit():
        around = around.semantic_parent
    return around is not None and around.kind in TEMPLATES


def as_type(cursor):
    """What `typedef struct cart cart` stands for: one thing under one name."""
    if cursor.kind != CursorKind.TYPEDEF_DECL:
        return None
    named = cursor.underlying_typedef_type.get_declaration()
    return named if named.spelling == cursor.spelling else None


def plain_name(cursor):
    if cursor.kind == CursorKind.CONSTRUCTOR and cursor.semantic_parent:
        cursor = cursor.semantic_parent
    found = WORD.match(cursor.spelling.lstrip("~"))
    return found.group() if found else ""


def is_local(cursor):
    if cursor.kind in PARAMETERS:
        return True
    around = cursor.semantic_parent
    while around is not None and around.kind != CursorKind.TRANSLATION_UNIT:
        if around.kind in FUNCTIONS:
            return True
        around = around.semantic_parent
    return False


def overridden(cursor):
    found, count = ctypes.POINTER(Cursor)(), ctypes.c_uint()
    conf.lib.clang_getOverriddenCursors(cursor, ctypes.byref(found), ctypes.byref(count))
    made = [found[index] for index in range(count.value)]
    for each in made:
        each._tu = cursor._tu
    return made


def declare_functions():
    """What the Python module knows nothing of."""
    pointer = ctypes.POINTER
    lib = conf.lib
    lib.clang_getFileLocation.argtypes = [
        SourceLocation,
        pointer(c_object_p),
        pointer(ctypes.c_uint),
        pointer(ctypes.c_uint),
        pointer(ctypes.c_uint),
    ]
    lib.clang_getSkippedRanges.restype = pointer(SourceRanges)
    lib.clang_getOverriddenCursors.argtypes = [Cursor, pointer(pointer(Cursor)), pointer(ctypes.c_uint)]


def arguments_of(command):
    """As the compiler is given them, without itself, its output and the file."""
    given = list(command.arguments)[1:]
    kept = [each for at, each in enumerate(given) if each not in ("-c", "-o", "--") and given[at - 1] != "-o"]
    return [each for each in kept if os.path.join(command.directory, each) != command.filename]


def main():
    if len(sys.argv) < 3:
        sys.exit("usage: uses.py <folder> <folder with its compile_commands.json> [options of clang]")
    declare_functions()
    project = Project(sys.argv[1])
    done = set()
    for command in CompilationDatabase.fromDirectory(sys.argv[2]).getAllCompileCommands():
        path = os.path.realpath(os.path.join(command.directory, command.filename))
        if path in done or not path.startswith(project.root + os.sep):
            continue
        done.add(path)
        os.chdir(command.directory)
        options = TranslationUnit.PARSE_DETAILED_PROCESSING_RECORD
        unit = Index.create().parse(path, [*arguments_of(command), *sys.argv[3:]], options=options)
        errors = [each for each in unit.diagnostics if each.severity >= 3]
        print(f"{len(errors)} errors in {path}: {errors[0].spelling if errors else ''}", file=sys.stderr)
        project.read(unit)
    for line in project.lines():
        print(json.dumps(line))


main()
