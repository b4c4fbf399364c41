/** All that a search index holds, and the way to one symbol's facts. */

import { digestFlags } from '../text/fileDigest';
import { symbolKinds } from '../model/symbol';
import type { WordCache } from '../text/words';
import { createWordCache } from '../text/words';
import { traitPriors } from './pathTraits';
import { NameTable } from './nameTable';
import { SignTable } from './signs';
import { SketchTable } from './sketches';
import { SymbolTable } from './symbolTable';
import { grown } from './postings';
import { WordTable } from './wordTable';
import { exportedPrior, hiddenPrior, kindPriors, pathPriors } from './weights';

/** A file in the index. */
export interface FileEntry {
  readonly fileId: number;
  readonly path: string;
  readonly lowerPath: string;
  readonly language: string;
  /** Document number of the file's own symbol; the others follow. */
  readonly base: number;
  readonly count: number;
  /** See pathTraits. */
  readonly traits: number;
  /** Its place in {@link Tables.files}. */
  readonly slot: number;
}

export interface Tables {
  readonly symbols: SymbolTable;
  readonly names: NameTable;
  readonly words: WordTable;
  readonly signs: SignTable;
  readonly sketches: SketchTable;
  readonly scopes: TextNumbers;
  readonly nativeKinds: TextNumbers;
  /** By file slot, the number that {@link SymbolTable.files} holds; undefined where a slot is free. */
  readonly files: (FileEntry | undefined)[];
  readonly freeSlots: number[];
  readonly slotOf: Map<number, number>;
  readonly byPath: FileOrder;
  readonly bestPriors: BestPriors;
  readonly wordCache: WordCache;
}

export function createTables(): Tables {
  return {
    symbols: new SymbolTable(),
    names: new NameTable(),
    words: new WordTable(),
    signs: new SignTable(),
    sketches: new SketchTable(),
    scopes: new TextNumbers(),
    nativeKinds: new TextNumbers(),
    files: [],
    freeSlots: [],
    slotOf: new Map(),
    byPath: new FileOrder(),
    bestPriors: new BestPriors(),
    wordCache: createWordCache(),
  };
}

/** The greatest own prior of each file's symbols, by kind. One array for all files: they are gone through in a row. */
export class BestPriors {
  private priors = new Float64Array(1024);

  clear(slot: number): void {
    this.priors = grown(this.priors, (slot + 1) * symbolKinds.length);
    this.priors.fill(0, slot * symbolKinds.length, (slot + 1) * symbolKinds.length);
  }

  raise(slot: number, kind: number, prior: number): void {
    const at = slot * symbolKinds.length + kind;
    if (this.priors[at]! < prior) this.priors[at] = prior;
  }

  /** Of those kinds; 0 if the file has none of them. */
  best(slot: number, kinds: readonly number[]): number {
    const { priors } = this;
    const start = slot * symbolKinds.length;
    let best = 0;
    for (const kind of kinds) if (priors[start + kind]! > best) best = priors[start + kind]!;
    return best;
  }
}

/** The files by path, so that equal hits stand in the same order whatever the history of the index. */
export class FileOrder {
  private files: FileEntry[] = [];
  private readonly gone = new Set<FileEntry>();
  private sorted = true;

  add(file: FileEntry): void {
    this.files.push(file);
    this.sorted = false;
  }

  remove(file: FileEntry): void {
    this.gone.add(file);
  }

  /** After few changes this is quick: sorting what is nearly sorted takes one pass. */
  list(): readonly FileEntry[] {
    if (this.gone.size > 0) this.files = this.files.filter((file) => !this.gone.has(file));
    this.gone.clear();
    if (!this.sorted) this.files.sort(comparePaths);
    this.sorted = true;
    return this.files;
  }
}

function comparePaths(a: FileEntry, b: FileEntry): number {
  if (a.path === b.path) return a.fileId - b.fileId;
  return a.path < b.path ? -1 : 1;
}

/** By path, then in the order of the file. */
export function comparePlaces(tables: Tables, a: number, b: number): number {
  const fileOfA = fileOf(tables, a);
  const fileOfB = fileOf(tables, b);
  return fileOfA === fileOfB ? a - b : comparePaths(fileOfA, fileOfB);
}

/** Numbers for a small set of texts; '' is 0. */
export class TextNumbers {
  readonly texts: string[] = [''];
  private readonly numbers = new Map([['', 0]]);

  numberOf(text: string): number {
    let number = this.numbers.get(text);
    if (number === undefined) {
      number = this.texts.push(text) - 1;
      this.numbers.set(text, number);
    }
    return number;
  }

  bytes(): number {
    return this.texts.length * 100;
  }
}

const kindPriorByNumber = symbolKinds.map((kind) => kindPriors[kind]);

/** About 0 to 1: how likely the symbol is looked for. `asked` traits do not count against it. */
export function priorOf(tables: Tables, document: number, asked: number): number {
  return ownPriorOf(tables.symbols, document) * filePriorOf(fileOf(tables, document), asked);
}

/** The prior without its file's part; at most {@link greatestPrior}. */
export function ownPriorOf({ flags, kinds }: SymbolTable, document: number): number {
  const flag = flags[document]!;
  let prior = kindPriorByNumber[kinds[document]!] ?? 0.5;
  if ((flag & digestFlags.exported) !== 0) prior *= exportedPrior;
  if ((flag & digestFlags.hidden) !== 0) prior *= hiddenPrior;
  if ((flag & declaredOnly) !== 0) prior *= pathPriors.declaration;
  return prior;
}

/** Beside {@link digestFlags}: the definition is elsewhere, as of what a C header declares. */
export const declaredOnly = 128;

/** Lengths are kept in steps of this part of a doubling. */
export const lengthSteps = 16;

/** Logarithm to the base of 2 of a definition's words, documentation apart, and one. */
export function logLengthOf({ lengths }: SymbolTable, document: number): number {
  return lengths[document]! / lengthSteps;
}

/** What no own prior of a symbol of these kinds, given by number, exceeds; 0 for none. */
export function greatestPrior(kinds: readonly number[]): number {
  return Math.max(0, ...kinds.map((kind) => kindPriorByNumber[kind] ?? 0.5)) * exportedPrior;
}

export function filePriorOf({ traits }: FileEntry, asked: number): number {
  return traitPriors[traits & ~asked]!;
}

export function fileOf(tables: Tables, document: number): FileEntry {
  return tables.files[tables.symbols.files[document]!]!;
}

export function nameOfDocument(tables: Tables, document: number): string {
  return tables.names.names[tables.symbols.names[document]!]!;
}

/** A qualified name of any language with dots for its joints. */
export function dotted(name: string): string {
  return name.replace(/::|->|[#/\\:]/g, '.');
}

/** The names around a symbol from the outermost in, joined by dots: package or receiver, then containers. */
export function containerPath(tables: Tables, document: number): string {
  const { symbols, scopes } = tables;
  const parts: string[] = [];
  let at = document;
  for (;;) {
    const scope = scopes.texts[symbols.scopes[at]!]!;
    const outer = symbols.containers[at]!;
    if (scope !== '') return [scope, ...parts.reverse()].join('.');
    // The file's own name belongs to no qualified name.
    if (outer === at || symbols.containers[outer] === outer) return parts.reverse().join('.');
    parts.push(nameOfDocument(tables, outer));
    at = outer;
  }
}
