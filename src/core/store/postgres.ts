/** A PostgreSQL server through a pool of connections. */

import { Client, Pool, types } from 'pg';
import type { ClientBase, ClientConfig, CustomTypesConfig, PoolClient } from 'pg';
import { from as copyFromStdin } from 'pg-copy-streams';
import pgvector from 'pgvector/pg';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { LociError, throwIfCancelled } from '../model/errors';
import { identifier } from './copyText';
import type { Database, DatabaseConfig, PreparedStatement, Queryable, Transaction } from './database';
import { QueryError, errorFacts, storeError } from './errors';
import { checkServer, connectError, parseUrl } from './postgresServer';

/** Errors: `usage` (not a URL), `databaseUnreachable`, `databaseAuth`, `databaseUnsupported`. */
export async function openPostgres(config: DatabaseConfig & { kind: 'postgresql' }): Promise<Database> {
  const { location, password, timeoutMs } = parseUrl(config.url);
  const settings: ClientConfig = {
    connectionString: config.url,
    connectionTimeoutMillis: timeoutMs,
    keepAlive: true,
    application_name: 'loci',
    types: rowTypes,
  };
  const first = new Client(settings);
  first.on('error', ignoreBreak);
  try {
    await first.connect();
  } catch (error) {
    throw connectError(error, location, password);
  }
  try {
    await checkServer(first, location);
  } finally {
    await first.end();
  }
  // The pool waits for the promise before it lends the connection.
  const poolSettings = { ...settings, max: 8, onConnect: (client: ClientBase) => pgvector.registerTypes(client) };
  const pool = new Pool(poolSettings);
  pool.on('error', ignoreBreak);
  pool.on('connect', (client) => client.on('error', ignoreBreak));
  return databaseOver(pool, settings, location);
}

/** A connection that breaks is reported by the query that uses it, and replaced for the next one. */
function ignoreBreak(): void {
  return undefined;
}

/** As the embedded database gives them: bigint as a number. All else is the driver's default. */
const rowTypes: CustomTypesConfig = {
  getTypeParser: (oid, format): ((text: string) => unknown) => {
    const parse = types.getTypeParser(oid, format) as (text: string) => unknown;
    if (oid === types.builtins.INT8) return Number;
    return (oid as number) === int8ArrayOid ? (text) => numbersOf(parse(text) as (string | null)[]) : parse;
  },
};

const int8ArrayOid = 1016;

function numbersOf(texts: readonly (string | null)[]): (number | null)[] {
  return texts.map((text) => (text === null ? null : Number(text)));
}

function databaseOver(pool: Pool, settings: ClientConfig, location: string): Database {
  let closed = false;

  async function lend(): Promise<PoolClient> {
    if (closed) throw new LociError('serverLost', 'the database is closed');
    try {
      return await pool.connect();
    } catch (error) {
      throw connectError(error, location, null);
    }
  }

  async function once<T>(run: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await lend();
    try {
      return await run(client);
    } finally {
      client.release();
    }
  }

  return {
    kind: 'postgresql',
    location,
    query: (sql, params) => once((client) => queryable(client).query(sql, params)),
    queryPrepared: <Row extends object>({ name, sql }: PreparedStatement, lists: readonly (readonly number[])[]) =>
      once((client) =>
        attempt(
          async () => (await client.query<Row>({ name, text: sql, values: lists.map((list) => [...list]) })).rows,
        ),
      ),
    execute: (sql) => once((client) => queryable(client).execute(sql)),
    copyFrom: (table, columns, rows) => once((client) => queryable(client).copyFrom(table, columns, rows)),
    transaction: async (run, signal) => {
      throwIfCancelled(signal);
      return transaction(await lend(), (sql) => pool.query(sql), run, signal);
    },
    listen: (channel, onPayload) => listen(settings, channel, onPayload),
    close: async () => {
      if (closed) return;
      closed = true;
      await pool.end();
    },
  };
}

async function attempt<T>(run: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  throwIfCancelled(signal);
  try {
    return await run();
  } catch (error) {
    throw storeError(errorFacts(error));
  }
}

function queryable(client: ClientBase, signal?: AbortSignal): Transaction {
  const methods: Queryable = {
    query: <Row extends object>(sql: string, params: readonly unknown[] = []) =>
      attempt(async () => (await client.query<Row>(sql, [...params])).rows, signal),
    execute: (sql) =>
      attempt(async () => {
        await client.query(sql);
      }, signal),
    copyFrom: (table, columns, rows) =>
      attempt(async () => {
        const target = `${identifier(table)} (${columns.map(identifier).join(', ')})`;
        const sink = client.query(copyFromStdin(`COPY ${target} FROM STDIN`));
        await pipeline(Readable.from(gathered(rows), { objectMode: true }), sink);
        return sink.rowCount;
      }, signal),
  };
  return methods;
}

/** Single rows are too small to send one by one. */
function* gathered(rows: Iterable<string>): Generator<Buffer> {
  const enough = 65_536;
  let batch = '';
  for (const row of rows) {
    batch += row;
    if (batch.length >= enough) {
      yield Buffer.from(batch);
      batch = '';
    }
  }
  if (batch !== '') yield Buffer.from(batch);
}

async function transaction<T>(
  client: PoolClient & { readonly processID?: number | null },
  elsewhere: (sql: string) => Promise<unknown>,
  run: (tx: Transaction) => Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  const cancel = (): void => {
    const pid = client.processID;
    // The statement may have ended meanwhile, and the next one is refused anyway.
    if (typeof pid === 'number') elsewhere(`SELECT pg_cancel_backend(${pid})`).catch(() => undefined);
  };
  signal?.addEventListener('abort', cancel);
  const tx = queryable(client, signal);
  let broken = false;
  try {
    await queryable(client).execute('BEGIN');
    const result = await run(tx);
    throwIfCancelled(signal);
    await commit(client);
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    signal?.removeEventListener('abort', cancel);
    client.release(broken);
  }
}

/** The server answers COMMIT of a failed transaction with ROLLBACK, which is no error to the driver. */
async function commit(client: ClientBase): Promise<void> {
  const { command } = await client.query('COMMIT').catch((error: unknown) => {
    throw storeError(errorFacts(error));
  });
  if (command !== 'COMMIT') throw new QueryError('the transaction was rolled back instead of committed', '25P02');
}

const reconnectAfterMs = 1_000;

async function listen(
  settings: ClientConfig,
  channel: string,
  onPayload: (payload: string) => void,
): Promise<() => Promise<void>> {
  let ended = false;
  let client = await connect();
  let timer: NodeJS.Timeout | undefined;

  async function connect(): Promise<Client> {
    const fresh = new Client(settings);
    fresh.on('notification', (message) => {
      if (message.channel === channel) onPayload(message.payload ?? '');
    });
    fresh.on('error', ignoreBreak);
    fresh.on('end', again);
    await fresh.connect();
    await fresh.query(`LISTEN ${identifier(channel)}`);
    return fresh;
  }

  function again(): void {
    if (ended) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      connect().then((fresh) => {
        client = fresh;
      }, again);
    }, reconnectAfterMs);
  }

  return async () => {
    ended = true;
    clearTimeout(timer);
    await client.end();
  };
}
