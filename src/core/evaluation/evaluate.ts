/** Measures how well a folder's code is found, on a copy of it, by an engine that is there for nothing else. */

import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Engine, FolderStatus, IndexProgress } from '../model/api';
import { LociError, throwIfCancelled } from '../model/errors';
import type { EvaluateRequest, EvaluateSummary, EvaluationSort } from '../model/evaluation';
import type { ParserPool } from '../parser/parserPool';
import { realFolder } from '../workspace/folder';
import type { ScanRules } from '../workspace/rules';
import { answerOf, askCases } from './ask';
import type { Asked, Case } from './ask';
import { makeCases } from './cases';
import type { FolderCases } from './cases';
import { percentileOf } from './measures';

export interface EvaluationDeps {
  readonly parser: ParserPool;
  /** What the folder's index leaves out. */
  readonly rules: ScanRules;
  /** An engine on an empty data directory, that embeds without waiting if it embeds at all. */
  readonly openEngine: (dataDir: string) => Promise<Engine>;
}

const usualCases = 150;
const usualSeed = 7;
/** Of fewer, one more or less found moves the mean by more than two hundredths. */
const fewCases = 50;
const lookMs = 100;

/** @throws LociError `cancelled`, and as indexing the folder does. Whatever happens, nothing is left behind. */
export async function evaluateFolder(
  { parser, rules, openEngine }: EvaluationDeps,
  { folder, cases: mostCases = usualCases, seed = usualSeed }: EvaluateRequest,
  onProgress: (progress: IndexProgress) => void,
  signal: AbortSignal,
): Promise<EvaluateSummary> {
  const started = performance.now();
  const real = await realFolder(folder);
  const place = await realpath(await mkdtemp(join(tmpdir(), 'loci-eval-')));
  const copy = join(place, 'copy');
  try {
    await mkdir(copy);
    const cases = await makeCases({
      ...{ folder: real, copy, rules, parser, mostCases, seed, signal },
      onProgress: (done, total) => {
        onProgress({ folder: real, phase: 'extracting', done, total, symbols: 0, paused: false });
      },
    });
    const tell = (progress: IndexProgress): void => {
      onProgress({ ...progress, folder: real });
    };
    const answers = await askFolder(() => openEngine(join(place, 'data')), copy, askable(cases), tell, signal);
    const ms = Math.round(performance.now() - started);
    return { ...summaryOf(cases, answers), folder: real, ms, notices: noticesOf(real, cases, answers.status) };
  } finally {
    await rm(place, { recursive: true, force: true, maxRetries: 5 });
  }
}

export type AskableCases = Readonly<Record<EvaluationSort, readonly Case[]>>;

export function askable({ comments, commits = [] }: FolderCases): AskableCases {
  return {
    comments: comments.map(({ query, path, symbol }) => {
      return { query, wanted: [answerOf('comments', path, symbol.name)] };
    }),
    commits: commits.map(({ query, paths }) => ({ query, wanted: paths })),
  };
}

export interface Answers {
  readonly asked: readonly Asked[];
  readonly status: FolderStatus;
}

/** Indexes a folder in an engine that knows no other, and asks it when all has rested. */
export async function askFolder(
  openEngine: () => Promise<Engine>,
  folder: string,
  cases: AskableCases,
  onProgress: (progress: IndexProgress) => void,
  signal: AbortSignal,
): Promise<Answers> {
  throwIfCancelled(signal);
  const engine = await openEngine();
  try {
    await engine.index({ folder }, onProgress, signal);
    const ask = async (query: string, limit?: number) =>
      (await engine.search({ query, folder, ...(limit !== undefined && { limit }) }, signal)).hits;
    // Asked once, it has its index in memory, and takes the vectors in as they come.
    await ask('first');
    const status = await settled(engine, folder, signal);
    const total = cases.comments.length + cases.commits.length;
    let done = 0;
    const onAsked = (): void => {
      onProgress({ folder, phase: 'asking', done: ++done, total, symbols: 0, paused: false });
    };
    const asked = [
      await askCases('comments', cases.comments, ask, onAsked, signal),
      await askCases('commits', cases.commits, ask, onAsked, signal),
    ];
    return { asked, status };
  } finally {
    await engine.dispose();
  }
}

/** Ranking rests on what refers to what, and on vectors: both are there when all has rested. */
export async function settled(engine: Engine, folder: string, signal: AbortSignal): Promise<FolderStatus> {
  for (;;) {
    throwIfCancelled(signal);
    const [status] = (await engine.status({ folder }, signal)).folders;
    const isEmbedding = status?.embedding.state === 'waiting' || status?.embedding.state === 'embedding';
    if (status !== undefined && !engine.busy() && !isEmbedding) return status;
    await delay(lookMs, undefined, { signal }).catch(() => {
      throw new LociError('cancelled', 'cancelled');
    });
  }
}

function summaryOf(
  cases: FolderCases,
  { asked, status: { symbols, embedding } }: Answers,
): Omit<EvaluateSummary, 'folder' | 'ms' | 'notices'> {
  const times = asked.flatMap((one) => one.times);
  const possible = { comments: cases.possibleComments, commits: cases.possibleCommits };
  return {
    ...{ files: cases.files, symbols },
    ...(embedding.ready && embedding.model !== undefined && { model: embedding.model }),
    sorts: asked
      .filter((sort) => sort.cases.length > 0)
      .map(({ sort, fused, sources, cases: judged }) => ({
        ...{ sort, possible: possible[sort], fused, sources, cases: judged },
      })),
    latency: { p50: percentileOf(times, 0.5), p95: percentileOf(times, 0.95), questions: times.length },
  };
}

function noticesOf(folder: string, { comments, commits }: FolderCases, { embedding }: FolderStatus): string[] {
  const notices: string[] = [];
  const count = (cases: readonly unknown[], name: string): void => {
    if (cases.length >= fewCases) return;
    const worth = cases.length === 0 ? 'nothing is said of them' : 'their figures are rough';
    notices.push(`${folder} gives ${cases.length} cases of ${name}: ${worth}`);
  };
  count(comments, 'comments');
  if (commits === undefined) notices.push(`${folder} has no git history: its comments alone were asked`);
  else count(commits, 'commits');
  if (!embedding.ready) {
    notices.push(`meaning had no part in the answers: ${embedding.problem ?? 'embedding is switched off'}`);
  }
  return notices;
}
