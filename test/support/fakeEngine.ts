/** An engine without a database: answers at once, or waits as long as the question says. For tests of what is around it. */

import { appendFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type {
  Engine,
  EngineEvent,
  EngineStatus,
  IndexProgress,
  IndexSummary,
  SearchResponse,
} from '../../src/core/model/api';
import { LociError } from '../../src/core/model/errors';
import type { ContentHash, FilePath, LanguageId, VaultId } from '../../src/core/model/ids';
import { fakeCycles, fakeDuplicates, fakeHotspots, fakeImpact, fakePath, fakeUnused } from './fakeGraph';
import { fakeFolder, fakeSymbol } from './fakeSymbol';
import { fakeEvaluate } from './fakeEvaluate';
import { fakeEmbedding } from './fakeEmbedding';
import { fakeTrain } from './fakeTrain';

export { fakeFolder, fakeSymbol } from './fakeSymbol';

export interface FakeOptions {
  /** Every call and every end of a wait is written here, a line each, so that other processes can look. */
  readonly journal?: string;
}

/**
 * Questions: `wait 500` answers after 500 ms or when it is aborted; `none` finds nothing; `fail CODE` fails with that
 * code; `bug` throws what is no LociError; everything else finds two symbols. Folders: `…/slow` takes 20 steps of 50 ms.
 * Listeners are told of what is indexed. A text `refuse` is not held.
 */
export function createFakeEngine({ journal }: FakeOptions = {}): Engine {
  let jobs = 0;
  const listeners = new Set<(event: EngineEvent) => void>();
  const tell = (event: EngineEvent): void => {
    for (const listener of listeners) listener(event);
  };
  const note = (line: string): void => {
    if (journal !== undefined) appendFileSync(journal, `${line}\n`);
  };
  const wait = async (ms: number, signal: AbortSignal, name: string): Promise<void> => {
    try {
      await delay(ms, undefined, { signal });
    } catch {
      note(`aborted ${name}`);
      throw new LociError('cancelled', 'cancelled');
    }
  };

  const index = async (
    folder: string,
    onProgress: (progress: IndexProgress) => void,
    signal: AbortSignal,
  ): Promise<IndexSummary> => {
    note(`index ${folder}`);
    if (folder.endsWith('missing')) throw new LociError('notFound', `${folder} does not exist`, 'check the path');
    const total = 20;
    jobs++;
    try {
      for (let done = 0; done <= total; done++) {
        const current = `src/file\u001b[31m${done}.ts`;
        const progress = { folder, phase: 'indexing', done, total, symbols: done * 3, current, paused: false } as const;
        onProgress(progress);
        tell({ kind: 'progress', progress });
        await wait(folder.endsWith('slow') ? 50 : 1, signal, `index ${folder}`);
      }
    } finally {
      jobs--;
    }
    note(`indexed ${folder}`);
    tell({ kind: 'indexed', folder, paths: ['src/shop.ts' as FilePath] });
    tell({ kind: 'folders' });
    return fakeSummary(folder);
  };

  return {
    index: ({ folder, exclude }, onProgress, signal) => {
      if (exclude !== undefined) note(`exclude ${folder} ${JSON.stringify(exclude)}`);
      return index(folder, onProgress, signal);
    },
    setOpen: (files) => {
      note(`open ${files.join(' ')}`);
    },
    check: ({ folder }) =>
      Promise.resolve({
        folder,
        state: 'whole',
        files: 18,
        checked: 18,
        ms: 5,
        process: { cpuMs: 4, peakRssBytes: 90_000_000 },
      }),
    configureChecker: ({ enabled, memory }) => {
      note(`checker ${enabled ? 'on' : 'off'} ${memory}`);
    },
    configureEmbedding: (settings) => {
      note(`embedding ${JSON.stringify(settings)}`);
    },
    filesChanged: (folder, _paths, signal) => index(folder, () => undefined, signal),
    pauseIndex: (folder) => {
      note(`pause ${folder}`);
    },
    resumeIndex: (folder) => {
      note(`resume ${folder}`);
    },
    watch: (folder) => {
      note(`watch ${folder}`);
      return Promise.resolve();
    },
    unwatch: (folder) => {
      note(`unwatch ${folder}`);
      return Promise.resolve();
    },
    search: async ({ query, limit }, signal) => {
      note(`search ${query}`);
      const [word, argument] = query.split(' ');
      if (word === 'wait') await wait(Number(argument), signal, query);
      if (word === 'fail')
        throw new LociError(argument === 'diskFull' ? 'diskFull' : 'notIndexed', 'it failed', 'mend it');
      if (word === 'bug') throw new TypeError('x is not a function');
      return fakeAnswer(query, word === 'none' ? 0 : (limit ?? 20));
    },
    symbol: ({ symbol }) =>
      Promise.resolve(
        symbol === 'none'
          ? []
          : [{ symbol: fakeSymbol(symbol, 4), folder: fakeFolder, definition: `class ${symbol} {\n}`, stale: false }],
      ),
    outline: ({ file }) => Promise.resolve(fakeOutline(file)),
    browse: ({ path = '' }) =>
      Promise.resolve([
        { kind: 'directory', name: 'src', path: `${path}src` as FilePath, files: 2, symbols: 9 },
        { kind: 'file', name: 'a.ts', path: `${path}a.ts` as FilePath, files: 1, symbols: 3, status: 'indexed' },
      ]),
    symbolAt: ({ position }) => {
      const symbol = fakeSymbol('Cart', position.line);
      return Promise.resolve({
        folder: fakeFolder,
        named: { symbol, folder: fakeFolder, by: 'definition' },
        enclosing: symbol,
      });
    },
    relations: ({ symbol, direction }) =>
      Promise.resolve({
        folder: fakeFolder,
        symbol: fakeSymbol(symbol, 0),
        related: [
          {
            symbol: fakeSymbol(direction, 4),
            type: 'calls',
            confidence: 0.9,
            how: 'import',
            sites: [{ line: 5, character: 2 }],
            depth: 1,
          },
        ],
        total: 1,
        completeness: 'complete',
        notices: [],
      }),
    uses: () =>
      Promise.resolve({
        folder: fakeFolder,
        completeness: 'partial',
        uses: [{ symbol: fakeSymbol('Cart', 0).id, callers: 2, implementations: 0, references: 3 }],
      }),
    impact: (request) => Promise.resolve(fakeImpact(request)),
    path: (request) => Promise.resolve(fakePath(request)),
    cycles: (request) => Promise.resolve(fakeCycles(request)),
    duplicates: (request) => Promise.resolve(fakeDuplicates(request)),
    unused: (request) => Promise.resolve(fakeUnused(request)),
    hotspots: (request) => Promise.resolve(fakeHotspots(request)),
    setBuffer: ({ file, text }) => {
      note(text === undefined ? `dropped ${file}` : `holds ${file} ${text}`);
      if (text === 'refuse') throw new LociError('usage', 'it is refused', 'tell another');
      return Promise.resolve();
    },
    onEvent: (listener) => {
      note('listened to');
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        note('no longer listened to');
      };
    },
    why: ({ path }) =>
      Promise.resolve(
        path.endsWith('.env')
          ? {
              path,
              indexed: false,
              explanation: 'It may hold secrets.',
              exclusion: { reason: 'secret', detail: 'named .env' },
              stale: false,
            }
          : { path, folder: fakeFolder, indexed: true, explanation: 'It is indexed.', stale: false },
      ),
    status: () => Promise.resolve(fakeStatus(jobs > 0)),
    doctor: () =>
      Promise.resolve([
        { name: 'database', ok: true, detail: 'answers' },
        { name: 'disk', ok: false, detail: 'nearly full', mend: 'free some' },
      ]),
    migrations: () => Promise.resolve([{ version: 1, name: 'base', applied: true, appliedAt: '2026-01-01T00:00:00Z' }]),
    migrate: (direction, target) =>
      Promise.resolve([{ version: 1, name: `${direction} ${target ?? 'all'}`, applied: direction === 'up' }]),
    exportScip: ({ folder, file }, onProgress) => {
      onProgress({ folder, phase: 'exporting', done: 1, total: 2, symbols: 0, current: 'src/shop.ts', paused: false });
      return Promise.resolve({
        ...{ folder, file, documents: 2, symbols: 9, occurrences: 30, relationships: 1, externalSymbols: 4 },
        ...{
          bytes: 2048,
          ms: 5,
          completeness: 'partial',
          notices: ['relationships of 1 of 2 files are resolved so far'],
        },
      });
    },
    importScip: ({ folder, file }, onProgress) => {
      onProgress({ folder, phase: 'importing', done: 1, total: 4, symbols: 0, paused: false });
      const made = { folder, changedFiles: 2, ms: 5, completeness: 'complete', notices: [] } as const;
      if (file === undefined) return Promise.resolve(made);
      if (file.endsWith('.txt')) {
        return Promise.reject(
          new LociError('usage', `${file} is not a whole SCIP index`, 'let the indexer write it again'),
        );
      }
      const counts = { documents: 5, taken: 3, otherVersion: 1, unknown: 1, references: 40 };
      const notices = ['1 document is of a file that is not indexed'];
      return Promise.resolve({ ...made, notices, index: { file, tool: 'scip-go', ...counts } });
    },
    train: fakeTrain,
    ...fakeEmbedding,
    evaluate: fakeEvaluate,
    backup: (file) => {
      note(`backup ${file}`);
      return Promise.resolve({ bytes: 2048, rows: 7 });
    },
    restore: ({ file }) => {
      note(`restore ${file}`);
      return Promise.resolve({ rows: 7 });
    },
    reset: ({ folder }) => {
      note(`reset ${folder ?? 'all'}`);
      return Promise.resolve();
    },
    busy: () => jobs > 0,
    dispose: () => {
      note('dispose');
      return Promise.resolve();
    },
  };
}

