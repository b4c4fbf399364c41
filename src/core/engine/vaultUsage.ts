/**
 * How often symbols are referred to, from the tables into a vault's search index.
 * Invariant: symbols rank by the uses that the tables count, those of an unsaved text by the uses of the stored symbol of
 * their descriptor; a symbol that is in no table has none, and none has any before a first whole pass of the resolver.
 */

import type { Descriptor, FilePath } from '../model/ids';
import type { SearchIndex } from '../search/searchIndex';
import type { Database } from '../store/database';
import type { SymbolFile } from '../store/symbols';
import { filesOfSymbols, usageByDescriptor, usageOfFiles } from '../store/usage';
import type { FileUsage } from '../store/usage';
import type { UnsavedFile } from './unsavedFile';

/** A loaded index, and what has to be known of its files. */
export interface UsageHolder {
  readonly index: SearchIndex;
  readonly files: ReadonlyMap<number, SymbolFile>;
  readonly ids: ReadonlyMap<FilePath, number>;
  readonly unsaved: ReadonlyMap<FilePath, UnsavedFile>;
  /** Of the stored files in whose place unsaved ones are, so that typing does not ask for them again. */
  readonly storedUses: Map<FilePath, ReadonlyMap<Descriptor, number>>;
  /** A whole pass of the resolver has ended: before, there are no uses to read. */
  isCounted: boolean;
}

/** Files a page. */
const pageSize = 256;
const unused: FileUsage = { ordinals: [], counts: [] };

/** These symbols, by key, or all have been counted anew. */
export async function readRecounted(
  db: Database,
  holder: UsageHolder,
  symbols: readonly number[] | 'all',
): Promise<void> {
  holder.isCounted ||= symbols === 'all';
  await readUsage(db, holder, symbols === 'all' ? [...holder.files.keys()] : await filesOfSymbols(db, symbols));
}

/**
 * Reads how often the symbols of these files are referred to; files that the index does not know are no error. It may
 * begin while they are still being added: what it reads is told when that has ended.
 */
export async function readUsage(
  db: Database,
  holder: UsageHolder,
  fileIds: readonly number[],
  adding: Promise<void> = Promise.resolve(),
): Promise<void> {
  if (!holder.isCounted) return;
  for (let start = 0; start < fileIds.length; start += pageSize) {
    const page = fileIds.slice(start, start + pageSize);
    const usage = await usageOfFiles(db, page);
    await adding;
    for (const fileId of page) {
      holder.index.setUsage(fileId, usage.get(fileId) ?? unused);
      const path = holder.files.get(fileId)?.path;
      const file = path === undefined ? undefined : holder.unsaved.get(path);
      if (file === undefined) continue;
      holder.storedUses.delete(file.path);
      setUnsavedUsage(holder, file, await storedUsesOf(db, holder, file.path));
    }
  }
}

/** By descriptor, of the file that is stored at a path; none where there is no such. */
export async function storedUsesOf(
  db: Database,
  { ids, storedUses, isCounted }: UsageHolder,
  path: FilePath,
): Promise<ReadonlyMap<Descriptor, number>> {
  const fileId = ids.get(path);
  const known = storedUses.get(path);
  if (known !== undefined || fileId === undefined || !isCounted) return known ?? new Map<Descriptor, number>();
  const uses = await usageByDescriptor(db, fileId);
  storedUses.set(path, uses);
  return uses;
}

export function setUnsavedUsage(
  { index }: UsageHolder,
  { fileId, entries }: UnsavedFile,
  uses: ReadonlyMap<Descriptor, number>,
): void {
  const counts = entries.map(({ symbol }) => uses.get(symbol.descriptor) ?? 0);
  index.setUsage(fileId, { ordinals: [...counts.keys()], counts });
}

/** Nothing is stored at these paths any more. */
export function forgetUsage({ index, unsaved, storedUses }: UsageHolder, paths: readonly FilePath[]): void {
  for (const path of paths) {
    storedUses.delete(path);
    const file = unsaved.get(path);
    if (file !== undefined) index.setUsage(file.fileId, unused);
  }
}
