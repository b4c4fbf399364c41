/** What the resolver says of its sureness against what was measured: the rows of the newest migration that has some. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { codeConfidence, listedConfidence, overloadConfidence } from '../../../src/core/resolver/confidence';
import type { ResolutionMethod } from '../../../src/core/model/relationship';

const rowPattern = /^ {2}\('(\w+)', '(\w+)', ([\d.]+), (\d+), (\d+), '/gm;
/** Fewer sites than this say little. */
const fewest = 50;
const tolerance = 0.03;

const rows = [...readFileSync('migrations/0004_confidence_calibration.sql', 'utf8').matchAll(rowPattern)].map(
  ([, family = '', how = '', predicted, sites, confirmed]) => ({
    ...{ family, how, predicted: Number(predicted), sites: Number(sites) },
    observed: Number(confirmed) / Number(sites),
  }),
);

function said(family: string, how: string): number {
  if (how === 'any') return overloadConfidence;
  const shares = family === 'ecmascript' || family === 'python' ? codeConfidence : listedConfidence;
  return shares[how as ResolutionMethod];
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
