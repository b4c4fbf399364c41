/**
 * Asks the cases of a repository's history of the tree as it stood before: an engine of its own indexes it again and again,
 * each time as it was before a run of commits, so that nothing of what a commit brings is there to be found.
 */

import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { builtinModelFile, openBuiltinModel } from '../../../src/core/embedding/builtin/builtin';
import { createRandom } from '../../../src/core/embedding/training/random';
import { createEngine } from '../../../src/core/engine';
import { settled } from '../../../src/core/evaluation/evaluate';
import type { Engine } from '../../../src/core/model/api';
import { silentLogger } from '../../../src/core/model/log';
import { createParserPool } from '../../../src/core/parser/parserPool';
import { knownFiles } from '../../../src/core/store/files';
import { openDatabase } from '../../../src/core/store/open';
import { importNeighbours } from '../../../src/core/store/places';
import { listVaults } from '../../../src/core/store/vaults';
import type { Worked } from '../../../src/core/search/context';
import { casesOf } from './cases';
import type { AskableCase, Drawing, Form, Sight } from './cases';
import { openRepository } from './history';

/** What was found without any context, and all that context is made of. Files are numbers in {@link Gathered.files}. */
export interface GatheredCase {
  readonly form: Form;
  readonly query: string;
  readonly wanted: readonly string[];
  /** Best first. */
  readonly hits: readonly GatheredHit[];
  readonly open: Readonly<Partial<Record<Sight, { readonly file: number; readonly related: readonly number[] }>>>;
}

export interface GatheredHit {
  readonly file: number;
  readonly name: string;
  readonly score: number;
  /** Milliseconds before the case's moment. */
  readonly editedAgo?: number;
  readonly committedAgo?: number;
}

export interface Gathered {
  readonly project: string;
  readonly files: readonly string[];
  readonly cases: readonly GatheredCase[];
}

export interface GatherOptions {
  readonly assetsDir: string;
  /** How often the tree is indexed, and how many commits are asked each time. */
  readonly trees: number;
  readonly commitsOfTree: number;
  readonly seed: number;
}

const mostCommits = 3_000;
/** As many as are found for a list of usual length, and as many again. */
const mostHits = 100;
const never = new AbortController().signal;

export async function gather(folder: string, options: GatherOptions): Promise<Gathered> {
  const { assetsDir, trees, commitsOfTree, seed } = options;
  const place = await realpath(await mkdtemp(join(tmpdir(), 'loci-fit-context-')));
  const tree = join(place, 'tree');
  const parser = createParserPool({ workerFile: join(assetsDir, 'parserWorker.cjs'), assetsDir, size: 1 });
  try {
    await mkdir(tree);
    const repository = await openRepository(folder, tree);
    const commits = await repository.commits(mostCommits);
    const random = createRandom(seed);
    const numbers = new Map<string, number>();
    const cases: GatheredCase[] = [];
    // The last has no parent.
    const stretch = Math.floor((commits.length - 1) / trees);
    for (let first = 0; first + commitsOfTree < commits.length; first += Math.max(stretch, commitsOfTree)) {
      await repository.checkOutBefore(commits[first + commitsOfTree - 1]!.hash);
      const present = new Set(await repository.paths());
      const drawing: Drawing = { repository, parser, random, commits, present };
      const askable: AskableCase[] = [];
      for (let at = first; at < first + commitsOfTree; at++) askable.push(...(await casesOf(drawing, at)));
      cases.push(...(await askTree({ place, tree, assetsDir, numbers }, askable)));
    }
    return { project: basename(folder), files: [...numbers.keys()], cases };
  } finally {
    await parser.close();
    await rm(place, { recursive: true, force: true, maxRetries: 5 });
  }
}

interface Asking {
  readonly place: string;
  readonly tree: string;
  readonly assetsDir: string;
  readonly numbers: Map<string, number>;
}

