/** What the fitted weights of what somebody is at do to the order of hits, and what they may not do. */

import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import fitted from '../../src/core/search/context.json';
import { contextWeights, raisedByContext, recentnessOf } from '../../src/core/search/context';
import { distanceOf, nearnessOf } from '../../src/core/search/nearness';
import { parseQuery } from '../../src/core/search/query';
import type { RankedHit } from '../../src/core/search/searchIndex';
import { isSentence } from '../../src/core/search/sentence/rank';
import { tiers } from '../../src/core/search/weights';
import { rankingIndex } from '../support/rankingCorpus';
import type { RankingIndex } from '../support/rankingCorpus';
import cases from './cases.json';
import contextCases from './contextCases.json';

interface At {
  readonly open?: string;
  /** By path, hours ago. */
  readonly edited?: Readonly<Record<string, number>>;
  readonly committed?: Readonly<Record<string, number>>;
}

const nowMs = 1_000 * 3_600_000;
/** What an open file that has nothing to do with the questions may cost the mean of 1/rank. */
const mostLost = 0.02;
/** Over all that is asked and all that is open. */
const leastGained = 0.03;

describe('ranking where somebody is at something', () => {
  let corpus: RankingIndex;
  const found = new Map<string, RankedHit[]>();
  const ranked = (query: string, { open, edited = {}, committed = {} }: At): string[] => {
    const hits = found.get(query) ?? corpus.index.search(parseQuery(query), { limit: 50 });
    found.set(query, hits);
    const shares = isSentence(query) ? contextWeights.sentence : contextWeights.name;
    const near = open === undefined ? undefined : { path: open, related: new Set<number>() };
    const since = (hours: number | undefined): number | undefined => hours && nowMs - hours * 3_600_000;
    const raised = raisedByContext(
      hits,
      ({ fileId }) => {
        const { path } = corpus.files[fileId]!;
        const worked = { editedMs: since(edited[path]), committedMs: since(committed[path]) };
        return { near: near ? nearnessOf(distanceOf(near, fileId, path)) : 0, recent: recentnessOf(worked, nowMs) };
      },
      shares,
    );
    return raised.map((hit) => corpus.labelOf(hit));
  };

  before(async () => {
    corpus = await rankingIndex(resolve('test/fixtures/ranking'));
  });

  for (const { query, path, name, maximumRank, ...at } of contextCases) {
    it(`${query}, ${JSON.stringify(at)} → ${path} ${name}, at most ${maximumRank}`, () => {
      const labels = ranked(query, at);
      const rank = labels.indexOf(`${path} ${name}`) + 1;
      assert.ok(rank >= 1 && rank <= maximumRank, `rank ${rank}; first: ${labels.slice(0, 5).join(', ')}`);
    });
  }

  it('loses little where a file is open that has nothing to do with what is asked', () => {
    const mean = (at: At): number =>
      cases.reduce((sum, { query, path, name }) => {
        const rank = ranked(query, at).indexOf(`${path} ${name}`) + 1;
        return sum + (rank === 0 ? 0 : 1 / rank);
      }, 0) / cases.length;
    const plain = mean({});
    const strays = corpus.files.map(({ path }) => mean({ open: path }));
    const lost = plain - strays.reduce((sum, stray) => sum + stray, 0) / strays.length;
    assert.ok(lost <= mostLost, `${lost.toFixed(3)} of ${plain.toFixed(3)}`);
  });

  it('is less than what parts two ways in which a name fits', () => {
    const { near, recent } = contextWeights.name;
    assert.ok(near + recent < tiers.exact - tiers.sameLetters);
  });

  it('is of use on projects that the weights were not fitted to, and costs next to nothing, whatever is open', () => {
    const { without, heldOut }: Readonly<Record<'without' | 'heldOut', Readonly<Record<string, number>>>> = fitted;
    const gains = Object.keys(without).map((key) => heldOut[key]! - without[key]!);
    assert.ok(Math.min(...gains) >= -0.005, JSON.stringify(gains));
    assert.ok(gains.reduce((sum, gain) => sum + gain, 0) / gains.length >= leastGained, JSON.stringify(gains));
  });
});
