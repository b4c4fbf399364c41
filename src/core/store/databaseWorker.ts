/**
 * Thread entry: holds the embedded database and answers requests about it. Where the engine itself breaks (a trap, a
 * panic) its memory is in an unknown state: the thread says `broken` and ends.
 */

import { PGlite } from '@electric-sql/pglite';
import type { Extension, Results, Transaction } from '@electric-sql/pglite';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { identifier } from './copyText';
import type { PreparedStatement } from './database';
import { Damage, ensureDataDirectory } from './dataDirectory';
import { errorFacts } from './errors';
import type { WorkerOrder, WorkerReply, WorkerRequest, WorkerSettings } from './workerMessages';

/** The part that is used here; Node's types leave it to the browser's. */
declare const WebAssembly: {
  readonly compile: (bytes: Uint8Array) => Promise<object>;
  readonly RuntimeError: new () => Error;
};

interface OpenTransaction {
  readonly tx: Transaction;
  readonly commit: () => void;
  readonly rollback: () => void;
  readonly ended: Promise<void>;
}

const byteaOid = 17;
const lastWords: string[] = [];

function reply(message: WorkerReply): void {
  parentPort?.postMessage(message);
}

interface Assets {
  readonly wasm: object;
  readonly data: Blob;
  readonly file: (name: string) => string;
}

/** Fails where the program is not installed whole, or the folder cannot be written: the database itself is not at fault. */
async function prepare(settings: WorkerSettings): Promise<Assets> {
  const file = (name: string): string => join(settings.pgliteDir, name);
  const [wasm, data] = await Promise.all([readFile(file('pglite.wasm')), readFile(file('pglite.data'))]);
  ensureDataDirectory(settings.pgdata, file('pgdata.gz'));
  return { wasm: await WebAssembly.compile(wasm), data: new Blob([data]), file };
}

const settings = [
  // The write-ahead log grew to 1 GB without a bound.
  ...['-c', 'max_wal_size=256MB'],
  // Everybody waits for ANALYZE, and a quarter of the usual sample tells as much about tables that are asked by key.
  ...['-c', 'default_statistics_target=25'],
  // A quarter less than usual: what does not fit is read from the system's own cache.
  ...['-c', 'shared_buffers=96MB'],
];

function openEngine({ wasm, data, file }: Assets, pgdata: string): Promise<PGlite> {
  const extension = (name: string): Extension => ({
    name,
    setup: () => Promise.resolve({ bundlePath: pathToFileURL(file(`${name}.tar.gz`)) }),
  });
  return PGlite.create({
    dataDir: pgdata,
    pgliteWasmModule: wasm,
    fsBundle: data,
    extensions: { vector: extension('vector'), pg_trgm: extension('pg_trgm') },
    startParams: [...PGlite.defaultStartParams, ...settings],
    // Bytes travel as bytes: the engine's own conversion to and from hexadecimal is slow.
    serializers: { [byteaOid]: asTheyAre },
    parsers: { [byteaOid]: (value: string) => bytesOf(value) },
    onStderr: (text) => {
      lastWords.push(text.replace(/^\S+ \S+ UTC \[\d+\] /, ''));
      if (lastWords.length > 4) lastWords.shift();
      return false;
    },
  });
}

/** The library's types know text alone; bytes it sends as a binary parameter. */
function asTheyAre(value: unknown): string {
  return value as string;
}

/** Its own memory, not a slice of Node's pool: what is posted is cloned with the whole buffer behind it. */
function bytesOf(hexadecimal: string): Uint8Array {
  const bytes = Buffer.alloc((hexadecimal.length - 2) / 2);
  bytes.write(hexadecimal.slice(2), 'hex');
  return bytes;
}

/** A trap, an exit or a FATAL answer: the engine has ended in the middle of something. */
function isBreakdown(error: unknown): boolean {
  if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) return true;
  const { name, severity } = error as { readonly name?: string; readonly severity?: string };
  return name === 'ExitStatus' || severity === 'FATAL' || severity === 'PANIC';
}

function breakDown(error: unknown, stage: 'prepare' | 'open' | 'use'): never {
  const facts = errorFacts(error);
  const fatal = lastWords.filter((line) => /^(FATAL|PANIC):/.test(line));
  const message = [...(fatal.length > 0 ? fatal : lastWords), facts.message].join(' ');
  // Where there is no memory for the engine, its files may well be in order.
  const damaged = error instanceof Damage || (stage === 'open' && !(error instanceof RangeError));
  reply({ kind: 'broken', damaged, error: { ...facts, message } });
  process.exit(1);
}

