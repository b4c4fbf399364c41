/** What the resolver says of its sureness against what was measured: the rows that migrations write. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { LanguageId } from '../../../src/core/model/ids';
import type { ResolutionMethod } from '../../../src/core/model/relationship';
import { familyShares, sharesOf } from '../../../src/core/resolver/confidence';

const rowPattern = /^ {2}\('(\w+)', '(\w+)', ([\d.]+), (\d+), (\d+), '/gm;
/** Fewer sites than this say little. */
const fewest = 50;
const tolerance = 0.03;

interface Row {
  readonly family: string;
  readonly how: string;
  readonly predicted: number;
  readonly sites: number;
  readonly observed: number;
}

/** The first writes the whole table anew, the others add to it or put a row in another's place. */
const migrations = [
  '0010_confidence_families',
  '0011_confidence_shell',
  '0012_confidence_overrides',
  '0013_confidence_overloads',
];
const up = migrations
  .map((name) => readFileSync(`migrations/${name}.sql`, 'utf8').split('-- migrate:down')[0]!)
  .join('');
const written = [...up.matchAll(rowPattern)].map(([, family = '', how = '', predicted, sites, confirmed]): Row => {
  return {
    ...{ family, how, predicted: Number(predicted), sites: Number(sites) },
    observed: Number(confirmed) / Number(sites),
  };
});
const rows = [...new Map(written.map((row) => [`${row.family} ${row.how}`, row])).values()];

function said(family: string, how: string): number | undefined {
  const shares = familyShares[family as keyof typeof familyShares];
  if (how === 'overrides') return shares.inheritance;
  // All that are not one of several are as sure in what was read by hand.
  return how === 'any' ? shares.several : shares[how === 'all' ? 'receiver' : (how as ResolutionMethod)];
}

describe('confidence', () => {
  it('is what was predicted when it was measured', () => {
    assert.deepEqual(
      rows.filter(({ family, how, predicted }) => said(family, how) !== predicted),
      [],
    );
  });

  it('was measured of every family of languages', () => {
    assert.deepEqual(new Set(rows.map(({ family }) => family)), new Set(Object.keys(familyShares)));
    for (const language of ['tsx', 'cpp', 'kotlin', 'ruby'])
      assert.ok(Object.values(familyShares).includes(sharesOf(language as LanguageId)), language);
  });

  it(`is within ${tolerance} of the share that held`, () => {
    assert.deepEqual(
      rows.filter(({ sites, predicted, observed }) => sites >= fewest && Math.abs(observed - predicted) > tolerance),
      [],
    );
  });
});
