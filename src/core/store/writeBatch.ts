/** Writes what indexing found: files, what their contents yield, and symbols, in one transaction. */

import { fileSymbolName } from '../model/file';
import type { FilePath } from '../model/ids';
import type { FileWrite, WriteBatch, WrittenFiles } from './batch';
import { findReusable, storeContents, writeFileRows } from './fileRows';
import type { FileRecord } from './fileRows';
import type { Database, Transaction } from './database';
import { outdateDependents } from './resolutions';
import { renamed, symbolValues } from './rows';
import { duplicateSymbols, insertSymbols, renameFileSymbols, replaceSymbols, storedSymbols } from './symbolRows';
import type { FileSymbols } from './symbolRows';
import { filesUsedByFiles } from './usage';
import type { StoredVault } from './vaults';

/**
 * Symbols whose descriptor survives keep their id; rows that do not differ are not rewritten. Answers with the files of
 * `batch.files` that were written and those renamed; one whose content to reuse has meanwhile gone is left out of the
 * answer, and is for the caller to parse.
 */
export function writeBatch(
  db: Database,
  vault: StoredVault,
  batch: WriteBatch,
  signal?: AbortSignal,
): Promise<WrittenFiles> {
  return db.transaction(async (tx) => {
    const less = await removeFiles(tx, vault, batch.removed);
    const moved = await renameFiles(tx, vault, batch.renamed);
    await touchFiles(tx, vault, batch.touched);
    const { written, lessUsed } = await writeFiles(tx, vault, batch.files);
    return {
      written: [...moved.written, ...written],
      lessUsed: [...new Set([...less, ...moved.lessUsed, ...lessUsed])],
    };
  }, signal);
}

/** Answers with the ids of files whose symbols are referred to less by that. */
async function removeFiles(tx: Transaction, vault: StoredVault, paths: readonly FilePath[]): Promise<number[]> {
  if (paths.length === 0) return [];
  await outdateDependents(tx, vault, paths);
  const lessUsed = await filesUsedByFiles(tx, vault, paths);
  await tx.query('DELETE FROM source_files WHERE vault_key = $1 AND path = ANY($2::text[])', [vault.key, paths]);
  return lessUsed;
}

async function renameFiles(tx: Transaction, vault: StoredVault, moves: WriteBatch['renamed']): Promise<WrittenFiles> {
  if (moves.length === 0) return { written: [], lessUsed: [] };
  const target = new Map(moves.map(({ from, to }) => [from, to]));
  await outdateDependents(tx, vault, [...target.keys()]);
  // First out of each other's way (a swap, a chain), to names that no file can have.
  const out = await tx.query<{ id: number; path: FilePath }>(
    `UPDATE source_files f SET path = '//' || f.id
     FROM source_files old
     WHERE f.vault_key = $1 AND f.path = ANY($2::text[]) AND old.id = f.id
     RETURNING f.id, old.path`,
    [vault.key, [...target.keys()]],
  );
  const written = out.map(({ id, path }) => ({ fileId: id, path: target.get(path)! }));
  const paths = written.map(({ path }) => path);
  const lessUsed = await removeFiles(tx, vault, paths);
  await tx.query(
    `UPDATE source_files f SET path = w.path
     FROM unnest($1::bigint[], $2::text[]) AS w (id, path) WHERE f.id = w.id`,
    [written.map(({ fileId }) => fileId), paths],
  );
  await renameFileSymbols(
    tx,
    written.map(({ fileId, path }) => ({ fileId, name: fileSymbolName(path) })),
  );
  return { written, lessUsed };
}

async function touchFiles(tx: Transaction, vault: StoredVault, touched: WriteBatch['touched']): Promise<void> {
  if (touched.length === 0) return;
  await tx.query(
    `UPDATE source_files f SET size = w.size, modified_ms = w.modified_ms
     FROM unnest($2::text[], $3::bigint[], $4::float8[]) AS w (path, size, modified_ms)
     WHERE f.vault_key = $1 AND f.path = w.path
       AND (f.size, f.modified_ms) IS DISTINCT FROM (w.size, w.modified_ms)`,
    [
      vault.key,
      touched.map(({ path }) => path),
      touched.map(({ size }) => size),
      touched.map(({ modifiedMs }) => modifiedMs),
    ],
  );
}

async function writeFiles(tx: Transaction, vault: StoredVault, files: readonly FileWrite[]): Promise<WrittenFiles> {
  if (files.length === 0) return { written: [], lessUsed: [] };
  const contents = await storeContents(tx, files);
  const reusable = await findReusable(tx, files);
  const records = files.flatMap((write): FileRecord[] => recordOf(write, contents, reusable));
  const known = await knownIds(tx, vault, records);

  // Read before anything changes: a file to copy from may be among those that change.
  const sources = records.filter(({ path, source }) => source !== undefined && known.has(path));
  const before = await storedSymbols(tx, [...new Set([...known.values(), ...sources.map(({ source }) => source!)])]);

  const ids = await writeFileRows(tx, vault, records);
  const fresh: FileSymbols[] = [];
  const changed: FileSymbols[] = [];
  const copies: { from: number; to: number; name: string }[] = [];
  for (const { path, facts, source } of records) {
    const fileId = ids.get(path)!;
    const isKnown = known.has(path);
    const name = fileSymbolName(path);
    if (source !== undefined && !isKnown) copies.push({ from: source, to: fileId, name });
    else if (source !== undefined) {
      const [first, ...others] = (before.get(source) ?? []).map(({ values }) => values);
      changed.push({ fileId, symbols: first === undefined ? [] : [renamed(first, name), ...others] });
    } else (isKnown ? changed : fresh).push({ fileId, symbols: (facts?.symbols ?? []).map(symbolValues) });
  }
  await duplicateSymbols(tx, copies);
  const lessUsed = await replaceSymbols(tx, changed, before);
  await insertSymbols(tx, fresh);
  return { written: records.map(({ path }) => ({ path, fileId: ids.get(path)! })), lessUsed };
}

type Contents = Awaited<ReturnType<typeof storeContents>>;
type Reusable = Awaited<ReturnType<typeof findReusable>>;

/** One record, or none for a file whose content to reuse has gone. */
function recordOf({ file, facts }: FileWrite, contents: Contents, reusable: Reusable): FileRecord[] {
  const none = { symbolCount: 0, referenceCount: 0, lineCount: 0 };
  if (facts === undefined) return [{ ...file, ...none, factsId: null }];
  if ('reuse' in facts) {
    const found = reusable(facts.reuse, file.language);
    if (found === undefined) return [];
    const { path, language, hash, size, modifiedMs } = file;
    return [{ path, language, hash, size, modifiedMs, ...found }];
  }
  const { symbols, referenceCount, lineCount } = facts;
  const factsId = contents(file.hash, file.language);
  return [{ ...file, factsId, symbolCount: symbols.length, referenceCount, lineCount, facts }];
}

async function knownIds(
  tx: Transaction,
  vault: StoredVault,
  records: readonly FileRecord[],
): Promise<Map<FilePath, number>> {
  const rows = await tx.query<{ id: number; path: FilePath }>(
    'SELECT id, path FROM source_files WHERE vault_key = $1 AND path = ANY($2::text[])',
    [vault.key, records.map(({ path }) => path)],
  );
  return new Map(rows.map(({ id, path }) => [path, id]));
}
