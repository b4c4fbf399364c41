/**
 * A client's connection over the lives of servers: made when it is needed, noticed when it is lost, and made again by
 * itself as long as somebody listens, so that a window hears of changes again without having to ask for something.
 */

import type { EngineEvent } from '../core/model/api';
import { isLociError, LociError, messageOf } from '../core/model/errors';
import type { Logger } from '../core/model/log';
import { attach } from './attach';
import type { ServerKey } from './endpoint';
import type { ServerProgram } from './launch';
import type { Listeners } from './listeners';
import { createListeners } from './listeners';
import type { Session } from './session';

export interface Link {
  /** A session that was open a moment ago. Rejects with a LociError if there can be none. */
  readonly session: () => Promise<Session>;
  /** The latest session, open or not. */
  readonly latest: () => Session | undefined;
  readonly isClosed: () => boolean;
  /** Told of a new session other than the first, before it is used for anything else. */
  readonly connected: Listeners<void>;
  readonly lost: Listeners<void>;
  readonly onEvent: Listeners<EngineEvent>['add'];
  readonly close: () => void;
}

/** Milliseconds before a lost server is looked for: the first time, and at most. Doubled from time to time. */
const firstWait = 200;
const longestWait = 60_000;

export function createLink(target: ServerKey & ServerProgram, log: Logger): Link {
  const connected = createListeners();
  const lost = createListeners();
  const events = createListeners<EngineEvent>();
  let closed = false;
  let latest: Session | undefined;
  let listening: Session | undefined;
  let connecting: Promise<Session> | undefined;
  let timer: NodeJS.Timeout | undefined;

  const listen = (session: Session): void => {
    if (listening === session || events.size() === 0) return;
    listening = session;
    session.listen(events.tell).catch((error: unknown) => {
      if (!isLociError(error, 'serverLost')) log.warn(`events: ${messageOf(error)}`);
    });
  };
  const connect = async (): Promise<Session> => {
    const isFirst = latest === undefined;
    const session = await attach(target, target, log);
    if (closed) session.close();
    latest = session;
    void session.closed.then(() => {
      if (closed) return;
      log.warn('the connection to the server was lost');
      lost.tell();
      reconnect(firstWait);
    });
    listen(session);
    if (!isFirst) connected.tell();
    return session;
  };
  const session = async (): Promise<Session> => {
    if (closed) throw new LociError('serverLost', 'this connection has been closed');
    if (latest?.isOpen() === true) return latest;
    connecting ??= connect().finally(() => {
      connecting = undefined;
    });
    return await connecting;
  };
  const reconnect = (wait: number): void => {
    clearTimeout(timer);
    if (closed || events.size() + connected.size() === 0) return;
    timer = setTimeout(() => {
      session().catch((error: unknown) => {
        log.warn(`the server cannot be reached: ${messageOf(error)}`);
        reconnect(Math.min(wait * 2, longestWait));
      });
    }, wait);
  };

  return {
    session,
    latest: () => latest,
    isClosed: () => closed,
    connected,
    lost,
    onEvent: (listener) => {
      const stop = events.add(listener);
      if (latest?.isOpen() === true) listen(latest);
      return stop;
    },
    close: () => {
      closed = true;
      clearTimeout(timer);
      latest?.close();
    },
  };
}
