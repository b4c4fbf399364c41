/**
 * Words to rows of the table. A word that the model does not know is told by the known words that it is made of
 * (`strcasecmp`: str, case, cmp) and by one of a few shared rows, by its hash: so any word of any script has rows, and
 * the same word always has the same.
 */

import { eachToken, partsOfIdentifier } from '../../text/words';

export interface Vocabulary {
  readonly words: readonly string[];
  /** Rows after those of the words. */
  readonly buckets: number;
  readonly rowCount: number;
  rowsOfWord(word: string): readonly number[];
  /** The rows of each word of the text, up to `mostTokens` identifiers; they are repeated where the text repeats them. */
  eachRow(text: string, mostTokens: number, visit: (row: number) => void): void;
}

/** Identifiers whose rows are remembered, before it starts afresh. */
const cacheSize = 50_000;
/** UTF-16 units for each token that may be read: a text without any is not looked through to its end. */
const unitsPerToken = 64;
const shortestPiece = 3;
const longestPiece = 14;
const mostPieces = 4;

export function createVocabulary(words: readonly string[], buckets: number): Vocabulary {
  const numbers = new Map(words.map((word, row) => [word, row]));
  const bucketOf = (text: string): number => words.length + (hashOf(text) % buckets);
  const rowsOfWord = (word: string): readonly number[] => {
    const row = numbers.get(word);
    return row === undefined ? [...piecesOf(word, numbers), bucketOf(word)] : [row];
  };
  const known = new Map<string, readonly number[]>();
  const rowsOfToken = (token: string): readonly number[] => {
    const found = known.get(token);
    if (found !== undefined) return found;
    const rows = partsOfIdentifier(token).flatMap(rowsOfWord);
    if (known.size >= cacheSize) known.clear();
    known.set(token, rows);
    return rows;
  };
  return {
    words,
    buckets,
    rowCount: words.length + buckets,
    rowsOfWord,
    eachRow(text, mostTokens, visit) {
      const start = text.slice(0, unitsPerToken * mostTokens);
      let tokens = 0;
      let visited = 0;
      eachToken(start, 0, start.length, (from, to) => {
        if (++tokens > mostTokens) return;
        for (const row of rowsOfToken(start.slice(from, to))) {
          visited++;
          visit(row);
        }
      });
      // Signs and pictures are no words. A text of nothing else still is not like every other.
      if (visited === 0) for (const sign of signsOf(start, mostTokens)) visit(bucketOf(sign));
    },
  };
}

/** Of an empty text, one empty sign: no text is without any row. */
function signsOf(text: string, most: number): readonly string[] {
  const signs = text.slice(0, 4 * most).match(/\S/gu) ?? [''];
  return signs.slice(0, most);
}

/** The longest known words that stand in a word side by side, from its start. */
function piecesOf(word: string, numbers: ReadonlyMap<string, number>): number[] {
  const rows: number[] = [];
  let at = 0;
  while (at <= word.length - shortestPiece && rows.length < mostPieces) {
    let length = Math.min(longestPiece, word.length - at);
    let row: number | undefined;
    for (; length >= shortestPiece; length--) {
      row = numbers.get(word.slice(at, at + length));
      if (row !== undefined) break;
    }
    if (row !== undefined) rows.push(row);
    at += row === undefined ? 1 : length;
  }
  return rows;
}

/** FNV-1a over UTF-16 units, unsigned. */
function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}
