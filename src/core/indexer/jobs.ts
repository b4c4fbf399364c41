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
  /** What is asked for has changed just now: a job that runs already may not have seen it, so that another follows. */
  readonly isNews?: boolean;
  onProgress(progress: IndexProgress): void;
  /** An abort cancels the job, for all who watch it. */
  readonly signal: AbortSignal;
}

/** Is told of all jobs. */
export interface JobObserver {
  progress(progress: IndexProgress): void;
  /** A job of the folder began, ended, was paused or resumed. */
  changed(folder: string): void;
}

export interface Jobs {
  run(request: JobRequest, work: (job: Job) => Promise<IndexSummary>): Promise<IndexSummary>;
  of(folder: string): Job | undefined;
  progressOf(folder: string): IndexProgress | undefined;
  pause(folder: string): void;
  resume(folder: string): void;
  /** Cancels the folder's job, if there is one, and waits for it to have ended. */
  cancel(folder: string): Promise<void>;
  /** Something is done, or waits for its turn. A job that is held is no work. */
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

export function createJobs(observer: JobObserver = { progress: () => undefined, changed: () => undefined }): Jobs {
  const running = new Map<string, StartedJob>();
  const turns = createTurns();

  const start = (request: JobRequest, work: (job: Job) => Promise<IndexSummary>): StartedJob => {
    const { folder } = request;
    const job = newJob(request);
    job.watchers.add((progress) => {
      observer.progress(progress);
    });
    const done = turns(async () => {
      await job.gate.pass(job.signal);
      return work(job);
    }).finally(() => {
      running.delete(folder);
      observer.changed(folder);
    });
    const started = { job, done };
    running.set(folder, started);
    observer.changed(folder);
    return started;
  };

  const run: Jobs['run'] = async (request, work) => {
    throwIfCancelled(request.signal);
    let started = running.get(request.folder);
    // Others wait for the same end, and the first of them starts what may be no answer to this request.
    while (started !== undefined && !mayJoin(started.job, request)) {
      await started.done.catch(() => undefined);
      started = running.get(request.folder);
    }
    throwIfCancelled(request.signal);
    started ??= start(request, work);
    return watchJob(started, request);
  };

  const setGate = (folder: string, set: 'open' | 'close'): void => {
    const job = running.get(folder)?.job;
    if (job === undefined) return;
    job.gate[set]();
    publish(job, job.latest);
    observer.changed(folder);
  };

  return {
    run,
    of: (folder) => running.get(folder)?.job,
    progressOf: (folder) => running.get(folder)?.job.latest,
    pause: (folder) => {
      setGate(folder, 'close');
    },
    resume: (folder) => {
      setGate(folder, 'open');
    },
    async cancel(folder) {
      const started = running.get(folder);
      started?.job.controller.abort();
      await started?.done.catch(() => undefined);
    },
    get busy() {
      return [...running.values()].some(({ job }) => !job.gate.closed);
    },
    async close() {
      const jobs = [...running.values()];
      for (const { job } of jobs) job.controller.abort();
      await Promise.allSettled(jobs.map(({ done }) => done));
    },
  };
}

/** Who wants to have everything read again, or knows of something new, is not served by a job that has looked already. */
function mayJoin({ rebuild, latest }: RunningJob, request: JobRequest): boolean {
  if (request.rebuild && !rebuild) return false;
  return request.isNews !== true || latest.phase === 'waiting';
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
