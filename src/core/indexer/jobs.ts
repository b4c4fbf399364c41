/**
 * Indexing jobs: at most one a folder, one at a time in all. A second request for a folder joins the job that runs;
 * a job goes on when its watchers have gone, and ends early only when it is cancelled.
 */

import { throwIfCancelled } from '../model/errors';
import type { IndexProgress, IndexSummary } from '../model/api';
import { createGate } from './gate';
import type { Gate } from './gate';
import { createTurns } from './turns';

export interface Job {
  readonly folder: string;
  readonly gate: Gate;
  readonly signal: AbortSignal;
  /** Paths that something newer has written while this job runs. */
  readonly superseded: Set<string>;
  report(progress: Omit<IndexProgress, 'folder' | 'paused'>): void;
}

export interface JobRequest {
  readonly folder: string;
  readonly rebuild: boolean;
  onProgress(progress: IndexProgress): void;
  /** An abort cancels the job, for all who watch it. */
  readonly signal: AbortSignal;
}

export interface Jobs {
  run(request: JobRequest, work: (job: Job) => Promise<IndexSummary>): Promise<IndexSummary>;
  of(folder: string): Job | undefined;
  progressOf(folder: string): IndexProgress | undefined;
  pause(folder: string): void;
  resume(folder: string): void;
  /** Cancels the folder's job, if there is one, and waits for it to have ended. */
  cancel(folder: string): Promise<void>;
  readonly busy: boolean;
  /** Cancels everything and waits for it to have ended. */
  close(): Promise<void>;
}

interface RunningJob extends Job {
  readonly rebuild: boolean;
  readonly controller: AbortController;
  readonly watchers: Set<(progress: IndexProgress) => void>;
  latest: IndexProgress;
}

interface StartedJob {
  readonly job: RunningJob;
  readonly done: Promise<IndexSummary>;
}

export function createJobs(): Jobs {
  const running = new Map<string, StartedJob>();
  const turns = createTurns();

  const start = (request: JobRequest, work: (job: Job) => Promise<IndexSummary>): StartedJob => {
    const job = newJob(request);
    const done = turns(async () => {
      await job.gate.pass(job.signal);
      return work(job);
    }).finally(() => running.delete(request.folder));
    const started = { job, done };
    running.set(request.folder, started);
    return started;
  };

  const run: Jobs['run'] = async (request, work) => {
    throwIfCancelled(request.signal);
    let started = running.get(request.folder);
    if (started !== undefined && request.rebuild && !started.job.rebuild) {
      await started.done.catch(() => undefined);
      started = running.get(request.folder);
    }
    started ??= start(request, work);
    return watchJob(started, request);
  };

  return {
    run,
    of: (folder) => running.get(folder)?.job,
    progressOf: (folder) => running.get(folder)?.job.latest,
    pause: (folder) => {
      const job = running.get(folder)?.job;
      job?.gate.close();
      if (job !== undefined) publish(job, job.latest);
    },
    resume: (folder) => {
      const job = running.get(folder)?.job;
      job?.gate.open();
      if (job !== undefined) publish(job, job.latest);
    },
    async cancel(folder) {
      const started = running.get(folder);
      started?.job.controller.abort();
      await started?.done.catch(() => undefined);
    },
    get busy() {
      return running.size > 0;
    },
    async close() {
      const jobs = [...running.values()];
      for (const { job } of jobs) job.controller.abort();
      await Promise.allSettled(jobs.map(({ done }) => done));
    },
  };
}

function newJob(request: JobRequest): RunningJob {
  const controller = new AbortController();
  const gate = createGate();
  const { folder, rebuild } = request;
  const latest: IndexProgress = { folder, phase: 'waiting', done: 0, total: 0, symbols: 0, paused: false };
  const job: RunningJob = {
    folder,
    rebuild,
    gate,
    controller,
    signal: controller.signal,
    superseded: new Set(),
    watchers: new Set(),
    latest,
    report: (progress) => {
      publish(job, { folder, ...progress, paused: gate.closed });
    },
  };
  return job;
}

function publish(job: RunningJob, progress: IndexProgress): void {
  job.latest = { ...progress, paused: job.gate.closed };
  for (const watcher of job.watchers) watcher(job.latest);
}

async function watchJob({ job, done }: StartedJob, request: JobRequest): Promise<IndexSummary> {
  const watcher = (progress: IndexProgress): void => {
    request.onProgress(progress);
  };
  const cancel = (): void => {
    job.controller.abort();
  };
  job.watchers.add(watcher);
  request.signal.addEventListener('abort', cancel, { once: true });
  try {
    watcher(job.latest);
    return await done;
  } finally {
    job.watchers.delete(watcher);
    request.signal.removeEventListener('abort', cancel);
  }
}
