/** A training as it is asked for: reads, learns, and writes the model if it is worth it. */

import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { LociError, messageOf } from '../../model/errors';
import type { TrainRequest, TrainScore, TrainSummary } from '../../model/training';
import { createParserPool } from '../../parser/parserPool';
import { builtinModelFile, fittedModelFile, readModelFile } from '../builtin/builtin';
import { writeModel } from '../builtin/format';
import { meanScore, runCourse } from './course';
import type { Course, CourseResult } from './course';
import { extractPairs } from './extract';
import { pairKinds } from './pairs';
import type { TrainingPair } from './pairs';
import { readPairsFile, writePairsFile } from './pairsFile';
import { PairCollector } from './pairTable';
import { fittedWords, fittingPlan, heldOutShare, shippedPlan, shippedShape, shippedWords } from './plans';
import type { Score } from './score';

export interface TrainingJob {
  readonly request: TrainRequest;
  readonly assetsDir: string;
  /** Where a fitted model goes. */
  readonly dataDir: string;
}

export interface JobProgress {
  readonly phase: 'extracting' | 'learning';
  /** Files or lines read, or batches learned from. */
  readonly done: number;
  readonly total: number;
  readonly current?: string;
}

/** More are not kept: they would no longer fit in memory beside the server. */
const mostPairs = 600_000;

export async function runTraining(
  job: TrainingJob,
  report: (progress: JobProgress) => void,
  signal: AbortSignal,
): Promise<TrainSummary> {
  const { savePairs } = job.request;
  if (savePairs !== undefined) return savePairsOf(job, savePairs, report, signal);
  const started = performance.now();
  const cpu = process.cpuUsage();
  const { table, notices } = await collect(job, report, signal);
  const result = await runCourse(
    table,
    await courseOf(job),
    ({ epoch, epochs, batch, batches, loss }) => {
      const current = `loss ${loss.toFixed(2)}`;
      report({ phase: 'learning', done: epoch * batches + batch, total: epochs * batches, current });
    },
    signal,
  );
  const bytes = writeModel(result.model);
  const file = await keep(job, result, bytes);
  const { user, system } = process.cpuUsage(cpu);
  return {
    pairs: countKinds(table.kinds),
    ...{ learnedFrom: result.learnedFrom, heldOut: result.heldOut, newWords: result.newWords },
    ...{ before: result.before.map(told), after: result.after.map(told) },
    ...(file !== undefined && { file }),
    ...{ bytes: bytes.length, ms: Math.round(performance.now() - started), cpuMs: Math.round((user + system) / 1000) },
    notices,
  };
}

async function savePairsOf(
  job: TrainingJob,
  file: string,
  report: (progress: JobProgress) => void,
  signal: AbortSignal,
): Promise<TrainSummary> {
  const started = performance.now();
  const cpu = process.cpuUsage();
  const pairs = { doc: 0, commit: 0, name: 0 };
  const notices: string[] = [];
  const bytes = await writePairsFile(file, async (write) => {
    const add = (pair: TrainingPair): void => {
      pairs[pair.kind]++;
      write(pair);
    };
    notices.push(...(await readPairs(job, add, report, signal)));
  });
  const { user, system } = process.cpuUsage(cpu);
  return {
    ...{ pairs, learnedFrom: 0, heldOut: 0, newWords: 0, before: [], after: [], file, bytes },
    ...{ ms: Math.round(performance.now() - started), cpuMs: Math.round((user + system) / 1000), notices },
  };
}

async function collect(job: TrainingJob, report: (progress: JobProgress) => void, signal: AbortSignal) {
  const collector = new PairCollector();
  let left = 0;
  const add = (pair: TrainingPair): void => {
    if (collector.count < mostPairs) collector.add(pair);
    else left++;
  };
  const notices = await readPairs(job, add, report, signal);
  if (left > 0) notices.push(`${left} pairs beyond the first ${mostPairs} were left out`);
  return { table: collector.finish(), notices };
}

/** Answers with what whoever asked should know. */
async function readPairs(
  { request, assetsDir }: TrainingJob,
  add: (pair: TrainingPair) => void,
  report: (progress: JobProgress) => void,
  signal: AbortSignal,
): Promise<string[]> {
  const notices: string[] = [];
  for (const file of request.pairs ?? []) {
    const onProgress = (done: number): void => {
      report({ phase: 'extracting', done, total: 0, current: file });
    };
    const { unread } = await readPairsFile(file, add, onProgress, signal);
    if (unread > 0) notices.push(`${unread} lines of ${file} are no pairs and were left out`);
  }
  const workerFile = join(assetsDir, 'parserWorker.cjs');
  const parser = createParserPool({ workerFile, assetsDir, size: 1 });
  try {
    for (const folder of request.folders) {
      const onProgress = (done: number, total: number): void => {
        report({ phase: 'extracting', done, total, current: folder });
      };
      const { commits } = await extractPairs(folder, parser, add, onProgress, signal);
      if (commits === undefined) notices.push(`${folder} has no git history: its comments and names alone were used`);
    }
  } finally {
    await parser.close();
  }
  return notices;
}

async function courseOf({ request, assetsDir }: TrainingJob): Promise<Course> {
  const { out, heldOut = heldOutShare, seed = shippedPlan.seed } = request;
  return out !== undefined
    ? { plan: { ...shippedPlan, seed }, words: shippedWords, start: shippedShape, heldOutShare: heldOut }
    : {
        plan: { ...fittingPlan, seed },
        words: fittedWords,
        start: await readModelFile(builtinModelFile(assetsDir)),
        heldOutShare: heldOut,
      };
}

/** Whole or not at all. */
async function keep(
  { request, dataDir }: TrainingJob,
  { before, after }: CourseResult,
  bytes: Uint8Array,
): Promise<string | undefined> {
  const better = after.length > 0 && meanScore(after) > meanScore(before);
  if (request.out === undefined && !better) return undefined;
  const file = request.out ?? fittedModelFile(dataDir);
  const unfinished = `${file}.${process.pid}.part`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(unfinished, bytes);
    await rename(unfinished, file);
    return file;
  } catch (error) {
    await rm(unfinished, { force: true });
    throw new LociError(
      'permission',
      `the model cannot be written to ${file}: ${messageOf(error)}`,
      'check the folder',
      {
        cause: error,
      },
    );
  }
}

function countKinds(kinds: Uint8Array): TrainSummary['pairs'] {
  const [doc, commit, name] = pairKinds.map((_, number) => kinds.filter((kind) => kind === number).length);
  return { doc: doc!, commit: commit!, name: name! };
}

function told({ kind, mrr, questions }: Score): TrainScore {
  return { kind, mrr: Math.round(mrr * 10_000) / 10_000, questions };
}
