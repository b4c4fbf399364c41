/** Who is served by a job that runs already, and who waits for one of their own. */

import assert from 'node:assert/strict';
import { createJobs } from '../../../src/core/indexer/jobs';
import type { JobRequest, Jobs } from '../../../src/core/indexer/jobs';
import type { IndexSummary } from '../../../src/core/model/api';

describe('jobs', () => {
  let jobs: Jobs;
  let ran: string[];
  let release: () => void;
  let held: Promise<void>;

  beforeEach(() => {
    jobs = createJobs();
    ran = [];
    held = new Promise((resolve) => (release = resolve));
  });
  afterEach(async () => {
    release();
    await jobs.close();
  });

  /** Runs until it is released; says in `ran` that its work was done. */
  function ask(name: string, request: Partial<JobRequest> = {}): Promise<IndexSummary> {
    const whole = { folder: '/a', rebuild: false, onProgress: () => undefined, signal: never(), ...request };
    return jobs.run(whole, async (job) => {
      job.report({ phase: 'scanning', done: 0, total: 0, symbols: 0 });
      ran.push(name);
      await held;
      return {} as IndexSummary;
    });
  }
  const started = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  it('serve all who ask for the same', async () => {
    const asked = [ask('first'), ask('second')];
    await started();
    const late = ask('third');
    release();
    await Promise.all([...asked, late]);
    assert.deepEqual(ran, ['first']);
  });

  it('run once more for news, however many have some', async () => {
    const first = ask('first');
    await started();
    const news = [ask('news', { isNews: true }), ask('more news', { isNews: true })];
    release();
    await Promise.all([first, ...news]);
    assert.deepEqual(ran, ['first', 'news']);
  });

  it('rebuild for who asks for it, though another waited longer for less', async () => {
    const first = ask('first');
    await started();
    const waiting = [ask('news', { isNews: true }), ask('rebuild', { rebuild: true })];
    release();
    await Promise.all([first, ...waiting]);
    assert.deepEqual(ran, ['first', 'news', 'rebuild']);
  });

  it('that are held are no work', async () => {
    const done = ask('first');
    assert.equal(jobs.busy, true);
    jobs.pause('/a');
    assert.equal(jobs.busy, false);
    jobs.resume('/a');
    assert.equal(jobs.busy, true);
    release();
    await done;
    assert.equal(jobs.busy, false);
  });

  it('do not begin for who has left in the meantime', async () => {
    const controller = new AbortController();
    const first = ask('first');
    await started();
    const left = ask('left', { isNews: true, signal: controller.signal });
    controller.abort();
    release();
    await assert.rejects(left, { code: 'cancelled' });
    await first;
    assert.deepEqual(ran, ['first']);
  });
});

function never(): AbortSignal {
  return new AbortController().signal;
}
