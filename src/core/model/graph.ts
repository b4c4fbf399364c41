/** Questions about the graph of relationships as a whole: ways through it, circles in it. */

import type { Position } from './range';
import type { Completeness, RelationshipType, ResolutionMethod } from './relationship';
import type { CodeSymbol, SymbolKind } from './symbol';

export interface PathRequest {
  /** SymbolIds, qualified names or names. */
  readonly from: string;
  readonly to: string;
  readonly folder?: string;
  /** What a way may be made of; `calls` unless told. */
  readonly types?: readonly RelationshipType[];
  /** Longest way, 1 to 20 steps; 10 unless told. */
  readonly depth?: number;
  /** Of each step, 0 to 1; 0 unless told. */
  readonly minConfidence?: number;
}

export interface PathStep {
  /** Where the step leads; it begins at the symbol of the step before. */
  readonly symbol: CodeSymbol;
  readonly type: RelationshipType;
  /** `in`: a call comes here because this overrides the symbol before. */
  readonly direction: 'in' | 'out';
  readonly how: ResolutionMethod;
  readonly confidence: number;
  /** Where it is written: in the file of `symbol` where `direction` is `in`, else in that of the symbol before. */
  readonly sites: readonly Position[];
}

export interface PathResponse {
  readonly folder: string;
  readonly from: CodeSymbol;
  readonly to: CodeSymbol;
  /** Of the shortest ways the surest; absent if none is known. */
  readonly steps?: readonly PathStep[];
  /** Product of the steps'; 0 if there is no way. */
  readonly confidence: number;
  /** Of the whole folder. */
  readonly completeness: Completeness;
  readonly notices: readonly string[];
}

export interface CyclesRequest {
  /** An indexed folder, or a path in one. */
  readonly folder: string;
  /** `files`: of imports; `symbols`: of calls. `files` unless told. */
  readonly level?: 'files' | 'symbols';
  /** 1 to 1,000; 100 unless told. */
  readonly limit?: number;
}

/** Files that import, or symbols that call, each other, directly or by way of others. */
export interface Cycle {
  readonly size: number;
  /** By path and place, the first hundred; a file's own symbol where files are asked for. */
  readonly members: readonly CodeSymbol[];
  /** A shortest circle; each step leads to the next one's symbol, the last to the first's. */
  readonly example: readonly CycleStep[];
  /**
   * It may be there at run time: some circle is left without the imports of which nothing but types is known to be used.
   */
  readonly atRunTime: boolean;
}

export interface CycleStep {
  readonly symbol: CodeSymbol;
  /** Where it is written, in the file of `symbol`. */
  readonly sites: readonly Position[];
  /** Nothing but types is used of what is imported. */
  readonly typesOnly: boolean;
}

export interface CyclesResponse {
  readonly folder: string;
  readonly level: 'files' | 'symbols';
  /** Those at run time first, then the largest. */
  readonly cycles: readonly Cycle[];
  readonly total: number;
  /** Of the whole folder. */
  readonly completeness: Completeness;
  readonly notices: readonly string[];
}

export interface UnusedRequest {
  /** An indexed folder, or a path in one. */
  readonly folder: string;
  /** Functions, methods, classes, interfaces, enums, types, constants and variables unless told. */
  readonly kinds?: readonly SymbolKind[];
  /** Leaves out what may be used by something that is no relationship. */
  readonly sure?: boolean;
  /** 1 to 1,000; 200 unless told. */
  readonly limit?: number;
}

/** Why a symbol that nothing refers to may be used all the same. */
export const useDoubts = [
  'entryPoint', // its file is an entry point of a package, or an entry point imports it
  'exported', // others than this folder's files may use it
  'inherited', // a method of a class that extends or implements another: called through that
  'inObject', // a member of an object: called through the type or the key that the object is known by
  'decorated', // what stands above it may register it
  'convention', // frameworks and languages call what is so named
  'named', // its name stands elsewhere and is bound to nothing: reflection, strings, unknown receivers, comments
] as const;
export type UseDoubt = (typeof useDoubts)[number];

export interface UnusedSymbol {
  readonly symbol: CodeSymbol;
  /** Empty for the surest. */
  readonly mayBeUsedAs: readonly UseDoubt[];
  /** Places in the folder's files that name it and are bound to nothing. */
  readonly unboundMentions: number;
}

export interface UnusedResponse {
  readonly folder: string;
  /** The surest first: without doubt, then what is not exported, then by fewer doubts. Members of what is unused are left out. */
  readonly unused: readonly UnusedSymbol[];
  readonly total: number;
  /** Of the whole folder: if it is not complete, what is listed may be used by what is not resolved yet. */
  readonly completeness: Completeness;
  readonly notices: readonly string[];
}

export interface HotspotsRequest {
  /** An indexed folder, or a path in one. */
  readonly folder: string;
  /** Commits of so many days count, 1 to 3,650; 90 unless told. */
  readonly days?: number;
  /** A test reaches a symbol within so many steps, 1 to 10; 3 unless told. */
  readonly depth?: number;
  /** 1 to 1,000; 50 unless told. */
  readonly limit?: number;
}

/** A function, method or class that much depends on and that changes often. */
export interface Hotspot {
  readonly symbol: CodeSymbol;
  /** 0 to 1: see the parts. */
  readonly score: number;
  /** How central it is: 1 is the average of the folder. */
  readonly rank: number;
  readonly referenceCount: number;
  /** Commits that touch its file. */
  readonly commits: number;
  /** Steps from a test; absent if none reaches it within the depth asked. */
  readonly testDepth?: number;
}

export interface HotspotsResponse {
  readonly folder: string;
  readonly days: number;
  /** The hottest first. */
  readonly hotspots: readonly Hotspot[];
  /** Of the whole folder. */
  readonly completeness: Completeness;
  readonly notices: readonly string[];
}
