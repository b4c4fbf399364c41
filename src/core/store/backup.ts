/**
 * One portable file for either database: gzip of JSON lines, a header, then for each table its columns and rows, then a
 * line that says how many rows there were. What the files of a folder yield is not in it: it is made again from them.
 */

import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { createGunzip, createGzip } from 'node:zlib';
import { LociError, throwIfCancelled } from '../model/errors';
import { identifier } from './copyText';
import type { Database, Queryable, Transaction } from './database';
import { QueryError, errorFacts } from './errors';
import { databaseFacts } from './facts';
import { fileError, writeWholeFile } from './wholeFile';

interface Table {
  readonly name: string;
  /** SQL that takes back out what belongs to the index. */
  readonly forget?: string;
  /** SQL for a row that is there already: such a table is not emptied before. */
  readonly merge?: string;
}

/** In an order in which they can be filled. */
const tables: readonly Table[] = [
  {
    name: 'vaults',
    forget: "UPDATE vaults SET metadata = metadata - 'indexed', symbol_count = 0, total_size_bytes = 0",
  },
  { name: 'embedding_models' },
  {
    name: 'embedding_usage',
    // What was sent was sent: going back to a backup makes no room in a month's budget.
    merge: `ON CONFLICT (month, host, model) DO UPDATE SET tokens = greatest(embedding_usage.tokens, excluded.tokens),
      texts = greatest(embedding_usage.texts, excluded.texts)`,
  },
  { name: 'migration_status' },
  { name: 'performance_metrics' },
];

const format = 'loci-backup';
/** 2: with embedding_usage. */
const formatVersion = 2;

type Line =
  | { readonly format: string; readonly version: number; readonly schemaVersion: number; readonly createdAt: string }
  | { readonly table: string; readonly columns: readonly string[] }
  | { readonly row: object }
  | { readonly end: number };

