/** Measures of the extension host's own thread, taken from inside it. */

import { Session } from 'node:inspector/promises';
import type { Profiler } from 'node:inspector';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';

/** 0 to 1. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
}

/** Wall time over CPU time of a busy loop: 1 on a machine with nothing else to do. */
export function contention(): number {
  const cpu = process.cpuUsage();
  const began = performance.now();
  while (process.cpuUsage(cpu).user + process.cpuUsage(cpu).system < 300_000);
  return Math.max(1, (performance.now() - began) / 300);
}

export interface ThreadReport {
  /**
   * The longest run of the thread in which code of the watched folder was on the stack, without a rest. Counted in
   * samples, which are taken only while the thread has a core: what else the machine does is not in it.
   */
  readonly longestOwnMs: number;
  /** The function that was on top most of that time. */
  readonly where: string;
  readonly ownMs: number;
  /** The longest time that the event loop could not turn, whoever kept it. */
  readonly longestDelayMs: number;
}

const sampleMs = 0.5;

/** Samples the thread's stack until it is stopped. */
export async function watchThread(folder: string): Promise<{ readonly stop: () => Promise<ThreadReport> }> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: sampleMs * 1000 });
  await session.post('Profiler.start');
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  return {
    stop: async () => {
      delays.disable();
      const { profile } = await session.post('Profiler.stop');
      session.disconnect();
      return { ...longestRun(profile, folder), longestDelayMs: delays.max / 1e6 };
    },
  };
}

function longestRun(profile: Profiler.Profile, folder: string): Omit<ThreadReport, 'longestDelayMs'> {
  const own = ownNodes(profile, folder);
  const names = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame.functionName]));
  let [longestOwnMs, ownMs, run] = [0, 0, 0];
  let where = '';
  let tops = new Map<string, number>();
  for (const id of profile.samples ?? []) {
    if (!own.has(id)) {
      run = 0;
      tops = new Map<string, number>();
      continue;
    }
    const name = names.get(id) ?? '';
    [run, ownMs] = [run + sampleMs, ownMs + sampleMs];
    tops.set(name, (tops.get(name) ?? 0) + sampleMs);
    if (run > longestOwnMs) {
      longestOwnMs = run;
      where = [...tops].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
    }
  }
  return { longestOwnMs, ownMs, where };
}

/** Nodes of the call tree that are the folder's code, or called by it. */
function ownNodes({ nodes }: Profiler.Profile, folder: string): ReadonlySet<number> {
  const url = pathToFileURL(folder).href;
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const own = new Set<number>();
  const mark = (id: number): void => {
    own.add(id);
    for (const child of byId.get(id)?.children ?? []) if (!own.has(child)) mark(child);
  };
  for (const { id, callFrame } of nodes) {
    if (callFrame.url.startsWith(url) || callFrame.url.startsWith(folder)) mark(id);
  }
  return own;
}
