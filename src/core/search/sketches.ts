/** The sketches of symbols' definitions, by document number: which are copies of one, and which of each other. */

import { isBlank, sketchWords } from '../text/sketch';
import { grown } from './postings';

const sketchBits = sketchWords * 32;
/** Bits of a band: what is alike agrees in all of them in one of the bands. */
const bandBits = 12;
const bands = Array.from({ length: Math.floor(sketchBits / bandBits) }, (_, band) => band * bandBits);

export type Sketch = Uint32Array;

export class SketchTable {
  private bits = new Uint32Array(0);
  private end = 0;

  set(document: number, sketches: Uint32Array, start: number): void {
    this.bits = grown(this.bits, (document + 1) * sketchWords);
    this.end = Math.max(this.end, document + 1);
    for (let i = 0; i < sketchWords; i++) this.bits[document * sketchWords + i] = sketches[start + i]!;
  }

  has(document: number): boolean {
    return document >= 0 && document < this.end && !isBlank(this.bits, document * sketchWords);
  }

  /** Below 0 for what has nothing in common, 1 for what has all: an estimate of the Jaccard index of their shingles. */
  private likeness(sketches: Sketch, sketch: number, document: number): number {
    let distance = 0;
    for (let i = 0; i < sketchWords; i++) {
      distance += bitCount(sketches[sketch * sketchWords + i]! ^ this.bits[document * sketchWords + i]!);
    }
    return 1 - (2 * distance) / sketchBits;
  }

  /** A copy; undefined where there is none. */
  of(document: number): Sketch | undefined {
    return this.has(document) ? this.bits.slice(document * sketchWords, (document + 1) * sketchWords) : undefined;
  }

  /** Those that `accept` lets through and that are at least so like it, the likest first, `most` of them. */
  nearest(sketch: Sketch, least: number, most: number, accept: (document: number) => boolean): number[] {
    const found: { readonly document: number; readonly likeness: number }[] = [];
    for (let document = 0; document < this.end; document++) {
      const likeness = this.likeness(sketch, 0, document);
      if (likeness >= least && this.has(document) && accept(document)) found.push({ document, likeness });
    }
    return found
      .sort((a, b) => b.likeness - a.likeness || a.document - b.document)
      .slice(0, most)
      .map(({ document }) => document);
  }

  /** Pairs of the documents that are at least so alike; a pair may come more than once. Yields after each bucket. */
  *pairs(documents: readonly number[], least: number): Generator<readonly [number, number] | undefined> {
    const known = documents.filter((document) => this.has(document));
    for (const band of bands) {
      const buckets = new Map<number, number[]>();
      for (const document of known) {
        const key = this.bandOf(document, band);
        const bucket = buckets.get(key);
        if (bucket === undefined) buckets.set(key, [document]);
        else bucket.push(document);
      }
      for (const bucket of buckets.values()) {
        for (const [i, a] of bucket.entries()) {
          for (const b of bucket.slice(i + 1)) if (this.likeness(this.bits, a, b) >= least) yield [a, b];
        }
        yield undefined;
      }
    }
  }

  bytes(): number {
    return this.bits.byteLength;
  }

  private bandOf(document: number, band: number): number {
    const at = document * sketchWords + (band >>> 5);
    const shift = band & 31;
    const low = this.bits[at]! >>> shift;
    const high = shift === 0 ? 0 : this.bits[at + 1]! << (32 - shift);
    return (low | high) & ((1 << bandBits) - 1);
  }
}

function bitCount(value: number): number {
  const pairs = value - ((value >>> 1) & 0x55555555);
  const nibbles = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((nibbles + (nibbles >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
