/**
 * Brings the index of some files up to date: read → hash → reuse or parse → write → tell.
 * Order, batches and cancellation live here; reading, parsing and SQL do not.
 */

import { readingLanguage } from '../languages';
import { throwIfCancelled } from '../model/errors';
import type { FileFacts, IndexedFile, ScannedFile, SourceFile } from '../model/file';
import type { ContentHash, FilePath } from '../model/ids';
import type { ParserPool } from '../parser/parserPool';
import type { Database } from '../store/database';
import { contentKey, knownContents, writeBatch } from '../store/files';
import type { FileWrite, KnownFile, WriteBatch, WrittenFile, WrittenFiles } from '../store/files';
import type { StoredVault } from '../store/vaults';
import { readSource } from '../workspace/read';
import type { ReadLimits, ReadResult } from '../workspace/read';
import type { OfferedFile } from '../workspace/rules';
import { batchesOf } from './batches';
import type { Gate } from './gate';
import { createTurns } from './turns';

export interface UpdateTarget {
  readonly db: Database;
  readonly parser: ParserPool;
  readonly vault: StoredVault;
  readonly folder: string;
  readonly limits: ReadLimits;
  readonly known: ReadonlyMap<FilePath, KnownFile>;
  /** Gone from disk: those whose content turns up elsewhere are renamed instead of added. */
  readonly removed: readonly FilePath[];
  /** Write files even if their content is what the index holds. */
  readonly rebuild: boolean;
  readonly gate: Gate;
  /** True for a path that something newer has written since this update began. */
  superseded(path: FilePath): boolean;
  /** Called in order after each commit; the next one waits for it. */
  onWritten(written: WrittenBatch): Promise<void>;
  onProgress(step: { readonly files: number; readonly symbols: number; readonly current: FilePath }): void;
}

export interface WrittenBatch {
  readonly written: readonly WrittenFile[];
  /** Facts of the written files that were parsed here; the others' were reused. */
  readonly facts: ReadonlyMap<FilePath, FileFacts>;
  readonly removed: readonly FilePath[];
  readonly renamed: readonly { readonly from: FilePath; readonly to: FilePath }[];
  /** Ids of files whose symbols are referred to less: what referred to them has gone. */
  readonly lessUsed: readonly number[];
}

export interface UpdateCounts {
  added: number;
  changed: number;
  removed: number;
  renamed: number;
  reused: number;
  failed: number;
  unchanged: number;
  references: number;
  symbols: number;
  bytes: number;
}

/** One more than there are parsers, so that a batch is written while the next ones are parsed. */
const lanes = 3;
/** What a file that could not be read holds in the place of its hash: equal to no content. */
const noHash = '0'.repeat(64) as ContentHash;

export async function updateFiles(
  target: UpdateTarget,
  files: readonly OfferedFile[],
  signal: AbortSignal,
): Promise<UpdateCounts> {
  const counts = emptyCounts();
  const renames = renameCandidates(target);
  const writing = createTurns();
  const batches = batchesOf(files);
  const runLane = async (): Promise<void> => {
    for (const batch of batches) {
      await target.gate.pass(signal);
      const prepared = await prepareBatch(target, batch, renames, counts, signal);
      await writing(async () => {
        throwIfCancelled(signal);
        await commit(target, prepared, counts, signal);
      });
      const current = batch.at(-1)!.path;
      target.onProgress({ files: batch.length, symbols: prepared.symbols, current });
    }
  };
  await Promise.all(Array.from({ length: lanes }, runLane));
  await removeFiles(target, renames, counts, signal);
  return counts;
}

export function emptyCounts(): UpdateCounts {
  return {
    added: 0,
    changed: 0,
    removed: 0,
    renamed: 0,
    reused: 0,
    failed: 0,
    unchanged: 0,
    references: 0,
    symbols: 0,
    bytes: 0,
  };
}

/** Paths that are gone, by the content and language they had. A path that is taken is no longer removed. */
type RenameCandidates = Map<string, FilePath[]>;

function renameCandidates(target: UpdateTarget): RenameCandidates {
  const candidates: RenameCandidates = new Map();
  for (const path of target.removed) {
    const file = target.known.get(path);
    const key = file === undefined ? `path ${path}` : contentKey(file.hash, file.language);
    candidates.set(key, [...(candidates.get(key) ?? []), path]);
  }
  return candidates;
}

interface PreparedBatch extends WriteBatch {
  readonly files: FileWrite[];
  readonly removed: FilePath[];
  readonly touched: { path: FilePath; size: number; modifiedMs: number }[];
  readonly renamed: { from: FilePath; to: FilePath }[];
  readonly facts: Map<FilePath, FileFacts>;
  /** Files whose facts are taken from another file with that content; parsed after all should it be gone. */
  readonly reused: Map<FilePath, ReadFile>;
  symbols: number;
}

interface ReadFile {
  readonly file: IndexedFile;
  readonly text: string;
}

