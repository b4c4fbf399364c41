/** Pairs as rows of a table and the plain weights of each: what a training runs over, millions of times. */

import { plainWeight } from '../builtin/fields';
import type { Vocabulary } from '../builtin/vocabulary';
import type { Bags, PairTable } from './pairTable';

export interface Examples {
  readonly count: number;
  /** As in the {@link PairTable}. */
  readonly kinds: Uint8Array;
  readonly repositories: readonly string[];
  readonly repositoryOf: Int32Array;
  readonly fileOf: Int32Array;
  readonly questionOf: Int32Array;
  readonly queries: RowBags;
  readonly documents: RowBags;
}

/** Example i's entries are `starts[i]` up to, not including, `starts[i + 1]`. */
export interface RowBags {
  readonly starts: Int32Array;
  readonly rows: Int32Array;
  readonly fields: Uint8Array;
  /** Before learned weights. */
  readonly weights: Float32Array;
}

export function encodeExamples(table: PairTable, vocabulary: Vocabulary): Examples {
  const rowsOf = table.words.map((word) => vocabulary.rowsOfWord(word));
  const { count, kinds, repositories, repositoryOf, fileOf, questionOf } = table;
  const [queries, documents] = [table.queries, table.documents].map((bags) => encodeBags(bags, rowsOf));
  return { count, kinds, repositories, repositoryOf, fileOf, questionOf, queries: queries!, documents: documents! };
}

function encodeBags(bags: Bags, rowsOf: readonly (readonly number[])[]): RowBags {
  let size = 0;
  for (const word of bags.words) size += rowsOf[word]!.length;
  const starts = new Int32Array(bags.starts.length);
  const rows = new Int32Array(size);
  const fieldNumbers = new Uint8Array(size);
  const weights = new Float32Array(size);
  // Rows are counted as the model at work counts them: words that share a row are one.
  const counts = new Map<number, number>();
  let at = 0;
  for (let i = 0; i + 1 < bags.starts.length; i++) {
    const end = bags.starts[i + 1]!;
    for (let from = bags.starts[i]!; from < end;) {
      const field = bags.fields[from]!;
      counts.clear();
      for (; from < end && bags.fields[from] === field; from++) {
        const count = bags.counts[from]!;
        for (const row of rowsOf[bags.words[from]!]!) counts.set(row, (counts.get(row) ?? 0) + count);
      }
      for (const [row, count] of counts) {
        rows[at] = row;
        fieldNumbers[at] = field;
        weights[at++] = plainWeight(count, counts.size);
      }
    }
    starts[i + 1] = at;
  }
  return { starts, rows: rows.slice(0, at), fields: fieldNumbers.slice(0, at), weights: weights.slice(0, at) };
}

/** The words that get rows of their own: those that most pairs hold, in at least `inRepositories` repositories. */
export function chooseWords(table: PairTable, limits: WordLimits): string[] {
  const pairsWith = new Uint32Array(table.words.length);
  const seenIn = new Int32Array(table.words.length).fill(-1);
  const repositoriesWith = new Uint16Array(table.words.length);
  // Pairs of a repository may stand apart: they are taken in its order.
  const order = Array.from({ length: table.count }, (_, i) => i);
  order.sort((a, b) => table.repositoryOf[a]! - table.repositoryOf[b]! || a - b);
  for (const i of order) {
    const repository = table.repositoryOf[i]!;
    for (const bags of [table.queries, table.documents]) {
      for (let at = bags.starts[i]!; at < bags.starts[i + 1]!; at++) {
        const word = bags.words[at]!;
        pairsWith[word]!++;
        if (seenIn[word] === repository) continue;
        seenIn[word] = repository;
        repositoriesWith[word]!++;
      }
    }
  }
  const { most, inPairs, inRepositories } = limits;
  return table.words
    .map((word, id) => ({ word, pairs: pairsWith[id]!, repositories: repositoriesWith[id]! }))
    .filter(({ pairs, repositories }) => pairs >= inPairs && repositories >= inRepositories)
    .sort((a, b) => b.pairs * Math.sqrt(b.repositories) - a.pairs * Math.sqrt(a.repositories))
    .slice(0, most)
    .map(({ word }) => word);
}

export interface WordLimits {
  readonly most: number;
  readonly inPairs: number;
  readonly inRepositories: number;
}