async function askTree(asking: Asking, cases: readonly AskableCase[]): Promise<GatheredCase[]> {
  const { place, tree, assetsDir, numbers } = asking;
  const dataDir = join(place, 'data');
  await mkdir(dataDir, { recursive: true });
  const engine = await openEngine(dataDir, assetsDir);
  const found: (readonly GatheredHit[] | undefined)[] = [];
  try {
    await engine.index({ folder: tree }, () => undefined, never);
    await engine.search({ query: 'first', folder: tree }, never);
    await settled(engine, tree, never);
    for (const one of cases) found.push(await hitsOf(engine, one, asking));
  } finally {
    await engine.dispose();
  }
  const relatedTo = await importsIn(asking, dataDir, new Set(cases.flatMap(({ open }) => Object.values(open))));
  return cases.flatMap(({ form, query, wanted, open }, i) => {
    const hits = found[i];
    if (hits === undefined) return [];
    const opened = Object.entries(open).map(([sight, path]) => [
      sight,
      { file: numberIn(numbers, path), related: relatedTo.get(path) ?? [] },
    ]);
    return [{ form, query, wanted, hits, open: Object.fromEntries(opened) as GatheredCase['open'] }];
  });
}

function openEngine(dataDir: string, assetsDir: string): Promise<Engine> {
  return createEngine({
    ...{ dataDir, assetsDir, version: '0.0.0', log: silentLogger, exclude: [] },
    embedding: {
      provider: 'builtin' as const,
      open: () => openBuiltinModel(builtinModelFile(assetsDir)),
      pauses: { restMs: 0, questionMs: 0 },
    },
  });
}

/** Undefined where nothing is asked: what is wanted is not there, or nothing else has its name. */
async function hitsOf(engine: Engine, one: AskableCase, { tree, numbers }: Asking): Promise<GatheredHit[] | undefined> {
  const { form, query, wanted, worked, nowMs } = one;
  const { hits } = await engine.search({ query, folder: tree, limit: mostHits }, never);
  if (form !== 'sentence' && !(await isThere(engine, tree, wanted[0]!))) return undefined;
  const labels = new Set(hits.filter(({ symbol }) => symbol.name === query).map(({ symbol }) => symbol.path));
  if (form === 'name' && labels.size < 2) return undefined;
  return hits.map(({ symbol: { path, name }, score }) => {
    const { editedMs, committedMs }: Worked = worked.get(path) ?? {};
    return {
      ...{ file: numberIn(numbers, path), name, score: Math.round(score * 1e4) / 1e4 },
      ...(editedMs !== undefined && { editedAgo: nowMs - editedMs }),
      ...(committedMs !== undefined && { committedAgo: nowMs - committedMs }),
    };
  });
}

async function isThere(engine: Engine, folder: string, label: string): Promise<boolean> {
  const [path, name] = label.split('#') as [string, string];
  const { hits } = await engine.search({ query: `${name} path:${path}`, folder, limit: mostHits }, never);
  return hits.some(({ symbol }) => symbol.path === path && symbol.name === name);
}

/** By path, the files that it imports and is imported by. */
async function importsIn(
  { assetsDir, numbers }: Asking,
  dataDir: string,
  paths: ReadonlySet<string>,
): Promise<Map<string, number[]>> {
  const db = await openDatabase({ kind: 'embedded', dataDir, assetsDir });
  try {
    const related = new Map<string, number[]>();
    for (const vault of await listVaults(db)) {
      const files = await knownFiles(db, vault);
      const pathOf = new Map([...files.values()].map(({ fileId, path }) => [fileId, path]));
      for (const { fileId, path } of files.values()) {
        if (!paths.has(path)) continue;
        const others = (await importNeighbours(db, fileId)).flatMap((id) => pathOf.get(id) ?? []);
        related.set(
          path,
          others.map((other) => numberIn(numbers, other)),
        );
      }
    }
    return related;
  } finally {
    await db.close();
  }
}

function numberIn(numbers: Map<string, number>, path: string): number {
  const known = numbers.get(path);
  if (known !== undefined) return known;
  numbers.set(path, numbers.size);
  return numbers.size - 1;
}