function fakeSummary(folder: string): IndexSummary {
  const none = { changed: 0, removed: 0, renamed: 0, reused: 0, failed: 0, unchanged: 0 };
  return {
    folder,
    vault: 'shop',
    files: { ...none, total: 20, added: 20 },
    symbols: 60,
    references: 90,
    bytes: 4096,
    ms: 1234,
    notices: [],
  };
}

function fakeAnswer(raw: string, limit: number): SearchResponse {
  const symbols = [fakeSymbol('Cart', 0), fakeSymbol('total', 4, 'Cart')].slice(0, limit);
  return {
    query: { raw, text: raw, quoted: [], kinds: [], languages: [], paths: [], containers: [], like: [], places: [] },
    hits: symbols.map((symbol, at) => ({
      symbol,
      folder: fakeFolder,
      score: 1 / (at + 1),
      reasons: [{ source: 'words', rank: at + 1, score: 2.5, detail: 'cart' }],
    })),
    ms: 1,
    folders: [{ folder: fakeFolder, commit: '0123456789abcdef', indexedAt: '2026-01-01T00:00:00Z', complete: true }],
    notices: [],
  };
}

function fakeOutline(file: string): Awaited<ReturnType<Engine['outline']>> {
  if (file.endsWith('.txt')) throw new LociError('notIndexed', `${file} is not indexed`, 'see loci why');
  return {
    folder: fakeFolder,
    file: {
      path: 'src/shop.ts' as FilePath,
      language: 'typescript' as LanguageId,
      hash: '0'.repeat(64) as ContentHash,
      size: 100,
      modifiedMs: 0,
      status: 'indexed',
    },
    entries: [
      { symbol: fakeSymbol('Cart', 0), container: -1 },
      { symbol: fakeSymbol('total', 4, 'Cart'), container: 0 },
    ],
  };
}

