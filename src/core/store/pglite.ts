/** The embedded database, seen from the threads that ask it: PGlite lives in a worker thread of its own. */

import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { LociError, isLociError, throwIfCancelled } from '../model/errors';
import { identifier } from './copyText';
import type { Database, DatabaseConfig, PreparedStatement, Queryable, Transaction } from './database';
import { errorFacts, storeError } from './errors';
import type { ErrorFacts } from './errors';
import type { WorkerOrder, WorkerReply, WorkerRequest, WorkerSettings } from './workerMessages';

/** The engine's memory is its own; what its JavaScript makes is messages and rows, and soon gone. */
const youngMegabytes = 12;
const oldMegabytes = 448;

interface Answer {
  readonly rows: readonly object[];
  readonly count: number;
}

type Ask = (order: WorkerOrder, transaction?: number) => Promise<Answer>;

/** Errors: `permission`, `diskFull`, `corrupt`, `databaseUnsupported` (made by another major version). */
export async function openEmbedded(config: DatabaseConfig & { kind: 'embedded' }): Promise<Database> {
  const connection = await startWorker({
    pgdata: join(config.dataDir, 'pgdata'),
    pgliteDir: join(config.assetsDir, 'pglite'),
    workerFile: join(config.assetsDir, 'databaseWorker.cjs'),
  });
  const { ask } = connection;
  let transactions = 0;

  return {
    kind: 'embedded',
    location: config.dataDir,
    ...queryable(ask, undefined),
    queryPrepared: async <Row extends object>(statement: PreparedStatement, lists: readonly (readonly number[])[]) =>
      (await ask({ op: 'queryPrepared', statement, lists })).rows as Row[],
    async transaction(run, signal) {
      throwIfCancelled(signal);
      const id = ++transactions;
      await ask({ op: 'begin' }, id);
      let result;
      try {
        result = await run(queryable(ask, id, signal));
        throwIfCancelled(signal);
      } catch (error) {
        // Where the thread has died there is nothing to roll back; the first error says more than the second.
        await ask({ op: 'rollback' }, id).catch(() => undefined);
        throw error;
      }
      await ask({ op: 'commit' }, id);
      return result;
    },
    async listen(channel, onPayload) {
      await ask({ op: 'listen', channel });
      connection.listeners.set(channel, [...(connection.listeners.get(channel) ?? []), onPayload]);
      return async () => {
        const others = (connection.listeners.get(channel) ?? []).filter((listener) => listener !== onPayload);
        connection.listeners.set(channel, others);
        if (others.length === 0) await ask({ op: 'unlisten', channel });
      };
    },
    close: connection.close,
  };
}

function queryable(ask: Ask, transaction: number | undefined, signal?: AbortSignal): Transaction {
  const order = (what: WorkerOrder): Promise<Answer> => {
    throwIfCancelled(signal);
    return ask(what, transaction);
  };
  const methods: Queryable = {
    query: async <Row extends object>(sql: string, params: readonly unknown[] = []) =>
      (await order({ op: 'query', sql, params: params.map(ownBytes) })).rows as Row[],
    execute: async (sql) => {
      await order({ op: 'execute', sql });
    },
    copyFrom: async (table, columns, rows) => {
      const target = `${identifier(table)} (${columns.map(identifier).join(', ')})`;
      return (await order({ op: 'copy', sql: `COPY ${target} FROM '/dev/blob'`, chunks: [...rows] })).count;
    },
  };
  return methods;
}

/** A view of a large buffer would be cloned to the worker with the whole of it. */
function ownBytes(value: unknown): unknown {
  return value instanceof Uint8Array && value.byteLength < value.buffer.byteLength ? new Uint8Array(value) : value;
}

interface Connection {
  readonly ask: Ask;
  readonly listeners: Map<string, ((payload: string) => void)[]>;
  readonly close: () => Promise<void>;
}

