/** What changes under the engine: rules, branches, many files at once; and what it tells of by itself. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EngineEvent } from '../../../src/core/model/api';
import { openEngineBench, writeTree } from '../../support/engine';
import type { EngineBench, Tree } from '../../support/engine';

describe('engine: changes', function () {
  this.timeout(120_000);
  let bench: EngineBench;
  before(async () => {
    bench = await openEngineBench();
  });
  afterEach(() => bench.engine.reset({}));
  after(() => bench.close());

  function listen(): EngineEvent[] {
    const events: EngineEvent[] = [];
    bench.engine.onEvent((event) => events.push(event));
    return events;
  }
  const files = async (folder: string): Promise<number> =>
    (await bench.engine.status({ folder }, never())).folders[0]!.files;
  const exclude = (folder: string, globs: readonly string[]) =>
    bench.engine.index({ folder, exclude: globs }, () => undefined, never());

  describe('events', () => {
    it('tell of a folder that comes, its progress, what is searchable, and that it goes', async () => {
      const folder = await bench.folder(manyFiles(100));
      const events: string[] = [];
      const paths: string[] = [];
      const found: Promise<boolean>[] = [];
      const stop = bench.engine.onEvent((event) => {
        events.push(event.kind === 'progress' ? `${event.progress.phase} ${event.progress.done}` : event.kind);
        if (event.kind === 'indexed') {
          paths.push(...(event.paths ?? []));
          const name = `function${/\d+/.exec(event.paths?.[0] ?? '')?.[0] ?? ''}`;
          found.push(bench.found(name, folder).then((ids) => ids[0]?.endsWith(`/${name}().`) === true));
        }
      });
      await bench.index(folder);
      assert.equal(events[0], 'folders');
      assert.ok(events.indexOf('scanning 0') < events.indexOf('indexed'));
      assert.ok(events.lastIndexOf('indexed') < events.indexOf('done 100'));
      assert.equal(events.at(-1), 'folders');
      assert.equal(new Set(paths).size, 100);
      assert.deepEqual(
        await Promise.all(found),
        found.map(() => true),
      );
      events.length = 0;
      await bench.engine.reset({ folder });
      assert.deepEqual(events, ['folders']);
      stop();
      await bench.index(folder);
      assert.deepEqual(events, ['folders']);
    });

    it('name what was saved, moved and removed, and nothing where nothing has changed', async () => {
      const folder = await bench.folder({ 'a.ts': 'export const a = 1;\n', 'b.ts': 'export const b = 1;\n' });
      await bench.index(folder);
      const events = listen();
      const told = (): readonly string[] => events.flatMap((event) => (event.kind === 'indexed' ? event.paths! : []));
      await bench.index(folder);
      assert.deepEqual(told(), []);
      await rename(join(folder, 'a.ts'), join(folder, 'c.ts'));
      await rm(join(folder, 'b.ts'));
      await bench.index(folder);
      assert.deepEqual([...new Set(told())].sort(), ['a.ts', 'b.ts', 'c.ts']);
    });

    it('tell that a job is paused, resumed and cancelled', async () => {
      const folder = await bench.folder(manyFiles(200));
      const events = listen();
      const controller = new AbortController();
      const indexing = bench.index(folder, {
        signal: controller.signal,
        onProgress: ({ done, paused }) => {
          if (done > 0 && !paused) bench.engine.pauseIndex(folder);
        },
      });
      const isPaused = (): boolean => events.some((event) => event.kind === 'progress' && event.progress.paused);
      await eventually(() => Promise.resolve(isPaused()));
      const before = events.length;
      assert.equal((await bench.engine.status({ folder }, never())).folders[0]?.state, 'paused');
      controller.abort();
      await assert.rejects(indexing, { code: 'cancelled' });
      assert.equal(events.slice(before).at(-1)?.kind, 'folders');
    });

    it('survive a listener that throws', async () => {
      const stop = bench.engine.onEvent(() => {
        throw new Error('this listener is broken');
      });
      const events = listen();
      await bench.index(await bench.folder(manyFiles(3)));
      assert.ok(events.some(({ kind }) => kind === 'indexed'));
      stop();
    });
  });

  describe('excluded globs', () => {
    const tree: Tree = {
      'src/a.ts': 'export const kept = 1;\n',
      'made/b.ts': 'export const made = 1;\n',
      'src/c.gen.ts': 'export const generated = 1;\n',
    };

    it('leave files out, are kept with the folder, and go when told so', async () => {
      const folder = await bench.folder(tree);
      await bench.index(folder);
      const { files: counts } = await exclude(folder, ['made/**', '**/*.gen.ts']);
      assert.deepEqual([counts.total, counts.removed], [1, 2]);
      await bench.restart();
      await bench.index(folder, { rebuild: true });
      assert.equal(await files(folder), 1);
      await writeFile(join(folder, 'src/d.gen.ts'), 'export const more = 1;\n');
      await bench.engine.filesChanged(folder, [join(folder, 'src/d.gen.ts')], never());
      assert.equal(await files(folder), 1);
      assert.equal((await exclude(folder, [])).files.total, 4);
    });

    it('are what why names', async () => {
      const folder = await bench.folder(tree);
      await exclude(folder, ['made/**']);
      const { explanation, exclusion } = await bench.engine.why({ path: join(folder, 'made/b.ts') }, never());
      assert.equal(explanation, 'left out by the setting loci.index.exclude: made/**');
      assert.equal(exclusion?.reason, 'lociIgnored');
      const status = await bench.engine.status({ folder, checkFiles: true }, never());
      assert.equal(status.folders[0]?.freshness.changedFiles, 0);
    });

    it('count for a folder that is watched already', async () => {
      const folder = await bench.folder(tree);
      await bench.index(folder);
      await bench.engine.watch(folder);
      await exclude(folder, ['made/**']);
      await writeTree(folder, { 'made/new.ts': 'export const x = 1;\n', 'src/new.ts': 'export const y = 1;\n' });
      await eventually(async () => (await bench.found('y', folder)).includes('src/new.ts/y.'));
      assert.equal(await files(folder), 3);
      await exclude(folder, []);
      await writeTree(folder, { 'made/newer.ts': 'export const newer = 1;\n' });
      await eventually(async () => (await bench.found('newer', folder)).includes('made/newer.ts/newer.'));
    });

    it('count at once, even while the folder is being indexed without them', async () => {
      const folder = await bench.folder({ ...tree, ...manyFiles(300) });
      let second: ReturnType<typeof exclude> | undefined;
      await bench.index(folder, {
        onProgress: ({ phase }) => {
          if (phase === 'indexing') second ??= exclude(folder, ['made/**']);
        },
      });
      assert.equal((await second)?.files.removed, 1);
      assert.deepEqual(await bench.found('made kind:constant', folder), []);
    });

    it('are those of the latest request, however soon it follows another', async () => {
      const folder = await bench.folder(tree);
      await exclude(folder, ['made/**']);
      await Promise.all([exclude(folder, []), exclude(folder, ['made/**'])]);
      assert.equal(await files(folder), 2);
      await Promise.all([exclude(folder, ['src/**']), exclude(folder, ['made/**']), exclude(folder, [])]);
      assert.equal(await files(folder), 3);
    });

    it('take out a file that is saved in that moment', async () => {
      const folder = await bench.folder(tree);
      await bench.index(folder);
      let saved: Promise<unknown> | undefined;
      const save = (): Promise<unknown> => bench.engine.filesChanged(folder, [join(folder, 'made/b.ts')], never());
      await bench.engine.index({ folder, exclude: ['made/**'] }, () => void (saved ??= save()), never());
      await saved;
      assert.equal(await files(folder), 2);
    });

    it('are refused if they are no globs, and then nothing is kept', async () => {
      const folder = await bench.folder(tree);
      for (const glob of ['', '/']) await assert.rejects(exclude(folder, ['made/**', glob]), { code: 'usage' });
      await bench.index(folder);
      assert.equal(await files(folder), 3);
    });

    it('outlive a damaged database', async () => {
      const own = await openEngineBench();
      const folder = await own.folder(tree);
      await own.engine.index({ folder, exclude: ['made/**'] }, () => undefined, never());
      await own.engine.dispose();
      assert.match(await readFile(join(own.dataDir, 'folders.json'), 'utf8'), /made/);
      await truncate(join(own.dataDir, 'pgdata', 'global', 'pg_control'), 10);
      await own.restart();
      await eventually(async () => (await own.engine.status({}, never())).folders[0]?.state === 'indexed');
      assert.equal((await own.engine.status({}, never())).folders[0]?.files, 2);
      await own.close();
    });
  });

  describe('watching', () => {
    it('brings a switch of branch that changes many files in whole passes, not file by file', async () => {
      const folder = await bench.folder({ 'keep.ts': 'export const keep = 1;\n' });
      git(folder, 'init', '-q', '-b', 'main');
      commit(folder);
      git(folder, 'switch', '-qc', 'other');
      await writeTree(folder, manyFiles(600));
      commit(folder);
      git(folder, 'switch', '-q', 'main');
      await bench.index(folder);
      await bench.engine.watch(folder);
      const events = listen();
      git(folder, 'switch', '-q', 'other');
      await eventually(async () => (await files(folder)) === 601);
      const passes = events.filter(({ kind }) => kind === 'progress').map((event) => phaseOf(event));
      assert.ok(passes.includes('scanning'));
      assert.equal((await bench.found('function599', folder))[0], 'file599.ts/function599().');
      git(folder, 'switch', '-q', 'main');
      await eventually(async () => (await files(folder)) === 1);
      const { freshness } = (await bench.engine.status({ folder, checkFiles: true }, never())).folders[0]!;
      assert.equal(freshness.changedFiles, 0);
      await eventually(async () => {
        const { commit: seen, headNow } = (await bench.engine.status({ folder }, never())).folders[0]!.freshness;
        return seen === headNow;
      });
    });

    it('looks for very many saved files by a scan, and for a few by their names', async () => {
      const folder = await bench.folder(manyFiles(300));
      await bench.index(folder);
      const events = listen();
      const save = async (count: number): Promise<string[]> => {
        events.length = 0;
        const names = Object.keys(manyFiles(count));
        for (const name of names) await writeFile(join(folder, name), `export const saved${count} = 1;\n`);
        const { files: counts } = await bench.engine.filesChanged(
          folder,
          names.map((name) => join(folder, name)),
          never(),
        );
        assert.equal(counts.changed, count);
        return events.map(phaseOf);
      };
      assert.ok((await save(300)).includes('scanning'));
      assert.deepEqual(new Set(await save(20)), new Set(['indexed']));
    });

    it('sees what changes while it is still indexing what changed before', async () => {
      const folder = await bench.folder(manyFiles(400));
      git(folder, 'init', '-q', '-b', 'main');
      commit(folder);
      await bench.engine.watch(folder);
      let switched = false;
      await bench.index(folder, {
        onProgress: ({ phase }) => {
          if (phase !== 'indexing' || switched) return;
          switched = true;
          execFileSync('git', ['rm', '-q', 'file1.ts', 'file399.ts'], { cwd: folder });
          commit(folder);
        },
      });
      await eventually(async () => (await files(folder)) === 398);
    });

    it('follows ignore files: what they leave out goes, what they let in comes', async () => {
      const folder = await bench.folder({ 'a.ts': 'export const a = 1;\n', 'out/b.ts': 'export const b = 1;\n' });
      git(folder, 'init', '-q');
      await bench.index(folder);
      await bench.engine.watch(folder);
      for (const name of ['.gitignore', '.lociignore']) {
        await writeFile(join(folder, name), 'out/\n');
        await eventually(async () => (await files(folder)) === 1);
        await rm(join(folder, name));
        await eventually(async () => (await files(folder)) === 2);
      }
      await writeFile(join(folder, 'out/b.ts'), 'export const changedAgain = 1;\n');
      await eventually(async () => (await bench.found('changedAgain', folder)).includes('out/b.ts/changedAgain.'));
    });

    it('follows folders that are removed, replaced and made again', async () => {
      const folder = await bench.folder({ 'a.ts': 'export const a = 1;\n', 'sub/b.ts': 'export const b = 1;\n' });
      await bench.index(folder);
      await bench.engine.watch(folder);
      await rm(join(folder, 'sub'), { recursive: true });
      await eventually(async () => (await files(folder)) === 1);
      await writeTree(folder, { 'sub/c.ts': 'export const madeAgain = 1;\n' });
      await eventually(async () => (await bench.found('madeAgain', folder)).length > 0);
      await rename(join(folder, 'sub'), `${folder}-old`);
      await mkdir(join(folder, 'sub'));
      await writeTree(folder, { 'sub/d.ts': 'export const replaced = 1;\n' });
      await eventually(async () => (await bench.found('replaced', folder)).length > 0);
      await eventually(async () => (await bench.found('madeAgain kind:constant', folder)).length === 0);
      await rm(folder, { recursive: true });
      await eventually(async () => (await bench.engine.status({ folder }, never())).folders[0]?.state === 'missing');
      await writeTree(folder, { 'e.ts': 'export const whollyNew = 1;\n' }).catch(() => undefined);
      await eventually(async () => (await bench.found('whollyNew', folder)).length > 0);
      await eventually(async () => (await files(folder)) === 1);
    });
  });
});

function phaseOf(event: EngineEvent): string {
  return event.kind === 'progress' ? event.progress.phase : event.kind;
}

function never(): AbortSignal {
  return new AbortController().signal;
}

function manyFiles(count: number): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, at) => [`file${at}.ts`, `export function function${at}() { return ${at}; }\n`]),
  );
}

function git(folder: string, ...args: string[]): void {
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false'];
  execFileSync('git', [...identity, ...args], { cwd: folder, stdio: 'pipe' });
}

function commit(folder: string): void {
  git(folder, 'add', '.');
  git(folder, 'commit', '-qm', 'some');
}

async function eventually(condition: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (await condition().catch(() => false)) return;
    await new Promise((resume) => setTimeout(resume, 100));
  }
  assert.fail('did not happen within 20 seconds');
}
