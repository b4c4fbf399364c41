/**
 * What Loci has to know of a language to read it. A language is data: a folder `core/languages/<id>` with a
 * `language.ts` that exports one {@link Language} and, where a grammar reads it, a tree-sitter query `symbols.scm`.
 *
 * The query. One match of a pattern says one thing; which one, its captures tell:
 *
 *   @definition.<kind>  the whole node of a symbol, `<kind>` from model/symbol (`@definition.class`), together with
 *     @name             the node of its name; where there is none, `(#set! name "default")` names it
 *     @body             what its signature leaves out: the signature ends where the first body begins
 *     @owner            the name of the type it is a member of, where it does not stand inside it (Go receivers)
 *     #set! native W    its nativeKind: `(#set! native "constructor")`
 *     #set! member      belongs to the nearest type around it, not to the function it stands in (`self.x = 1`)
 *     #set! <flag>      `exported`, `async`, `generator`, `abstract`, `static`, or a visibility (`private` …)
 *   @reference.<role>   the node whose range a reference has, `<role>` from model/reference, together with
 *     @qualifier        what stands before the name: text from its start up to the name. For an import: the module,
 *                       its quotes taken off
 *     @alias            the name that an import has here; the word by which Ruby mixes a module in
 *     @within           in its place, a node anywhere: the type whose member the name is, or an expression of that type
 *     @arguments        of a call, the list of what it is given, in languages that tell overloads apart by it
 *     #set! name W      a fixed name in place of the node's text: `*`, `default`, or `""` for a bare import
 *     #set! alias       the node's text is the alias as well (used with a fixed name: `import x from`)
 *   @wrapped @wrapper   the second node belongs to the definition of the first (`export …`, `template <…>`): modifiers
 *                       and documentation are looked for from its start, and it gives the symbol its range unless it
 *                       wraps several definitions (`let a, b`). Wrappers of wrappers are followed
 *   @prefix             a decorator or attribute, whether it stands beside the definition that follows it (and is then
 *                       taken into its range) or inside it; never part of the signature
 *   @comment            a comment; those directly above a definition become its documentation
 *   @documented @documentation   the second node documents the definition of the first (Python's docstrings); the root
 *                       node as @documented stands for the file
 *   @scope @owner       definitions whose innermost enclosing node is the first are members of the type so named (Rust impl)
 *   @marks.<flag>       sets the flag on the innermost function around it (`(yield) @marks.generator`)
 *   @exported           a name that the file exports elsewhere (`export { a }`)
 *   @package            a dotted prefix for all qualified names, for what follows it (`package com.acme;`)
 *   @typed              a name whose type is written: of a parameter, a local variable, a field, or of a function, whose
 *                       result it is; together with
 *     @typedas          the type, or the call or construction that it is made by; absent where nothing is known of it
 *     @parameters       in its place, in a pattern of its own: the list of parameters of a function so named
 *   @member @memberof   a member's name, and the type as written that the nameless type is made of which it stands in
 *                       (`new Cart() { … }`), or the interface that it is for alone (C#)
 *   @ignore             a name that is neither defined nor used although a later pattern says so (a type parameter);
 *                       may stand in a match that says something else
 *   @import             a whole import whose parts {@link Language.readImport} reads, where a query cannot (nested lists)
 *
 * Where several patterns match one name, the one that stands first in the file counts, definition or reference; so the
 * special come before the general. Only `@reference.type` and, behind it, `@reference.value` always come last: they are
 * mostly catch-alls. Captures that begin with `_` are for predicates. What the core does for every language:
 *   - containers by nesting; a function directly inside a type is a method, a variable there a property
 *   - variables and constants inside functions are dropped: locals are not symbols
 *   - a reference at the name of a definition is dropped, and so is a value that is a local name or an import's
 *   - descriptors, qualified names, signatures, documentation, the file's own symbol, bounds and cutting
 */

import type { LanguageId } from '../model/ids';
import type { ReferenceRole } from '../model/reference';
import type { SymbolKind, Visibility } from '../model/symbol';

export type Flag = 'exported' | 'async' | 'generator' | 'abstract' | 'static';

