/** One live connection of a client: requests out; answers, progress and the end of the connection back. */

import type { Duplex } from 'node:stream';
import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import type { EngineEvent } from '../core/model/api';
import { LociError } from '../core/model/errors';
import { byName, eventType, maximumAnswer, openConnection, progressType } from './connection';
import { fromRejection } from './errorCodec';
import type { MethodName, ProgressCallback, WireRequest } from './methods';
import { helloMethod, listenMethod, methodTraits, retireMethod } from './methods';
import type { Hello, Retirement, Welcome } from './version';
import { lociVersion, protocolVersion } from './version';

export interface Session {
  readonly welcome: Welcome;
  /** Arguments as an engine method takes them, callback and signal among them. Rejects with a LociError. */
  readonly call: (method: MethodName, args: readonly unknown[]) => Promise<unknown>;
  /** Asks to be told of events from here on. Once a session. */
  readonly listen: (listener: (event: EngineEvent) => void) => Promise<void>;
  /** Asks the server to end. False if it goes on, because it is busy. */
  readonly retire: () => Promise<boolean>;
  readonly closed: Promise<void>;
  readonly isOpen: () => boolean;
  readonly close: () => void;
}

/** Shakes hands over `stream`. Rejects with `serverLost` if that ends first. Compares no versions. */
export async function openSession(stream: Duplex): Promise<Session> {
  const connection = openConnection(stream, maximumAnswer);
  const { rpc } = connection;
  let open = true;
  const closed = connection.closed.then(() => {
    open = false;
  });
  let lastProgress = 0;
  rpc.listen();

  const ask: Ask = async (method, params, token) => {
    try {
      return await rpc.sendRequest(method, byName, params, ...(token === undefined ? [] : [token]));
    } catch (error) {
      throw fromRejection(error);
    }
  };

  const call = async (method: MethodName, args: readonly unknown[]): Promise<unknown> => {
    const { signal, onProgress, plain } = sortArguments(args);
    if (onProgress === undefined) return await askCancellably(ask, method, { args: plain }, signal);
    const progress = ++lastProgress;
    const listener = rpc.onProgress(progressType, progress, onProgress);
    try {
      return await askCancellably(ask, method, { args: plain, progress }, signal);
    } finally {
      listener.dispose();
    }
  };

  const hello: Hello = { protocolVersion, version: lociVersion };
  const welcome = (await ask(helloMethod, hello)) as Welcome;
  return {
    welcome,
    call,
    listen: async (listener) => {
      rpc.onNotification(eventType, listener);
      await ask(listenMethod, {});
    },
    retire: async () => ((await ask(retireMethod, {})) as Retirement).ending,
    closed,
    isOpen: () => open,
    close: connection.close,
  };
}

type Ask = (method: string, params: object, token?: CancellationTokenSource['token']) => Promise<unknown>;

/**
 * Passes an abort on to the server. An aborted question is given up at once, even if the server is too busy to hear of
 * it; an aborted change is waited for, so that it has really stopped when the caller hears.
 */
async function askCancellably(
  ask: Ask,
  method: MethodName,
  request: WireRequest,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  if (signal === undefined) return await ask(method, request);
  if (signal.aborted) throw new LociError('cancelled', 'cancelled');
  const source = new CancellationTokenSource();
  let stop = (): void => undefined;
  const givenUp = new Promise<never>((_resolve, reject) => {
    stop = () => {
      source.cancel();
      if (methodTraits[method].readOnly) reject(new LociError('cancelled', 'cancelled'));
    };
  });
  signal.addEventListener('abort', stop, { once: true });
  const answer = ask(method, request, source.token);
  try {
    return await Promise.race([answer, givenUp]);
  } finally {
    signal.removeEventListener('abort', stop);
    // Not before the answer: disposing a source that is still in use would lose the cancel.
    const release = (): void => {
      source.dispose();
    };
    answer.then(release, release);
  }
}

function sortArguments(args: readonly unknown[]): {
  readonly signal: AbortSignal | undefined;
  readonly onProgress: ProgressCallback | undefined;
  readonly plain: readonly unknown[];
} {
  const signal = args.find((value) => value instanceof AbortSignal);
  const onProgress = args.find((value): value is ProgressCallback => typeof value === 'function');
  // A trailing `undefined` would arrive as null.
  const plain = args.filter((value) => value !== signal && value !== onProgress && value !== undefined);
  return { signal, onProgress, plain };
}
