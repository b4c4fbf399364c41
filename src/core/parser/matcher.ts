/** What a query finds in a tree, as plain data: one call for all of it. */

import type { Query, QueryProperties, Tree } from 'web-tree-sitter';
import type { Runtime } from './runtime';
import { addressOf } from './runtime';

/** A node that a pattern names, by its offsets in UTF-16 units. */
export interface Captured {
  /** Identity of the node. */
  readonly id: number;
  readonly startIndex: number;
  readonly endIndex: number;
}

export interface Capture {
  readonly name: string;
  readonly node: Captured;
}

export interface Match {
  readonly pattern: number;
  readonly captures: readonly Capture[];
  /** What the pattern sets. */
  readonly properties: QueryProperties;
}

export interface Matcher {
  /** In the order in which they were found; those whose texts a pattern refuses are left out. `text` is that of the tree. */
  match(tree: Tree, text: string): Match[];
}

/** A test of the texts of a pattern's captures, as the query was given it. */
type TextPredicate = (
  captures: readonly { readonly name: string; readonly node: { readonly text: string } }[],
) => boolean;

const noProperties: QueryProperties = {};
const unlimited = 0xffffffff;
/** Row, column and index from where to where, twice; no bound where both are 0. */
const everywhere = Array.from({ length: 12 }, () => 0);
/** A node in the memory: its identity, start, row, column and what it is an alias of. */
const nodeWords = 5;

export function createMatcher(runtime: Runtime, query: Query): Matcher {
  const { calls, transfer } = runtime;
  const { captureNames, setProperties } = query;
  const { textPredicates } = query as unknown as { readonly textPredicates: readonly (readonly TextPredicate[])[] };
  const given = transfer >> 2;

  /** The captures of one match, of which `at` is the first word. */
  function readCaptures(found: Int32Array, at: number, count: number, tree: number): Capture[] {
    const captures: Capture[] = [];
    for (let index = 0, from = at; index < count; index++, from += 1 + nodeWords) {
      const memory = runtime.words();
      for (let word = 0; word < nodeWords; word++) memory[given + word] = found[from + 1 + word]!;
      const node = {
        id: found[from + 1]!,
        startIndex: found[from + 2]!,
        endIndex: calls.ts_node_end_index_wasm(tree),
      };
      captures.push({ name: captureNames[found[from]!]!, node });
    }
    return captures;
  }

  return {
    match(tree, text) {
      const address = addressOf(tree);
      calls.ts_tree_root_node_wasm(address);
      calls.ts_query_matches_wasm(addressOf(query), address, ...everywhere, unlimited, unlimited);
      const [count = 0, start = 0] = runtime.words().subarray(given, given + 2);
      const matches: Match[] = [];
      for (let left = count, at = start >> 2; left > 0; left--) {
        const memory = runtime.words();
        const pattern = memory[at]!;
        const size = memory[at + 1]!;
        const captures = readCaptures(memory, at + 2, size, address);
        at += 2 + size * (1 + nodeWords);
        const tests = textPredicates[pattern]!;
        if (tests.length > 0) {
          const texts = captures.map(({ name, node }) => ({ name, node: { text: textOf(node, text) } }));
          if (!tests.every((test) => test(texts))) continue;
        }
        matches.push({ pattern, captures, properties: setProperties[pattern] ?? noProperties });
      }
      calls.free(start);
      return matches;
    },
  };
}

function textOf({ startIndex, endIndex }: Captured, text: string): string {
  return text.slice(startIndex, endIndex);
}
