/** What a vault's resolver and its thread say to each other: one request at a time, one reply to each. */

import type { FilePath } from '../../model/ids';
import type { ResolvableFile } from '../../store/resolutions';
import type { Usage } from '../../store/usage';
import type { FileEdges } from './edges';
import type { ReferencesOfFile, ResolutionRows } from './project';

/** What can be asked, with what is answered. */
export interface ResolverOps {
  add: { readonly ask: readonly ResolvableFile[]; readonly answer: null };
  setProjectFiles: { readonly ask: readonly (readonly [FilePath, string])[]; readonly answer: null };
  planAll: { readonly ask: number; readonly answer: readonly number[] };
  update: {
    readonly ask: {
      readonly files: readonly ResolvableFile[];
      readonly gone: readonly FilePath[];
      readonly again: readonly FilePath[];
    };
    readonly answer: readonly number[];
  };
  resolve: { readonly ask: readonly ReferencesOfFile[]; readonly answer: readonly ResolutionRows[] };
  fail: {
    readonly ask: { readonly fileId: number; readonly problem: string };
    readonly answer: readonly ResolutionRows[];
  };
  filesWithoutEdges: { readonly ask: null; readonly answer: readonly number[] };
  setEdges: { readonly ask: readonly (readonly [fileId: number, edges: FileEdges])[]; readonly answer: null };
  usage: { readonly ask: null; readonly answer: Usage };
}

export type ResolverOp = keyof ResolverOps;
export type Asked<Op extends ResolverOp> = ResolverOps[Op]['ask'];
export type Answered<Op extends ResolverOp> = ResolverOps[Op]['answer'];

export type ResolverRequest = { readonly [Op in ResolverOp]: { readonly op: Op; readonly ask: Asked<Op> } }[ResolverOp];

/** `error`: of the set-up or of the program itself, not of a file. */
export type ResolverReply =
  { readonly ok: true; readonly answer: Answered<ResolverOp> } | { readonly ok: false; readonly error: string };
