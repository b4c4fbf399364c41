/** An engine of its own for a test, on an embedded database, and folders to index. */

import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createEngine } from '../../src/core/engine';
import type { EngineConfig } from '../../src/core/engine';
import type { Engine, IndexProgress, IndexSummary, SearchResponse } from '../../src/core/model/api';
import { silentLogger } from '../../src/core/model/log';

export type Tree = Readonly<Record<string, string | Uint8Array>>;

export interface EngineBench {
  engine: Engine;
  readonly dataDir: string;
  /** A new folder with these files. */
  folder(tree: Tree): Promise<string>;
  index(folder: string, options?: IndexOptions): Promise<IndexSummary>;
  search(query: string, folder?: string): Promise<SearchResponse>;
  /** Ids of the hits, best first. */
  found(query: string, folder?: string): Promise<string[]>;
  /** Ends the engine and starts another on the same data directory. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** An engine that a failed test has not closed would keep the run from ending. */
const open = new Set<EngineBench>();

after(async () => {
  for (const bench of open) await bench.close();
});

export interface IndexOptions {
  readonly rebuild?: boolean;
  readonly onProgress?: (progress: IndexProgress) => void;
  readonly signal?: AbortSignal;
}

export async function openEngineBench(overrides: Partial<EngineConfig> = {}): Promise<EngineBench> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'loci-engine-')));
  const dataDir = join(root, 'data');
  const config: EngineConfig = {
    ...{ dataDir, assetsDir: resolve('dist'), version: '0.0.0', log: silentLogger, exclude: [] },
    ...overrides,
  };
  let folders = 0;
  const never = new AbortController().signal;
  const bench: EngineBench = {
    engine: await createEngine(config),
    dataDir,
    async folder(tree) {
      const folder = join(root, `folder${++folders}`);
      await mkdir(folder);
      await writeTree(folder, tree);
      return folder;
    },
    index: (folder, { rebuild = false, onProgress = () => undefined, signal = never } = {}) =>
      bench.engine.index({ folder, rebuild }, onProgress, signal),
    search: (query, folder) => bench.engine.search({ query, ...(folder === undefined ? {} : { folder }) }, never),
    found: async (query, folder) => (await bench.search(query, folder)).hits.map(({ symbol }) => symbol.id),
    async restart() {
      await bench.engine.dispose();
      bench.engine = await createEngine(config);
    },
    async close() {
      open.delete(bench);
      await bench.engine.dispose();
      await rm(root, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  open.add(bench);
  return bench;
}

export async function writeTree(folder: string, tree: Tree): Promise<void> {
  for (const [path, content] of Object.entries(tree)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}
