/**
 * Checks the files of one vault that have not been checked as they are now, project by project. What the checker finds is
 * merged by the vault's resolver as it comes; whatever becomes of the checker, what resolving found stands.
 */

import { createHash } from 'node:crypto';
import { isLociError, messageOf, throwIfCancelled } from '../../model/errors';
import type { ContentHash, FilePath } from '../../model/ids';
import { CheckerLost } from '../../semantics/checkerProcess';
import type { CheckerProject } from '../../semantics/messages';
import { checkableFiles } from '../../store/checking';
import type { CheckableFile, EndedProject } from '../../store/checking';
import type { Database } from '../../store/database';
import { readResolutionMark, storedProjectFiles } from '../../store/resolutions';
import type { StoredVault } from '../../store/vaults';
import type { VaultResolver } from '../resolving/vaultResolver';
import type { CheckerSession, VaultFiles } from './session';

export interface CheckWork {
  readonly db: Database;
  readonly session: CheckerSession;
  readonly vault: StoredVault;
  readonly resolver: VaultResolver;
  /** What is known of the vault from earlier checks. */
  readonly losses: Losses;
  /** Writes down which projects ended the checker: it is not to be ended by them again after a restart. */
  remember(): Promise<void>;
  readonly signal: AbortSignal;
  /** Files that somebody looks at, the most wanted first. */
  readonly wanted: () => readonly FilePath[];
  /** A project is begun. */
  onProject(): void;
  /** Between two steps: waits while there is other work. */
  pass(): Promise<void>;
  /** Waits before the process is started again. */
  backOff(times: number): Promise<void>;
}

/** Projects that ended the checker, and files that it could not see, as their contents were then. */
export interface Losses {
  readonly ended: Map<string, EndedProject>;
  readonly unseen: Map<FilePath, ContentHash>;
}

/** So many that writing them does not count, so few that a pause comes soon. */
const batchFiles = 64;
/** A project that ends the checker as often is left alone until something in it changes. */
const mostEnds = 2;

/** Resolves when nothing is left that can be checked. Rejects with `cancelled`. */
export async function checkVault(work: CheckWork): Promise<void> {
  const { db, vault, losses, signal } = work;
  // Before that every file is still to be resolved.
  while ((await readResolutionMark(db, vault)).whole) {
    throwIfCancelled(signal);
    const files = await checkableFiles(db, vault);
    const due = files.filter(({ path, hash, isChecked }) => !isChecked && losses.unseen.get(path) !== hash);
    if (due.length === 0) return;
    const configs = configsOf(await storedProjectFiles(db, vault));
    const around: CheckerProject = { files: [] };
    let current = around;
    try {
      const projects = await work.session.sync(vault, { files, configs }, signal);
      current = next(projects, due, { files, configs }, work) ?? around;
      if (current === around) return;
      await checkProject(work, current, due);
    } catch (error) {
      work.session.end();
      throwIfCancelled(signal);
      if (!(error instanceof CheckerLost || isLociError(error, 'internal'))) throw error;
      const times = noteEnd(losses, current, contentsOf(current, { files, configs }), error);
      await work.remember();
      if (current === around && times >= mostEnds) return;
      await work.backOff(times);
    }
  }
}

function configsOf(projectFiles: ReadonlyMap<FilePath, ContentHash>): Map<FilePath, ContentHash> {
  return new Map([...projectFiles].filter(([path]) => /(?:^|\/)[jt]sconfig(?:\.[\w.-]+)?\.json$/.test(path)));
}

/** The project to check next: of those with files that are due one that somebody looks at, else the first. */
function next(
  projects: readonly CheckerProject[],
  due: readonly CheckableFile[],
  given: VaultFiles,
  { losses, wanted }: CheckWork,
): CheckerProject | undefined {
  const open = new Set(due.map(({ path }) => path));
  const left = projects.filter((project) => {
    const ended = losses.ended.get(keyOf(project));
    const isLeftAlone = ended !== undefined && ended.times >= mostEnds && ended.contents === contentsOf(project, given);
    return !isLeftAlone && project.files.some((path) => open.has(path));
  });
  const asked = wanted().map((path) => left.find(({ files }) => files.includes(path)));
  return asked.find((project) => project !== undefined) ?? left[0];
}

async function checkProject(work: CheckWork, project: CheckerProject, due: readonly CheckableFile[]): Promise<void> {
  const { session, resolver, losses, signal } = work;
  const own = new Set(project.files);
  const first = new Set(work.wanted());
  const files = due
    .filter(({ path }) => own.has(path))
    .sort((a, b) => Number(first.has(b.path)) - Number(first.has(a.path)));
  work.onProject();
  await session.load(project);
  for (let at = 0; at < files.length; at += batchFiles) {
    await work.pass();
    throwIfCancelled(signal);
    const batch = files.slice(at, at + batchFiles);
    const answers = await session.check(batch.map(({ path }) => path));
    const found = new Map(answers.map((answer) => [answer.path, answer.found]));
    const write = batch.flatMap(({ fileId, factsId, path, hash }) => {
      const bytes = found.get(path);
      if (bytes === undefined) losses.unseen.set(path, hash);
      return bytes === undefined ? [] : [{ fileId, factsId, found: bytes }];
    });
    await resolver.setExact('checker', { write });
  }
  if (losses.ended.delete(keyOf(project))) await work.remember();
}

function keyOf({ config }: CheckerProject): string {
  return config ?? '';
}

/** Another text with every change of a project's files or of a configuration. */
function contentsOf(project: CheckerProject, { files, configs }: VaultFiles): string {
  const own = new Set(project.files);
  const hash = createHash('sha256').update(JSON.stringify([...configs].sort()));
  const contents = files.filter(({ path }) => own.has(path)).map(({ path, hash: content }) => `\0${path}\0${content}`);
  for (const content of contents.sort()) hash.update(content);
  return hash.digest('hex');
}

function noteEnd(losses: Losses, project: CheckerProject, contents: string, lost: Error): number {
  const before = losses.ended.get(keyOf(project));
  const times = before?.contents === contents ? before.times + 1 : 1;
  losses.ended.set(keyOf(project), {
    contents,
    times,
    outOfMemory: lost instanceof CheckerLost && lost.outOfMemory,
    why: messageOf(lost),
  });
  return times;
}
