/** Figures of ranked answers. */

import type { Found } from '../model/evaluation';

const counted = 10;

/** One question's answers that are right: their ranks from 1, ascending, and how many there are to be found. */
export interface Ranks {
  readonly ranks: readonly number[];
  readonly wanted: number;
}

export function isFound({ ranks }: Ranks): boolean {
  return ranks[0] !== undefined && ranks[0] <= counted;
}

/** Zeros where nothing was asked. */
export function foundOf(all: readonly Ranks[]): Found {
  const mean = (value: (one: Ranks) => number): number =>
    all.reduce((sum, one) => sum + value(one), 0) / Math.max(1, all.length);
  return {
    mrr: mean((one) => (isFound(one) ? 1 / one.ranks[0]! : 0)),
    recall: mean(({ ranks, wanted }) => ranks.filter((rank) => rank <= counted).length / Math.max(1, wanted)),
  };
}

/** The least value that a share of all does not exceed; 0 of none. */
export function percentileOf(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

/** The ranks of what is wanted in a list, the first place of each counting. */
export function ranksIn(list: readonly string[], wanted: readonly string[]): Ranks {
  const ranks = wanted.flatMap((one) => {
    const at = list.indexOf(one);
    return at < 0 ? [] : [at + 1];
  });
  return { ranks: ranks.sort((a, b) => a - b), wanted: wanted.length };
}
