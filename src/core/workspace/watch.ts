/** Watches a folder: which files may have changed, and when no list of files can say it. */

import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf } from '../model/errors';
import { createBatcher } from './batcher';
import type { FileEvents, Watch } from './fileEvents';
import { createFileEvents } from './fileEvents';
import { errorCode } from './folder';
import { createHeadWatch } from './headWatch';
import { startPolling } from './polling';
import type { ScanRules } from './rules';
import type { WatchRules } from './watchRules';
import { isRuleFile, readWatchRules } from './watchRules';

export interface WatchOptions {
  /** Milliseconds of quiet before changes are told. */
  readonly debounceMs: number;
  /** Milliseconds between scans where the system cannot watch; 15,000 unless told. */
  readonly pollMs?: number;
  /** Absolute paths of files that came, changed or went, or of ignore files. Some may turn out not to have changed. */
  readonly onChange: (paths: readonly string[]) => void;
  /** Another commit or branch is checked out, or directories went: the whole folder has to be compared. */
  readonly onHeadChange: () => void;
  readonly onNotice: (message: string) => void;
  readonly watch?: Watch;
}

export interface FolderWatcher {
  mode(): 'events' | 'polling';
  /** When it has ended, nothing is told any more and nothing is held. */
  close(): Promise<void>;
}

/** Milliseconds between two looks for a folder that is gone. */
const returnMs = 2000;

/** Answers when every change from now on will be told. `folder` as in scanFolder. */
export async function watchFolder(folder: string, rules: ScanRules, options: WatchOptions): Promise<FolderWatcher> {
  const { onChange, onHeadChange, onNotice, pollMs = 15_000 } = options;
  let current: { close(): Promise<void> } | undefined;
  let mode: 'events' | 'polling' = 'events';
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const poll = (reason: string): void => {
    onNotice(`${reason}; looking for changes every ${Math.round(pollMs / 1000)} s instead`);
    mode = 'polling';
    current = startPolling(folder, rules, { intervalMs: pollMs, onChange, onNotice });
    onHeadChange();
  };
  const awaitReturn = (): void => {
    const look = async (): Promise<void> => {
      const stats = await lstat(folder).catch(() => undefined);
      if (closed) return;
      if (stats?.isDirectory() === true) await follow();
      else awaitReturn();
    };
    timer = setTimeout(() => void look(), Math.min(returnMs, pollMs));
  };
  const goOn = async (following: Following, ending: Ending): Promise<void> => {
    await following.close();
    if (closed) return;
    if (ending !== 'gone') {
      poll(ending.reason);
      return;
    }
    onNotice('the folder is gone; waiting for it');
    onHeadChange();
    awaitReturn();
  };
  const follow = async (): Promise<void> => {
    const isAgain = current !== undefined;
    const following = await followFolder(folder, rules, options);
    current = following;
    if (closed) await following.close();
    else if (following.ending() !== undefined) await goOn(following, following.ending()!);
    else {
      void following.ended.then((ending) => goOn(following, ending));
      if (isAgain) onHeadChange();
    }
  };

  await follow();
  return {
    mode: () => mode,
    async close() {
      closed = true;
      clearTimeout(timer);
      await current?.close();
    },
  };
}

/** Why events are heard no more. */
type Ending = 'gone' | { readonly reason: string };

interface Following {
  readonly ended: Promise<Ending>;
  ending(): Ending | undefined;
  close(): Promise<void>;
}

async function followFolder(folder: string, rules: ScanRules, options: WatchOptions): Promise<Following> {
  let ending: Ending | undefined;
  let announce: (ending: Ending) => void;
  const ended = new Promise<Ending>((resolve) => (announce = resolve));
  const end = (why: Ending): void => {
    if (ending !== undefined) return;
    ending = why;
    events.close();
    announce(why);
  };
  const renamed = new Set<string>();
  const batcher = createBatcher(options.debounceMs, async (paths) => {
    const isNew = new Set(renamed);
    renamed.clear();
    try {
      if (ending !== undefined) return;
      if (paths.includes('.git')) await head.restart();
      if (!(await (await tree).settle(paths, isNew))) end('gone');
    } catch (error) {
      end({ reason: `cannot follow changes (${messageOf(error)})` });
    }
  });
  const events = createFileEvents(folder, {
    onEvent: (path, isNew) => {
      if (isNew) renamed.add(path);
      batcher.add(path);
    },
    onFailure: (error) => {
      end({ reason: describeFailure(error) });
    },
    watch: options.watch,
  });
  const head = createHeadWatch(folder, options);
  const tree = watchTree(folder, rules, events, options);
  await tree;
  await head.restart();
  return {
    ended,
    ending: () => ending,
    async close() {
      events.close();
      await Promise.all([batcher.close(), head.close()]);
    },
  };
}

