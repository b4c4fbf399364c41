/**
 * What has changed in a folder since a commit, by git's plumbing: names and object ids, then the objects' bytes. Texts
 * are compared elsewhere: git would run the repository's own filters for that.
 */

import { LociError } from '../model/errors';
import type { FilePath } from '../model/ids';
import { askGit, pipeGit, streamGit } from './git';
import { gitContext } from './gitContext';

export interface ChangesRequest {
  /** Compare what is staged, and not the work tree. */
  readonly staged: boolean;
  /** A commit by any of its names; HEAD unless told. */
  readonly since?: string;
}

/** A file that differs, or that may differ: only its size or time may have changed. */
export interface GitChange {
  readonly path: FilePath;
  /** The object it was; absent if it was not there. */
  readonly before?: string;
  /** The object it is; `disk` if it has to be read; absent if it is gone. */
  readonly after?: string;
}

export interface GitChanges {
  readonly git: string;
  /** What was compared with; absent where nothing has been committed yet. */
  readonly base?: string;
  /** By path. Links, submodules and files with conflicts are left out. */
  readonly changes: readonly GitChange[];
}

export const onDisk = 'disk';

/** Errors: `notFound` outside a repository or where git does not answer; `usage` where `since` names no commit. */
export async function gitChanges(
  folder: string,
  { staged, since }: ChangesRequest,
  env: NodeJS.ProcessEnv,
  signal?: AbortSignal,
): Promise<GitChanges> {
  const { git, repository, notices } = await gitContext(folder, env);
  if (git === undefined || repository === undefined) {
    const why = notices[0] ?? 'it is in no git repository';
    throw new LociError('notFound', `what has changed in ${folder} cannot be told: ${why}`, 'name symbols instead');
  }
  const base = await commitOf(git, folder, since ?? 'HEAD', env);
  if (base === undefined && since !== undefined) {
    throw new LociError('usage', `${since} names no commit here`, 'give a branch, a tag or a commit');
  }
  const changes = new Map<string, GitChange>();
  const from = base ?? (await emptyTree(git, folder, env));
  const flags = ['--raw', '-z', '--no-renames', '--no-abbrev', '--relative', '--ignore-submodules=all'];
  const args = [
    ...(await withoutFilters(git, folder, env)),
    'diff-index',
    ...flags,
    ...(staged ? ['--cached'] : []),
    from,
    '--',
  ];
  await listed(git, folder, args, env, signal, readRaw(changes, staged));
  if (!staged) {
    await listed(git, folder, ['ls-files', '-z', '--others', '--exclude-standard'], env, signal, (name) => {
      if (!name.endsWith('/')) addChange(changes, { path: name as FilePath, after: onDisk });
    });
  }
  const sorted = [...changes.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  return { git, ...(base !== undefined && { base }), changes: sorted };
}

async function commitOf(
  git: string,
  folder: string,
  name: string,
  env: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  const args = ['rev-parse', '--verify', '-q', '--end-of-options', `${name}^{commit}`];
  return name.includes('\0') ? undefined : (await askGit(git, folder, args, env))?.[0]?.trim();
}

/** Of a file that was written as the index was, git looks at the content, and asks the filters that settings name. */
async function withoutFilters(git: string, folder: string, env: NodeJS.ProcessEnv): Promise<string[]> {
  const pattern = String.raw`^filter\..*\.(clean|process)$`;
  const keys = (await askGit(git, folder, ['config', '-z', '--name-only', '--get-regexp', pattern], env)) ?? [];
  const names = new Set(keys.map((key) => key.slice('filter.'.length, key.lastIndexOf('.'))));
  const unsaid = [...names].find((name) => name.includes('='));
  if (unsaid !== undefined) {
    throw new LociError('notFound', `a filter of the repository is called ${unsaid}`, 'name symbols instead');
  }
  return [...names].flatMap((name) =>
    ['clean=', 'process=', 'required=false'].flatMap((setting) => ['-c', `filter.${name}.${setting}`]),
  );
}

/** Its id depends on the repository's kind of ids. */
async function emptyTree(git: string, folder: string, env: NodeJS.ProcessEnv): Promise<string> {
  const [id] = (await askGit(git, folder, ['hash-object', '-t', 'tree', '--stdin'], env)) ?? [];
  if (id === undefined) throw new LociError('internal', 'git cannot name the empty tree');
  return id.trim();
}

async function listed(
  git: string,
  folder: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  signal: AbortSignal | undefined,
  receive: (field: string) => void,
): Promise<void> {
  const receiveAll = (fields: readonly Buffer[]): Promise<void> => {
    for (const field of fields) receive(field.toString('utf8'));
    return Promise.resolve();
  };
  const outcome = await streamGit(git, folder, args, env, receiveAll, signal);
  if (signal?.aborted === true) throw new LociError('cancelled', 'cancelled');
  if (!outcome.ok) throw new LociError('notFound', `git cannot tell what has changed: ${outcome.problem}`);
}

/** `:100644 100644 <id> <id> M`, and the path in the next field. */
const rawPattern = /^:(\d{6}) (\d{6}) ([0-9a-f]+) ([0-9a-f]+) ([A-Z])\d*$/;

function readRaw(changes: Map<string, GitChange>, staged: boolean): (field: string) => void {
  let head: RegExpExecArray | null = null;
  return (field) => {
    if (head === null) {
      head = rawPattern.exec(field);
      return;
    }
    const [, modeBefore, modeAfter, idBefore, idAfter, status] = head;
    head = null;
    if (status === 'U') return;
    const before = isPlainFile(modeBefore!) ? idBefore! : undefined;
    const after = isPlainFile(modeAfter!) ? (staged ? idAfter! : onDisk) : undefined;
    addChange(changes, {
      path: field as FilePath,
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
    });
  };
}

function isPlainFile(mode: string): boolean {
  return mode.startsWith('100');
}

/** A file that was removed from the index and is still there is told of twice. */
function addChange(changes: Map<string, GitChange>, change: GitChange): void {
  if (change.before === undefined && change.after === undefined) return;
  changes.set(change.path, { ...changes.get(change.path), ...change });
}

/** The bytes of objects by their ids; those that are missing or over `maxBytes` are left out. */
export async function readObjects(
  git: string,
  folder: string,
  ids: readonly string[],
  env: NodeJS.ProcessEnv,
  maxBytes: number,
  signal?: AbortSignal,
): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>();
  if (ids.length === 0) return found;
  const reader = objectReader(maxBytes, (id, bytes) => found.set(id, bytes));
  const input = `${[...new Set(ids)].join('\n')}\n`;
  const outcome = await pipeGit(git, folder, ['cat-file', '--batch'], env, {
    ...{ input, signal },
    receive(chunk) {
      reader(chunk);
      return Promise.resolve();
    },
  });
  if (signal?.aborted === true) throw new LociError('cancelled', 'cancelled');
  if (!outcome.ok) throw new LociError('notFound', `git cannot read what was committed: ${outcome.problem}`);
  return found;
}

/** Reads `<id> <type> <size>\n<bytes>\n` over and over, however it is cut into chunks. */
function objectReader(maxBytes: number, take: (id: string, bytes: Buffer) => void): (chunk: Buffer) => void {
  let head: Buffer[] = [];
  let object: { id: string; left: number; kept: Buffer[] | undefined } | undefined;
  return (chunk) => {
    let at = 0;
    while (at < chunk.length) {
      if (object === undefined) {
        const end = chunk.indexOf(10, at);
        head.push(chunk.subarray(at, end < 0 ? undefined : end));
        if (end < 0) return;
        const [id, , size] = Buffer.concat(head).toString('utf8').split(' ');
        head = [];
        at = end + 1;
        // `<id> missing` has no size, and nothing follows it.
        if (size !== undefined)
          object = { id: id!, left: Number(size) + 1, kept: Number(size) > maxBytes ? undefined : [] };
        continue;
      }
      const part = chunk.subarray(at, at + object.left);
      object.kept?.push(part);
      object.left -= part.length;
      at += part.length;
      if (object.left > 0) return;
      if (object.kept !== undefined) take(object.id, Buffer.concat(object.kept).subarray(0, -1));
      object = undefined;
    }
  };
}
