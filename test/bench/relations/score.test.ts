import assert from 'node:assert/strict';
import type { ResolutionMethod } from '../../../src/core/model/relationship';
import type { StoredEdge } from './edges';
import type { ScipIndex, ScipUse } from './scip';
import type { Verdict } from './score';
import { scoreEdges } from './score';

/** Line 5 is `draw({ colour })`: the index takes the key for its own definition, and the value for a use of line 4's. */
const keyPlace = 'b.ts:5:7';
const use: ScipUse = {
  ...{ definitions: new Set(['b.ts:4:6']), names: new Set(['colour']) },
  ...{ local: false, unplaced: false },
};
const truth: ScipIndex = {
  documents: new Set(['a.ts', 'b.ts']),
  uses: new Map([[keyPlace, use]]),
  ownKeys: new Set([keyPlace]),
  ...{ implementations: [], definitions: new Map(), ancestors: new Map() },
};
const roles = {
  nameAt: (site: string) => (site === 'a.ts:1:2' ? 'size' : 'colour'),
  isCall: () => false,
  isBase: () => false,
  isRequired: () => false,
};

const edge = (how: ResolutionMethod, to: string, site = keyPlace): StoredEdge => ({
  ...{ site, to, how, type: 'references', confidence: 1, language: 'typescript' as StoredEdge['language'] },
  ...{ from: 'b.ts:0:0', toFile: false },
});

describe('scores of edges', () => {
  for (const [what, given, expected] of [
    ['what the index says', edge('checker', 'b.ts:4:6'), 'right'],
    ['a property for a key of which it says nothing, by the checker', edge('checker', 'a.ts:0:2'), 'unknown'],
    ['the same by resolving', edge('receiver', 'a.ts:0:2'), 'unknown'],
    ['a property of another name', edge('checker', 'a.ts:1:2'), 'wrong'],
    ['another variable', edge('scope', 'b.ts:3:6'), 'wrong'],
    ['a place that it does not know', edge('checker', 'a.ts:0:2', 'b.ts:6:0'), 'wrong'],
  ] as const satisfies readonly (readonly [string, StoredEdge, Verdict])[])
    it(`${expected}: ${what}`, () => {
      const { references, judged } = scoreEdges([given], truth, roles);
      assert.equal(judged[0]?.verdict, expected);
      assert.equal(references.untold, expected === 'unknown' ? 1 : 0);
      assert.equal(references.stored, expected === 'unknown' ? 0 : 1);
    });
});