function begin(db: PGlite): Promise<OpenTransaction> {
  return new Promise((resolve, reject) => {
    const undone = new Error('rolled back');
    const ended = db
      .transaction(
        (tx) =>
          new Promise<void>((commit, fail) => {
            const rollback = (): void => {
              fail(undone);
            };
            queueMicrotask(() => {
              resolve({ tx, commit, rollback, ended });
            });
          }),
      )
      .catch((error: unknown) => {
        if (error === undone) return;
        reject(error instanceof Error ? error : new Error(String(error)));
        throw error;
      });
    ended.catch(() => undefined);
  });
}

/**
 * Prepares a statement when it is first asked. `EXECUTE` takes no parameters: the numbers are written out, and the whole
 * is one message to the engine instead of five.
 */
function createPrepared(
  db: PGlite,
): (statement: PreparedStatement, lists: readonly (readonly number[])[]) => Promise<Results<object>> {
  const known = new Map<string, Promise<unknown>>();
  return async ({ name, sql, types }, lists) => {
    let preparing = known.get(name);
    if (preparing === undefined) {
      preparing = db.exec(`PREPARE ${identifier(name)} (${types.join(', ')}) AS ${sql}`);
      known.set(name, preparing);
      preparing.catch(() => known.delete(name));
    }
    await preparing;
    const values = lists.map((list) => `'{${list.map((value) => Math.trunc(value)).join(',')}}'`);
    const [results] = await db.exec(`EXECUTE ${identifier(name)} (${values.join(', ')})`);
    return results as Results<object>;
  };
}

function serve(db: PGlite): void {
  const transactions = new Map<number, OpenTransaction>();
  const channels = new Map<string, () => Promise<void>>();
  const prepared = createPrepared(db);

  function connection(id: number | undefined): PGlite | Transaction {
    if (id === undefined) return db;
    const open = transactions.get(id);
    if (open === undefined) throw Object.assign(new Error('the transaction has ended'), { code: '25P01' });
    return open.tx;
  }

  async function endTransaction(id: number | undefined, how: 'commit' | 'rollback'): Promise<void> {
    const open = id === undefined ? undefined : transactions.get(id);
    if (open === undefined || id === undefined) return;
    transactions.delete(id);
    open[how]();
    await open.ended;
  }

  async function carryOut(order: WorkerOrder, transaction: number | undefined): Promise<Partial<Results<object>>> {
    switch (order.op) {
      case 'query':
        return connection(transaction).query<object>(order.sql, [...order.params]);
      case 'queryPrepared':
        return prepared(order.statement, order.lists);
      case 'execute':
        await connection(transaction).exec(order.sql);
        return {};
      case 'copy':
        return connection(transaction).query(order.sql, [], { blob: new Blob([...order.chunks]) });
      case 'begin':
        transactions.set(transaction ?? 0, await begin(db));
        return {};
      case 'commit':
      case 'rollback':
        await endTransaction(transaction, order.op);
        return {};
      case 'listen': {
        const { channel } = order;
        const stop = await db.listen(channel, (payload) => {
          reply({ kind: 'notification', channel, payload });
        });
        channels.set(channel, stop);
        return {};
      }
      case 'unlisten':
        await channels.get(order.channel)?.();
        channels.delete(order.channel);
        return {};
      case 'close':
        await db.close();
        return {};
    }
  }

  parentPort?.on('message', ({ id, transaction, order }: WorkerRequest) => {
    carryOut(order, transaction).then(
      ({ rows = [], affectedRows = 0 }) => {
        reply({ kind: 'done', id, rows, count: affectedRows });
      },
      (error: unknown) => {
        if (isBreakdown(error)) breakDown(error, 'use');
        reply({ kind: 'failed', id, error: errorFacts(error) });
      },
    );
  });
}

/** pgvector's types, whose numbers are the database's own. A database without them is opened to be migrated. */
async function passVectors(db: PGlite): Promise<PGlite> {
  const { rows } = await db.query<{ oid: number }>(
    "SELECT t.oid::int AS oid FROM pg_type t WHERE t.oid IN (to_regtype('vector'), to_regtype('vector[]'))",
  );
  for (const { oid } of rows) db.serializers[oid] = asTheyAre;
  return db;
}

async function main(settings: WorkerSettings): Promise<void> {
  const assets = await prepare(settings).catch((error: unknown) => breakDown(error, 'prepare'));
  const opening = openEngine(assets, settings.pgdata).then(passVectors);
  serve(await opening.catch((error: unknown) => breakDown(error, 'open')));
  reply({ kind: 'ready' });
}

void main(workerData as WorkerSettings);
