/** Files: what is read, what parsing makes of it, what the index holds of it. */

import type { ContentHash, FilePath, LanguageId } from './ids';
import type { Reference } from './reference';
import type { ParsedSymbol } from './symbol';

/** A file's decoded text, ready to parse. */
export interface SourceFile {
  readonly path: FilePath;
  readonly language: LanguageId;
  readonly text: string;
}

/** Something that kept a part of a file from being read. Never fatal. */
export interface ParseProblem {
  /** One sentence without a path, such as `syntax error at line 12`. */
  readonly message: string;
  /** 0-based. */
  readonly line?: number;
}

/** All that one file's text says on its own. */
export interface ParsedFile {
  readonly path: FilePath;
  readonly language: LanguageId;
  /** The first stands for the file itself (kind `module`, empty descriptor); the rest in document order. */
  readonly symbols: readonly ParsedSymbol[];
  readonly references: readonly Reference[];
  readonly problems: readonly ParseProblem[];
  readonly lineCount: number;
}

/**
 * A parsed file in the form that crosses threads and is stored: the bulky parts encoded.
 * `references` and `declarations` are read by the resolver, `digest` by text/digest. All depend on the content and
 * language alone, so that one copy serves every file with that content.
 */
export interface FileFacts {
  readonly path: FilePath;
  readonly language: LanguageId;
  readonly symbols: readonly ParsedSymbol[];
  readonly problems: readonly ParseProblem[];
  readonly lineCount: number;
  readonly referenceCount: number;
  readonly references: Uint8Array;
  /** What other files may need to know. */
  readonly declarations: Uint8Array;
  readonly digest: Uint8Array;
}

/**
 * `indexed`: symbols and words. `partial`: indexed, with problems. `failed`: found but not readable; says why.
 * Files that rules leave out have no row; `why` works them out again.
 */
export const fileStatuses = ['indexed', 'partial', 'failed'] as const;
export type FileStatus = (typeof fileStatuses)[number];

/** What the index holds of one file, without its symbols. */
export interface IndexedFile {
  readonly path: FilePath;
  readonly language: LanguageId;
  readonly hash: ContentHash;
  /** Bytes on disk. */
  readonly size: number;
  /** Milliseconds since 1970, as the file system says. With `size`, tells cheaply that a file has not changed. */
  readonly modifiedMs: number;
  readonly status: FileStatus;
  readonly problem?: string;
}

/** A file that the scanner offers for indexing. */
export interface ScannedFile {
  readonly path: FilePath;
  readonly language: LanguageId;
  readonly size: number;
  readonly modifiedMs: number;
}

/** Why a path is or is not in the index, in the order in which the rules are asked. */
export const exclusionReasons = [
  'outside', // not below the folder
  'missing',
  'directory',
  'notAFile', // socket, device, pipe
  'gitDirectory',
  'nestedRepository', // a submodule or another repository: a boundary
  'symlink', // links are not followed: their target is indexed where it lives
  'gitIgnored',
  'lociIgnored',
  'secret', // .env, keys, certificates
  'unknownLanguage',
  'tooLarge',
  'minified',
  'binary',
  'unreadable',
] as const;
export type ExclusionReason = (typeof exclusionReasons)[number];

export interface Exclusion {
  readonly reason: ExclusionReason;
  /** One sentence: the rule and where it stands, such as `ignored by *.log (.gitignore line 3)`. */
  readonly detail: string;
}

/** The name of the symbol that stands for a file: its name without folder and last extension. */
export function fileSymbolName(path: FilePath): string {
  const base = path.slice(path.lastIndexOf('/') + 1);
  const dot = base.lastIndexOf('.');
  return (dot > 0 ? base.slice(0, dot) : base).slice(0, 255);
}
