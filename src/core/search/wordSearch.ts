/** Finds symbols by the words in and around them: an OR of the question's words, ranked by BM25F and how they agree. */

import { stem } from '../text/stem';
import { questionWords } from '../text/stopWords';
import { wordsOfIdentifier } from '../text/words';
import { bestOf } from './bestOf';
import { grown } from './postings';
import { raritiesOf, WordReader } from './question/wordReader';
import type { QuestionWord } from './question/wordReader';
import { comparePlaces, fileOf, nameOfDocument, priorOf } from './tables';
import type { Tables } from './tables';
import { documentOf, stepOf, weightOf, weightSteps } from './wordTable';
import { usageOf } from './usage';
import { tiers, usageShares, wordWeights } from './weights';

export interface WordHit {
  readonly document: number;
  readonly score: number;
  /** What of the score is for how often the symbol is referred to. */
  readonly added: number;
  /** Bit i: the question's i-th word stands in the symbol. */
  readonly matched: number;
  /** By words alone, among what the question accepts, from 1. */
  readonly rank: number;
}

/** Symbols that are ranked with care, the best by BM25 alone. */
const leastCandidates = 600;

export interface WordQuestion {
  readonly words: readonly string[];
  /** Words that each hit must hold. */
  readonly required: readonly string[];
  readonly accept: (document: number) => boolean;
  readonly askedTraits: number;
  readonly limit: number;
}

export interface WordAnswer {
  readonly hits: readonly WordHit[];
  /** What the bits of {@link WordHit.matched} stand for. */
  readonly words: readonly string[];
}

/** What the words of one question found; to be read before the next is asked. */
export interface WordSums {
  /** The rarest first. */
  readonly words: readonly QuestionWord[];
  /** Of the words' rarities: no symbol's sum is greater. */
  readonly total: number;
  /** How many words were asked by, with those that stand nowhere. */
  readonly asked: number;
  /** The acceptable symbols with the greatest sums, in no order. */
  readonly best: readonly number[];
  sumOf(document: number): number;
  /** See {@link WordHit.matched}. */
  matchedOf(document: number): number;
  /** What the symbols of the file in that slot say together: of each word, and of what stands for it, the greatest weight. */
  fileSumOf(slot: number): number;
}

/** Words of names, such as `to` and `with`, that no question asks by. */
export const silentStems = new Set(Array.from(questionWords, stem));

/** What all agreements together may come to. */
const fullAgreement = 1 + wordWeights.name + wordWeights.path + wordWeights.file;

/** Holds the sums of one search between its steps, so that searches make no large garbage. Not reentrant. */
export class WordSearch {
  private scores = new Float32Array(1024);
  private matched = new Uint32Array(1024);
  private fileScores = new Float32Array(64);
  private touched = new Uint32Array(1024);
  private touchedCount = 0;
  private readonly reader: WordReader;
  /** The acceptable ones of what was touched, with their sums. */
  private accepted = new Uint32Array(1024);
  private sums = new Float32Array(1024);

  constructor(private readonly tables: Tables) {
    this.reader = new WordReader(tables);
  }

  /** Best first. */
  search(question: WordQuestion): WordAnswer {
    const { words, best } = this.sum(question);
    return { hits: this.rank(best, words, question), words: words.map(({ word }) => word) };
  }

  sum(question: WordQuestion): WordSums {
    this.reset();
    const words = this.reader.read(question.words);
    const required = this.requiredBits(question.required, words);
    let best: readonly number[] = [];
    if (words.length > 0 && required !== undefined) {
      this.accumulate(words, words.length === 1 ? this.leastStep(words[0]!.entries, question) : 0);
      best = this.best(question, required);
    }
    const { scores, matched, fileScores } = this;
    return {
      ...{ words, best, total: words.reduce((sum, { rarity }) => sum + rarity, 0) },
      asked: new Set(question.words).size,
      sumOf: (document) => scores[document] ?? 0,
      matchedOf: (document) => matched[document] ?? 0,
      fileSumOf: (slot) => fileScores[slot] ?? 0,
    };
  }

  /** Undefined if a required word stands nowhere. */
  private requiredBits(required: readonly string[], words: readonly QuestionWord[]): number | undefined {
    let bits = 0;
    for (const word of required) {
      const at = words.findIndex((other) => other.word === word);
      if (at < 0) return undefined;
      bits |= 1 << at;
    }
    return bits;
  }

  /**
   * For a question of one word, whose sums are the weights themselves: the least step of weight among the acceptable
   * symbols that are to be ranked. The many below it need not be summed up.
   */
  private leastStep(entries: Uint32Array, { accept, limit }: WordQuestion): number {
    const wanted = candidatesFor(limit);
    if (entries.length <= wanted) return 0;
    const counts = new Uint32Array(weightSteps + 1);
    for (const entry of entries) if (accept(documentOf(entry))) counts[stepOf(entry)]!++;
    let step = weightSteps;
    for (let count = counts[step]!; count < wanted && step > 0; count += counts[step]!) step--;
    return step;
  }