interface Tree {
  /** Works out what events at these paths mean, and tells it. False if the folder is gone. */
  settle(paths: readonly string[], isNew: ReadonlySet<string>): Promise<boolean>;
}

async function watchTree(
  folder: string,
  scanRules: ScanRules,
  events: FileEvents,
  options: WatchOptions,
): Promise<Tree> {
  const { ino } = await lstat(folder);
  let rules = await readWatchRules(folder, scanRules);
  await enter(folder, '', events, rules);
  const settle: Tree['settle'] = async (paths, isNew) => {
    // Another directory in its place is not the one that is watched.
    if ((await lstat(folder).catch(() => undefined))?.ino !== ino) return false;
    const changed = new Set<string>();
    let isWhole = paths.includes('.git');
    if (isWhole || paths.some(isRuleFile)) {
      rules = await readWatchRules(folder, scanRules);
      await enter(folder, '', events, rules);
    }
    for (const path of paths) {
      if (path.split('/').includes('.git')) continue;
      const meaning = await interpret(folder, path, isNew.has(path), events, rules);
      if (meaning === 'whole') isWhole = true;
      else for (const file of meaning) changed.add(file);
    }
    if (changed.size > 0) options.onChange([...changed].map((path) => join(folder, path)));
    if (isWhole) options.onHeadChange();
    return true;
  };
  return { settle };
}

/** The files that an event at a path concerns, or `whole` where files went unnamed. */
async function interpret(
  folder: string,
  path: string,
  isNew: boolean,
  events: FileEvents,
  rules: WatchRules,
): Promise<readonly string[] | 'whole'> {
  if (path === '') return 'whole';
  if (isRuleFile(path)) return [path];
  const stats = await lstat(join(folder, path)).catch(() => undefined);
  if (stats?.isDirectory() === true) {
    if (!isNew) return [];
    const isReplaced = events.has(path);
    events.drop(path);
    const files = await enter(folder, path, events, rules);
    // What was in the one before has gone without a word.
    return isReplaced ? 'whole' : files;
  }
  if (events.has(path)) {
    events.drop(path);
    return 'whole';
  }
  return (await rules.concerns(path)) ? [path] : [];
}

/** Directories read at a time. */
const lanes = 16;

/** Watches a directory and all below it that rules let in; answers with the files there that concern the index. */
async function enter(folder: string, top: string, events: FileEvents, rules: WatchRules): Promise<string[]> {
  const files: string[] = [];
  const pending = [top];
  const enterOne = async (directory: string): Promise<void> => {
    if (!(await rules.entersDirectory(directory))) return;
    // Watched before it is read: what comes between is seen twice, not missed.
    events.add(directory);
    const entries = await readdir(join(folder, directory), { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const path = directory === '' ? entry.name : `${directory}/${entry.name}`;
      if (entry.isDirectory() && entry.name !== '.git') pending.push(path);
      else if (entry.isFile() && top !== '' && (await rules.concerns(path))) files.push(path);
    }
  };
  while (pending.length > 0) await Promise.all(pending.splice(-lanes).map(enterOne));
  return files;
}

function describeFailure(error: Error): string {
  if (errorCode(error) === 'ENOSPC') {
    return 'the system allows no more watches (raise fs.inotify.max_user_watches)';
  }
  if (errorCode(error) === 'EMFILE') return 'the system allows no more watchers (raise fs.inotify.max_user_instances)';
  return `watching failed (${error.message})`;
}
