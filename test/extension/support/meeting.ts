/** How windows that are open at the same time, and the person before one of them, wait for each other: by files. */

import assert from 'node:assert/strict';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { eventually } from './window';

/** Milliseconds: another window may still be starting. */
const patience = 90_000;

function place(what: string): string {
  const { LOCI_TEST_MEETING: folder } = process.env;
  assert.ok(folder, 'tests run with a place to meet');
  return path.join(folder, what);
}

/** Says to all windows, now and later, that it is so; `value` is what they are told. */
export function tell(what: string, value: unknown = true): void {
  writeFileSync(`${place(what)}.new`, JSON.stringify(value));
  renameSync(`${place(what)}.new`, place(what));
}

/** Waits until some window has told it. */
export async function told<Value>(what: string): Promise<Value> {
  await eventually(() => {
    assert.ok(existsSync(place(what)), `no window has told: ${what}`);
  }, patience);
  return JSON.parse(readFileSync(place(what), 'utf8')) as Value;
}
