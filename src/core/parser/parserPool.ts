/** Parsing on worker threads, started on demand and ended when idle. What a file does to a thread, it does to itself only. */

import { performance } from 'node:perf_hooks';
import { languageById } from '../languages/index';
import { LociError } from '../model/errors';
import type { FileFacts, SourceFile } from '../model/file';
import { toFacts } from './facts';
import { unpackFacts } from './factsMessage';
import { unreadFile } from './parseFile';
import type { ParserThread } from './parserThread';
import { startParserThread } from './parserThread';

export interface ParserPoolConfig {
  /** The bundle of parserWorker. */
  readonly workerFile: string;
  readonly assetsDir: string;
  /** Most threads at a time. */
  readonly size: number;
  readonly limits?: Partial<ParserLimits>;
}

export interface ParserLimits {
  /** Milliseconds that a batch may take. 20,000. */
  readonly parseMs: number;
  /** Milliseconds that a thread works alone before another is started beside it. 4,000. */
  readonly aloneMs: number;
  /** Milliseconds after which an idle thread ends. 60,000. */
  readonly idleMs: number;
  /** WebAssembly memory over which a thread is replaced: it never shrinks. 256 MiB. */
  readonly memoryBytes: number;
}

export interface ParserPool {
  /**
   * Facts in the order of the files. A file that ends its thread twice (abort, out of memory, time) yields its own symbol
   * and a problem. Rejects with `cancelled`, or with `internal` where the set-up is at fault.
   */
  parse(files: readonly SourceFile[], signal?: AbortSignal): Promise<FileFacts[]>;
  /** Ends the threads that have nothing to do, with their memory. */
  rest(): void;
  /** Ends all threads; what is pending rejects with `cancelled`. */
  close(): Promise<void>;
}

/**
 * A thread spends its first second in code that is not compiled yet: another beside it for the last of 500 files costs a
 * second of processor time more, a seventh of all, and ends a first index little sooner.
 */
const defaultLimits: ParserLimits = {
  ...{ parseMs: 20_000, aloneMs: 4_000, idleMs: 60_000 },
  memoryBytes: 256 * 1024 * 1024,
};

/** One message holds about this much source, in UTF-16 units, and at most this many files. */
const batchUnits = 512 * 1024;
const batchFiles = 64;

interface Call {
  readonly results: FileFacts[];
  waiting: number;
  settled: boolean;
  readonly resolve: (facts: FileFacts[]) => void;
  readonly reject: (error: Error) => void;
}

interface Batch {
  readonly call: Call;
  readonly files: readonly SourceFile[];
  /** Index of the first file in the call. */
  readonly first: number;
  /** A single file whose first batch ended a thread. */
  readonly again: boolean;
}