/** Writes `file` whole or not at all, from one moment's state. Errors: `permission`, `diskFull`, `notFound` (folder). */
export async function backup(
  db: Database,
  file: string,
  signal?: AbortSignal,
): Promise<{ readonly bytes: number; readonly rows: number }> {
  let rows = 0;
  try {
    return await db.transaction(async (tx) => {
      await tx.execute('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
      const lines = async function* (): AsyncGenerator<string> {
        for await (const line of backupLines(tx)) {
          throwIfCancelled(signal);
          if ('row' in line) rows++;
          yield `${JSON.stringify(line)}\n`;
        }
      };
      const { bytes } = await writeWholeFile(file, Readable.from(lines()), createGzip());
      return { bytes, rows };
    }, signal);
  } catch (error) {
    throw backupError(error, file);
  }
}

async function* backupLines(tx: Transaction): AsyncGenerator<Line> {
  const { schemaVersion } = await databaseFacts(tx);
  yield { format, version: formatVersion, schemaVersion, createdAt: new Date().toISOString() };
  let rows = 0;
  for (const { name } of tables) {
    yield { table: name, columns: await columnsOf(tx, name) };
    await tx.execute(`DECLARE backup_rows CURSOR FOR SELECT to_jsonb(t) AS row FROM ${identifier(name)} t`);
    for (;;) {
      const page = await tx.query<{ row: object }>('FETCH 500 FROM backup_rows');
      if (page.length === 0) break;
      rows += page.length;
      yield* page;
    }
    await tx.execute('CLOSE backup_rows');
  }
  yield { end: rows };
}

/**
 * Fills the database from a backup of either kind of database, in one transaction. Folders have to be indexed again
 * afterwards. Errors: `notFound`, `usage` (no backup, cut off, or the database holds something and `replace` is not
 * given), `databaseNewer`.
 */
export async function restore(
  db: Database,
  file: string,
  signal?: AbortSignal,
  options: { readonly replace?: boolean } = {},
): Promise<{ readonly rows: number }> {
  try {
    return await db.transaction(async (tx) => {
      await makeRoom(tx, options.replace === true);
      const rows = await readRows(tx, file, signal);
      for (const { name, forget } of tables) {
        if (forget !== undefined) await tx.execute(forget);
        await advanceSequences(tx, name);
      }
      return { rows };
    }, signal);
  } catch (error) {
    if (error instanceof QueryError) throw noBackup(file, error.message);
    throw backupError(error, file);
  }
}

async function makeRoom(tx: Transaction, replace: boolean): Promise<void> {
  const [vaults] = await tx.query<{ found: boolean }>('SELECT EXISTS (SELECT 1 FROM vaults) AS found');
  if (vaults?.found === true && !replace) {
    throw new LociError(
      'usage',
      'the database is not empty',
      'restore into an empty one (another --data-dir), or replace what it holds with --replace',
    );
  }
  for (const { name, merge } of tables.toReversed()) {
    if (merge === undefined) await tx.execute(`DELETE FROM ${identifier(name)}`);
  }
}

async function readRows(tx: Transaction, file: string, signal: AbortSignal | undefined): Promise<number> {
  let rows = 0;
  let table: RowSink | undefined;
  let ended = false;
  let first = true;
  for await (const text of backupText(file)) {
    throwIfCancelled(signal);
    const line = parseLine(text, file);
    if (first) await checkHeader(tx, line, file);
    else if (ended) throw noBackup(file, 'it goes on after its end');
    else if ('table' in line) {
      await table?.flush();
      table = await openSink(tx, line, file);
    } else if ('row' in line && table !== undefined) {
      rows++;
      await table.add(line.row);
    } else if ('end' in line && line.end === rows) ended = true;
    else throw noBackup(file, `line not understood after ${rows} rows`);
    first = false;
  }
  if (!ended) throw noBackup(file, 'it is cut off');
  await table?.flush();
  return rows;
}

async function* backupText(file: string): AsyncGenerator<string> {
  const source = createReadStream(file);
  const plain = source.pipe(createGunzip());
  source.on('error', (error) => plain.destroy(error));
  try {
    yield* createInterface({ input: plain, crlfDelay: Infinity });
    // readline ends quietly where the stream fails.
    if (plain.errored) throw plain.errored;
  } finally {
    source.destroy();
    plain.destroy();
  }
}

function parseLine(text: string, file: string): Line {
  let line: unknown;
  try {
    line = JSON.parse(text);
  } catch {
    throw noBackup(file, 'it is not written as one');
  }
  if (typeof line !== 'object' || line === null) throw noBackup(file, 'it is not written as one');
  return line as Line;
}

async function checkHeader(tx: Transaction, line: Line, file: string): Promise<void> {
  if (!('format' in line) || line.format !== format) throw noBackup(file, 'it does not begin like one');
  const { schemaVersion } = await databaseFacts(tx);
  if (line.version > formatVersion || line.schemaVersion > schemaVersion) {
    throw new LociError('databaseNewer', `${file} was written by a later Loci`, 'update Loci');
  }
}

interface RowSink {
  add(row: object): Promise<void>;
  flush(): Promise<void>;
}

const rowsAtOnce = 500;

/** Columns that one of the two sides does not have are left out: their rows get the default. */
async function openSink(
  tx: Transaction,
  { table, columns }: { readonly table: string; readonly columns: readonly string[] },
  file: string,
): Promise<RowSink> {
  const known = tables.find(({ name }) => name === table);
  if (known === undefined) throw noBackup(file, `no table ${table}`);
  const here = new Set(await columnsOf(tx, table));
  const both = columns
    .filter((column) => here.has(column))
    .map(identifier)
    .join(', ');
  let rows: object[] = [];
  const flush = async (): Promise<void> => {
    if (rows.length === 0) return;
    await tx.query(
      `INSERT INTO ${identifier(table)} (${both})
       SELECT ${both} FROM json_populate_recordset(NULL::${identifier(table)}, $1::json) ${known.merge ?? ''}`,
      [JSON.stringify(rows)],
    );
    rows = [];
  };
  return {
    flush,
    async add(row) {
      rows.push(row);
      if (rows.length >= rowsAtOnce) await flush();
    },
  };
}

async function columnsOf(tx: Queryable, table: string): Promise<string[]> {
  const rows = await tx.query<{ name: string }>(
    `SELECT attname AS name FROM pg_attribute
     WHERE attrelid = $1::text::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
    [table],
  );
  return rows.map(({ name }) => name);
}

/** Rows came in with their keys: new ones go on after the highest. */
async function advanceSequences(tx: Queryable, table: string): Promise<void> {
  const columns = await tx.query<{ name: string }>(
    `SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::text::regclass AND attidentity <> ''`,
    [table],
  );
  for (const { name } of columns) {
    await tx.query(
      `SELECT setval(pg_get_serial_sequence($1, $2), coalesce(max(${identifier(name)}), 0) + 1, false)
       FROM ${identifier(table)}`,
      [table, name],
    );
  }
}

function noBackup(file: string, why: string): LociError {
  return new LociError('usage', `${file} is not a whole Loci backup: ${why}`, 'choose another file');
}

function backupError(error: unknown, file: string): unknown {
  const { code, message } = errorFacts(error);
  return code?.startsWith('Z_') === true ? noBackup(file, message) : fileError(error, file);
}
