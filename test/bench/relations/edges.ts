/** What Loci stores of a folder: indexed by the built server as any client does, then read from its tables. */

import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { LanguageId } from '../../../src/core/model/ids';
import type { RelationshipType, ResolutionMethod } from '../../../src/core/model/relationship';
import type { Database } from '../../../src/core/store/database';
import { openDatabase } from '../../../src/core/store/open';
import { startMeasuredEngine } from '../program';

/** One relationship at one of its sites. Places are `path:line:character`, as in scip.ts. */
export interface StoredEdge {
  readonly site: string;
  readonly type: RelationshipType;
  readonly how: ResolutionMethod;
  readonly confidence: number;
  readonly language: LanguageId;
  /** Where the two symbols are named; the beginning of the file for a file. */
  readonly from: string;
  readonly to: string;
  /** A file as a whole. */
  readonly toFile: boolean;
}

export interface StoredGraph {
  readonly edges: readonly StoredEdge[];
  readonly languages: Readonly<Record<string, number>>;
  /** From nothing to stored relationships, all threads of the server. */
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
  readonly peakBytes: number;
}

/** `checker`: what the TypeScript checker adds is among the edges, its cost is not among the figures. */
export async function storedGraph(folder: string, checker: boolean): Promise<StoredGraph> {
  const dataDir = await mkdtemp(join(tmpdir(), 'loci-bench-data-'));
  try {
    const measured = await indexFolder(folder, dataDir, checker);
    const db = await openDatabase({ kind: 'embedded', dataDir, assetsDir: resolve('dist') });
    try {
      return { ...measured, edges: await readEdges(db) };
    } finally {
      await db.close();
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * What these files of a folder cost alone, all threads of the server: an indexer leaves out what its project does not name,
 * tests and examples above all.
 */
export async function cpuSecondsOf(folder: string, paths: Iterable<string>): Promise<number> {
  const copy = await mkdtemp(join(tmpdir(), 'loci-bench-files-'));
  const dataDir = await mkdtemp(join(tmpdir(), 'loci-bench-data-'));
  try {
    for (const path of paths) {
      for (const each of [path, ...projectFilesAbove(folder, path)]) {
        await mkdir(dirname(join(copy, each)), { recursive: true });
        await cp(join(folder, each), join(copy, each));
      }
    }
    return (await indexFolder(copy, dataDir, false)).cpuSeconds;
  } finally {
    for (const made of [copy, dataDir]) await rm(made, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Those that say how names are looked up. */
function projectFilesAbove(folder: string, path: string): string[] {
  const found: string[] = [];
  for (let at = dirname(path); ; at = dirname(at)) {
    for (const name of ['package.json', 'tsconfig.json'])
      if (existsSync(join(folder, at, name))) found.push(join(at, name));
    if (at === '.' || at === dirname(at)) return found;
  }
}

async function indexFolder(folder: string, dataDir: string, checker: boolean): Promise<Omit<StoredGraph, 'edges'>> {
  const measured = await startMeasuredEngine({ dataDir, checker });
  try {
    const { client } = measured;
    const before = (await client.status({})).process;
    const { ms } = await client.index({ folder }, () => undefined);
    const after = await client.status({ folder });
    if (checker) await client.check({ folder });
    return {
      languages: after.folders[0]?.filesByLanguage ?? {},
      cpuSeconds: (after.process.cpuMs - before.cpuMs) / 1000,
      wallSeconds: ms / 1000,
      peakBytes: after.process.peakRssBytes,
    };
  } finally {
    await measured.stop();
  }
}

interface EdgeRow {
  readonly path: string;
  readonly language: LanguageId;
  readonly relationship_type: RelationshipType;
  readonly how: ResolutionMethod;
  readonly confidence: number;
  readonly sites: readonly (readonly [line: number, column: number])[] | null;
  readonly from_line: number;
  readonly from_column: number;
  readonly to_path: string;
  readonly to_ordinal: number;
  readonly to_line: number;
  readonly to_column: number;
}

async function readEdges(db: Database): Promise<StoredEdge[]> {
  const rows = await db.query<EdgeRow>(
    `SELECT f.path, f.language, r.relationship_type, r.how, r.confidence, r.sites,
       s.name_line AS from_line, s.name_column AS from_column, g.path AS to_path,
       t.ordinal AS to_ordinal, t.name_line AS to_line, t.name_column AS to_column
     FROM symbol_relationships r
     JOIN code_symbols s ON s.id = r.source_id JOIN source_files f ON f.id = s.file_id
     JOIN code_symbols t ON t.id = r.target_id JOIN source_files g ON g.id = t.file_id`,
  );
  return rows.flatMap((row) =>
    (row.sites ?? []).map(([line, column]) => ({
      site: place(row.path, line, column),
      type: row.relationship_type,
      how: row.how,
      confidence: Number(row.confidence.toFixed(4)),
      language: row.language,
      from: place(row.path, row.from_line, row.from_column),
      to: row.to_ordinal === 0 ? `${row.to_path}:0:0` : place(row.to_path, row.to_line, row.to_column),
      toFile: row.to_ordinal === 0,
    })),
  );
}

/** From the tables' 1-based places. */
function place(path: string, line: number, column: number): string {
  return `${path}:${line - 1}:${column - 1}`;
}
