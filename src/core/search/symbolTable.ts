/**
 * The symbols of an index as columns, by document number. A file's symbols have neighbouring numbers in the order of
 * the file, the file's own first. Numbers of removed files are used again once nothing refers to them.
 */

import { LociError } from '../model/errors';
import { grown } from './postings';

/** Document numbers share 32 bits with a weight of 9. */
export const documentLimit = 1 << 23;

const free = 0;
const live = 1;
const dead = 2;
/** Dead, and being taken out of the lists: free when that has ended. */
const leaving = 3;

export class SymbolTable {
  names = new Uint32Array(1024);
  files = new Uint32Array(1024);
  /** Document number of the enclosing symbol; its own for a file. */
  containers = new Uint32Array(1024);
  scopes = new Uint32Array(1024);
  nativeKinds = new Uint16Array(1024);
  kinds = new Uint8Array(1024);
  flags = new Uint8Array(1024);
  /** How often each is referred to, as a step of usage.ts. */
  usage = new Uint8Array(1024);
  /** Words of each definition, as logLengthOf of tables.ts reads it. */
  lengths = new Uint8Array(1024);
  private states = new Uint8Array(1024);
  /** All numbers in use are below. */
  end = 0;
  liveCount = 0;
  deadCount = 0;
  private leavingCount = 0;
  private freeRuns: { start: number; length: number }[] = [];

  /** Lists may hold documents that are not live. */
  get someGone(): boolean {
    return this.deadCount + this.leavingCount > 0;
  }

  isLive(document: number): boolean {
    return this.states[document] === live;
  }

  isLeaving(document: number): boolean {
    return this.states[document] === leaving;
  }

  /** The first of `count` neighbouring numbers, now live. Throws LociError `usage` past the limit of one vault. */
  take(count: number): number {
    const start = this.takeFreeRun(count) ?? this.takeAtEnd(count);
    this.states.fill(live, start, start + count);
    this.usage.fill(0, start, start + count);
    this.liveCount += count;
    return start;
  }

  drop(start: number, count: number): void {
    this.states.fill(dead, start, start + count);
    this.liveCount -= count;
    this.deadCount += count;
  }

  /** From here on dead numbers are leaving: the caller takes them out of its lists, then calls `freeLeaving`. */
  beginLeaving(): void {
    for (let i = 0; i < this.end; i++) if (this.states[i] === dead) this.states[i] = leaving;
    this.leavingCount += this.deadCount;
    this.deadCount = 0;
  }

  freeLeaving(): void {
    this.leavingCount = 0;
    this.freeRuns = [];
    let length = 0;
    for (let i = 0; i < this.end; i++) {
      if (this.states[i] === leaving) this.states[i] = free;
      if (this.states[i] === free) length++;
      else if (length > 0) {
        this.freeRuns.push({ start: i - length, length });
        length = 0;
      }
    }
    this.end -= length;
  }

  bytes(): number {
    return this.names.length * (4 * 4 + 2 + 5);
  }

  private takeFreeRun(count: number): number | undefined {
    const index = this.freeRuns.findIndex((run) => run.length >= count);
    const run = this.freeRuns[index];
    if (run === undefined) return undefined;
    run.length -= count;
    if (run.length === 0) this.freeRuns.splice(index, 1);
    return run.start + run.length;
  }

  private takeAtEnd(count: number): number {
    const start = this.end;
    if (start + count > documentLimit) {
      const limit = documentLimit.toLocaleString('en');
      throw new LociError(
        'usage',
        `a folder may hold ${limit} symbols`,
        'leave generated files out with a .lociignore',
      );
    }
    this.end += count;
    this.names = grown(this.names, this.end);
    this.files = grown(this.files, this.end);
    this.containers = grown(this.containers, this.end);
    this.scopes = grown(this.scopes, this.end);
    this.nativeKinds = grown(this.nativeKinds, this.end);
    this.kinds = grown(this.kinds, this.end);
    this.flags = grown(this.flags, this.end);
    this.usage = grown(this.usage, this.end);
    this.lengths = grown(this.lengths, this.end);
    this.states = grown(this.states, this.end);
    return start;
  }
}