/** Requests on their way, until answered or until the thread is lost. */
interface Requests {
  readonly ask: Ask;
  readonly settle: (reply: WorkerReply & { readonly id: number }) => void;
  /** Nothing more is taken on; what is on its way goes on. */
  readonly refuse: (error: Error) => void;
  readonly lose: (error: Error) => void;
  readonly lost: () => boolean;
}

async function startWorker(settings: WorkerSettings & { readonly workerFile: string }): Promise<Connection> {
  const { pgdata, pgliteDir, workerFile } = settings;
  const worker = new Worker(workerFile, {
    workerData: { pgdata, pgliteDir },
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: oldMegabytes, maxYoungGenerationSizeMb: youngMegabytes },
  });
  worker.stdout.resume();
  worker.stderr.resume();
  const requests = createRequests(worker);
  const listeners: Connection['listeners'] = new Map();

  await new Promise<void>((resolve, reject) => {
    const breakDown = (facts: ErrorFacts, damaged: boolean): void => {
      reject(openError(facts, damaged, pgdata));
      requests.lose(breakdownError(facts));
    };
    worker.on('message', (reply: WorkerReply) => {
      if (reply.kind === 'ready') resolve();
      else if (reply.kind === 'broken') breakDown(reply.error, reply.damaged);
      else if (reply.kind === 'notification') {
        for (const listener of listeners.get(reply.channel) ?? []) listener(reply.payload);
      } else requests.settle(reply);
    });
    worker.on('error', (error) => {
      breakDown(errorFacts(error), false);
    });
    worker.on('exit', () => {
      breakDown({ message: 'its thread ended' }, false);
    });
  });

  async function close(): Promise<void> {
    if (requests.lost()) return;
    const closing = requests.ask({ op: 'close' });
    requests.refuse(new LociError('serverLost', 'the database is closed'));
    await closing.catch(() => undefined);
    await worker.terminate();
  }
  return { ask: requests.ask, listeners, close };
}

interface Pending {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

function createRequests(worker: Worker): Requests {
  const pending = new Map<number, Pending>();
  let last = 0;
  let loss: Error | undefined;
  return {
    ask: (order, transaction) =>
      new Promise((resolve, reject) => {
        if (loss !== undefined) {
          reject(loss);
          return;
        }
        const id = ++last;
        const request: WorkerRequest = { id, order, ...(transaction !== undefined && { transaction }) };
        worker.postMessage(request);
        pending.set(id, { resolve, reject });
      }),
    settle(reply) {
      const request = pending.get(reply.id);
      pending.delete(reply.id);
      if (reply.kind === 'failed') request?.reject(storeError(reply.error));
      else if (reply.kind === 'done') request?.resolve(reply);
    },
    refuse(error) {
      loss ??= error;
    },
    lose(error) {
      loss ??= error;
      for (const { reject } of pending.values()) reject(loss);
      pending.clear();
    },
    lost: () => loss !== undefined,
  };
}

function openError(facts: ErrorFacts, damaged: boolean, pgdata: string): Error {
  const known = storeError(facts);
  if (isLociError(known) && (known.code === 'diskFull' || known.code === 'permission')) return known;
  if (facts.message.includes('incompatible with server')) {
    return new LociError('databaseUnsupported', `${pgdata} was made by another version`, 'choose another --data-dir');
  }
  if (facts.code === 'ENOTDIR' || facts.code === 'EEXIST') {
    return new LociError('usage', `${dirname(pgdata)} is not a folder`, 'choose another --data-dir');
  }
  const message = `the database in ${pgdata} does not open: ${facts.message}`;
  return damaged
    ? new LociError('corrupt', message, 'run `loci reset`')
    : new LociError('internal', message, 'see that Loci is installed whole and memory is left');
}

/** The thread is gone: what was acknowledged is on disk, what was pending is not known to be. */
function breakdownError(facts: ErrorFacts): Error {
  const known = storeError(facts);
  if (isLociError(known) && known.code !== 'internal') return known;
  return new LociError('serverLost', `the embedded database stopped: ${facts.message}`, 'run the command again');
}
