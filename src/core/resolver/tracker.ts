/** Keeps account of the files that answers rest on, also where an answer is known from before. */

/** An answer with the units that it rests on. */
export interface Tracked<Value> {
  value: Value | undefined;
  units: readonly number[];
  state: 'busy' | 'waiting' | 'known';
  /** Of one that is not known: the depth of the outermost question that it is known to have come back to. */
  depth: number;
}

/**
 * Questions are asked within questions. One that comes back to a question around it is in a circle with that one and all
 * between them: each rests on whatever any of them rests on, whichever was asked first.
 */
export interface Tracker {
  touch(unit: number): void;
  /** Begins to work something out: what is touched and used till {@link end} is what it rests on. */
  begin<Value>(): Tracked<Value>;
  /** Also after a failure. What it rests on the question around rests on, too. */
  end<Value>(answer: Tracked<Value>, value: Value | undefined): void;
  /** Uses an answer; one that is still being worked out is undefined. */
  use<Value>(answer: Tracked<Value>): Value | undefined;
  /** Works something out by itself; answers with the units that it rests on. */
  run(work: () => void): readonly number[];
}

const noUnits: readonly number[] = [];

/** Units are small numbers; negative ones, which are the languages' own, are left out. */
export function createTracker(): Tracker {
  return new Account();
}

/** A class, so that its fields are where V8 finds them. */
class Account implements Tracker {
  /** Units touched by the questions that are being asked, those of the outermost first; each once a question. */
  private touched = new Int32Array(1024);
  /** Where in `touched` the unit was last before it was put there. */
  private before = new Int32Array(1024);
  private count = 0;
  /** By unit, where in `touched` it is; what is there now tells whether that still holds. */
  private place = new Int32Array(1024);
  /** By depth: where what a question touched begins, the outermost question come back to, the first that waits for it. */
  private readonly starts: number[] = [0];
  private readonly outermost: number[] = [0];
  private readonly firstWaiting: number[] = [0];
  private depth = 0;
  /** Answers in circles whose outermost question is still being asked. */
  private readonly waiting: Tracked<unknown>[] = [];
  /** Lists by a hash of what they hold: most answers rest on the same few. */
  private readonly lists = new Map<number, readonly number[]>();

  touch(unit: number): void {
    if (unit < 0) return;
    const { count } = this;
    if (unit >= this.place.length) this.place = grown(this.place, unit + 1);
    const at = this.place[unit]!;
    if (at >= this.starts[this.depth]! && at < count && this.touched[at] === unit) return;
    if (count === this.touched.length) {
      this.touched = grown(this.touched, count + 1);
      this.before = grown(this.before, count + 1);
    }
    this.touched[count] = unit;
    this.before[count] = at;
    this.place[unit] = count;
    this.count = count + 1;
  }

  begin<Value>(): Tracked<Value> {
    const depth = ++this.depth;
    this.starts[depth] = this.count;
    this.outermost[depth] = depth;
    this.firstWaiting[depth] = this.waiting.length;
    return { value: undefined, units: noUnits, state: 'busy', depth };
  }

  end<Value>(answer: Tracked<Value>, value: Value | undefined): void {
    const { depth } = this;
    const units = this.takeUnits(this.starts[depth]!);
    const outermost = this.outermost[depth]!;
    this.depth = depth - 1;
    answer.value = value;
    answer.units = units;
    if (outermost < depth) {
      answer.state = 'waiting';
      this.waiting.push(answer);
      this.waitFor(outermost, this.firstWaiting[depth]!);
    } else {
      answer.state = 'known';
      this.release(units, this.firstWaiting[depth]!);
    }
    this.touchAll(units);
  }

  use<Value>(answer: Tracked<Value>): Value | undefined {
    if (answer.state === 'known') this.touchAll(answer.units);
    else this.comeBackTo(answer.depth);
    return answer.value;
  }

  run(work: () => void): readonly number[] {
    // Whatever a failure may have left.
    this.depth = 0;
    this.count = 0;
    this.waiting.length = 0;
    const answer = this.begin<undefined>();
    work();
    this.end(answer, undefined);
    return answer.units;
  }

  /** Those from `first` on are in a circle with the question that has ended, and so with the one that it came back to. */
  private waitFor(depth: number, first: number): void {
    const { waiting } = this;
    for (let at = first; at < waiting.length; at++) waiting[at]!.depth = depth;
    this.comeBackTo(depth);
  }

  private touchAll(units: readonly number[]): void {
    const { length } = units;
    for (let at = 0; at < length; at++) this.touch(units[at]!);
  }

  private comeBackTo(depth: number): void {
    if (depth < this.outermost[this.depth]!) this.outermost[this.depth] = depth;
  }

  private release(units: readonly number[], first: number): void {
    const { waiting } = this;
    while (waiting.length > first) {
      const answer = waiting.pop()!;
      answer.units = units;
      answer.state = 'known';
    }
  }

  /** What was touched since `start`, which is then as if it had not been. */
  private takeUnits(start: number): readonly number[] {
    const { touched, before, place, count } = this;
    let hash = count - start;
    for (let at = start; at < count; at++) hash = (Math.imul(hash, 31) + touched[at]!) | 0;
    for (let at = count - 1; at >= start; at--) place[touched[at]!] = before[at]!;
    this.count = start;
    return this.listOf(hash, start, count);
  }

  private listOf(hash: number, start: number, end: number): readonly number[] {
    if (start === end) return noUnits;
    const known = this.lists.get(hash);
    if (known !== undefined && this.holds(known, start, end)) return known;
    const made = Array.from(this.touched.subarray(start, end));
    this.lists.set(hash, made);
    return made;
  }

  private holds(list: readonly number[], start: number, end: number): boolean {
    if (list.length !== end - start) return false;
    for (let at = start; at < end; at++) if (list[at - start] !== this.touched[at]) return false;
    return true;
  }
}

function grown(array: Int32Array, least: number): Int32Array<ArrayBuffer> {
  const made = new Int32Array(Math.max(least, array.length * 2));
  made.set(array);
  return made;
}
