/** Symbols that stay in the Relations view of this workspace, in the order in which they were pinned. */

import type { Memento } from 'vscode';
import type { SymbolId } from '../../core/model/ids';

export interface Pin {
  readonly symbol: SymbolId;
  readonly folder: string;
}

export interface Pins {
  all(): readonly Pin[];
  has(pin: Pin): boolean;
  /** Does nothing for what is pinned already. */
  add(pin: Pin): Promise<void>;
  remove(pin: Pin): Promise<void>;
}

const key = 'loci.relations.pins';

export function createPins(memory: Memento): Pins {
  const all = (): readonly Pin[] => {
    const stored: unknown = memory.get(key);
    return Array.isArray(stored) ? stored.filter(isPin) : [];
  };
  const has = (pin: Pin): boolean => all().some((one) => isSame(one, pin));
  return {
    all,
    has,
    add: async ({ symbol, folder }) => {
      if (!has({ symbol, folder })) await memory.update(key, [...all(), { symbol, folder }]);
    },
    remove: async (pin) => {
      const left = all().filter((one) => !isSame(one, pin));
      await memory.update(key, left.length === 0 ? undefined : left);
    },
  };
}

function isSame(a: Pin, b: Pin): boolean {
  return a.symbol === b.symbol && a.folder === b.folder;
}

function isPin(value: unknown): value is Pin {
  if (typeof value !== 'object' || value === null || !('symbol' in value) || !('folder' in value)) return false;
  return typeof value.symbol === 'string' && typeof value.folder === 'string';
}
