/** What was searched for and opened last, kept with the workspace; the newest first. */

import type { Memento } from 'vscode';
import type { SymbolId } from '../../core/model/ids';
import type { SymbolKind } from '../../core/model/symbol';
import { symbolKinds } from '../../core/model/symbol';

const mostKept = 20;
const longestQuery = 1000;
const keys = { queries: 'loci.search.queries', opened: 'loci.search.opened' } as const;

/** A symbol that was opened, with what is shown of it until it is looked up again. */
export interface OpenedSymbol {
  readonly symbol: SymbolId;
  /** Absolute path of the window's folder. */
  readonly folder: string;
  readonly name: string;
  readonly kind: SymbolKind;
  readonly nativeKind?: string;
  readonly container?: string;
  /** Relative to the folder. */
  readonly path: string;
}

export interface Recents {
  readonly queries: readonly string[];
  readonly opened: readonly OpenedSymbol[];
  addQuery(query: string): Promise<void>;
  addOpened(symbol: OpenedSymbol): Promise<void>;
  removeQuery(query: string): Promise<void>;
  removeOpened(symbol: OpenedSymbol): Promise<void>;
  clear(): Promise<void>;
}

/** What is stored and is not of its form, as after a change of version, counts for nothing. */
export function createRecents(memory: Pick<Memento, 'get' | 'update'>): Recents {
  const queries = (): string[] => listed(memory.get(keys.queries)).filter((query) => typeof query === 'string');
  const opened = (): OpenedSymbol[] => listed(memory.get(keys.opened)).filter(isOpenedSymbol);
  return {
    get queries() {
      return queries();
    },
    get opened() {
      return opened();
    },
    async addQuery(query) {
      const kept = query.trim().slice(0, longestQuery);
      if (kept === '') return;
      await memory.update(keys.queries, [kept, ...queries().filter((one) => one !== kept)].slice(0, mostKept));
    },
    async addOpened(symbol) {
      const others = opened().filter((one) => !isSame(one, symbol));
      await memory.update(keys.opened, [symbol, ...others].slice(0, mostKept));
    },
    async removeQuery(query) {
      await memory.update(
        keys.queries,
        queries().filter((one) => one !== query),
      );
    },
    async removeOpened(symbol) {
      await memory.update(
        keys.opened,
        opened().filter((one) => !isSame(one, symbol)),
      );
    },
    async clear() {
      await memory.update(keys.queries, undefined);
      await memory.update(keys.opened, undefined);
    },
  };
}

function listed(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function isSame(a: OpenedSymbol, b: OpenedSymbol): boolean {
  return a.symbol === b.symbol && a.folder === b.folder;
}

function isOpenedSymbol(value: unknown): value is OpenedSymbol {
  if (typeof value !== 'object' || value === null) return false;
  const { symbol, folder, name, kind, nativeKind = '', container = '', path } = value as Record<string, unknown>;
  return (
    [symbol, folder, name, nativeKind, container, path].every((text) => typeof text === 'string') &&
    (symbolKinds as readonly unknown[]).includes(kind)
  );
}
