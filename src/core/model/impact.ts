/** What a change affects: the question, and the answer with a place for everything in it. */

import type { FilePath, SymbolId } from './ids';
import type { Position } from './range';
import type { Completeness, RelationshipType, ResolutionMethod } from './relationship';
import type { CodeSymbol } from './symbol';

/** Without `symbols`: what differs from the last commit, untracked files and unsaved text included. */
export interface ImpactRequest {
  /** An indexed folder, or a path in one; may be left out where `symbols` are given. */
  readonly folder?: string;
  /** SymbolIds, qualified names or names: what these would affect if they changed. */
  readonly symbols?: readonly string[];
  /** Only what is staged. */
  readonly staged?: boolean;
  /** What differs from this commit, by any of its names. */
  readonly since?: string;
  /** 1 to 10; 3 unless told. */
  readonly depth?: number;
  /** Of each step, 0 to 1; 0 unless told. */
  readonly minConfidence?: number;
  /** Of affected symbols, 1 to 1,000; 200 unless told. */
  readonly limit?: number;
}

/** `moved`: its file has another path; `named`: the question supposes the change. */
export const changeKinds = ['added', 'modified', 'deleted', 'moved', 'named'] as const;
export type ChangeKind = (typeof changeKinds)[number];

export interface ChangedSymbol {
  /** As it is now, unsaved text included; of a deleted one as it was. */
  readonly symbol: CodeSymbol;
  readonly change: ChangeKind;
  /** The first changed line, in the text that `symbol` is of. */
  readonly line: number;
  /** A function, method, class or interface is declared in another way than before. */
  readonly signatureChanged: boolean;
  /** Where its file was before. */
  readonly previousPath?: FilePath;
  /** How many symbols it affects at once, with those that have changed themselves: these are not among the affected. */
  readonly direct: number;
  /** The index holds it. If not, what refers to it is not known. */
  readonly indexed: boolean;
}

export interface AffectedSymbol {
  readonly symbol: CodeSymbol;
  /** 1 for what refers to a changed symbol itself. */
  readonly depth: number;
  /** The changed or affected symbol that it is reached from. */
  readonly via: SymbolId;
  /** `in`: it calls, extends, overrides `via`; `out`: `via` overrides it, so that who calls it may come to `via`. */
  readonly direction: 'in' | 'out';
  readonly type: RelationshipType;
  readonly how: ResolutionMethod;
  /** Of this step. */
  readonly stepConfidence: number;
  /** Product of all steps from the change to here. */
  readonly confidence: number;
  /** The least of all steps from the change to here. */
  readonly weakest: number;
  /** Where the step is written. */
  readonly path: FilePath;
  readonly sites: readonly Position[];
  readonly isTest: boolean;
}

/** A test file that reaches what has changed, or has changed itself. */
export interface AffectedTest {
  readonly path: FilePath;
  /** 0 if the file itself has changed. */
  readonly depth: number;
  /** The nearest of its symbols; the file's own where the test is no symbol. */
  readonly symbol: CodeSymbol;
  /** As {@link AffectedSymbol}; absent at depth 0. */
  readonly via?: SymbolId;
  readonly confidence: number;
}

/** An exported symbol that has changed or is affected: others than this folder's files may see it. */
export interface AffectedExport {
  readonly symbol: CodeSymbol;
  /** 0 if it has changed itself. */
  readonly depth: number;
  readonly via?: SymbolId;
  readonly confidence: number;
}

export interface ImpactResponse {
  readonly folder: string;
  /** The commit compared with; absent where symbols were named, or where nothing is committed yet. */
  readonly base?: string;
  /** By path and place, at most 1,000. */
  readonly changed: readonly ChangedSymbol[];
  readonly totalChanged: number;
  /** Nearest first, then by confidence, then by place. */
  readonly affected: readonly AffectedSymbol[];
  readonly totalAffected: number;
  /** Nearest first, then by confidence, at most 1,000. */
  readonly tests: readonly AffectedTest[];
  readonly totalTests: number;
  /** Nearest first, then by confidence, at most as many as `limit` allows of affected ones. */
  readonly surface: readonly AffectedExport[];
  readonly totalSurface: number;
  /** Of the whole folder: what refers to a symbol may stand anywhere in it. */
  readonly completeness: Completeness;
  readonly notices: readonly string[];
}
