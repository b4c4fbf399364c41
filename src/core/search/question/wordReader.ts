/** Reads where a question's words stand, and the words that may stand for them. */

import { grown } from '../postings';
import type { Tables } from '../tables';
import { relatedShare } from '../weights';
import { documentOf, scaled } from '../wordTable';
import { relatedTo } from './expansions';

/** Words that count in one question: the rarest of them, one bit each. */
export const mostWords = 31;

export interface QuestionWord {
  readonly word: string;
  /** Where it stands, then where the related ones do: a symbol may come more than once. */
  readonly entries: Uint32Array;
  /** Inverse document frequency. */
  readonly rarity: number;
  /** Words that count for it, by {@link relatedShare}; only such as stand somewhere. */
  readonly related: readonly string[];
}

/** Of the words and of those that count for them; a word of the question by its own. */
export function raritiesOf(words: readonly QuestionWord[]): Map<string, number> {
  const rarities = new Map<string, number>();
  for (const { related, rarity } of words) for (const other of related) rarities.set(other, relatedShare * rarity);
  for (const { word, rarity } of words) rarities.set(word, rarity);
  return rarities;
}

/** Holds what it read last: the next reading is written over it. */
export class WordReader {
  private entries = new Uint32Array(1024);

  constructor(private readonly tables: Tables) {}

  /** The rarest first, at most {@link mostWords}; without those that stand nowhere. */
  read(words: readonly string[]): QuestionWord[] {
    const { words: table, symbols } = this.tables;
    const asked = new Set(words);
    const known = [...asked].map((word) => {
      const related = relatedTo(word).filter((other) => !asked.has(other) && table.find(other) !== undefined);
      return { word, related };
    });
    this.makeRoom(known.flatMap(({ word, related }) => [word, ...related]));
    const found: QuestionWord[] = [];
    let end = 0;
    for (const { word, related } of known) {
      const start = end;
      end = this.append(word, start);
      for (const other of related) {
        const from = end;
        end = this.append(other, from);
        for (let at = from; at < end; at++) this.entries[at] = scaled(this.entries[at]!, relatedShare);
      }
      const live = end - start;
      if (live === 0) continue;
      const rarity = Math.log(1 + Math.max(0, symbols.liveCount - live + 0.5) / (live + 0.5));
      found.push({ word, related, entries: this.entries.subarray(start, end), rarity });
    }
    return found.sort((a, b) => b.rarity - a.rarity).slice(0, mostWords);
  }

  private makeRoom(words: readonly string[]): void {
    const { words: table } = this.tables;
    const lengths = words.map((word) => table.postings.length(table.find(word) ?? -1));
    this.entries = grown(
      this.entries,
      lengths.reduce((sum, length) => sum + length, 0),
    );
  }

  /** Writes the live entries of a word from `start` on; answers where they end. */
  private append(word: string, start: number): number {
    const { words: table, symbols } = this.tables;
    const number = table.find(word);
    if (number === undefined) return start;
    const count = table.postings.length(number);
    const entries = this.entries.subarray(start, start + count);
    table.postings.read(number, entries);
    if (!symbols.someGone) return start + count;
    let live = 0;
    for (const entry of entries) if (symbols.isLive(documentOf(entry))) entries[live++] = entry;
    return start + live;
  }
}
