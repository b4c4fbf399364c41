/**
 * Many growing lists of 32-bit numbers in a few large arrays: one entry costs four bytes and no object. A list is a
 * chain of slices, each twice as long as the one before up to a bound; a list of one is kept in its head.
 */

const pageBits = 16;
const pageLength = 1 << pageBits;
const smallestSlice = 4;
const largestClass = 8;
/** Entries in a chain before its slices stop growing. */
const growingEntries = smallestSlice * ((1 << (largestClass + 1)) - 1);
const largestSlice = smallestSlice << largestClass;

export class Postings {
  private readonly pages: Uint32Array[] = [];
  /** First unused place of the last page. */
  private frontier = pageLength;
  private readonly freeSlices: number[][] = Array.from({ length: largestClass + 1 }, () => []);
  /** The only entry of a list of one, the first slice's address of a longer one. */
  private heads = new Uint32Array(1024);
  private tails = new Uint32Array(1024);
  private counts = new Uint32Array(1024);

  /** Entries in a list; lists need no making, an unknown one is empty. */
  length(list: number): number {
    return this.counts[list] ?? 0;
  }

  append(list: number, value: number): void {
    if (list >= this.counts.length) this.growTo(list + 1);
    const count = this.counts[list]!;
    this.counts[list] = count + 1;
    if (count === 0) {
      this.heads[list] = value;
      return;
    }
    if (count === 1) {
      const slice = this.allocate(0);
      this.write(slice, this.heads[list]!);
      this.heads[list] = slice;
      this.tails[list] = slice;
    }
    const sliceClass = classAt(count);
    const used = usedAt(count, sliceClass);
    if (used === 0) this.link(list, sliceClass, classAt(count - 1));
    this.write(this.tails[list]! + used, value);
  }

  /** Copies a list's entries, in the order of appending, to the start of `target`; answers how many. */
  read(list: number, target: Uint32Array): number {
    const count = this.length(list);
    if (count === 1) target[0] = this.heads[list]!;
    if (count <= 1) return count;
    let slice = this.heads[list]!;
    for (let at = 0, sliceClass = 0; at < count; sliceClass = Math.min(sliceClass + 1, largestClass)) {
      const page = this.pages[slice >>> pageBits]!;
      const start = slice & (pageLength - 1);
      const size = smallestSlice << sliceClass;
      const end = start + Math.min(size, count - at);
      for (let i = start; i < end; i++) target[at++] = page[i]!;
      slice = page[start + size]!;
    }
    return count;
  }

  /** Whether `test` holds for an entry; entries come in the order of appending, up to the first for which it does. */
  some(list: number, test: (value: number) => boolean): boolean {
    const count = this.length(list);
    if (count <= 1) return count === 1 && test(this.heads[list]!);
    let slice = this.heads[list]!;
    for (let at = 0, sliceClass = 0; at < count; sliceClass = Math.min(sliceClass + 1, largestClass)) {
      const page = this.pages[slice >>> pageBits]!;
      const start = slice & (pageLength - 1);
      const size = smallestSlice << sliceClass;
      const end = start + Math.min(size, count - at);
      for (let i = start; i < end; i++) if (test(page[i]!)) return true;
      at += size;
      slice = page[start + size]!;
    }
    return false;
  }

  each(list: number, visit: (value: number) => void): void {
    this.some(list, (value) => {
      visit(value);
      return false;
    });
  }

  /** Leaves only the entries that `keep` wants; `scratch` holds at least the list's length. */
  filter(list: number, scratch: Uint32Array, keep: (value: number) => boolean): void {
    const count = this.read(list, scratch);
    let kept = 0;
    for (let i = 0; i < count; i++) {
      const value = scratch[i]!;
      if (keep(value)) scratch[kept++] = value;
    }
    if (kept === count) return;
    this.clear(list);
    for (let i = 0; i < kept; i++) this.append(list, scratch[i]!);
  }

  bytes(): number {
    return this.pages.length * pageLength * 4 + this.counts.length * 12;
  }

  private clear(list: number): void {
    const count = this.counts[list]!;
    let slice = this.heads[list]!;
    for (let at = 0, sliceClass = 0; count > 1 && at < count; sliceClass = Math.min(sliceClass + 1, largestClass)) {
      const size = smallestSlice << sliceClass;
      this.freeSlices[sliceClass]!.push(slice);
      slice = this.pages[slice >>> pageBits]![(slice & (pageLength - 1)) + size]!;
      at += size;
    }
    this.counts[list] = 0;
  }

  private link(list: number, sliceClass: number, previousClass: number): void {
    const slice = this.allocate(sliceClass);
    this.write(this.tails[list]! + (smallestSlice << previousClass), slice);
    this.tails[list] = slice;
  }

  private write(address: number, value: number): void {
    this.pages[address >>> pageBits]![address & (pageLength - 1)] = value;
  }

  private allocate(sliceClass: number): number {
    const reused = this.freeSlices[sliceClass]!.pop();
    if (reused !== undefined) return reused;
    // One place more for the address of the next slice. A slice never crosses a page.
    const size = (smallestSlice << sliceClass) + 1;
    if (this.frontier + size > pageLength) {
      this.pages.push(new Uint32Array(pageLength));
      this.frontier = 0;
    }
    const address = (this.pages.length - 1) * pageLength + this.frontier;
    this.frontier += size;
    return address;
  }

  private growTo(lists: number): void {
    this.heads = grown(this.heads, lists);
    this.tails = grown(this.tails, lists);
    this.counts = grown(this.counts, lists);
  }
}

/** The class of the slice in which entry number `count` (from 0) of a list stands. */
function classAt(count: number): number {
  return count >= growingEntries ? largestClass : 31 - Math.clz32(count / smallestSlice + 1);
}

function usedAt(count: number, sliceClass: number): number {
  if (count >= growingEntries) return (count - growingEntries) % largestSlice;
  return count - smallestSlice * ((1 << sliceClass) - 1);
}

/** The same numbers in an array of at least `length` places, half as long again so that growing stays cheap. */
export function grown<Numbers extends Uint8Array | Uint16Array | Uint32Array | Float32Array | Float64Array>(
  numbers: Numbers,
  length: number,
): Numbers {
  if (numbers.length >= length) return numbers;
  const longer = new (numbers.constructor as new (size: number) => Numbers)(
    Math.max(length, Math.ceil(numbers.length * 1.5)),
  );
  longer.set(numbers);
  return longer;
}
