/** What the resolver says of its sureness against what was measured: the rows that migrations write. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import {
  blocksConfidence,
  codeConfidence,
  listedConfidence,
  overloadConfidence,
  rustConfidence,
} from '../../../src/core/resolver/confidence';
import type { ResolutionMethod } from '../../../src/core/model/relationship';

const rowPattern = /^ {2}\('(\w+)', '(\w+)', ([\d.]+), (\d+), (\d+), '/gm;
/** Fewer sites than this say little. */
const fewest = 50;
const tolerance = 0.03;

/** What a later one says of the same counts. */
const migrations = [
  '0004_confidence_calibration',
  '0006_confidence_listed',
  '0008_confidence_rust',
  '0009_confidence_c',
];

interface Row {
  readonly family: string;
  readonly how: string;
  readonly predicted: number;
  readonly sites: number;
  readonly observed: number;
}

const newest = new Map<string, Row>();
for (const name of migrations) {
  const [up = ''] = readFileSync(`migrations/${name}.sql`, 'utf8').split('-- migrate:down');
  for (const [, family = '', how = '', predicted, sites, confirmed] of up.matchAll(rowPattern)) {
    const observed = Number(confirmed) / Number(sites);
    newest.set(`${family} ${how}`, { family, how, predicted: Number(predicted), sites: Number(sites), observed });
  }
}
const rows = [...newest.values()];

const sharesOf: Readonly<Record<string, Readonly<Record<ResolutionMethod, number>>>> = {
  ecmascript: codeConfidence,
  python: codeConfidence,
  rust: rustConfidence,
};

function said(family: string, how: string): number {
  if (how === 'any') return family === 'rust' ? blocksConfidence : overloadConfidence;
  return (sharesOf[family] ?? listedConfidence)[how as ResolutionMethod];
}

describe('confidence', () => {
  it('is what was predicted when it was measured', () => {
    assert.ok(rows.length > 10);
    assert.deepEqual(
      rows.filter(({ family, how, predicted }) => said(family, how) !== predicted),
      [],
    );
  });

  it(`is within ${tolerance} of the share that compilers confirmed`, () => {
    assert.deepEqual(
      rows.filter(({ sites, predicted, observed }) => sites >= fewest && Math.abs(observed - predicted) > tolerance),
      [],
    );
  });
});
