/** What a query has found in a tree → definitions, references and marks, as offsets. Knows no language. */

import type { RawDefinition, RawReference } from '../languages/language';
import type { Captured, Found, Mark, Meaning } from './captures';
import { meaningOf, sortCaptures } from './captures';
import type { Syntax } from './code/syntax';
import type { Match } from './query/matchQuery';
import type { Pattern } from './query/readQuery';
import type { TypedName } from './typedNames';
import { addTyped } from './typedNames';
import { endOf, isNameless, readReference, textOf, unquote } from './readReference';

/** The outermost node of every tree. */
export const rootNode = 0;

export interface ReadDefinition extends RawDefinition {
  readonly owner?: string | undefined;
  readonly member?: boolean;
  readonly marks?: readonly Mark[];
  /** Identity of its node, by which wrappers and documentation find it. */
  readonly node?: number;
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Wrapper extends Span {
  readonly node: number;
  /** Starts of what it wraps. */
  readonly wrapped: Set<number>;
}

/** All that the query says of a file. */
export interface ReadFile {
  definitions: ReadDefinition[];
  references: RawReference[];
  /** References that were counted and not read. */
  counted: number;
  /** By the wrapped node. */
  wrappers: Map<number, Wrapper>;
  /** The same, by their own nodes. */
  wrapperNodes: Map<number, Wrapper>;
  prefixes: Span[];
  comments: Span[];
  /** By the documented node. */
  documentation: Map<number, Span[]>;
  scopes: (Span & { readonly owner: string })[];
  marks: { readonly at: number; readonly mark: Mark }[];
  exported: Set<string>;
  imports: Span[];
  packages: { readonly from: number; readonly name: string }[];
  /** By start of the name. */
  typed: Map<number, TypedName>;
  /** Lists of parameters as written, by start of the function's name. */
  parameters: Map<number, string>;
  /** The types as written of which the nameless ones are whose members these are, by start of the member's name. */
  members: Map<number, readonly string[]>;
  /** The tree, where code is read further. */
  syntax: Syntax | undefined;
  /** The tree, where blocks around names are asked for. */
  nodes: Syntax | undefined;
}

export function emptyReadFile(): ReadFile {
  return {
    definitions: [],
    references: [],
    counted: 0,
    wrappers: new Map(),
    wrapperNodes: new Map(),
    prefixes: [],
    comments: [],
    documentation: new Map(),
    scopes: [],
    marks: [],
    exported: new Set(),
    imports: [],
    packages: [],
    typed: new Map(),
    parameters: new Map(),
    members: new Map(),
    syntax: undefined,
    nodes: undefined,
  };
}

/**
 * Of several matches at one name, the one whose pattern stands first counts; of one pattern, the one that says more. Only
 * that one is read.
 */
interface Ranked {
  readonly rank: number;
  readonly captures: number;
  /** Undefined where nothing is to be read at that name. */
  readonly found: Found | undefined;
  readonly properties: Pattern['properties'];
}

/** Type uses yield to all other patterns, and values to them. */
const lastPatterns = 1_000_000;

/** Reads what a language's query has found. `syntax` is the tree that it was matched with. */
export type FileReader = (matches: readonly Match[], syntax: Syntax) => ReadFile;

/** `counting`: references are counted and not read. */
export function createFileReader(captureNames: readonly string[], counting = false): FileReader {
  const meanings = captureNames.map(meaningOf);
  return (matches, syntax) => readFile(matches, syntax, meanings, counting);
}

function readFile(
  matches: readonly Match[],
  syntax: Syntax,
  meanings: readonly Meaning[],
  counting: boolean,
): ReadFile {
  const file = emptyReadFile();
  const { text } = syntax;
  for (const { found, properties } of bestMatches(matches, syntax, meanings, file)) {
    if (found?.definition !== undefined) {
      file.definitions.push(readDefinition(found.definition, found, properties, text));
    } else if (found?.reference !== undefined) {
      if (counting) file.counted += 1;
      else file.references.push(readReference(found.reference, found, properties, text));
    }
  }
  return file;
}

/** What names something comes back, one match a name; all else is read into the file. */
function bestMatches(
  matches: readonly Match[],
  syntax: Syntax,
  meanings: readonly Meaning[],
  file: ReadFile,
): Iterable<Ranked> {
  const names = new Map<number, Ranked>();
  const { text } = syntax;
  for (const { pattern, captures } of matches) {
    const { properties } = pattern;
    const found = sortCaptures(captures, syntax, meanings);
    const rank = pattern.index + lastOf(found);
    const ranked = { rank, captures: captures.length, found, properties };
    for (const node of found.ignored) keepBest(names, node.startIndex, { ...ranked, found: undefined });
    if (found.definition !== undefined) {
      keepBest(names, found.name?.startIndex ?? startOf(found.definition, text), ranked);
    } else if (found.reference !== undefined) {
      // What the grammar misses and puts there itself has no name.
      if (found.role !== 'import' && isNameless(found.reference, properties, text)) continue;
      keepBest(names, found.reference.startIndex, ranked);
    } else readMark(file, found, text);
  }
  return names.values();
}

/** What a pattern's place is put behind: catch-alls yield, unless they say of what the name is a member. */
function lastOf({ role, within }: Found): number {
  if (role === 'type') return lastPatterns;
  return role === 'value' && within === undefined ? 2 * lastPatterns : 0;
}

function keepBest(names: Map<number, Ranked>, at: number, next: Ranked): void {
  const known = names.get(at);
  const better =
    known === undefined || next.rank < known.rank || (next.rank === known.rank && next.captures > known.captures);
  if (better) names.set(at, next);
}

const noMarks: readonly Mark[] = [];
const markNames = new Set<string>([
  ...['exported', 'async', 'generator', 'abstract', 'static'],
  ...['public', 'private', 'protected', 'internal'],
]);

function readDefinition(node: Captured, found: Found, properties: Pattern['properties'], text: string): ReadDefinition {
  const { name, owner, body } = found;
  const start = startOf(node, text);
  const nameStart = name?.startIndex ?? start;
  const nameEnd = name === undefined ? start : endOf(name, text);
  const nativeKind = properties['native'];
  return {
    kind: found.kind!,
    name: properties['name'] ?? unquote(text.slice(nameStart, nameEnd)),
    nameStart,
    nameEnd,
    start,
    end: endOf(node, text),
    node: node.id,
    member: 'member' in properties,
    marks: marksOf(properties),
    owner: owner === undefined ? undefined : textOf(owner, text),
    ...(typeof nativeKind === 'string' ? { nativeKind } : {}),
    ...(body === undefined ? {} : { bodyStart: body.startIndex }),
  };
}

function marksOf(properties: Pattern['properties']): readonly Mark[] {
  const keys = Object.keys(properties);
  return keys.length === 0 ? noMarks : keys.filter((key): key is Mark => markNames.has(key));
}

function readMark(file: ReadFile, found: Found, text: string): void {
  const { wrapped, wrapper, documented, documentation, scope, owner, typed } = found;
  if (wrapped !== undefined && wrapper !== undefined) wrap(file, wrapped, wrapper);
  else if (found.comment !== undefined) file.comments.push(spanOf(found.comment));
  else if (found.prefix !== undefined) file.prefixes.push(spanOf(found.prefix));
  else if (documented !== undefined && documentation !== undefined) {
    const known = file.documentation.get(documented.id) ?? [];
    known.push(spanOf(documentation));
    file.documentation.set(documented.id, known);
  } else if (scope !== undefined && owner !== undefined) {
    file.scopes.push({ ...spanOf(scope), owner: textOf(owner, text) });
  } else if (found.exported !== undefined) file.exported.add(unquote(textOf(found.exported, text)));
  else if (found.import !== undefined) file.imports.push(spanOf(found.import));
  else if (found.package !== undefined) {
    file.packages.push({ from: found.package.startIndex, name: textOf(found.package, text) });
  } else if (typed !== undefined && found.parameters !== undefined) {
    file.parameters.set(typed.startIndex, textOf(found.parameters, text));
  } else if (typed !== undefined) addTyped(file.typed, typed, found.typedas, text);
  else if (found.member !== undefined && found.memberof !== undefined) {
    const known = file.members.get(found.member.startIndex) ?? [];
    file.members.set(found.member.startIndex, [...known, textOf(found.memberof, text)]);
  } else if (found.marked !== undefined) file.marks.push({ at: found.marked.startIndex, mark: found.mark! });
}

/** One wrapper serves all that it wraps, so that they know of each other. */
function wrap(file: ReadFile, wrapped: Captured, wrapper: Captured): void {
  const known = file.wrapperNodes.get(wrapper.id) ?? { ...spanOf(wrapper), node: wrapper.id, wrapped: new Set() };
  known.wrapped.add(wrapped.startIndex);
  file.wrapperNodes.set(wrapper.id, known);
  file.wrappers.set(wrapped.id, known);
}

function startOf(node: Captured, text: string): number {
  return Math.min(node.startIndex, text.length);
}

function spanOf(node: Captured): Span {
  return { start: node.startIndex, end: node.endIndex };
}
