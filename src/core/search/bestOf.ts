/** Keeps the best of many without sorting all: what is behind the worst that is kept is refused at once. */

export interface BestOf<Item> {
  add(item: Item): void;
  /** What an item must be better than to be kept; undefined while there is room. */
  worst(): Item | undefined;
  /** Best first, at most the limit. */
  list(): Item[];
}

/** `compare` is that of Array.sort; of equal items those that came first are kept. */
export function bestOf<Item>(limit: number, compare: (a: Item, b: Item) => number): BestOf<Item> {
  const kept: Item[] = [];
  let worst: Item | undefined;
  const cut = (): void => {
    kept.sort(compare);
    kept.length = Math.min(kept.length, limit);
    worst = kept.length === limit ? kept.at(-1) : undefined;
  };
  return {
    add(item) {
      if (worst !== undefined && compare(item, worst) >= 0) return;
      kept.push(item);
      if (kept.length >= limit * 2 + 32) cut();
    },
    worst: () => worst,
    list() {
      cut();
      return kept;
    },
  };
}
