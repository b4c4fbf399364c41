/** What the checker's process is asked, and what it answers: one request at a time, one reply to each. */

import type { FilePath } from '../model/ids';

/** A file as the index holds it. `positions`: of the names of its symbols, line and character in turn, 0-based. */
export interface IndexedSource {
  readonly path: FilePath;
  /** SHA-256 of its bytes, hexadecimal: a file that differs from it on the disk is not looked at. */
  readonly hash: string;
  /** Of its symbols, the file's own left out. */
  readonly descriptors: readonly string[];
  readonly positions: Int32Array;
}

/** `config` is absent for the files that no configuration names. */
export interface CheckerProject {
  readonly config?: FilePath;
  readonly files: readonly FilePath[];
}

export interface CheckerUsage {
  /** User and system time of the process. */
  readonly cpuMs: number;
  readonly peakRssBytes: number;
}

export interface CheckedFile {
  readonly path: FilePath;
  /** Encoded exact references; absent if the file is not on the disk as it is in the index. */
  readonly found?: Uint8Array;
}

/** What can be asked, with what is answered. */
export interface CheckerOps {
  /** Begins with a folder, or goes on with the same: what was given of it before is forgotten. */
  begin: { readonly ask: { readonly folder: string; readonly configs: readonly FilePath[] }; readonly answer: null };
  /** Files of the folder, in as many parts as one likes. */
  files: {
    readonly ask: { readonly changed: readonly IndexedSource[]; readonly gone: readonly FilePath[] };
    readonly answer: null;
  };
  projects: { readonly ask: null; readonly answer: readonly CheckerProject[] };
  /** Loads a project, and lets go of the one before; what has changed in the same one is read again. */
  load: { readonly ask: CheckerProject; readonly answer: null };
  /** Files of the loaded project. */
  usage: { readonly ask: null; readonly answer: CheckerUsage };
  check: { readonly ask: readonly FilePath[]; readonly answer: readonly CheckedFile[] };
}

export type CheckerOp = keyof CheckerOps;
export type CheckerAsk<Op extends CheckerOp> = CheckerOps[Op]['ask'];
export type CheckerAnswer<Op extends CheckerOp> = CheckerOps[Op]['answer'];

export type CheckerRequest = {
  readonly [Op in CheckerOp]: { readonly op: Op; readonly ask: CheckerAsk<Op> };
}[CheckerOp];

export type CheckerReply =
  { readonly ok: true; readonly answer: CheckerAnswer<CheckerOp> } | { readonly ok: false; readonly error: string };
