/** Rows a second into the tables that grow, on each database, with their indexes in place. */

import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { messageOf } from '../../src/core/model/errors';
import { copyRow } from '../../src/core/store/copyText';
import type { Database } from '../../src/core/store/database';
import { writeBatch } from '../../src/core/store/files';
import { migrate, readMigrations } from '../../src/core/store/migrator';
import { openDatabase } from '../../src/core/store/open';
import { copyColumns, symbolCopyRow, symbolValues } from '../../src/core/store/rows';
import { openVault } from '../../src/core/store/vaults';
import { batchOf, makeTypicalFile } from '../support/databasesFiles';
import type { MadeFile } from '../support/databasesFiles';
import { startServer } from '../support/postgres';
import { table } from './program';

const files = 2_500;
const symbolsEach = 40;
const filesAtOnce = 125;
const edges = 200_000;

export async function benchStorage(): Promise<void> {
  const made = Array.from({ length: files }, (_, number) => makeTypicalFile(number, symbolsEach));
  const figures = [await onEmbedded(made), await onServer(made)].filter((each) => each !== undefined);
  console.log(
    `\nRows a second, indexes in place: ${files * symbolsEach} symbols of ${files} files, ${edges} relationships`,
  );
  table(figures);
}

type Figures = Record<string, string | number>;

async function onEmbedded(made: readonly MadeFile[]): Promise<Figures> {
  const dataDir = await mkdtemp(join(tmpdir(), 'loci-bench-'));
  const started = performance.now();
  const db = await openDatabase({ kind: 'embedded', dataDir, assetsDir: resolve('dist') });
  const figures = await measure(db, made, performance.now() - started);
  await rm(dataDir, { recursive: true });
  return figures;
}

async function onServer(made: readonly MadeFile[]): Promise<Figures | undefined> {
  const server = await startServer().catch((error: unknown) => {
    console.error(`!!! no PostgreSQL server to measure: ${messageOf(error)} !!!`);
    return undefined;
  });
  if (server === undefined) return undefined;
  const name = `loci_bench_${randomBytes(6).toString('hex')}`;
  const admin = new Client({ connectionString: server.url });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  const started = performance.now();
  const db = await openDatabase({ kind: 'postgresql', url: url.href });
  const figures = await measure(db, made, performance.now() - started);
  await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
  await admin.end();
  await server.stop();
  return figures;
}

async function measure(db: Database, made: readonly MadeFile[], openMs: number): Promise<Figures> {
  const migrateMs = await timed(async () => migrate(db, await readMigrations('migrations')));
  const vault = await openVault(db, { name: 'bench', folder: '/bench', host: 'bench' });

  await db.execute('CREATE TABLE plain (LIKE code_symbols INCLUDING DEFAULTS INCLUDING IDENTITY)');
  const copy = (target: string) => async (): Promise<void> => {
    for (let at = 0; at < made.length; at += filesAtOnce) await db.copyFrom(target, copyColumns, copyRows(made, at));
  };
  const plainMs = await timed(copy('plain'));
  const copyMs = await timed(copy('code_symbols'));
  await db.execute('DROP TABLE plain; TRUNCATE code_symbols');

  const batchMs = await timed(async () => {
    for (let at = 0; at < made.length; at += filesAtOnce) {
      await writeBatch(db, vault, batchOf({ files: made.slice(at, at + filesAtOnce) }));
    }
  });
  const [first] = await db.query<{ id: number }>('SELECT min(id) AS id FROM code_symbols');
  const edgesMs = await timed(async () => {
    const columns = ['source_id', 'target_id', 'relationship_type', 'how'];
    for (let at = 0; at < edges; at += 20_000) {
      await db.copyFrom('symbol_relationships', columns, edgeRows(first?.id ?? 0, at, at + 20_000));
    }
  });
  await db.close();

  const rate = (rows: number, ms: number): number => Math.round((rows / ms) * 1000);
  const symbols = files * symbolsEach;
  return {
    database: db.kind,
    'open ms': Math.round(openMs),
    'migrate ms': Math.round(migrateMs),
    'symbols/s': rate(symbols, copyMs),
    'without indexes': rate(symbols, plainMs),
    'with files and facts': rate(symbols, batchMs),
    'relationships/s': rate(edges, edgesMs),
  };
}

function* copyRows(made: readonly MadeFile[], from: number): Generator<string> {
  for (const [index, { facts }] of made.slice(from, from + filesAtOnce).entries()) {
    for (const [ordinal, symbol] of facts.symbols.entries()) {
      yield symbolCopyRow(from + index + 1, symbolValues(symbol, ordinal));
    }
  }
}

function* edgeRows(firstSymbol: number, from: number, to: number): Generator<string> {
  const symbols = files * symbolsEach;
  for (let edge = from; edge < to; edge++) {
    const source = edge % symbols;
    const target = (source * 7919 + Math.floor(edge / symbols) * 31) % symbols;
    yield copyRow([firstSymbol + source, firstSymbol + target, 'calls', 'bench']);
  }
}

async function timed(run: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await run();
  return performance.now() - started;
}
