/** Passes the engine's events on to the connections that asked for them, in their order; progress at a pace. */

import type { Engine, EngineEvent } from '../core/model/api';
import type { Connection } from '../protocol/connection';
import { eventType } from '../protocol/connection';
import type { Pacing } from './pacing';
import { createPacing } from './pacing';

export interface Broadcast {
  /** Answers when every event from now on will be told. Rejects if the engine cannot be opened. */
  readonly listen: (connection: Connection) => Promise<void>;
}

export function createBroadcast(opening: Promise<Engine>): Broadcast {
  const listeners = new Set<Connection>();
  const paces = new Map<string, Pacing>();
  let stop: (() => void) | undefined;

  const send = (event: EngineEvent): void => {
    for (const { rpc } of listeners) rpc.sendNotification(eventType, event).catch(() => undefined);
  };
  const paceOf = (folder: string): Pacing => {
    const pace =
      paces.get(folder) ??
      createPacing((progress) => {
        send({ kind: 'progress', progress });
      });
    paces.set(folder, pace);
    return pace;
  };
  const pass = (event: EngineEvent): void => {
    if (event.kind === 'progress') {
      paceOf(event.progress.folder).report(event.progress);
      return;
    }
    // What was kept back came first.
    for (const [folder, pace] of paces) if (event.kind === 'folders' || event.folder === folder) pace.flush();
    send(event);
  };
  const forget = (connection: Connection): void => {
    listeners.delete(connection);
    if (listeners.size > 0) return;
    stop?.();
    stop = undefined;
    for (const pace of paces.values()) pace.stop();
    paces.clear();
  };

  return {
    listen: async (connection) => {
      const engine = await opening;
      listeners.add(connection);
      stop ??= engine.onEvent(pass);
      void connection.closed.then(() => {
        forget(connection);
      });
    },
  };
}