export function createParserPool(config: ParserPoolConfig): ParserPool {
  const limits = { ...defaultLimits, ...config.limits };
  const queue: Batch[] = [];
  const calls = new Set<Call>();
  const idle: { readonly thread: ParserThread; readonly timer: NodeJS.Timeout }[] = [];
  const threads = new Set<ParserThread>();
  let closed = false;
  /** Batches in hand, and since when there has been one. */
  let working = 0;
  let workingSince = 0;
  let waker: NodeJS.Timeout | undefined;

  function settle(call: Call, error?: Error): void {
    if (call.settled) return;
    call.settled = true;
    calls.delete(call);
    if (error === undefined) call.resolve(call.results);
    else call.reject(error);
  }

  function deliver(batch: Batch, facts: readonly FileFacts[]): void {
    const { call, first } = batch;
    facts.forEach((file, index) => {
      call.results[first + index] = file;
    });
    call.waiting -= facts.length;
    if (call.waiting === 0) settle(call);
  }

  function dispatch(): void {
    while (!closed && queue.length > 0) {
      if (queue[0]!.call.settled) queue.shift();
      else if (idle.length > 0 || mayStart()) void work(takeThread(), queue.shift()!);
      else return;
    }
  }

  function mayStart(): boolean {
    if (threads.size === 0) return true;
    const alone = performance.now() - workingSince;
    if (threads.size < config.size && alone < limits.aloneMs)
      waker ??= setTimeout(wake, limits.aloneMs - alone).unref();
    return threads.size < config.size && alone >= limits.aloneMs;
  }

  function wake(): void {
    waker = undefined;
    dispatch();
  }

  function takeThread(): ParserThread {
    for (let waiting = idle.pop(); waiting !== undefined; waiting = idle.pop()) {
      clearTimeout(waiting.timer);
      if (waiting.thread.alive()) return waiting.thread;
      threads.delete(waiting.thread);
    }
    const thread = startParserThread(config.workerFile, { assetsDir: config.assetsDir });
    threads.add(thread);
    return thread;
  }

  async function work(thread: ParserThread, batch: Batch): Promise<void> {
    if (working++ === 0) workingSince = performance.now();
    const outcome = await thread.parse(batch.files, limits.parseMs);
    working--;
    if (outcome.kind === 'parsed') deliver(batch, unpackFacts(outcome.facts));
    else if (outcome.kind === 'refused') settle(batch.call, setUpError(outcome.why));
    else retry(batch, outcome.why);
    if (outcome.kind === 'lost' || (outcome.kind === 'parsed' && outcome.memoryBytes > limits.memoryBytes))
      drop(thread);
    else if (thread.alive()) rest(thread);
    else threads.delete(thread);
    dispatch();
  }

  /** What a lost thread had in hand goes on file by file, once. */
  function retry(batch: Batch, why: string): void {
    const { call, files, first, again } = batch;
    if (call.settled) return;
    if (again)
      deliver(
        batch,
        files.map((file) => unparsable(file, why)),
      );
    else queue.unshift(...files.map((file, index) => ({ call, files: [file], first: first + index, again: true })));
  }

  function rest(thread: ParserThread): void {
    const timer = setTimeout(() => {
      const index = idle.findIndex((each) => each.thread === thread);
      if (index >= 0) idle.splice(index, 1);
      drop(thread);
    }, limits.idleMs);
    timer.unref();
    idle.push({ thread, timer });
  }

  function drop(thread: ParserThread): void {
    threads.delete(thread);
    void thread.end();
  }

  return {
    async parse(files, signal) {
      if (closed || signal?.aborted === true) throw cancelled();
      if (files.length === 0) return [];
      const detached = new AbortController();
      const parsed = new Promise<FileFacts[]>((resolve, reject) => {
        const call: Call = { results: [], waiting: files.length, settled: false, resolve, reject };
        const abort = (): void => {
          settle(call, cancelled());
        };
        signal?.addEventListener('abort', abort, { signal: detached.signal });
        calls.add(call);
        queue.push(...splitIntoBatches(call, files));
        dispatch();
      });
      return parsed.finally(() => {
        detached.abort();
      });
    },
    rest() {
      for (const { thread, timer } of idle.splice(0)) {
        clearTimeout(timer);
        drop(thread);
      }
    },
    async close() {
      closed = true;
      clearTimeout(waker);
      queue.length = 0;
      for (const call of [...calls]) settle(call, cancelled());
      for (const { timer } of idle.splice(0)) clearTimeout(timer);
      await Promise.all([...threads].map((thread) => thread.end()));
      threads.clear();
    },
  };
}

/** Large enough that messages are few, small enough that every thread has its share. */
function splitIntoBatches(call: Call, files: readonly SourceFile[]): Batch[] {
  const batches: Batch[] = [];
  let first = 0;
  let units = 0;
  files.forEach(({ text }, index) => {
    units += text.length;
    const last = index === files.length - 1;
    if (!last && units < batchUnits && index + 1 - first < batchFiles) return;
    batches.push({ call, files: files.slice(first, index + 1), first, again: false });
    first = index + 1;
    units = 0;
  });
  return batches;
}

function unparsable(source: SourceFile, why: string): FileFacts {
  const language = languageById(source.language);
  if (language === undefined) throw new LociError('internal', `no language is called ${source.language}`);
  return toFacts(unreadFile(source, language, `not parsed: ${why}`), '');
}

function cancelled(): LociError {
  return new LociError('cancelled', 'cancelled');
}

function setUpError(why: string): LociError {
  return new LociError('internal', `files cannot be parsed: ${why}`, 'install Loci again');
}