  /** Of entries below `leastStep` only what they say of their file counts, and of the file's own symbol all. */
  private accumulate(words: readonly QuestionWord[], leastStep: number): void {
    const { symbols, files } = this.tables;
    this.scores = grown(this.scores, symbols.end);
    this.matched = grown(this.matched, symbols.end);
    this.touched = grown(this.touched, symbols.end);
    this.fileScores = grown(this.fileScores, files.length);
    const { scores, matched, touched, fileScores } = this;
    const { files: fileOfDocument, containers } = symbols;
    const weights = new Float64Array(weightSteps + 1);
    let count = 0;
    for (const [bit, { entries, rarity }] of words.entries()) {
      for (let step = 0; step <= weightSteps; step++) weights[step] = weightOf(step) * rarity;
      // A file's entries are neighbours in every list: its symbols are added together.
      let file = -1;
      let bestInFile = 0;
      for (const entry of entries) {
        const document = documentOf(entry);
        // What stands for the word adds nothing where the word itself stands: that came first, and weighs more.
        if (((matched[document]! >>> bit) & 1) === 1) continue;
        const step = stepOf(entry);
        const weight = weights[step]!;
        const isFirst = fileOfDocument[document] !== file;
        if (step >= leastStep || (isFirst && containers[document] === document)) {
          if (matched[document] === 0) touched[count++] = document;
          matched[document]! |= 1 << bit;
          scores[document]! += weight;
        }
        if (isFirst) {
          if (file >= 0) fileScores[file]! += bestInFile;
          file = fileOfDocument[document]!;
          bestInFile = weight;
        } else if (weight > bestInFile) bestInFile = weight;
      }
      if (file >= 0) fileScores[file]! += bestInFile;
    }
    this.touchedCount = count;
  }

  /** The acceptable symbols with the greatest sums. */
  private best({ accept, limit }: WordQuestion, required: number): number[] {
    const most = candidatesFor(limit);
    const { scores, matched, touched, touchedCount } = this;
    this.sums = grown(this.sums, touchedCount);
    this.accepted = grown(this.accepted, touchedCount);
    const { sums, accepted } = this;
    let count = 0;
    for (let i = 0; i < touchedCount; i++) {
      const document = touched[i]!;
      if ((matched[document]! & required) !== required || !accept(document)) continue;
      sums[count] = scores[document]!;
      accepted[count++] = document;
    }
    const threshold = count > most ? nthGreatest(sums.subarray(0, count), most) : 0;
    const best: number[] = [];
    for (let i = 0; i < count && best.length < most * 2; i++) if (sums[i]! >= threshold) best.push(accepted[i]!);
    return best;
  }

  private rank(documents: readonly number[], words: readonly QuestionWord[], question: WordQuestion): WordHit[] {
    const total = words.reduce((sum, { rarity }) => sum + rarity, 0);
    const rarities = raritiesOf(words);
    const best = bestOf<Omit<WordHit, 'rank'>>(
      question.limit,
      (a, b) => b.score - a.score || comparePlaces(this.tables, a.document, b.document),
    );
    for (const document of documents) {
      const matched = this.matched[document]!;
      let covered = 0;
      words.forEach(({ rarity }, bit) => (covered += (matched >>> bit) & 1 ? rarity : 0));
      const file = fileOf(this.tables, document);
      const agreement =
        (this.scores[document]! / total) * (1 - wordWeights.coverage + (wordWeights.coverage * covered) / total) +
        wordWeights.name * this.nameAgreement(document, rarities, total) +
        (document === file.base ? 0 : (wordWeights.path * this.scores[file.base]!) / total) +
        (wordWeights.file * this.fileScores[this.tables.symbols.files[document]!]!) / total;
      const { askedTraits } = question;
      const said = ((tiers.words * agreement) / fullAgreement) * priorOf(this.tables, document, askedTraits);
      const added = usageShares.words * usageOf(this.tables, document, askedTraits);
      // Most candidates are worse than what is kept: nothing is made of them.
      if (said + added >= (best.worst()?.score ?? 0)) best.add({ document, score: said + added, added, matched });
    }
    return best.list().map((hit, i) => ({ ...hit, rank: i + 1 }));
  }

  /** 0 to 1: the share of the name that is in the question, times the root of the share of the question in the name. */
  private nameAgreement(document: number, rarities: ReadonlyMap<string, number>, total: number): number {
    const parts = wordsOfIdentifier(nameOfDocument(this.tables, document), this.tables.wordCache);
    const last = parts.length > 1 ? parts.length - 1 : parts.length;
    let telling = 0;
    let agreeing = 0;
    let rarity = 0;
    for (let i = 0; i < last; i++) {
      const found = rarities.get(parts[i]!);
      if (found !== undefined || !silentStems.has(parts[i]!)) telling++;
      if (found === undefined) continue;
      agreeing++;
      rarity += found;
    }
    return telling === 0 ? 0 : (agreeing / telling) * Math.sqrt(Math.min(1, rarity / total));
  }

  private reset(): void {
    for (let i = 0; i < this.touchedCount; i++) {
      const document = this.touched[i]!;
      this.scores[document] = 0;
      this.matched[document] = 0;
    }
    this.touchedCount = 0;
    this.fileScores.fill(0);
  }
}

function candidatesFor(limit: number): number {
  return Math.max(leastCandidates, limit * 2);
}

/** The n-th greatest of positive numbers or a little less: found by counting in a fixed number of steps. */
function nthGreatest(numbers: Float32Array, n: number): number {
  const steps = 4096;
  let greatest = 0;
  for (const number of numbers) if (number > greatest) greatest = number;
  const counts = new Uint32Array(steps + 1);
  const scale = steps / greatest;
  for (const number of numbers) counts[(number * scale) | 0]!++;
  let step = steps;
  for (let count = counts[step]!; count < n && step > 0; count += counts[step]!) step--;
  // Half a step less than exact division gives: rounding must not shut out what was counted in.
  return (step - 0.5) / scale;
}
