/**
 * Opens the engine's database, migrated; a damaged embedded one is set aside and made anew. What is derived from files
 * is rebuilt from them: the folders to index again are remembered beside the data directory's database.
 */

import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { LociError, isLociError } from '../model/errors';
import type { Engine, IndexRequest } from '../model/api';
import type { Logger } from '../model/log';
import type { Database, DatabaseConfig } from '../store/database';
import { openDatabase } from '../store/open';
import { createTurns } from '../indexer/turns';
import { migrate, readMigrations } from '../store/migrator';
import type { OpenVault } from './openVaults';

/** What indexing a folder again takes. */
export type RememberedFolder = Pick<IndexRequest, 'folder' | 'exclude'>;

export interface EngineDatabase {
  readonly db: Database;
  /** Folders whose index was lost with a damaged database. */
  readonly lostFolders: readonly RememberedFolder[];
  readonly notices: readonly string[];
}

const foldersFile = 'folders.json';
/** Written when a query finds the database damaged: the next start makes it anew. */
const damagedMark = 'damaged';

export async function openEngineDatabase(
  config: DatabaseConfig,
  migrationsDir: string,
  log: Logger,
): Promise<EngineDatabase> {
  const migrations = await readMigrations(migrationsDir);
  const open = async (): Promise<Database> => {
    const db = await openDatabase(config);
    try {
      await migrate(db, migrations);
      return db;
    } catch (error) {
      await db.close();
      throw error;
    }
  };
  if (config.kind === 'postgresql') return { db: await open(), lostFolders: [], notices: [] };
  const { dataDir } = config;
  try {
    if (await isMarkedDamaged(dataDir)) throw new LociError('corrupt', 'the index was found damaged');
    return { db: await open(), lostFolders: [], notices: [] };
  } catch (error) {
    if (!isLociError(error, 'corrupt')) throw error;
    log.error(`${error.message}: making the index anew`);
    await setAside(dataDir);
    const notice = 'the index was damaged: it has been set aside and is being rebuilt from the files';
    return { db: await open(), lostFolders: await readFolders(dataDir), notices: [notice] };
  }
}

/** Says that the database of a data directory has to be made anew at the next start. */
export async function markDamaged(dataDir: string): Promise<void> {
  await writeFile(join(dataDir, damagedMark), '');
}

async function isMarkedDamaged(dataDir: string): Promise<boolean> {
  return readFile(join(dataDir, damagedMark)).then(
    () => true,
    () => false,
  );
}

/** Keeps one damaged database for inspection; an older one goes. */
async function setAside(dataDir: string): Promise<void> {
  const aside = join(dataDir, 'pgdata.damaged');
  await rm(aside, { recursive: true, force: true });
  await rename(join(dataDir, 'pgdata'), aside).catch(async () => {
    await rm(join(dataDir, 'pgdata'), { recursive: true, force: true });
  });
  await rm(join(dataDir, damagedMark), { force: true });
}

/** Remembers the folders that are indexed when it is called outside the database, one call after the other. */
export function folderWriter(dataDir: string, indexed: () => Promise<readonly OpenVault[]>): () => Promise<void> {
  const inTurn = createTurns();
  const toRemember = ({ stored: { folder, exclude } }: OpenVault): RememberedFolder =>
    exclude.length === 0 ? { folder } : { folder, exclude };
  return () => inTurn(async () => writeFolders(dataDir, (await indexed()).map(toRemember)));
}

/** Whole or not at all. */
async function writeFolders(dataDir: string, folders: readonly RememberedFolder[]): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const file = join(dataDir, foldersFile);
  await writeFile(`${file}.new`, `${JSON.stringify(folders, undefined, 2)}\n`);
  await rename(`${file}.new`, file);
}

/** Earlier releases wrote the folders' paths alone. */
const remembered = z.array(
  z.union([
    z.string().transform((folder): RememberedFolder => ({ folder })),
    z.object({ folder: z.string(), exclude: z.array(z.string()).exactOptional() }),
  ]),
);

async function readFolders(dataDir: string): Promise<RememberedFolder[]> {
  try {
    return remembered.parse(JSON.parse(await readFile(join(dataDir, foldersFile), 'utf8')));
  } catch {
    return [];
  }
}

/** Wraps every request: the first that meets a damaged database sets recovery going; the caller still gets the error. */
export function guardAgainstDamage(engine: Engine, onDamaged: () => Promise<void>): Engine {
  let found = false;
  const watch = async (result: Promise<unknown>): Promise<unknown> => {
    try {
      return await result;
    } catch (error) {
      if (isLociError(error, 'corrupt') && !found) {
        found = true;
        await onDamaged();
      }
      throw error;
    }
  };
  return new Proxy(engine, {
    get(target, name, receiver): unknown {
      const method: unknown = Reflect.get(target, name, receiver);
      if (typeof method !== 'function') return method;
      return (...args: unknown[]): unknown => {
        const result: unknown = Reflect.apply(method, target, args);
        return result instanceof Promise ? watch(result) : result;
      };
    },
  });
}
