/** Answers the connections of one server: reads requests, calls the engine, and keeps account of who waits for what. */

import type { Duplex } from 'node:stream';
import type { CancellationToken } from 'vscode-jsonrpc/node';
import type { Engine } from '../core/model/api';
import { LociError, throwIfCancelled } from '../core/model/errors';
import type { Logger } from '../core/model/log';
import type { Connection } from '../protocol/connection';
import { maximumRequest, openConnection, progressType } from '../protocol/connection';
import type { Call } from '../protocol/dispatch';
import { readCall, readHello } from '../protocol/dispatch';
import { toErrorData, toResponseError } from '../protocol/errorCodec';
import { helloMethod, listenMethod, methodTraits, retireMethod } from '../protocol/methods';
import type { Retirement, Welcome } from '../protocol/version';
import { protocolVersion } from '../protocol/version';
import type { Broadcast } from './broadcast';
import { createBroadcast } from './broadcast';
import type { Buffers } from './buffers';
import { createBuffers } from './buffers';
import type { Pacing } from './pacing';
import { createPacing } from './pacing';
import type { Watchers } from './watchers';
import { createWatchers } from './watchers';

export interface HostOptions {
  /** Requests wait for it; while it fails they are answered with its failure. */
  readonly engine: Promise<Engine>;
  readonly log: Logger;
  /** How the server introduces itself; undefined if it must not serve any more. */
  readonly introduce: () => Omit<Welcome, 'connections'> | undefined;
  /** Begins the server's end if nothing stands against it; answers whether it did. */
  readonly retire: () => boolean;
  /** Called whenever a connection or a request has come or gone. */
  readonly onChange: () => void;
}

export interface Host {
  readonly accept: (stream: Duplex) => void;
  readonly connections: () => number;
  /** Requests that have not been answered. */
  readonly pending: () => number;
  /** Aborts every request, jobs too. */
  readonly abortAll: () => void;
  readonly closeAll: () => void;
}

export function createHost(options: HostOptions): Host {
  const connections = new Set<Connection>();
  const running = new Set<AbortController>();
  const watchers = createWatchers(options.engine, options.log);
  const buffers = createBuffers(options.engine, options.log);
  const broadcast = createBroadcast(options.engine);
  const shared: Shared = { ...options, running, watchers, buffers, broadcast, connections: () => connections.size };
  return {
    accept: (stream) => {
      const connection = openConnection(stream, maximumRequest);
      connections.add(connection);
      serve(connection, shared);
      void connection.closed.then(() => {
        connections.delete(connection);
        options.onChange();
      });
      options.onChange();
    },
    connections: () => connections.size,
    pending: () => running.size,
    abortAll: () => {
      for (const controller of running) controller.abort();
    },
    closeAll: () => {
      for (const connection of connections) connection.close();
    },
  };
}

interface Shared extends HostOptions {
  readonly running: Set<AbortController>;
  readonly watchers: Watchers;
  readonly buffers: Buffers;
  readonly broadcast: Broadcast;
  readonly connections: () => number;
}

function serve(connection: Connection, shared: Shared): void {
  const { rpc, closed } = connection;
  const client = {};
  /** What ends with this connection. */
  const own = new Set<AbortController>();
  let greeted = false;
  void closed.then(() => {
    for (const controller of own) controller.abort();
    shared.watchers.forget(client);
    shared.buffers.forget(client);
  });

  rpc.onRequest(async (method: string, params: unknown, token: CancellationToken) => {
    try {
      if (method === helloMethod) {
        greeted = readHello(params).protocolVersion === protocolVersion;
        const introduction = shared.introduce();
        // No answer but the end of the connection: the client then looks for another server.
        if (introduction === undefined) connection.close();
        return { ...introduction, connections: shared.connections() };
      }
      if (method === retireMethod) return { ending: shared.retire() } satisfies Retirement;
      if (!greeted) throw new LociError('protocolMismatch', 'this program and the Loci server do not fit together');
      if (method === listenMethod) {
        await shared.broadcast.listen(connection);
        return null;
      }
      const call = readCall(method, params);
      return (await answer(call, connection, token, { shared, own, client })) ?? null;
    } catch (error) {
      logFailure(shared.log, method, error);
      return toResponseError(error);
    }
  });
  rpc.listen();
}

/** What the caller can act on is the caller's matter; anything else is ours, and its origin must be found. */
function logFailure(log: Logger, method: string, error: unknown): void {
  const { code, message } = toErrorData(error);
  const stack = error instanceof Error ? error.stack : undefined;
  if (code === 'internal') log.error(`${method}: ${stack ?? message}`);
  else log.debug(`${method}: ${code}: ${message}`);
}

interface Scope {
  readonly shared: Shared;
  readonly own: Set<AbortController>;
  readonly client: object;
}

async function answer(call: Call, connection: Connection, token: CancellationToken, scope: Scope): Promise<unknown> {
  const { shared, own, client } = scope;
  const controller = new AbortController();
  const cancel = token.onCancellationRequested(() => {
    controller.abort();
  });
  if (token.isCancellationRequested) controller.abort();
  if (!methodTraits[call.method].outlivesClient) own.add(controller);
  shared.running.add(controller);
  const progress = progressTo(call, connection);
  try {
    const engine = await shared.engine;
    throwIfCancelled(controller.signal);
    const result = await call.run(engine, {
      onProgress: progress.report,
      signal: controller.signal,
      watch: (folder) => shared.watchers.watch(client, folder),
      unwatch: (folder) => shared.watchers.unwatch(client, folder),
      setBuffer: (request, bufferSignal) => shared.buffers.set(client, request, bufferSignal),
    });
    progress.flush();
    return result;
  } finally {
    progress.stop();
    cancel.dispose();
    own.delete(controller);
    shared.running.delete(controller);
    shared.onChange();
  }
}

function progressTo({ progress: token }: Call, { rpc, closed }: Connection): Pacing {
  let open = token !== undefined;
  void closed.then(() => {
    open = false;
  });
  return createPacing((progress) => {
    if (open && token !== undefined) rpc.sendProgress(progressType, token, progress).catch(() => undefined);
  });
}
