/** Unsaved texts reach the engine when typing rests, in order, and are taken back. */

import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import type { BufferSync } from '../../src/extension/bufferSync';
import { createBufferSync, longestText } from '../../src/extension/bufferSync';

interface Bench {
  readonly sync: BufferSync;
  readonly texts: Map<string, string>;
  /** What the engine was told, in order. */
  readonly told: string[];
  /** What is awaited before each answer. */
  slow: number;
  failing: boolean;
}

function bench(): Bench {
  const made: Omit<Bench, 'sync'> = { texts: new Map(), told: [], slow: 0, failing: false };
  const sync = createBufferSync({
    restMs: 20,
    textOf: (file) => bench.texts.get(file),
    send: async (file, text) => {
      bench.told.push(`${file} ${text === undefined ? 'back' : text.slice(0, 20)}`);
      await delay(bench.slow);
      if (bench.failing) throw new Error('not now');
    },
    saved: async (file) => {
      bench.told.push(`${file} saved`);
      await delay(bench.slow);
    },
    failed: () => undefined,
  });
  const bench: Bench = Object.assign(made, { sync });
  return bench;
}

describe('unsaved texts', () => {
  it('are told once typing rests', async () => {
    const { sync, texts, told } = bench();
    for (const text of ['a', 'ab', 'abc']) {
      texts.set('f', text);
      sync.changed('f');
      await delay(2);
    }
    await delay(60);
    assert.deepEqual(told, ['f abc']);
  });

  it('are told again if they have changed while they were told, one request at a time', async () => {
    const b = bench();
    b.slow = 40;
    b.texts.set('f', 'one');
    b.sync.changed('f');
    await delay(40);
    b.texts.set('f', 'two');
    b.sync.changed('f');
    await delay(150);
    assert.deepEqual(b.told, ['f one', 'f two']);
  });

  it('are taken back when they are reverted or closed; what was never told is not', async () => {
    const { sync, texts, told } = bench();
    texts.set('f', 'typed');
    sync.changed('f');
    await delay(50);
    texts.delete('f');
    sync.changed('f');
    sync.changed('never');
    await delay(50);
    assert.deepEqual(told, ['f typed', 'f back']);
    assert.equal(sync.holds('f'), false);
    assert.equal(sync.holds('never'), false);
  });

  it('stay until what was saved is searchable', async () => {
    const b = bench();
    b.texts.set('f', 'typed');
    b.sync.changed('f');
    await delay(50);
    b.texts.delete('f');
    b.sync.saved('f');
    await delay(50);
    assert.deepEqual(b.told, ['f typed', 'f saved', 'f back']);
  });

  it('that are too long are taken back instead', async () => {
    const { sync, texts, told } = bench();
    texts.set('f', 'short');
    sync.changed('f');
    await delay(50);
    texts.set('f', 'x'.repeat(longestText + 1));
    sync.changed('f');
    await delay(50);
    assert.deepEqual(told, ['f short', 'f back']);
  });

  it('are taken back even if telling them failed: they may have been heard', async () => {
    const b = bench();
    b.failing = true;
    b.texts.set('f', 'typed');
    b.sync.changed('f');
    await delay(50);
    b.failing = false;
    b.texts.delete('f');
    b.sync.changed('f');
    await delay(50);
    assert.deepEqual(b.told, ['f typed', 'f back']);
  });

  it('are told anew to a new engine', async () => {
    const { sync, texts, told } = bench();
    texts.set('f', 'typed');
    sync.changed('f');
    await delay(50);
    sync.forget();
    assert.equal(sync.holds('f'), false);
    sync.changed('f');
    await delay(50);
    assert.deepEqual(told, ['f typed', 'f typed']);
  });
});
