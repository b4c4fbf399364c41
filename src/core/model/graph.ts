/** Questions about the graph of relationships as a whole: ways through it, circles in it. */

import type { Position } from './range';
import type { Completeness, RelationshipType, ResolutionMethod } from './relationship';
import type { CodeSymbol } from './symbol';

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
