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
  const latest = new Map<string, Promise<void>>();

  /** One after the other: of a window that is reloaded, the end and the start come at once. */
  const inTurn = (folder: string, run: (engine: Engine) => Promise<void>): Promise<void> => {
    const before = latest.get(folder) ?? Promise.resolve();
    const mine = before.catch(() => undefined).then(async () => run(await opening));
    latest.set(folder, mine);
    const forget = (): void => {
      if (latest.get(folder) === mine) latest.delete(folder);
    };
    mine.then(forget, forget);
    return mine;
  };
  /** True if nobody is left. */
  const leave = (client: object, folder: string): boolean => {
    const clients = clientsOf.get(folder);
    if (clients?.delete(client) !== true || clients.size > 0) return false;
    return clientsOf.delete(folder);
  };

  const rest = (folder: string): Promise<void> =>
    inTurn(folder, async (engine) => {
      if (!clientsOf.has(folder)) await engine.unwatch(folder);
    });

  return {
    watch: async (client, folder) => {
      clientsOf.set(folder, (clientsOf.get(folder) ?? new Set()).add(client));
      try {
        await inTurn(folder, (engine) => engine.watch(folder));
      } catch (error) {
        leave(client, folder);
        throw error;
      }
    },
    unwatch: async (client, folder) => {
      if (leave(client, folder)) await rest(folder);
    },
    forget: (client) => {
      for (const folder of clientsOf.keys()) {
        if (!leave(client, folder)) continue;
        rest(folder).catch((error: unknown) => {
          log.warn(`unwatch: ${messageOf(error)}`);
        });
      }
    },
  };
}
