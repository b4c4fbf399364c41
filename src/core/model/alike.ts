/** Questions about copied code. */

import type { CodeSymbol } from './symbol';

export interface DuplicatesRequest {
  /** An indexed folder, or a path in one. */
  readonly folder: string;
  /** Definitions of so many lines, 1 to 10,000; 6 unless told. */
  readonly minLines?: number;
  /** Groups, 1 to 1,000; 100 unless told. */
  readonly limit?: number;
}

/** Definitions that are copies of the first of them. */
export interface CopyGroup {
  /** Of the first. */
  readonly lines: number;
  /** 0.75 to 1: the least of a member to the first. */
  readonly likeness: number;
  readonly size: number;
  /** By path and place, the first hundred. */
  readonly members: readonly CodeSymbol[];
}

export interface DuplicatesResponse {
  readonly folder: string;
  /** What would save the most lines first; what is a part of what another group tells is left out. */
  readonly groups: readonly CopyGroup[];
  readonly total: number;
  readonly notices: readonly string[];
}
