/** Indexes in the SCIP format: what is asked and answered. Folders and files are absolute paths of this machine. */

import type { Completeness } from './relationship';

export interface ScipExportRequest {
  /** An indexed folder. */
  readonly folder: string;
  /** The index to write; what is there is replaced. */
  readonly file: string;
}

export interface ScipExportSummary {
  readonly folder: string;
  readonly file: string;
  readonly documents: number;
  readonly symbols: number;
  /** Definitions and uses. */
  readonly occurrences: number;
  /** Of what extends, implements or overrides. */
  readonly relationships: number;
  /** Defined outside the folder. */
  readonly externalSymbols: number;
  readonly bytes: number;
  readonly ms: number;
  /** Of the relationships of the folder's files. */
  readonly completeness: Completeness;
  readonly notices: readonly string[];
}