function fakeStatus(indexing: boolean): EngineStatus {
  return {
    version: '0.1.0',
    database: { kind: 'embedded', serverVersion: '18.6', schemaVersion: 1, bytes: 41_000_000, location: '/fake/data' },
    folders: [
      {
        vault: {
          id: '11111111-1111-4111-8111-111111111111' as VaultId,
          name: 'shop',
          folder: fakeFolder,
          host: 'here',
        },
        state: indexing ? 'indexing' : 'indexed',
        files: 20,
        symbols: 60,
        references: 90,
        filesByLanguage: { typescript: 18, css: 2 },
        filesByStatus: { indexed: 19, partial: 1, failed: 0 },
        freshness: {
          commit: '0123456789abcdef',
          indexedAt: '2026-01-01T00:00:00Z',
          complete: true,
          headNow: '0123456789abcdef',
          changedFiles: 1,
        },
        problems: [{ path: 'src/bad.ts' as FilePath, message: 'syntax error at line 3' }],
        watching: false,
        checker: { state: 'whole', files: 18, checked: 18 },
        embedding: { state: 'embedding', model: 'builtin', ready: false, files: 20, embedded: 5 },
      },
    ],
    process: { pid: 4242, rssBytes: 300_000_000, peakRssBytes: 400_000_000, cpuMs: 900, uptimeMs: 61_000 },
    notices: [],
  };
}
