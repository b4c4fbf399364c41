/** What a server does on behalf of its clients: unsaved texts, watches and events, of several clients at once. */

import assert from 'node:assert/strict';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Engine, EngineEvent, IndexProgress } from '../../src/core/model/api';
import { clientOf, codeOf, hostFor } from '../core/protocol/support';
import { createFakeEngine, fakeFolder } from '../support/fakeEngine';
import { readText, remove, temporaryFolder, until } from './support/programs';

describe('server: sharing', () => {
  let folder: string;
  let journal: string;
  beforeEach(() => {
    folder = temporaryFolder();
    journal = path.join(folder, 'journal');
  });
  afterEach(() => {
    remove(folder);
  });

  const noted = (kind: RegExp): string[] =>
    readText(journal)
      .split('\n')
      .filter((line) => kind.test(line));
  const texts = (): string[] => noted(/^(holds|dropped) /);
  const file = '/fake/shop/src/a.ts';

  describe('unsaved texts', () => {
    it('are dropped when the client goes, and not when another goes', async () => {
      const host = hostFor(createFakeEngine({ journal }));
      const [one, two] = [await clientOf(host), await clientOf(host)];
      await one.engine.setBuffer({ file, text: 'one' });
      await two.engine.setBuffer({ file: '/fake/shop/src/b.ts', text: 'two' });
      one.session.close();
      await until('it is dropped', () => texts().length === 3);
      assert.deepEqual(texts(), [`holds ${file} one`, 'holds /fake/shop/src/b.ts two', `dropped ${file}`]);
      two.session.close();
      await until('the other is dropped', () => texts().length === 4);
    });

    it('of one file: the last told counts, the other comes back when that is dropped', async () => {
      const host = hostFor(createFakeEngine({ journal }));
      const [one, two] = [await clientOf(host), await clientOf(host)];
      await one.engine.setBuffer({ file, text: 'one' });
      await two.engine.setBuffer({ file, text: 'two' });
      await one.engine.setBuffer({ file, text: 'one again' });
      await one.engine.setBuffer({ file });
      await two.engine.setBuffer({ file });
      const told = ['holds one', 'holds two', 'holds one again', 'holds two', 'dropped'];
      assert.deepEqual(
        texts().map((line) => line.replace(` ${file}`, '')),
        told,
      );
    });

    it('of one file: that of a client that has gone comes back no more, nor is the other touched', async () => {
      const host = hostFor(createFakeEngine({ journal }));
      const [one, two] = [await clientOf(host), await clientOf(host)];
      await one.engine.setBuffer({ file, text: 'one' });
      await two.engine.setBuffer({ file, text: 'two' });
      one.session.close();
      await until('it is gone', () => host.connections() === 1);
      await two.engine.setBuffer({ file });
      assert.deepEqual(
        texts().map((line) => line.replace(` ${file}`, '')),
        ['holds one', 'holds two', 'dropped'],
      );
    });

    it('that the engine refuses are not kept: the other client comes back', async () => {
      const host = hostFor(createFakeEngine({ journal }));
      const [one, two] = [await clientOf(host), await clientOf(host)];
      await one.engine.setBuffer({ file, text: 'one' });
      assert.equal(await codeOf(two.engine.setBuffer({ file, text: 'refuse' })), 'usage');
      await until('it comes back', () => texts().at(-1) === `holds ${file} one`);
      two.session.close();
      await until('it is gone', () => host.connections() === 1);
      assert.equal(texts().length, 3);
    });

    it('are bounded in all, counting a file once', async function () {
      this.timeout(60_000);
      const host = hostFor(createFakeEngine());
      const { engine } = await clientOf(host);
      const text = 'x'.repeat(4 * 1024 * 1024);
      for (let at = 0; at < 16; at++) await engine.setBuffer({ file: `/fake/${at}.ts`, text });
      await engine.setBuffer({ file: '/fake/3.ts', text });
      assert.equal(await codeOf(engine.setBuffer({ file: '/fake/more.ts', text: 'x' })), 'usage');
      await engine.setBuffer({ file: '/fake/3.ts' });
      assert.equal(await codeOf(engine.setBuffer({ file: '/fake/more.ts', text: 'x' })), 'none');
    });
  });

  describe('watches', () => {
    it('go on when one window goes while another comes, however slow the engine is to stop', async () => {
      const told: string[] = [];
      const engine: Engine = {
        ...createFakeEngine(),
        watch: async () => {
          await delay(5);
          told.push('watch');
        },
        unwatch: async () => {
          await delay(20);
          told.push('unwatch');
        },
      };
      const host = hostFor(engine);
      const [one, two] = [await clientOf(host), await clientOf(host)];
      await one.engine.watch(fakeFolder);
      const unwatched = one.engine.unwatch(fakeFolder);
      await delay(1);
      await Promise.all([unwatched, two.engine.watch(fakeFolder)]);
      assert.equal(told.at(-1), 'watch');
      two.session.close();
      await until('nobody watches', () => told.at(-1) === 'unwatch');
    });
  });

  describe('events', () => {
    it('come to every client that asked, in order, and to no other', async () => {
      const host = hostFor(createFakeEngine({ journal }));
      const clients = [await clientOf(host), await clientOf(host), await clientOf(host)];
      const told = clients.map((): EngineEvent[] => []);
      for (const at of [0, 1]) await clients[at]!.session.listen((event) => told[at]!.push(event));
      await clients[2]!.engine.index({ folder: fakeFolder }, () => undefined);
      await until('all is told', () => told[0]!.length > 0 && told[1]?.at(-1)?.kind === 'folders');
      assert.deepEqual(told[0], told[1]);
      assert.deepEqual(told[2], []);
      assert.deepEqual(told[0]!.slice(-2), [
        { kind: 'indexed', folder: fakeFolder, paths: ['src/shop.ts'] },
        { kind: 'folders' },
      ]);
    });

    it('are not asked of the engine while nobody listens', async () => {
      const host = hostFor(createFakeEngine({ journal }));
      const [one, two] = [await clientOf(host), await clientOf(host)];
      assert.deepEqual(noted(/listened/), []);
      for (const { session } of [one, two]) await session.listen(() => undefined);
      one.session.close();
      await until('it is gone', () => host.connections() === 1);
      assert.deepEqual(noted(/listened/), ['listened to']);
      two.session.close();
      await until('nobody listens', () => noted(/listened/).length === 2);
      assert.deepEqual(noted(/listened/), ['listened to', 'no longer listened to']);
    });

    it('of progress come at a pace, the last word always and before what comes after it', async () => {
      let tell: (event: EngineEvent) => void = () => undefined;
      const engine: Engine = {
        ...createFakeEngine(),
        onEvent: (listener) => {
          tell = listener;
          return () => undefined;
        },
      };
      const { session } = await clientOf(hostFor(engine));
      const told: EngineEvent[] = [];
      await session.listen((event) => told.push(event));
      const step = (done: number, folder = fakeFolder): EngineEvent => ({
        kind: 'progress',
        progress: at(done, folder),
      });
      for (let done = 0; done < 1000; done++) tell(step(done));
      tell({ kind: 'folders' });
      await until('it is told', () => told.at(-1)?.kind === 'folders');
      assert.deepEqual(told, [step(0), step(999), { kind: 'folders' }]);
      tell(step(1000));
      tell(step(1, '/other'));
      tell(step(1001));
      const own = (): EngineEvent[] =>
        told.filter((event) => event.kind === 'progress' && event.progress.folder === fakeFolder);
      await until('the last word comes by itself', () => isDeepStrictEqual(own().at(-1), step(1001)));
      assert.deepEqual(
        told.find((event) => event.kind === 'progress' && event.progress.folder === '/other'),
        step(1, '/other'),
      );
    });

    it('are refused with the reason if the engine cannot be opened', async () => {
      const broken = Promise.reject(new Error('no engine'));
      broken.catch(() => undefined);
      const { session } = await clientOf(hostFor(broken));
      assert.equal(await codeOf(session.listen(() => undefined)), 'internal');
    });
  });
});

function at(done: number, folder: string): IndexProgress {
  return { folder, phase: 'indexing', done, total: 2000, symbols: 0, paused: false };
}
