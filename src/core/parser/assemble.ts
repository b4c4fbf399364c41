/** Drafts → symbols and references as the model has them: indices, positions, names, descriptors. */

import type { Language } from '../languages/language';
import { fileSymbolName } from '../model/file';
import type { ParseProblem, SourceFile, ParsedFile } from '../model/file';
import type { Descriptor } from '../model/ids';
import type { Range } from '../model/range';
import type { Reference } from '../model/reference';
import type { ParsedSymbol } from '../model/symbol';
import { extractCode, hasArity, hasListing } from './code/index';
import type { Listing } from './code/listing';
import { listFile, withoutLocals, withScopesOf } from './code/listing';
import { withOverrides } from './code/overriding';
import type { FileCode } from './code/shapes';
import { createDescriptors } from './descriptors';
import type { Leading } from './documentation';
import { cleanComments, headerComment, readLeading } from './documentation';
import type { OpenDraft } from './drafts';
import { createDrafts, innermost } from './drafts';
import type { Lines } from './lines';
import type { ReadFile, Span } from './readTree';
import { rootNode } from './readTree';
import { readSignature, signatureLimit } from './signature';
import { cut, fold } from './wording';

/** A parsed file with what only facts are made of. */
export interface AssembledFile extends ParsedFile {
  /** Also of those that were not read: see {@link ReadFile.counted}. */
  readonly referenceCount: number;
  readonly code: FileCode | undefined;
  readonly listing: Listing | undefined;
}

const qualifiedNameLimit = 1000;
const qualifierLimit = 200;
const nameLimit = 255;

export function assembleFile(
  source: SourceFile,
  read: ReadFile,
  language: Language,
  lines: Lines,
  problems: readonly ParseProblem[],
): AssembledFile {
  const { text } = source;
  const leading = readLeading(commentsOutside(read), read.prefixes, text);
  const drafts = createDrafts(read, leading, language, text);
  language.finish?.(drafts, { path: source.path, text, exported: read.exported });
  const indices = indexKept(drafts);
  const symbols: ParsedSymbol[] = [fileSymbol(source, read, drafts, leading, language, lines)];
  addSymbols(symbols, indices, read, leading, language, lines, text);
  const all = toReferences(read, drafts, indices, lines);
  const { path, language: id } = source;
  const code = read.syntax && extractCode(read.syntax, language, symbols, lines);
  const listed =
    code === undefined && hasListing(language)
      ? listFile(read, symbols, all, { lines, text, language, byArity: hasArity(language) })
      : undefined;
  const listing = listed?.listing;
  const used =
    listed === undefined ? all : withoutLocals(withScopesOf(all, listed.scoping, lines), listed.listing, id === 'ruby');
  const referenceCount = used.length + read.counted;
  const { members } = read;
  const references =
    listing === undefined ? used : withOverrides(used, symbols, listing, { language: id, lines, members });
  return { path, language: id, symbols, code, listing, references, referenceCount, problems, lineCount: lines.count };
}

/** Comments that document what they stand in are not those of what follows them. */
function commentsOutside({ comments, documentation }: ReadFile): readonly Span[] {
  if (documentation.size === 0) return comments;
  const inside = new Set([...documentation.values()].flatMap((spans) => spans.map(({ start }) => start)));
  return comments.filter(({ start }) => !inside.has(start));
}

/** Index in the file's symbols of every draft that is kept; the file itself is 0. */
function indexKept(drafts: readonly OpenDraft[]): Map<OpenDraft, number> {
  const indices = new Map<OpenDraft, number>();
  for (const draft of drafts) if (draft.keep) indices.set(draft, indices.size + 1);
  return indices;
}

type Writable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

function fileSymbol(
  { path, text }: SourceFile,
  read: ReadFile,
  drafts: readonly OpenDraft[],
  leading: Leading,
  language: Language,
  lines: Lines,
): ParsedSymbol {
  const name = fileSymbolName(path);
  const inner = read.documentation.get(rootNode);
  const claimed = new Set(drafts.flatMap(({ comments }) => comments));
  const documentation =
    (inner && cleanComments(inner, text, language.directives)) ??
    headerComment(leading, claimed, text, language.directives);
  const start = { line: 0, character: 0 };
  return {
    name,
    qualifiedName: name,
    kind: 'module',
    descriptor: '' as Descriptor,
    container: -1,
    range: { start, end: lines.positionAt(text.length) },
    nameRange: { start, end: start },
    bounds: { start: 0, end: text.length },
    ...(documentation === undefined ? {} : { documentation }),
    isExported: true,
    isAsync: false,
    isGenerator: false,
    isAbstract: false,
    isStatic: false,
  };
}

