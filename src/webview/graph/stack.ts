/** Where in its column everything stands: near what it is related to, in a given order, without gaps to spare. Knows no page. */

export interface Item {
  readonly name: string;
  /** What is less stands higher. */
  readonly order: number;
  readonly height: number;
  /** Names of what it is drawn to, in columns further in. */
  readonly near: readonly string[];
}

/**
 * The middles of all items by their names. The columns come from the inmost on; what is drawn to nothing is drawn to the
 * middle of it all, which is 0.
 */
export function stackedColumns(columns: readonly (readonly Item[])[], gap: number): Map<string, number> {
  const middles = new Map<string, number>();
  for (const column of columns) {
    const items = [...column].sort((a, b) => a.order - b.order);
    const wanted = items.map(({ near }) => mean(near.map((name) => middles.get(name) ?? 0)));
    const heights = items.map(({ height }) => height);
    for (const [at, middle] of stacked(wanted, heights, gap).entries()) middles.set(items[at]!.name, middle);
  }
  return middles;
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * As near to where each wants to be as their order and their heights allow, by least squares: what would overlap is put
 * together into blocks, and each block to the mean of what its members want (pool adjacent violators).
 */
export function stacked(wanted: readonly number[], heights: readonly number[], gap: number): number[] {
  const offsets: number[] = [];
  for (const [at, height] of heights.entries()) {
    const before = offsets[at - 1];
    offsets.push(before === undefined ? 0 : before + heights[at - 1]! / 2 + gap + height / 2);
  }
  const blocks: { sum: number; count: number }[] = [];
  for (const [at, middle] of wanted.entries()) {
    let block = { sum: middle - offsets[at]!, count: 1 };
    for (let last = blocks.at(-1); last !== undefined && last.sum / last.count > block.sum / block.count;) {
      block = { sum: last.sum + block.sum, count: last.count + block.count };
      blocks.pop();
      last = blocks.at(-1);
    }
    blocks.push(block);
  }
  const shifts = blocks.flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count));
  return shifts.map((shift, at) => shift + offsets[at]!);
}
