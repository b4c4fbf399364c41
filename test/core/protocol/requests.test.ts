/** Requests over a stream: what goes in at the client comes out at the engine, and back. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { IndexProgress } from '../../../src/core/model/api';
import { LociError } from '../../../src/core/model/errors';
import { readCall } from '../../../src/protocol/dispatch';
import { fromErrorData, toErrorData } from '../../../src/protocol/errorCodec';
import { methodNames } from '../../../src/protocol/methods';
import { compareReleases } from '../../../src/protocol/version';
import { createFakeEngine, fakeFolder } from '../../support/fakeEngine';
import { readText, remove, temporaryFolder, until } from '../../server/support/programs';
import { clientOf, codeOf, hostFor } from './support';

describe('protocol: requests', () => {
  let folder: string;
  let journal: string;

  beforeEach(() => {
    folder = temporaryFolder();
    journal = path.join(folder, 'journal');
  });
  afterEach(() => {
    remove(folder);
  });

  it('carries every method to the engine and its answer back', async () => {
    const host = hostFor(createFakeEngine({ journal }));
    const { engine } = await clientOf(host);
    const direct = createFakeEngine();
    const { signal } = new AbortController();
    const ignore = (): void => undefined;
    const place = { file: '/x/a.ts', position: { line: 3, character: 7 } };
    const relation = { symbol: 'Cart', direction: 'in', types: ['calls'], depth: 2, minConfidence: 0.5 } as const;
    const pairs: readonly (readonly [keyof typeof engine, Promise<unknown>, unknown])[] = [
      ['index', engine.index({ folder: '/x' }, ignore), direct.index({ folder: '/x' }, ignore, signal)],
      ['filesChanged', engine.filesChanged('/x', ['/x/a.ts']), direct.filesChanged('/x', [], signal)],
      ['pauseIndex', engine.pauseIndex('/x'), null],
      ['resumeIndex', engine.resumeIndex('/x'), null],
      ['watch', engine.watch('/x'), null],
      ['unwatch', engine.unwatch('/x'), null],
      ['search', engine.search({ query: 'cart', limit: 1 }), direct.search({ query: 'cart', limit: 1 }, signal)],
      ['symbol', engine.symbol({ symbol: 'Cart' }), direct.symbol({ symbol: 'Cart' }, signal)],
      ['outline', engine.outline({ file: '/x/a.ts' }), direct.outline({ file: '/x/a.ts' }, signal)],
      ['browse', engine.browse({ folder: '/x' }), direct.browse({ folder: '/x' }, signal)],
      ['symbolAt', engine.symbolAt(place), direct.symbolAt(place, signal)],
      ['relations', engine.relations(relation), direct.relations(relation, signal)],
      ['uses', engine.uses({ file: '/x/a.ts' }), direct.uses({ file: '/x/a.ts' }, signal)],
      ['impact', engine.impact({ folder: '/x', since: 'HEAD' }), direct.impact({ folder: '/x' }, signal)],
      ['path', engine.path({ from: 'a', to: 'b' }), direct.path({ from: 'a', to: 'b' }, signal)],
      ['cycles', engine.cycles({ folder: '/x' }), direct.cycles({ folder: '/x' }, signal)],
      ['duplicates', engine.duplicates({ folder: '/x' }), direct.duplicates({ folder: '/x' }, signal)],
      ['unused', engine.unused({ folder: '/x' }), direct.unused({ folder: '/x' }, signal)],
      ['hotspots', engine.hotspots({ folder: '/x' }), direct.hotspots({ folder: '/x' }, signal)],
      ['setBuffer', engine.setBuffer({ file: '/x/a.ts', text: 'let a' }), null],
      ['setOpen', engine.setOpen(['/x/a.ts']), null],
      ['check', engine.check({ folder: '/x' }), direct.check({ folder: '/x' }, signal)],
      ['configureChecker', engine.configureChecker({ enabled: true, memory: 512 }), null],
      ['configureEmbedding', engine.configureEmbedding({ provider: 'off' }), null],
      [
        'estimateEmbedding',
        engine.estimateEmbedding({ folders: ['/fake/remote'] }, ignore),
        direct.estimateEmbedding({ folders: ['/fake/remote'] }, ignore, signal),
      ],
      ['embed', engine.embed({ folder: '/x' }, ignore), direct.embed({ folder: '/x' }, ignore, signal)],
      ['why', engine.why({ path: '/x/.env' }), direct.why({ path: '/x/.env' }, signal)],
      ['status', engine.status({}), { ...(await direct.status({}, signal)) }],
      ['doctor', engine.doctor(), direct.doctor(signal)],
      ['migrations', engine.migrations(), direct.migrations()],
      ['migrate', engine.migrate('down', 3), direct.migrate('down', 3)],
      ['backup', engine.backup('/b'), direct.backup('/b', signal)],
      ['restore', engine.restore({ file: '/b' }), direct.restore({ file: '/b' }, signal)],
      [
        'exportScip',
        engine.exportScip({ folder: '/x', file: '/s' }, () => undefined),
        direct.exportScip({ folder: '/x', file: '/s' }, () => undefined, signal),
      ],
      [
        'importScip',
        engine.importScip({ folder: '/x' }, () => undefined),
        direct.importScip({ folder: '/x' }, () => undefined, signal),
      ],
      [
        'train',
        engine.train({ folders: ['/x'], seed: 0 }, () => undefined),
        direct.train({ folders: ['/x'], seed: 0 }, () => undefined, signal),
      ],
      [
        'evaluate',
        engine.evaluate({ folder: '/x' }, () => undefined),
        direct.evaluate({ folder: '/x' }, () => undefined, signal),
      ],
      ['reset', engine.reset({ folder: '/x' }), null],
    ];
    assert.deepEqual(pairs.map(([name]) => name).sort(), [...methodNames].sort());
    for (const [name, far, near] of pairs) {
      const answer = await far;
      if (name === 'status') assert.equal((answer as { version: string }).version, '0.1.0');
      else assert.deepEqual(answer, await near, name);
    }
    const noted = readFileSync(journal, 'utf8').trim().split('\n').sort();
    assert.deepEqual(
      noted.filter((line) => /^(pause|resume|watch|unwatch|reset)/.test(line)),
      ['pause /x', 'reset /x', 'resume /x', 'unwatch /x', 'watch /x'],
    );
  });

  it('tells of progress in order, the last word included', async () => {
    const { engine } = await clientOf(hostFor(createFakeEngine()));
    const told: IndexProgress[] = [];
    await engine.index({ folder: '/slow' }, (progress) => told.push(progress));
    const steps = told.map(({ done }) => done);
    assert.ok(steps.length >= 3 && steps.length < 20, `told ${steps.length} times`);
    assert.deepEqual(
      steps,
      [...steps].sort((a, b) => a - b),
    );
    assert.equal(steps.at(-1), 20);
  });

  it('carries failures as they are, and bugs as internal', async () => {
    const { engine } = await clientOf(hostFor(createFakeEngine()));
    await assert.rejects(engine.search({ query: 'fail diskFull' }), (error) => {
      assert.ok(error instanceof LociError);
      assert.deepEqual(toErrorData(error), { code: 'diskFull', message: 'it failed', mend: 'mend it' });
      return true;
    });
    assert.equal(await codeOf(engine.search({ query: 'bug' })), 'internal');
    assert.equal(fromErrorData({ code: 'no such code', message: '', mend: '' }), undefined);
  });

  it('answers the failure to open the engine to every request', async () => {
    const broken = Promise.reject(new LociError('databaseNewer', 'it is newer', 'update'));
    broken.catch(() => undefined);
    const { engine } = await clientOf(hostFor(broken));
    assert.equal(await codeOf(engine.search({ query: 'x' })), 'databaseNewer');
    assert.equal(await codeOf(engine.doctor()), 'databaseNewer');
  });

  it('refuses what does not fit, naming it', () => {
    const wrong: readonly (readonly [string, unknown, RegExp])[] = [
      ['dispose', { args: [] }, /unknown request "dispose"/],
      ['constructor', { args: [] }, /unknown request/],
      ['search', undefined, /search: /],
      ['search', { args: [] }, /search: /],
      ['search', { args: [{ query: 1 }] }, /search: query: /],
      ['search', { args: [{ query: 'x', limit: 0 }] }, /search: limit: /],
      ['search', { args: [{ query: 'x', limit: 1.5 }] }, /search: limit: /],
      ['search', { args: [{ query: 'x'.repeat(100_001) }] }, /search: query: /],
      ['search', { args: [{ query: 'x', sql: 'DROP' }] }, /sql/],
      ['why', { args: [{ path: 'a\0b' }] }, /NUL/],
      ['index', { args: [{ folder: '' }] }, /index: folder: /],
      ['migrate', { args: ['sideways'] }, /migrate: /],
      ['filesChanged', { args: ['/x', '/x/a.ts'] }, /filesChanged: /],
      ['index', { args: [{ folder: '/x', exclude: [''] }] }, /index: exclude\.0: /],
      ['browse', { args: [{ folder: '/x', path: 'a\0b' }] }, /NUL/],
      ['symbolAt', { args: [{ file: '/x', position: { line: -1, character: 0 } }] }, /symbolAt: position\.line: /],
      ['relations', { args: [{ symbol: 'x', direction: 'up' }] }, /relations: direction: /],
      ['relations', { args: [{ symbol: 'x', direction: 'in', types: ['called_by'] }] }, /relations: types\.0: /],
      ['setBuffer', { args: [{ file: '/x', text: 'x'.repeat(4 * 1024 * 1024 + 1) }] }, /setBuffer: text: /],
      ['onEvent', { args: [] }, /unknown request "onEvent"/],
    ];
    for (const [method, params, said] of wrong) {
      assert.throws(
        () => readCall(method, params),
        (error) => error instanceof LociError && error.code === 'usage' && said.test(error.message),
        `${method} ${JSON.stringify(params)}`,
      );
    }
    assert.equal(readCall('search', { args: [{ query: 'x', folder: fakeFolder }], progress: 3 }).progress, 3);
  });

  it('aborts a question at the engine, and gives it up at once', async () => {
    const host = hostFor(createFakeEngine({ journal }));
    const { engine } = await clientOf(host);
    const controller = new AbortController();
    const asked = codeOf(engine.search({ query: 'wait 20000' }, controller.signal));
    await until('it is asked', () => readText(journal).includes('search wait'));
    controller.abort();
    assert.equal(await asked, 'cancelled');
    await until('the engine hears', () => readText(journal).includes('aborted wait'));
    await until('nothing is pending', () => host.pending() === 0);
    assert.equal(await codeOf(engine.search({ query: 'x' }, controller.signal)), 'cancelled');
  });

  it('stops a job on an explicit cancel, not when its client goes', async () => {
    const host = hostFor(createFakeEngine({ journal }));
    const [leaving, cancelling] = [await clientOf(host), await clientOf(host)];
    const controller = new AbortController();
    const ignore = (): void => undefined;
    const lost = codeOf(leaving.engine.index({ folder: '/a/slow' }, ignore));
    const asked = codeOf(leaving.engine.search({ query: 'wait 20000' }));
    const cancelled = codeOf(cancelling.engine.index({ folder: '/b/slow' }, ignore, controller.signal));
    await until('both run', () => readText(journal).includes('/a/slow') && readText(journal).includes('/b/slow'));
    leaving.session.close();
    controller.abort();
    assert.deepEqual(await Promise.all([lost, asked, cancelled]), ['serverLost', 'serverLost', 'cancelled']);
    await until('the first is done', () => readText(journal).includes('indexed /a/slow'));
    assert.ok(readText(journal).includes('aborted index /b/slow'));
    assert.ok(readText(journal).includes('aborted wait 20000'));
    assert.ok(!readText(journal).includes('indexed /b/slow'));
  });

  it('watches a folder as long as one client wants it', async () => {
    const host = hostFor(createFakeEngine({ journal }));
    const [first, second] = [await clientOf(host), await clientOf(host)];
    await first.engine.watch('/x');
    await second.engine.watch('/x');
    await first.engine.unwatch('/x');
    await delay(20);
    assert.ok(!readText(journal).includes('unwatch'));
    second.session.close();
    await until('it is watched no longer', () => readText(journal).includes('unwatch /x'));
  });

  it('orders releases by their numbers', () => {
    assert.ok(compareReleases('0.9.0', '0.10.0') < 0);
    assert.ok(compareReleases('1.0.0', '0.99.99') > 0);
    assert.equal(compareReleases('1.2.3', '1.2.3-beta.1'), 0);
  });
});
