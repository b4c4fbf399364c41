/** Sets of names that are remembered with the workspace. */

import type * as vscode from 'vscode';

export interface MemorySet {
  readonly has: (value: string) => boolean;
  readonly add: (value: string) => Promise<void>;
  readonly delete: (value: string) => Promise<void>;
}

export function memorySet(memory: vscode.Memento, key: string): MemorySet {
  const values = (): readonly string[] => memory.get<readonly string[]>(key, []);
  return {
    has: (value) => values().includes(value),
    add: async (value) => {
      if (!values().includes(value)) await memory.update(key, [...values(), value]);
    },
    delete: async (value) => {
      if (values().includes(value))
        await memory.update(
          key,
          values().filter((kept) => kept !== value),
        );
    },
  };
}
