/** A palette as tests in the host use it: made from the feature's own code, over the real quick pick and a made window. */

import assert from 'node:assert/strict';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { SearchRequest, SearchResponse } from '../../../src/core/model/api';
import type { SearchHit } from '../../../src/core/model/search';
import type { ItemAction, ItemButton, PaletteItem } from '../../../src/extension/search/items';
import { createSearch } from '../../../src/extension/search/search';
import type { EngineClient } from '../../../src/protocol/client';
import type { Settings } from '../../../src/extension/contributions';
import { settingDefaults } from '../../../src/extension/contributions';
import type { Folder, Window } from '../../../src/extension/window';
import { eventually, shop } from './window';

export type Search = (request: SearchRequest, signal: AbortSignal) => Promise<SearchResponse>;

export interface MadeWindow {
  readonly search?: Search;
  readonly symbol?: EngineClient['symbol'];
  readonly folders?: readonly Folder[];
  readonly settings?: Partial<Settings>;
}

/** What is seen of the palette that is open: the real quick pick, and what was put into it. */
export interface Seen {
  readonly pick: vscode.QuickPick<PaletteItem>;
  /** Every list of rows that it was given, by labels, separators left out. */
  readonly lists: readonly (readonly string[])[];
  readonly labels: () => string[];
  /** As if somebody had typed it. */
  readonly type: (value: string) => void;
  readonly pressButton: (button: vscode.QuickInputButton) => void;
  readonly pressItemButton: (item: PaletteItem, action: ItemAction) => void;
  readonly close: () => Promise<void>;
}

export interface Stage {
  readonly open: (query?: string) => Promise<Seen>;
  readonly command: (id: 'loci.search' | 'loci.searchSelection' | 'loci.actOnHit', argument?: unknown) => void;
  readonly memory: Map<string, unknown>;
  readonly changed: vscode.EventEmitter<void>;
  /** Replaces the folders; tell of it by `changed`. */
  readonly setFolders: (folders: readonly Folder[]) => void;
  readonly errors: readonly string[];
}

export function shopFolder(more: Partial<Folder> = {}): Folder {
  return { workspaceFolder: vscode.workspace.workspaceFolders![0]!, path: shop(), state: 'indexed', ...more };
}

export function stage(made: MadeWindow): Stage {
  let folders = made.folders ?? [shopFolder()];
  const memory = new Map<string, unknown>();
  const changed = new vscode.EventEmitter<void>();
  const errors: string[] = [];
  const log = {
    debug: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: (text: string) => errors.push(text),
  };
  const engine = { search: made.search ?? (() => Promise.resolve(responseOf([]))), symbol: made.symbol };
  const window = {
    log,
    context: { workspaceState: memoryOf(memory) },
    engine: { get: () => Promise.resolve(engine) },
    settings: { get: (key: keyof Settings) => made.settings?.[key] ?? settingDefaults[key] },
    folders: {
      all: () => folders,
      containing: (uri: vscode.Uri) => folders.find((folder) => uri.fsPath.startsWith(folder.path + path.sep)),
      onDidChange: changed.event,
      onDidProgress: new vscode.EventEmitter<Folder>().event,
      onDidIndex: new vscode.EventEmitter<{ folder: Folder }>().event,
    },
  } as unknown as Window;
  const { commands = {} } = createSearch(window);
  return {
    memory,
    changed,
    errors,
    setFolders: (next) => {
      folders = next;
    },
    command: (id, argument) => void commands[id]?.(argument),
    open: async (query) => {
      let seen: Seen | undefined;
      const restore = watchPicks((opened) => {
        seen = opened;
      });
      try {
        commands['loci.search']?.(query);
        await eventually(() => {
          assert.ok(seen, 'no palette came');
        });
      } finally {
        restore();
      }
      return seen!;
    },
  };
}

export function responseOf(hits: readonly SearchHit[], notices: readonly string[] = []): SearchResponse {
  return { hits, notices, folders: [], ms: 1 } as unknown as SearchResponse;
}

