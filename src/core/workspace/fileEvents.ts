/**
 * Tells that something changed below a folder. One watch a directory on Linux, where the system has no watch for
 * trees; one for the whole tree elsewhere. A watch a file, as libraries set, would cost memory and handles by the file.
 */

import type { FSWatcher } from 'node:fs';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { isDenied, isGone, slashed } from './folder';

export type Watch = (
  path: string,
  options: { readonly recursive: boolean },
  listener: (event: string, name: string | null) => void,
) => FSWatcher;

export interface FileEvents {
  /** Watches a directory below the folder, '' for the folder, which comes first. One that is denied is passed over. */
  add(directory: string): void;
  has(directory: string): boolean;
  /** Ends the watches at and below a directory that is no longer there. */
  drop(directory: string): void;
  close(): void;
}

export interface FileEventsOptions {
  /**
   * `path` is below the folder; the directory itself where the system does not say what in it changed. `isNew`: it may
   * have come, gone or been replaced; otherwise only its content changed.
   */
  readonly onEvent: (path: string, isNew: boolean) => void;
  /** Too many watches, or a watch that broke: no more events can be relied on. Called once. */
  readonly onFailure: (error: Error) => void;
  readonly watch?: Watch | undefined;
}

export function createFileEvents(folder: string, options: FileEventsOptions): FileEvents {
  const coversTree = process.platform === 'win32' || process.platform === 'darwin';
  const open: Watch = options.watch ?? watch;
  const directories = new Set<string>();
  const watchers = new Map<string, FSWatcher>();
  let closed = false;
  const close = (): void => {
    closed = true;
    for (const watcher of watchers.values()) watcher.close();
    watchers.clear();
    directories.clear();
  };
  const fail = (error: unknown): void => {
    if (closed) return;
    close();
    options.onFailure(error instanceof Error ? error : new Error(String(error)));
  };
  const add = (directory: string): void => {
    if (closed || directories.has(directory)) return;
    directories.add(directory);
    if (coversTree && directory !== '') return;
    const listener = (event: string, name: string | null): void => {
      const path = [directory, slashed(name ?? '')].filter((part) => part !== '').join('/');
      if (!closed) options.onEvent(path, event === 'rename' || name === null);
    };
    try {
      const watcher = open(join(folder, directory), { recursive: coversTree }, listener);
      watchers.set(directory, watcher);
      watcher.on('error', (error) => {
        if (isGone(error) || isDenied(error)) drop(directory);
        else fail(error);
      });
    } catch (error) {
      if (!isGone(error) && !isDenied(error)) fail(error);
    }
  };
  const drop = (directory: string): void => {
    for (const path of directories) {
      if (path !== directory && !path.startsWith(`${directory}/`)) continue;
      watchers.get(path)?.close();
      watchers.delete(path);
      directories.delete(path);
    }
  };
  return { add, has: (directory) => directories.has(directory), drop, close };
}