function addSymbols(
  symbols: ParsedSymbol[],
  indices: ReadonlyMap<OpenDraft, number>,
  read: ReadFile,
  leading: Leading,
  language: Language,
  lines: Lines,
  text: string,
): void {
  const descriptors = createDescriptors();
  const comments = leading.pieces.filter(({ comment }) => comment);
  const commentEnds = comments.map(({ end }) => end);
  for (const draft of indices.keys()) {
    const { owner, name, kind, nativeKind, documentation, visibility } = draft;
    const container = containerIndex(draft, indices);
    const parent = symbols[container]!;
    const parts = container === 0 ? packageAt(read, draft.start) : [parent.qualifiedName];
    if (owner !== undefined) parts.push(owner);
    const symbol: Writable<ParsedSymbol> = {
      name,
      qualifiedName: cut(qualify(parts, draft, language), qualifiedNameLimit),
      kind,
      descriptor: descriptors.name(parent.descriptor, owner, name, kind, nativeKind),
      container,
      range: rangeOf(lines, draft.start, draft.end),
      nameRange: rangeOf(lines, draft.nameStart, draft.nameEnd),
      bounds: { start: draft.start, end: draft.end },
      isExported: draft.isExported,
      isAsync: draft.isAsync,
      isGenerator: draft.isGenerator,
      isAbstract: draft.isAbstract,
      isStatic: draft.isStatic,
    };
    const { signatureWords, signatureStart, signatureEnd } = draft;
    let signature = readSignature(signatureWords, signatureStart, signatureEnd, comments, commentEnds, text);
    // `typedef struct { … } cart_t`: the name stands behind the body.
    if (signature !== undefined && draft.nameStart > signatureEnd)
      signature = cut(`${signature} ${name}`, signatureLimit);
    if (nativeKind !== undefined) symbol.nativeKind = nativeKind;
    if (signature !== undefined) symbol.signature = signature;
    if (documentation !== undefined) symbol.documentation = documentation;
    if (visibility !== undefined) symbol.visibility = visibility;
    symbols.push(symbol);
  }
}

function qualify(parts: readonly string[], draft: OpenDraft, language: Language): string {
  const joint = parts.length === 0 ? '' : (language.joint?.(draft) ?? language.separator);
  return parts.join(language.separator) + joint + draft.name;
}

function containerIndex(draft: OpenDraft, indices: ReadonlyMap<OpenDraft, number>): number {
  for (let { container } = draft; container !== undefined; { container } = container) {
    const index = indices.get(container);
    if (index !== undefined) return index;
  }
  return 0;
}

function packageAt(read: ReadFile, offset: number): string[] {
  const found = read.packages.findLast(({ from }) => from <= offset);
  return found === undefined ? [] : [fold(found.name)];
}

function rangeOf(lines: Lines, start: number, end: number): Range {
  return { start: lines.positionAt(start), end: lines.positionAt(end) };
}

/** In document order. */
function toReferences(
  read: ReadFile,
  drafts: readonly OpenDraft[],
  indices: ReadonlyMap<OpenDraft, number>,
  lines: Lines,
): Reference[] {
  const starts = drafts.map(({ start }) => start);
  const sorted = [...read.references].sort((a, b) => a.start - b.start || a.end - b.end);
  return sorted.map(({ name, role, start, end, qualifier, alias, arguments: given, typeArguments }) => {
    const around = innermost(drafts, start, () => true, starts);
    const reference: Writable<Reference> = {
      name: cut(fold(name), nameLimit),
      role,
      range: rangeOf(lines, start, end),
      from: around === undefined ? 0 : indices.get(around)!,
    };
    if (qualifier !== undefined) reference.qualifier = cut(fold(qualifier), qualifierLimit);
    if (alias !== undefined && alias !== reference.name) reference.alias = cut(fold(alias), nameLimit);
    if (given !== undefined) reference.arguments = given;
    if (typeArguments !== undefined) reference.typeArguments = typeArguments;
    return reference;
  });
}