async function prepareBatch(
  target: UpdateTarget,
  batch: readonly OfferedFile[],
  renames: RenameCandidates,
  counts: UpdateCounts,
  signal: AbortSignal,
): Promise<PreparedBatch> {
  const prepared = emptyBatch();
  const results = await Promise.all(batch.map((file) => readSource(target.folder, file, target.limits)));
  const fresh: ReadFile[] = [];
  for (const [index, result] of results.entries()) {
    const read = sortRead(target, batch[index]!, result, prepared, renames, counts);
    if (read !== undefined) fresh.push(read);
  }
  const contents = await knownContents(
    target.db,
    fresh.map(({ file }) => ({ hash: file.hash, language: file.language })),
  );
  const isKnown = ({ file }: ReadFile): boolean => contents.has(contentKey(file.hash, file.language));
  const unknown = target.rebuild ? fresh : fresh.filter((read) => !isKnown(read));
  await parseInto(prepared, target, unknown, signal);
  for (const read of fresh) {
    if (prepared.facts.has(read.file.path)) continue;
    prepared.reused.set(read.file.path, read);
    prepared.files.push({ file: read.file, facts: { reuse: read.file.hash } });
  }
  return prepared;
}

function emptyBatch(): PreparedBatch {
  const lists = { files: [], removed: [], touched: [], renamed: [] };
  return { ...lists, facts: new Map(), reused: new Map(), symbols: 0 };
}

async function parseInto(
  prepared: PreparedBatch,
  target: UpdateTarget,
  files: readonly ReadFile[],
  signal: AbortSignal,
): Promise<void> {
  if (files.length === 0) return;
  const sources = files.map(({ file, text }): SourceFile => ({ path: file.path, language: file.language, text }));
  const byPath = new Map(files.map(({ file }) => [file.path, file]));
  for (const facts of await target.parser.parse(sources, signal)) {
    const file = byPath.get(facts.path)!;
    const problem = facts.problems[0]?.message;
    prepared.facts.set(facts.path, facts);
    prepared.files.push({ file: problem === undefined ? file : { ...file, status: 'partial', problem }, facts });
    prepared.symbols += facts.symbols.length;
  }
}

/** Sorts one read file into the batch; answers with it if it has to be parsed or reused. */
function sortRead(
  target: UpdateTarget,
  scanned: ScannedFile,
  result: ReadResult,
  prepared: PreparedBatch,
  renames: RenameCandidates,
  counts: UpdateCounts,
): ReadFile | undefined {
  const { path, size, modifiedMs } = scanned;
  // Only the text of some files tells their language: a header may be C or C++.
  const language = result.kind === 'text' ? readingLanguage(scanned, result.text) : scanned.language;
  const known = target.known.get(path);
  if (result.kind === 'vanished' || result.kind === 'excluded') {
    if (known !== undefined) prepared.removed.push(path);
    return undefined;
  }
  if (result.kind === 'failed') {
    counts.failed += 1;
    const file: IndexedFile = {
      path,
      language,
      hash: noHash,
      size,
      modifiedMs,
      status: 'failed',
      problem: result.message,
    };
    prepared.files.push({ file, facts: undefined });
    return undefined;
  }
  counts.bytes += result.size;
  const isSame = known !== undefined && contentKey(known.hash, known.language) === contentKey(result.hash, language);
  if (isSame && !target.rebuild) {
    counts.unchanged += 1;
    prepared.touched.push({ path, size, modifiedMs });
    return undefined;
  }
  const from = known === undefined ? renames.get(contentKey(result.hash, language))?.pop() : undefined;
  if (from !== undefined) {
    prepared.renamed.push({ from, to: path });
    prepared.touched.push({ path, size, modifiedMs });
    return undefined;
  }
  counts[known === undefined ? 'added' : 'changed'] += 1;
  return { file: { path, language, hash: result.hash, size, modifiedMs, status: 'indexed' }, text: result.text };
}

async function commit(
  target: UpdateTarget,
  prepared: PreparedBatch,
  counts: UpdateCounts,
  signal: AbortSignal,
): Promise<void> {
  const { written, lessUsed } = await write(target, prepared, signal);
  const less = [...lessUsed];
  const arrived = new Set(written.map(({ path }) => path));
  const orphaned = [...prepared.reused.values()].filter(({ file }) => !arrived.has(file.path));
  if (orphaned.length > 0) {
    const again = emptyBatch();
    await parseInto(again, target, orphaned, signal);
    const others = await write(target, again, signal);
    written.push(...others.written);
    less.push(...others.lessUsed);
    for (const [path, facts] of again.facts) prepared.facts.set(path, facts);
    prepared.symbols += again.symbols;
  }
  const { facts, removed, renamed } = prepared;
  for (const { referenceCount } of facts.values()) counts.references += referenceCount;
  counts.reused += prepared.reused.size - orphaned.length;
  counts.symbols += prepared.symbols;
  counts.removed += removed.length;
  counts.renamed += renamed.length;
  await target.onWritten({ written, facts, removed, renamed, lessUsed: less });
}

async function write(target: UpdateTarget, prepared: PreparedBatch, signal: AbortSignal): Promise<WrittenFiles> {
  const { touched, renamed } = prepared;
  const files = prepared.files.filter(({ file }) => !target.superseded(file.path));
  const removed = prepared.removed.filter((path) => !target.superseded(path));
  if (files.length + removed.length + touched.length + renamed.length === 0) return { written: [], lessUsed: [] };
  return writeBatch(target.db, target.vault, { files, removed, touched, renamed }, signal);
}

/** What is left of the rename candidates has turned up nowhere: it is gone. */
async function removeFiles(
  target: UpdateTarget,
  renames: RenameCandidates,
  counts: UpdateCounts,
  signal: AbortSignal,
): Promise<void> {
  const removed = [...renames.values()].flat();
  if (removed.length === 0) return;
  throwIfCancelled(signal);
  await commit(target, { ...emptyBatch(), removed }, counts, signal);
}
