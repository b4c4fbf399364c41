/** Watches a folder: which files may have changed, and when no list of files can say it. */

import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf } from '../model/errors';
import { createBatcher } from './batcher';
import type { FileEvents, Watch } from './fileEvents';
import { createFileEvents } from './fileEvents';
import { errorCode } from './folder';
import { watchHead } from './headWatch';
import type { Polling } from './polling';
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

/** Answers when every change from now on will be told. `folder` as in scanFolder. */
export async function watchFolder(folder: string, rules: ScanRules, options: WatchOptions): Promise<FolderWatcher> {
  let polling: Polling | undefined;
  let closed = false;
  const { onChange, onNotice } = options;
  const startOver = (reason: string): void => {
    if (closed || polling !== undefined) return;
    const intervalMs = options.pollMs ?? 15_000;
    onNotice(`${reason}; looking for changes every ${Math.round(intervalMs / 1000)} s instead`);
    polling = startPolling(folder, rules, { intervalMs, onChange, onNotice });
    options.onHeadChange();
  };
  const renamed = new Set<string>();
  const batcher = createBatcher(options.debounceMs, async (paths) => {
    const isNew = new Set(renamed);
    renamed.clear();
    try {
      if (polling === undefined) await (await tree).settle(paths, isNew);
    } catch (error) {
      events.close();
      startOver(`cannot follow changes (${messageOf(error)})`);
    }
  });
  const events = createFileEvents(folder, {
    onEvent: (path, isNew) => {
      if (isNew) renamed.add(path);
      batcher.add(path);
    },
    onFailure: (error) => {
      startOver(describeFailure(error));
    },
    watch: options.watch,
  });
  const tree = watchTree(folder, rules, events, options, startOver);
  await tree;
  const head = await watchHead(folder, options);
  return {
    mode: () => (polling === undefined ? 'events' : 'polling'),
    async close() {
      closed = true;
      events.close();
      await Promise.all([batcher.close(), head.close(), polling?.close()]);
    },
  };
}

interface Tree {
  /** Works out what events at these paths mean, and tells it. */
  settle(paths: readonly string[], isNew: ReadonlySet<string>): Promise<void>;
}

async function watchTree(
  folder: string,
  scanRules: ScanRules,
  events: FileEvents,
  options: WatchOptions,
  startOver: (reason: string) => void,
): Promise<Tree> {
  let rules = await readWatchRules(folder, scanRules);
  await enter(folder, '', events, rules);
  const settle: Tree['settle'] = async (paths, isNew) => {
    if ((await lstat(folder).catch(() => undefined)) === undefined) {
      events.close();
      startOver('the folder is gone');
      return;
    }
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
    events.drop(path);
    return enter(folder, path, events, rules);
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
