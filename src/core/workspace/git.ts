/** git, asked from outside: never a repository's own programs, no network, no prompts, bounded time. */

import { spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { access, lstat, readFile, stat } from 'node:fs/promises';
import { devNull } from 'node:os';
import { delimiter, dirname, isAbsolute, join, resolve } from 'node:path';

/** Longest silence of git, in milliseconds, before it is given up. */
const silenceLimit = 30_000;

/** Kept from the caller's environment: where settings are. The rest (GIT_DIR inside a hook) would mislead. */
const keptVariables =
  /^GIT_(?:CONFIG_(?:GLOBAL|SYSTEM|NOSYSTEM)|CEILING_DIRECTORIES|EXEC_PATH|DISCOVERY_ACROSS_FILESYSTEM)$/;

const safeSettings = [
  'core.fsmonitor=false',
  `core.hooksPath=${devNull}`,
  'core.quotePath=false',
  'core.sshCommand=false',
  'credential.helper=',
  'protocol.allow=never',
].flatMap((setting) => ['-c', setting]);

export interface Repository {
  /** The work tree's top, or the folder of a bare repository that is named `.git`. */
  readonly top: string;
  /** Where HEAD and the index are. */
  readonly gitDirectory: string;
  /** Where refs and info/exclude are: shared by a repository's worktrees. */
  readonly commonDirectory: string;
}

export interface GitOutcome {
  readonly ok: boolean;
  /** The first line that says what went wrong. */
  readonly problem: string;
  readonly errors: string;
}

export interface Head {
  readonly commit?: string;
  readonly branch?: string;
}

/** The commit and branch that are checked out; undefined outside a repository. A repository may have neither. */
export async function headOf(folder: string, env: NodeJS.ProcessEnv = process.env): Promise<Head | undefined> {
  const repository = await findRepository(folder);
  if (repository === undefined) return undefined;
  const head = (await readText(join(repository.gitDirectory, 'HEAD')))?.trim() ?? '';
  if (/^[0-9a-f]{40,64}$/.test(head)) return { commit: head };
  const ref = /^ref: (.+)$/.exec(head)?.[1];
  if (ref === undefined || ref === 'refs/heads/.invalid') return headByGit(folder, env);
  const branch = ref.replace(/^refs\/heads\//, '');
  const commit = await readRef(repository, ref);
  return commit === undefined ? { branch } : { commit, branch };
}

export async function isGitWorkTree(folder: string): Promise<boolean> {
  return (await findRepository(folder)) !== undefined;
}

/** The repository that a folder lies in, by the files that make one. */
export async function findRepository(folder: string): Promise<Repository | undefined> {
  for (let top = resolve(folder); ; top = dirname(top)) {
    const repository = await repositoryAt(top);
    if (repository !== undefined || top === dirname(top)) return repository;
  }
}

export async function repositoryAt(top: string): Promise<Repository | undefined> {
  const dotGit = join(top, '.git');
  const stats = await stat(dotGit).catch(() => undefined);
  if (stats === undefined) return undefined;
  let gitDirectory = dotGit;
  if (stats.isFile()) {
    const target = /^gitdir: (.+)$/m.exec((await readText(dotGit)) ?? '')?.[1];
    if (target === undefined) return undefined;
    gitDirectory = resolve(top, target.trim());
  }
  if ((await lstat(join(gitDirectory, 'HEAD')).catch(() => undefined)) === undefined) return undefined;
  const common = (await readText(join(gitDirectory, 'commondir')))?.trim();
  return { top, gitDirectory, commonDirectory: common === undefined ? gitDirectory : resolve(gitDirectory, common) };
}

/** Absolute path of the git program. The folder in hand is never searched: a repository may bring its own `git.exe`. */
export async function findGit(env: NodeJS.ProcessEnv = process.env): Promise<string | undefined> {
  const name = process.platform === 'win32' ? 'git.exe' : 'git';
  const search = Object.entries(env).find(([key]) => key.toUpperCase() === 'PATH')?.[1] ?? '';
  for (const directory of search.split(delimiter)) {
    if (!isAbsolute(directory)) continue;
    const program = join(directory, name);
    const usable = await access(program, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (usable) return program;
  }
  return undefined;
}

/** Runs git in a folder and hands over its NUL-separated output as it comes; waits for the receiver. */
export async function streamGit(
  git: string,
  folder: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  receive: (fields: readonly Buffer[]) => Promise<void>,
  signal?: AbortSignal,
): Promise<GitOutcome> {
  let rest: Buffer = Buffer.alloc(0);
  const outcome = await pipeGit(git, folder, args, env, {
    signal,
    receive(chunk) {
      const { fields, tail } = splitFields(rest, chunk);
      rest = tail;
      return receive(fields);
    },
  });
  if (rest.length > 0) await receive([rest]);
  return outcome;
}

export interface GitPipe {
  /** Waited for. */
  readonly receive: (chunk: Buffer) => Promise<void>;
  /** What git reads; nothing unless told. */
  readonly input?: string;
  readonly signal?: AbortSignal | undefined;
}

/** Runs git in a folder and hands over what it writes, as it comes. */
export async function pipeGit(
  git: string,
  folder: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  { receive, input = '', signal }: GitPipe,
): Promise<GitOutcome> {
  const child = startGit(git, folder, args, env);
  const ended = endOf(child);
  // It may end before it has read all: what it says then is the answer.
  child.stdin.on('error', () => undefined).end(input);
  const state = { silent: false };
  const kill = (): void => void child.kill('SIGKILL');
  const onSilence = (): void => {
    state.silent = true;
    kill();
  };
  let timer = setTimeout(onSilence, silenceLimit);
  signal?.addEventListener('abort', kill);
  if (signal?.aborted === true) kill();
  try {
    for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
      clearTimeout(timer);
      await receive(chunk);
      timer = setTimeout(onSilence, silenceLimit);
    }
    const { code, errors } = await ended;
    return {
      ok: code === 0 && !state.silent,
      problem: state.silent ? 'git did not answer in time' : firstProblem(errors, code),
      errors,
    };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', kill);
    kill();
  }
}

type GitProcess = ReturnType<typeof startGit>;

function startGit(git: string, folder: string, args: readonly string[], env: NodeJS.ProcessEnv) {
  return spawn(git, ['-C', folder, ...safeSettings, ...args], {
    env: gitEnvironment(env),
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
}

/** Never rejects: a program that cannot be started ends with code -1. */
function endOf(child: GitProcess): Promise<{ readonly code: number; readonly errors: string }> {
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    if (errors.length < 65_536) errors += text;
  });
  return new Promise((settle) => {
    child.once('error', (error) => {
      settle({ code: -1, errors: error.message });
    });
    child.once('close', (code) => {
      settle({ code: code ?? -1, errors });
    });
  });
}

/** For short answers: the NUL-separated fields, or undefined if git fails. */
export async function askGit(
  git: string,
  folder: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<readonly string[] | undefined> {
  const answer: string[] = [];
  const outcome = await streamGit(git, folder, args, env, (fields) => {
    answer.push(...fields.map((field) => field.toString('utf8')));
    return Promise.resolve();
  });
  return outcome.ok ? answer : undefined;
}

/** The text of a small file that is no link; undefined if there is none, or it is beyond `limit` bytes. */
export async function readText(file: string, limit = 1024 * 1024): Promise<string | undefined> {
  try {
    const stats = await lstat(file);
    return stats.isFile() && stats.size <= limit ? await readFile(file, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}

function splitFields(rest: Buffer, chunk: Buffer): { fields: Buffer[]; tail: Buffer } {
  const data = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
  const fields: Buffer[] = [];
  let start = 0;
  for (let end = data.indexOf(0); end >= 0; end = data.indexOf(0, start)) {
    fields.push(data.subarray(start, end));
    start = end + 1;
  }
  return { fields, tail: data.subarray(start) };
}

function firstProblem(errors: string, code: number): string {
  const lines = errors.split('\n').filter((line) => line !== '');
  const fatal = lines.find((line) => line.startsWith('fatal: ')) ?? lines[0];
  return fatal?.replace(/^fatal: /, '') ?? `git ended with code ${code}`;
}

function gitEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([key]) => !key.toUpperCase().startsWith('GIT_') || keptVariables.test(key));
  return {
    ...Object.fromEntries(kept),
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_ASKPASS: '',
    SSH_ASKPASS: '',
    LC_ALL: 'C',
  };
}

async function readRef(repository: Repository, ref: string): Promise<string | undefined> {
  for (const directory of [repository.gitDirectory, repository.commonDirectory]) {
    const loose = (await readText(join(directory, ref)))?.trim();
    if (loose !== undefined && /^[0-9a-f]{40,64}$/.test(loose)) return loose;
  }
  const packed = (await readText(join(repository.commonDirectory, 'packed-refs'), 64 * 1024 * 1024)) ?? '';
  const line = packed.split('\n').find((candidate) => candidate.endsWith(` ${ref}`));
  return line?.split(' ')[0];
}

async function headByGit(folder: string, env: NodeJS.ProcessEnv): Promise<Head> {
  const git = await findGit(env);
  if (git === undefined) return {};
  const [commit] = (await askGit(git, folder, ['rev-parse', '--verify', '-q', 'HEAD'], env)) ?? [];
  const [branch] = (await askGit(git, folder, ['symbolic-ref', '-q', '--short', 'HEAD'], env)) ?? [];
  return { ...(commit && { commit: commit.trim() }), ...(branch && { branch: branch.trim() }) };
}