export interface Language {
  readonly id: LanguageId;
  /** For people: `TypeScript`. */
  readonly name: string;
  /** With the dot, lower case: `.ts`. The longest that fits decides, so `.blade.php` may stand beside `.php`. */
  readonly extensions: readonly string[];
  /** Whole file names, exactly: `Rakefile`. */
  readonly filenames?: readonly string[];
  /** Interpreters of a `#!` line, without folder and version: `python` stands for `/usr/bin/env python3.12`. */
  readonly shebangs?: readonly string[];
  /** Name of the grammar's file without `.wasm`. Absent only where {@link read} does the reading. */
  readonly grammar?: string;
  /** The language folders whose `symbols.scm` together are the query, in order of precedence; its own unless told. */
  readonly queries?: readonly string[];
  /** Between the parts of a qualified name. */
  readonly separator: string;
  /** What joins a definition's name to what it stands in, where that is not the separator: Ruby's `Cart#total`. */
  readonly joint?: (draft: Draft) => string | undefined;
  /**
   * Words that say something when they stand between the start of a definition (or its wrapper) and its name, outside
   * any brackets and quotes: `{ export: 'exported', '*': 'generator', private: 'private' }`.
   */
  readonly modifiers?: Readonly<Record<string, Flag | Visibility>>;
  /** What is not exported is known in its own file only. */
  readonly hidesUnexported?: boolean;
  /** Comments that speak to tools, not to readers; tested on the cleaned first line. */
  readonly directives?: RegExp;
  /** Which other language's rules read this text better: C++ in a `.h` that counts as C. */
  readonly readAs?: (path: string, text: string) => LanguageId | undefined;
  /** What the grammar is given in place of the text, of the same length: without macros that it would stumble over. */
  readonly mask?: (text: string) => string;
  /** What the grammar is given when it stumbled over that, of the same length: what it does not know, written otherwise. */
  readonly mend?: (text: string) => string;
  /** The last word on a file's definitions: visibility by naming, exports by rule, native kinds. Changes them in place. */
  readonly finish?: (definitions: readonly Draft[], file: DraftFile) => void;
  /** The references of one `@import`: `written` is its text, `at` its offset. Must not throw. */
  readonly readImport?: (written: string, at: number) => readonly RawReference[];
  /** Reads text that has no grammar. Must not throw. */
  readonly read?: (text: string) => RawFile;
}

/** A definition as first read. Offsets are UTF-16 units. */
export interface RawDefinition {
  readonly kind: SymbolKind;
  readonly nativeKind?: string;
  readonly name: string;
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly start: number;
  readonly end: number;
  /** Where the signature ends. */
  readonly bodyStart?: number;
  readonly documentation?: string;
}

export interface RawReference {
  readonly name: string;
  readonly role: ReferenceRole;
  readonly start: number;
  readonly end: number;
  readonly qualifier?: string;
  readonly alias?: string;
  readonly arguments?: readonly string[];
  readonly typeArguments?: number;
}

/** What {@link Language.read} answers; definitions in document order, outer before inner. */
export interface RawFile {
  readonly definitions: readonly RawDefinition[];
  readonly references: readonly RawReference[];
}

/** A definition in the making. {@link Language.finish} may change what is not readonly. */
export interface Draft {
  name: string;
  kind: SymbolKind;
  nativeKind: string | undefined;
  /** Name of the type it is a member of, where that does not stand around it. */
  readonly owner: string | undefined;
  readonly container: Draft | undefined;
  /** From the start of the definition, wrapper included, to its name: words and signs, brackets and quotes left out. */
  readonly head: readonly string[];
  /** Text offsets of the definition, and of its name. */
  readonly start: number;
  readonly end: number;
  readonly nameStart: number;
  /** Where the text of its signature ends: before its body. */
  readonly signatureEnd: number;
  /** False drops the definition; what stands in it moves to its container. */
  keep: boolean;
  documentation: string | undefined;
  visibility: Visibility | undefined;
  isExported: boolean;
  isAsync: boolean;
  isGenerator: boolean;
  isAbstract: boolean;
  isStatic: boolean;
}

export interface DraftFile {
  readonly path: string;
  readonly text: string;
  /** Names captured as `@exported`, quotes taken off. */
  readonly exported: ReadonlySet<string>;
}

/** True of what has members: the kinds whose inner functions are methods. */
export function isType(kind: SymbolKind): boolean {
  return kind === 'class' || kind === 'interface' || kind === 'enum' || kind === 'type';
}

export function isCallable(kind: SymbolKind): boolean {
  return kind === 'function' || kind === 'method';
}

/** For {@link Language.finish}: members are exported with their type unless they are private. */
export function exportMembers(definitions: readonly Draft[]): void {
  for (const draft of definitions) {
    const { container } = draft;
    if (container?.isExported === true && !isCallable(container.kind) && draft.visibility !== 'private') {
      draft.isExported = true;
    }
  }
}
