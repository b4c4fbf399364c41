/** Who watches which folder: the engine watches it as long as one connection wants it watched. */

import type { Engine } from '../core/model/api';
import { messageOf } from '../core/model/errors';
import type { Logger } from '../core/model/log';

export interface Watchers {
  readonly watch: (client: object, folder: string) => Promise<void>;
  readonly unwatch: (client: object, folder: string) => Promise<void>;
  /** The client is gone: what only it watched is watched no longer. */
  readonly forget: (client: object) => void;
}

export function createWatchers(opening: Promise<Engine>, log: Logger): Watchers {
  const clientsOf = new Map<string, Set<object>>();

  const unwatch = async (client: object, folder: string): Promise<void> => {
    const clients = clientsOf.get(folder);
    if (clients?.delete(client) !== true || clients.size > 0) return;
    clientsOf.delete(folder);
    await (await opening).unwatch(folder);
  };

  return {
    watch: async (client, folder) => {
      const clients = clientsOf.get(folder) ?? new Set();
      clientsOf.set(folder, clients.add(client));
      try {
        await (await opening).watch(folder);
      } catch (error) {
        clients.delete(client);
        if (clients.size === 0) clientsOf.delete(folder);
        throw error;
      }
    },
    unwatch,
    forget: (client) => {
      for (const [folder, clients] of clientsOf) {
        if (!clients.has(client)) continue;
        unwatch(client, folder).catch((error: unknown) => {
          log.warn(`unwatch: ${messageOf(error)}`);
        });
      }
    },
  };
}
