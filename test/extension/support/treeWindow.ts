/** A window for trees that tests make themselves: its events are fired by hand, its engine is what it is given. */

import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { RelationsRequest, RelationsResponse } from '../../../src/core/model/api';
import type { Settings } from '../../../src/extension/contributions';
import { settingDefaults } from '../../../src/extension/contributions';
import type { Folder, Window } from '../../../src/extension/window';
import type { EngineClient } from '../../../src/protocol/client';
import { shop } from './window';

export interface TreeWindow {
  readonly window: Window;
  readonly changed: vscode.EventEmitter<void>;
  readonly indexed: vscode.EventEmitter<{ readonly folder: Folder; readonly paths?: readonly string[] }>;
  setFolders(folders: readonly Folder[]): void;
}

/** Indexed unless told; named after the end of its path. */
export function madeFolder(more: Partial<Folder> = {}): Folder {
  const { path = shop() } = more;
  const workspaceFolder = { uri: vscode.Uri.file(path), name: basename(path), index: 0 };
  return { workspaceFolder, path, state: 'indexed', ...more };
}

export function treeWindow(engine: Partial<EngineClient>, first: readonly Folder[] = [madeFolder()]): TreeWindow {
  let folders = first;
  const changed = new vscode.EventEmitter<void>();
  const indexed: TreeWindow['indexed'] = new vscode.EventEmitter();
  const memory = new Map<string, unknown>();
  const window = {
    log: { debug: () => undefined, warn: () => undefined },
    context: {
      workspaceState: {
        get: (key: string) => memory.get(key),
        update: (key: string, value: unknown) => {
          memory.set(key, value);
          return Promise.resolve();
        },
      },
    },
    engine: { get: () => Promise.resolve(engine) },
    settings: { get: (key: keyof Settings) => settingDefaults[key] },
    folders: {
      all: () => folders,
      containing: (uri: vscode.Uri) => folders.find(({ path }) => uri.fsPath.startsWith(path)),
      onDidChange: changed.event,
      onDidIndex: indexed.event,
      onDidProgress: new vscode.EventEmitter<Folder>().event,
    },
  } as unknown as Window;
  return {
    window,
    changed,
    indexed,
    setFolders: (next) => {
      folders = next;
    },
  };
}

/** Answers from a table of symbol ids and directions; nothing for the others. */
export function relationsFrom(
  engine: EngineClient,
  table: Readonly<Record<string, Partial<RelationsResponse>>>,
): Partial<EngineClient> {
  return {
    symbol: (request) => engine.symbol(request),
    symbolAt: (request) => engine.symbolAt(request),
    relations: ({ symbol, direction }: RelationsRequest) => {
      const found = table[`${direction} ${symbol}`] ?? {};
      const nothing = { related: [], total: 0, completeness: 'complete', notices: [] };
      return Promise.resolve({ ...nothing, ...found } as unknown as RelationsResponse);
    },
  };
}
