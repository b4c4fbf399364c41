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

export interface ScipImportRequest {
  /** An indexed folder, or a folder in one, that the index is of. */
  readonly folder: string;
  /** The index to read; absent: what imports have found of the folder's files is forgotten. */
  readonly file?: string;
}

export interface ScipImportSummary {
  readonly folder: string;
  /** Absent where something was forgotten. */
  readonly index?: {
    readonly file: string;
    /** What wrote it; '' if it does not say. */
    readonly tool: string;
    readonly documents: number;
    /** Documents that were taken in: those of the very text that the files have. */
    readonly taken: number;
    /** Documents of another text than the files have. */
    readonly otherVersion: number;
    /** Documents of files that are not indexed. */
    readonly unknown: number;
    /** Uses of the folder's symbols. */
    readonly references: number;
  };
  /** Files of which something else is known than before. */
  readonly changedFiles: number;
  readonly ms: number;
  /** Of the relationships of the folder's files. */
  readonly completeness: Completeness;
  readonly notices: readonly string[];
}
