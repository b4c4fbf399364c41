/** The engine, as the command line, the extension and MCP use it: every call goes to the server that owns the data. */

import { isLociError, LociError } from '../core/model/errors';
import type { Logger } from '../core/model/log';
import { silentLogger } from '../core/model/log';
import { attach } from './attach';
import type { ServerKey } from './endpoint';
import type { ServerProgram } from './launch';
import type { MethodName, RemoteEngine } from './methods';
import { methodNames, methodTraits } from './methods';
import type { Session } from './session';
import type { Welcome } from './version';

export interface ConnectOptions extends ServerKey, ServerProgram {
  readonly log?: Logger;
}

export interface EngineClient extends RemoteEngine {
  /** How the server introduced itself, last time. */
  readonly welcome: () => Welcome;
  /** Told whenever the connection is lost, other than by `close`. Answers with what ends the telling. */
  readonly onLost: (listener: () => void) => () => void;
  /** Ends the connection; what is pending is rejected. The server ends by itself when it has been idle. */
  readonly close: () => void;
}

/**
 * Attaches to the server of `dataDir`, starting it when there is none. When it is lost, what is pending is rejected with
 * `serverLost`, save questions, which are asked once more; the next call starts it again.
 */
export async function connectEngine(options: ConnectOptions): Promise<EngineClient> {
  const log = options.log ?? silentLogger;
  const listeners = new Set<() => void>();
  let closed = false;
  let current: Session | undefined;
  let connecting: Promise<Session> | undefined;

  const connect = async (): Promise<Session> => {
    const session = await attach(options, options, log);
    if (closed) session.close();
    current = session;
    void session.closed.then(() => {
      if (closed) return;
      log.warn('the connection to the server was lost');
      for (const listener of listeners) listener();
    });
    return session;
  };

  const session = async (): Promise<Session> => {
    if (closed) throw new LociError('serverLost', 'this connection has been closed');
    if (current?.isOpen() === true) return current;
    connecting ??= connect().finally(() => {
      connecting = undefined;
    });
    return await connecting;
  };

  const call = async (method: MethodName, args: readonly unknown[]): Promise<unknown> => {
    try {
      return await (await session()).call(method, args);
    } catch (error) {
      const again = methodTraits[method].readOnly && isLociError(error, 'serverLost') && !closed;
      if (!again) throw error;
      return await (await session()).call(method, args);
    }
  };

  let { welcome } = await session();
  return {
    ...remoteEngine(call),
    welcome: () => (welcome = current?.welcome ?? welcome),
    onLost: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      closed = true;
      current?.close();
    },
  };
}

/** An object with every method of the protocol, each of which goes through `call`. */
export function remoteEngine(call: (method: MethodName, args: readonly unknown[]) => Promise<unknown>): RemoteEngine {
  const methods = methodNames.map((name) => [name, (...args: unknown[]) => call(name, args)] as const);
  // methodNames lists every key of RemoteEngine, and the server's table is typed by the engine's own results.
  return Object.fromEntries(methods) as unknown as RemoteEngine;
}
