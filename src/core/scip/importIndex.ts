/**
 * Reads a SCIP index and says what it knows of the files of a vault. Twice from end to end: what is defined where has to be
 * known before what is used. Nothing is written.
 */

import { LociError, throwIfCancelled } from '../model/errors';
import type { ExactReference } from '../model/exact';
import type { FilePath } from '../model/ids';
import { encodeExact } from '../resolver/exact/codec';
import type { Database } from '../store/database';
import type { ExactWrite } from '../store/exactReferences';
import { exportableFiles } from '../store/exports';
import { readImportable } from '../store/imports';
import type { ImportableFile } from '../store/imports';
import type { StoredVault } from '../store/vaults';
import { largestReadLimits, readSource } from '../workspace/read';
import type { Definitions } from './definitions';
import { createDefinitions } from './definitions';
import { matchDocument } from './matched';
import type { MatchedDocument } from './matched';
import { pathReadings } from './paths';
import type { PathOf } from './paths';
import { noIndex, readIndex } from './read';
import type { ReadDocument } from './read';
import { byPlace, exactReferences } from './references';
import { roles } from './schema';

export interface ImportTask {
  readonly db: Database;
  readonly vault: StoredVault;
  /** The folder that the index is said to be of: the vault's or one in it. */
  readonly folder: string;
  /** Absolute path of the index. */
  readonly file: string;
  readonly signal: AbortSignal;
  onProgress(done: number, total: number, current: string | undefined): void;
}

export interface ImportFindings {
  readonly writes: readonly ExactWrite[];
  /** Of the indexer. */
  readonly tool: string;
  readonly documents: number;
  /** Documents of files that are not in the vault. */
  readonly unknown: number;
  /** Documents of another text than the vault's file is, or than the file is now. */
  readonly otherVersion: number;
  /** Uses of symbols of the vault. */
  readonly references: number;
}

/** Documents whose files are asked for together. */
const batchDocuments = 32;

/** Errors: `usage` for what is no whole SCIP index, or one without documents; those of reading a file; `cancelled`. */
export async function readFindings(task: ImportTask): Promise<ImportFindings> {
  const surveyed = await survey(task);
  const { tool, documents } = surveyed;
  const definitions = createDefinitions();
  const counts = { unknown: 0, otherVersion: 0 };
  for await (const { document, file, matched, number } of matchedDocuments(task, surveyed.pathOf)) {
    task.onProgress(number, 2 * documents, document.path);
    if (matched !== undefined) definitions.add(matched);
    else addDefined(definitions, document, file !== undefined);
    if (file === undefined) counts.unknown += 1;
    else if (matched === undefined) counts.otherVersion += 1;
  }
  return { tool, documents, ...counts, ...(await findUses(task, surveyed, definitions)) };
}

async function findUses(
  task: ImportTask,
  { pathOf, documents, repeated }: Survey,
  definitions: Definitions,
): Promise<Pick<ImportFindings, 'writes' | 'references'>> {
  const writes: ExactWrite[] = [];
  const parts = new Map<FilePath, { readonly file: ImportableFile; readonly found: ExactReference[] }>();
  let references = 0;
  const write = ({ fileId, factsId, path }: ImportableFile, found: readonly ExactReference[]): void => {
    writes.push({ fileId, factsId, found: encodeExact(path, { covers: [], references: found }) });
  };
  for await (const { document, matched, number } of matchedDocuments(task, pathOf)) {
    task.onProgress(documents + number, 2 * documents, document.path);
    if (matched === undefined) continue;
    const { file } = matched;
    const found = exactReferences(matched, definitions);
    references += found.filter(({ target }) => target !== undefined).length;
    if (repeated.has(file.path))
      parts.set(file.path, { file, found: [...(parts.get(file.path)?.found ?? []), ...found] });
    else write(file, found);
  }
  for (const { file, found } of parts.values()) write(file, found.sort(byPlace));
  return { writes, references };
}

interface Survey {
  readonly tool: string;
  readonly documents: number;
  readonly pathOf: PathOf;
  /** Files that several documents are of. */
  readonly repeated: ReadonlySet<FilePath>;
}

/** How the documents' paths have to be read: so that most of them are files of the vault. */
async function survey({ db, vault, folder, file, signal }: ImportTask): Promise<Survey> {
  const paths: string[] = [];
  let tool = '';
  let projectRoot = '';
  for await (const part of readIndex(file, signal)) {
    if (part.kind === 'document') paths.push(part.document.path);
    else ({ tool, projectRoot } = part.metadata);
  }
  if (paths.length === 0) throw noIndex(file, 'there are no documents in it');
  const known = new Set((await exportableFiles(db, vault)).map(({ path }) => path));
  const isKnown = (path: FilePath | undefined): path is FilePath => path !== undefined && known.has(path);
  let best: { readonly pathOf: PathOf; readonly found: readonly FilePath[] } | undefined;
  for (const pathOf of pathReadings(vault.folder, folder, projectRoot)) {
    const found = paths.map(pathOf).filter(isKnown);
    if (found.length > (best?.found.length ?? 0)) best = { pathOf, found };
  }
  if (best === undefined) {
    throw new LociError(
      'usage',
      `none of the ${paths.length} documents of ${file} is a file of ${folder}`,
      'name the folder that the index was made of',
    );
  }
  const { pathOf, found } = best;
  const seen = new Set<FilePath>();
  const repeated = new Set(found.filter((path) => seen.size === seen.add(path).size));
  return { tool, documents: paths.length, pathOf, repeated };
}

interface FoundDocument {
  /** From 1, in the order of the index. */
  readonly number: number;
  readonly document: ReadDocument;
  /** Absent if the vault does not have it. */
  readonly file?: ImportableFile;
  /** Absent if it is of another text. */
  readonly matched?: MatchedDocument;
}

async function* matchedDocuments(task: ImportTask, pathOf: PathOf): AsyncGenerator<FoundDocument> {
  let number = 0;
  for await (const batch of batches(task)) {
    const paths = batch.map(({ path }) => pathOf(path));
    const files = await readImportable(
      task.db,
      task.vault,
      paths.filter((path) => path !== undefined),
    );
    for (const [at, document] of batch.entries()) {
      throwIfCancelled(task.signal);
      number += 1;
      const path = paths[at];
      const file = path === undefined ? undefined : files.get(path);
      if (file === undefined) yield { number, document };
      else {
        const matched = await matchFile(task.vault, file, document);
        yield { number, document, file, ...(matched !== undefined && { matched }) };
      }
    }
  }
}

async function* batches({ file, signal }: ImportTask): AsyncGenerator<ReadDocument[]> {
  let batch: ReadDocument[] = [];
  for await (const part of readIndex(file, signal)) {
    if (part.kind !== 'document') continue;
    batch.push(part.document);
    if (batch.length < batchDocuments) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** What the index was made of is the file as it is now, and that has to be what the vault knows. */
async function matchFile(
  { folder }: StoredVault,
  file: ImportableFile,
  document: ReadDocument,
): Promise<MatchedDocument | undefined> {
  const read = await readSource(folder, { path: file.path, wanted: true }, largestReadLimits);
  return read.kind === 'text' && read.hash === file.hash ? matchDocument(file, read.text, document) : undefined;
}

function addDefined(definitions: Definitions, { occurrences }: ReadDocument, isLost: boolean): void {
  for (const { symbol, roles: role } of occurrences) {
    if ((role & roles.definition) === 0) continue;
    if (isLost) definitions.addLost(symbol);
    else definitions.addOutside(symbol);
  }
}
