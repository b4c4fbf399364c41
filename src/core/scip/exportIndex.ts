/** Writes a vault as one SCIP index: file by file, so that memory does not grow with the folder. */

import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { throwIfCancelled } from '../model/errors';
import type { Database } from '../store/database';
import { exportableFiles, readExported } from '../store/exports';
import type { StoredVault } from '../store/vaults';
import { writeWholeFile } from '../store/wholeFile';
import { toDocument } from './document';
import type { WrittenDocument } from './document';
import { documentPart, externalSymbolPart, metadataPart } from './write';

export interface ExportTask {
  readonly db: Database;
  readonly vault: StoredVault;
  /** Absolute path of the index. */
  readonly file: string;
  /** Of Loci. */
  readonly version: string;
  readonly signal: AbortSignal;
  onProgress(done: number, total: number, current: string | undefined): void;
}

export interface ExportCounts {
  readonly documents: number;
  readonly symbols: number;
  readonly occurrences: number;
  readonly relationships: number;
  readonly externalSymbols: number;
  /** Uses that are not in it, as only their number is stored. */
  readonly unlisted: number;
  readonly bytes: number;
}

/** Some megabytes of rows; the embedded database answers others between two batches. */
const batchFiles = 32;

/**
 * The index is whole or not there. Each file is as it was at one moment; what is written while it goes on may or may not
 * be in it. Errors: those of writing a file, and `cancelled`.
 */
export async function exportIndex(task: ExportTask): Promise<ExportCounts> {
  const counts = { documents: 0, symbols: 0, occurrences: 0, relationships: 0, externalSymbols: 0, unlisted: 0 };
  const { bytes } = await writeWholeFile(task.file, Readable.from(parts(task, counts)));
  return { ...counts, bytes };
}

type Counting = Record<Exclude<keyof ExportCounts, 'bytes'>, number>;

async function* parts(task: ExportTask, counts: Counting): AsyncGenerator<Uint8Array> {
  const { db, vault, version, signal } = task;
  const project = basename(vault.folder);
  yield metadataPart({ tool: { name: 'loci', version }, projectRoot: pathToFileURL(vault.folder).href });
  const files = await exportableFiles(db, vault);
  const known = new Set<string>();
  for (let start = 0; start < files.length; start += batchFiles) {
    throwIfCancelled(signal);
    task.onProgress(start, files.length, files[start]!.path);
    const batch = files.slice(start, start + batchFiles).map(({ fileId }) => fileId);
    for (const file of await readExported(db, batch, signal)) {
      const written = toDocument(file, project);
      count(counts, written);
      yield documentPart(written.document);
      for (const external of written.externals) {
        if (known.has(external.symbol)) continue;
        known.add(external.symbol);
        counts.externalSymbols += 1;
        yield externalSymbolPart(external);
      }
    }
  }
  task.onProgress(files.length, files.length, undefined);
}

function count(counts: Counting, { document, unlisted }: WrittenDocument): void {
  counts.documents += 1;
  counts.symbols += document.symbols.length;
  counts.occurrences += document.occurrences.length;
  counts.relationships += document.symbols.reduce((sum, { relationships }) => sum + relationships.length, 0);
  counts.unlisted += unlisted;
}