/** A hit in a file of the fixture; `line` is 0-based. */
export function made(
  name: string,
  file = 'src/cart/cart.ts',
  line = 0,
  more: Partial<SearchHit['symbol']> = {},
): SearchHit {
  const start = { line, character: 0 };
  const range = { start, end: { line: line + 1, character: 0 } };
  const nameRange = { start, end: { line, character: 3 } };
  const symbol = {
    id: `${file}/${name}.`,
    path: file,
    descriptor: `${name}.`,
    name,
    kind: 'function',
    range,
    nameRange,
    ...more,
  };
  return { symbol, folder: shop(), score: 1, reasons: [] } as unknown as SearchHit;
}

/** Lets a test see the next quick pick and what is put into it. */
function watchPicks(onPick: (seen: Seen) => void): () => void {
  const create = vscode.window.createQuickPick;
  const watched = (): vscode.QuickPick<PaletteItem> => {
    const pick = create<PaletteItem>();
    const lists: string[][] = [];
    const labels = (): string[] => pick.items.filter(({ entry }) => entry).map(({ label }) => label);
    const items = propertyOf(pick, 'items');
    const type = listenersOf(pick, 'onDidChangeValue');
    const pressButton = listenersOf(pick, 'onDidTriggerButton');
    const pressItem = listenersOf(pick, 'onDidTriggerItemButton');
    let hidden = false;
    pick.onDidHide(() => {
      hidden = true;
    });
    Object.defineProperty(pick, 'items', {
      get: () => items.get!.call(pick) as unknown,
      set: (next: readonly PaletteItem[]) => {
        items.set!.call(pick, next);
        lists.push(labels());
      },
    });
    const close = async (): Promise<void> => {
      pick.hide();
      await eventually(() => {
        assert.ok(hidden);
      });
      await delay(100);
    };
    onPick({
      ...{ pick, lists, labels, pressButton, close },
      type: (value) => {
        pick.value = value;
        type(value);
      },
      pressItemButton: (item, action) => {
        const button = item.buttons!.find((one) => (one as ItemButton).action === action)!;
        pressItem({ item, button });
      },
    });
    return pick;
  };
  Object.assign(vscode.window, { createQuickPick: watched });
  return () => Object.assign(vscode.window, { createQuickPick: create });
}

/** What a listener of each event is told. */
interface Told {
  readonly onDidChangeValue: string;
  readonly onDidTriggerButton: vscode.QuickInputButton;
  readonly onDidTriggerItemButton: vscode.QuickPickItemButtonEvent<PaletteItem>;
}

/** What tells the listeners of a pick's event, as the editor does when somebody acts. */
function listenersOf<Name extends keyof Told>(
  pick: vscode.QuickPick<PaletteItem>,
  name: Name,
): (told: Told[Name]) => void {
  const listeners: ((told: Told[Name]) => void)[] = [];
  const listen = pick[name] as vscode.Event<Told[Name]>;
  const value = (listener: (told: Told[Name]) => void): vscode.Disposable => {
    listeners.push(listener);
    return listen(listener);
  };
  Object.defineProperty(pick, name, { value });
  return (told) => {
    for (const listener of listeners) listener(told);
  };
}

function propertyOf(object: object, name: string): PropertyDescriptor {
  for (let at = object; ; at = Object.getPrototypeOf(at) as object) {
    const found = Object.getOwnPropertyDescriptor(at, name);
    if (found !== undefined) return found;
  }
}

function memoryOf(held: Map<string, unknown>): Pick<vscode.Memento, 'get' | 'update'> {
  return {
    get: (key: string) => held.get(key) as never,
    update: (key, value) => {
      if (value === undefined) held.delete(key);
      else held.set(key, value);
      return Promise.resolve();
    },
  };
}

export async function shows(seen: Seen, labels: readonly string[]): Promise<void> {
  await eventually(() => {
    assert.deepEqual(seen.labels(), labels);
  });
}

/** The row that the editor draws as the active one. */
export async function activeIs(seen: Seen, label: string): Promise<void> {
  await eventually(() => {
    assert.equal(seen.pick.activeItems[0]?.label, label);
  });
}
