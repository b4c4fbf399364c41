/** One suite: its folders are copied and made, VS Code starts, its tests run in one window or in several at once. */

import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Suite, SuiteWindow } from '../extension/suites';
import { bundleOf } from './bundle';
import type { Host, TestPlan, TestReport, TestRun } from './host';
import { cacheFolder, remove, root } from './project';
import { startServerHost } from './serverHost';
import { startHost } from './startHost';

const fixtures = path.join(root, 'test/extension/fixtures');

export interface ChosenWindow {
  readonly window: SuiteWindow;
  /** Its test files, relative to test/extension. */
  readonly files: readonly string[];
}

export interface RunPlace {
  readonly vsix: string;
  /** Holds a folder for each suite. */
  readonly folder: string;
  readonly bundles: string;
  readonly grep: string | undefined;
}

/** Answers with how many tests ran. Sets the exit code if one failed. */
export async function runSuite(suite: Suite, windows: readonly ChosenWindow[], run: RunPlace): Promise<number> {
  const place = path.join(run.folder, suite.after ?? suite.name);
  const meeting = path.join(place, 'meeting');
  mkdirSync(meeting, { recursive: true });
  const workspaces = windows.map(({ window }) => copyWorkspace(window.workspace, place));
  const [first] = workspaces;
  if (first !== undefined) suite.prepare?.(first);
  const host = await hostOf(suite)({
    vsix: run.vsix,
    dataDir: path.join(place, 'data'),
    say,
    ...(first === undefined ? {} : { workspace: first }),
    ...(suite.settings === undefined ? {} : { settings: suite.settings }),
    ...(suite.trusted === undefined ? {} : { trusted: suite.trusted }),
    environment: { LOCI_TEST_MEETING: meeting, ...suite.environment },
  });
  say(`Suite ${suite.name} in VS Code (${host.kind} host)`);
  try {
    const counts = await Promise.all(
      windows.map(({ files }, at) => {
        const name = at === 0 ? suite.name : `${suite.name}-${at + 1}`;
        const person = at === 0 ? personOf(suite, meeting) : {};
        const opened = workspaces[at];
        const more = { ...(opened === undefined ? {} : { opened }), ...(suite.long === true ? { minutes: 60 } : {}) };
        return runWindow(host, { name, files, run, place, ...more, ...person });
      }),
    );
    return counts.reduce((sum, count) => sum + count, 0);
  } finally {
    await host.close();
  }
}

function hostOf({ person }: Suite): typeof startHost {
  return person === undefined ? startHost : startServerHost;
}

function personOf({ person }: Suite, meeting: string): Pick<TestRun, 'person'> {
  if (person === undefined) return {};
  const told = async (what: string): Promise<void> => {
    while (!existsSync(path.join(meeting, what))) await delay(50, undefined, { ref: false });
  };
  return { person: (page) => person(page, told) };
}

interface WindowRun extends Pick<TestRun, 'person' | 'minutes'> {
  readonly name: string;
  readonly files: readonly string[];
  readonly opened?: string;
  readonly run: RunPlace;
  readonly place: string;
}

async function runWindow(host: Host, window: WindowRun): Promise<number> {
  const { name, files, opened, run, place, person, minutes } = window;
  const plan: TestPlan = {
    files: files.map((file) => bundleOf(run.bundles, file)),
    report: path.join(cacheFolder('test-extension'), `report-${name}.json`),
    output: path.join(place, `output-${name}.txt`),
    color: process.stdout.isTTY,
    ...(run.grep === undefined ? {} : { grep: run.grep }),
  };
  remove(plan.report);
  writeFileSync(plan.output, '');
  const planFile = path.join(place, `plan-${name}.json`);
  writeFileSync(planFile, JSON.stringify(plan));
  const log = path.join(cacheFolder('test-extension'), `vscode-${name}.log`);
  writeFileSync(log, '');
  const following = followFile(plan.output, (text) => process.stdout.write(text));
  const module = bundleOf(run.bundles, 'index.ts');
  const testRun: TestRun = {
    ...{ module, planFile },
    ...(opened === undefined ? {} : { workspace: opened }),
    ...(person === undefined ? {} : { person }),
    ...(minutes === undefined ? {} : { minutes }),
  };
  const code = await host
    .runTests(testRun, (text) => {
      appendFileSync(log, text);
    })
    .finally(following.stop);
  return judge(name, plan.report, code, log);
}

/** A run without a report, or with failures that VS Code did not notice, is a failure. */
function judge(name: string, reportFile: string, code: number, log: string): number {
  if (!existsSync(reportFile)) {
    throw new Error(`suite ${name}: VS Code ended with ${code} before the tests did; see ${log}`);
  }
  const { tests: results } = JSON.parse(readFileSync(reportFile, 'utf8')) as TestReport;
  if (code !== 0 || results.some(({ state }) => state === 'failed')) process.exitCode = 1;
  return results.length;
}

/** Hands on what is appended to a file, in whole lines. `stop` hands on the last of it. */
function followFile(file: string, write: (text: string) => void): { readonly stop: () => void } {
  let done = 0;
  const look = (all: boolean): void => {
    const bytes = readFileSync(file).subarray(done);
    const ready = all ? bytes : bytes.subarray(0, bytes.lastIndexOf('\n') + 1);
    done += ready.length;
    if (ready.length > 0) write(ready.toString());
  };
  const timer = setInterval(look, 50, false);
  return {
    stop: () => {
      clearInterval(timer);
      look(true);
    },
  };
}

/** Two windows may open one folder; a suite may find what the one before has left; a folder without a fixture is empty. */
function copyWorkspace(workspace: string | undefined, place: string): string | undefined {
  if (workspace === undefined) return undefined;
  const [fixture = workspace] = workspace.split('/');
  const copy = path.join(place, fixture);
  const source = path.join(fixtures, fixture);
  if (!existsSync(copy) && existsSync(source)) cpSync(source, copy, { recursive: true });
  mkdirSync(copy, { recursive: true });
  return path.join(place, workspace);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
