/** What is done with one folder: brought up, indexed, read, forgotten. */

import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import { isLociError, LociError, messageOf } from '../core/model/errors';
import type { Logger } from '../core/model/log';
import type { EngineClient } from '../protocol/client';
import type { Entry, Failure, FolderList } from './folderList';
import { samePath } from './folderList';
import type { MemorySet } from './folderMemory';
import type { EngineAccess, Folder, SettingsReader } from './window';

export interface FoldersDeps {
  readonly engine: EngineAccess;
  readonly settings: SettingsReader;
  readonly log: Logger;
  /** Of the workspace: which folders are to be left alone, and which have been given globs to leave out. */
  readonly memory: vscode.Memento;
}

export interface Parts extends FoldersDeps {
  readonly list: FolderList;
  readonly indexed: vscode.EventEmitter<{ readonly folder: Folder; readonly paths?: readonly string[] }>;
  readonly forgotten: MemorySet;
  /** Folders whose index has been told of globs: told again when there are none any more. */
  readonly excluding: MemorySet;
}

/** A server that ends again and again under one request is not started for ever. */
const attempts = 6;
const attemptWait = 500;

/**
 * Watches before it indexes: what changes in between is not missed. A request that is not answered yet will do, unless
 * there is news: what it was sent with is then out of date.
 */
export async function bringUp(parts: Parts, client: EngineClient, entry: Entry, isNews: boolean): Promise<void> {
  if (!isAutomatic(parts, entry)) {
    await readStatus(parts, client, entry);
    if (parts.list.byPath(entry.path)?.known.status?.watching === true) await client.unwatch(entry.path);
    return;
  }
  logged(parts, entry, watchIfAutomatic(parts, client, entry));
  await readStatus(parts, client, entry);
  if (isNews || entry.jobs === 0) await index(parts, entry, {});
}

/** Told again and again does no harm: the engine knows who watches what. */
export async function watchIfAutomatic(parts: Parts, client: EngineClient, entry: Entry): Promise<void> {
  if (entry.onDisk && isAutomatic(parts, entry)) await client.watch(entry.path);
}

function isAutomatic({ settings, forgotten }: Parts, entry: Entry): boolean {
  if (!vscode.workspace.isTrusted || forgotten.has(entry.path)) return false;
  return settings.get('index.automatic', entry.workspaceFolder.uri);
}

/** A server that was lost has been started again by then: it takes up the work where the former one was. */
export async function index(
  parts: Parts,
  entry: Entry,
  options: { readonly rebuild?: boolean; readonly token?: vscode.CancellationToken },
): Promise<void> {
  if (!vscode.workspace.isTrusted) throw untrusted();
  if (!entry.onDisk) throw new LociError('usage', 'only folders on a disk can be indexed');
  const { engine, list } = parts;
  const controller = new AbortController();
  const cancelling = options.token?.onCancellationRequested(() => {
    controller.abort();
  });
  list.learn(entry, { failure: undefined });
  entry.jobs += 1;
  try {
    const request = { folder: entry.path, ...(options.rebuild === true ? { rebuild: true } : {}) };
    await persistently(async () => {
      const client = await engine.get();
      await client.index(
        { ...request, ...excludeOf(parts, entry) },
        (progress) => {
          if (progress.phase !== 'done') list.learn(entry, { progress });
        },
        controller.signal,
      );
    }, controller.signal);
  } catch (error) {
    // A lost engine is told of by its own state.
    if (!isLociError(error, 'cancelled') && !isLociError(error, 'serverLost') && engine.state !== 'failed') {
      list.learn(entry, { failure: failureOf(error) });
    }
    throw error;
  } finally {
    entry.jobs -= 1;
    cancelling?.dispose();
    await engine
      .get()
      .then((client) => readStatus(parts, client, entry))
      .catch(() => undefined);
  }
}

async function persistently(work: () => Promise<void>, signal: AbortSignal): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await work();
      return;
    } catch (error) {
      if (!isLociError(error, 'serverLost') || attempt === attempts || signal.aborted) throw error;
      await delay(attempt * attemptWait);
    }
  }
}

/**
 * Left out where the settings say nothing: what the command line was told holds. Asked in the moment of sending, with
 * nothing awaited in between: of two requests the later one carries the newer globs.
 */
function excludeOf(parts: Parts, entry: Entry): { exclude?: readonly string[] } {
  const { settings, excluding } = parts;
  const exclude = settings.get('index.exclude', entry.workspaceFolder.uri);
  if (exclude.length === 0 && !excluding.has(entry.path)) return {};
  logged(parts, entry, exclude.length > 0 ? excluding.add(entry.path) : excluding.delete(entry.path));
  return { exclude };
}

export async function readStatus({ list, log }: Parts, client: EngineClient, entry: Entry): Promise<void> {
  if (!entry.onDisk) return;
  const before = entry.known.progress;
  try {
    const { folders } = await client.status({ folder: entry.path });
    // An outer folder's index answers for a folder that has none of its own.
    const status = folders.find(({ vault }) => samePath(vault.folder, entry.real));
    const moved = entry.known.progress !== before;
    const progress = status?.progress ?? (moved ? entry.known.progress : undefined);
    const missing =
      status?.state === 'missing' ? { message: vscode.l10n.t('The folder is not there any more') } : undefined;
    const failure = missing ?? entry.known.failure;
    list.learn(entry, { read: true, status, progress, failure });
  } catch (error) {
    if (isLociError(error, 'notIndexed')) list.learn(entry, { read: true, status: undefined, progress: undefined });
    else if (!isLociError(error, 'serverLost')) log.warn(`${entry.path}: ${messageOf(error)}`);
  }
}

export async function forget(parts: Parts, entry: Entry): Promise<void> {
  const client = await parts.engine.get();
  await parts.forgotten.add(entry.path);
  await readStatus(parts, client, entry);
  // The engine would forget the outer folder whose index answers for this one.
  if (parts.list.byPath(entry.path)?.known.status !== undefined) await client.reset({ folder: entry.path });
  await readStatus(parts, client, entry);
}

function untrusted(): LociError {
  return new LociError(
    'permission',
    vscode.l10n.t('Loci reads a folder only once you trust it'),
    vscode.l10n.t('manage the trust of this workspace'),
  );
}

export function failureOf(error: unknown): Failure {
  const mend = isLociError(error) && error.mend !== '' ? { mend: error.mend } : {};
  return { message: messageOf(error), ...mend };
}

/** What nobody waits for: its failure is in the folder's state already, or not worth one. */
export function logged({ log }: Parts, entry: Entry, work: Promise<unknown>): void {
  work.catch((error: unknown) => {
    if (!isLociError(error, 'cancelled')) log.debug(`${entry.path}: ${messageOf(error)}`);
  });
}
