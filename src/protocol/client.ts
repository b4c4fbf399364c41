/** The engine, as the command line, the extension and MCP use it: every call goes to the server that owns the data. */

import type { BufferRequest, EngineEvent } from '../core/model/api';
import { isLociError, LociError } from '../core/model/errors';
import type { Logger } from '../core/model/log';
import { silentLogger } from '../core/model/log';
import type { ServerKey } from './endpoint';
import type { ServerProgram } from './launch';
import type { Link } from './link';
import { createLink } from './link';
import type { MethodName, RemoteEngine } from './methods';
import { maximumBufferText, methodNames, methodTraits } from './methods';
import type { Welcome } from './version';

export interface ConnectOptions extends ServerKey, ServerProgram {
  readonly log?: Logger;
}

/** Telling ends with the function that each `on…` answers with. */
export interface EngineClient extends RemoteEngine {
  /** How the server introduced itself, last time. */
  readonly welcome: () => Welcome;
  /**
   * Told of events, those of servers that are started later included. What happens while there is no server, or before
   * it has been reached again, is not told: on `onConnected`, look again.
   */
  readonly onEvent: (listener: (event: EngineEvent) => void) => () => void;
  /**
   * Told when a server has been reached again after a loss. It knows nothing of what the former one was told to watch
   * and to hold: what the listener asks for at once comes before everything else.
   */
  readonly onConnected: (listener: () => void) => () => void;
  /** Told whenever the connection is lost, other than by `close`. */
  readonly onLost: (listener: () => void) => () => void;
  /** Ends the connection; what is pending is rejected. The server ends by itself when it has been idle. */
  readonly close: () => void;
}

/**
 * Attaches to the server of `dataDir`, starting it when there is none. When it is lost, what is pending is rejected with
 * `serverLost`, save questions, which are asked once more; the next call starts it again, and so does the client by
 * itself as long as somebody listens by `onEvent` or `onConnected`.
 */
export async function connectEngine(options: ConnectOptions): Promise<EngineClient> {
  const link = createLink(options, options.log ?? silentLogger);
  let { welcome } = await link.session();
  const engine = remoteEngine((method, args) => callOver(link, method, args));
  return {
    ...engine,
    setBuffer: (request, signal) => setBuffer(engine, request, signal),
    welcome: () => (welcome = link.latest()?.welcome ?? welcome),
    onEvent: link.onEvent,
    onConnected: link.connected.add,
    onLost: link.lost.add,
    close: link.close,
  };
}

async function callOver(link: Link, method: MethodName, args: readonly unknown[]): Promise<unknown> {
  try {
    return await (await link.session()).call(method, args);
  } catch (error) {
    const again = methodTraits[method].readOnly && isLociError(error, 'serverLost') && !link.isClosed();
    if (!again) throw error;
    return await (await link.session()).call(method, args);
  }
}

/** A message that is too long would end the connection; what was held of the file must not outlive it either. */
async function setBuffer(engine: RemoteEngine, request: BufferRequest, signal?: AbortSignal): Promise<void> {
  if ((request.text?.length ?? 0) <= maximumBufferText) {
    await engine.setBuffer(request, signal);
    return;
  }
  await engine.setBuffer({ file: request.file }, signal);
  throw new LociError('usage', `the unsaved text of ${request.file} is too long to be searched`, 'save the file');
}

/** An object with every method of the protocol, each of which goes through `call`. */
export function remoteEngine(call: (method: MethodName, args: readonly unknown[]) => Promise<unknown>): RemoteEngine {
  const methods = methodNames.map((name) => [name, (...args: unknown[]) => call(name, args)] as const);
  // methodNames lists every key of RemoteEngine, and the server's table is typed by the engine's own results.
  return Object.fromEntries(methods) as unknown as RemoteEngine;
}
