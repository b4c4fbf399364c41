/**
 * Runs the extension's tests in a real VS Code.
 *   npm run test:extension [-- FILE… --suite NAME --grep TEXT]
 * FILE is a part of a test file's path.
 */

import { appendFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import picomatch from 'picomatch';
import type { Suite } from '../extension/suites';
import { suites } from '../extension/suites';
import { bundleOf, bundleTests } from './bundle';
import type { TestPlan, TestReport } from './host';
import { packageExtension } from './package';
import { cacheFolder, remove, root, temporaryFolder } from './project';
import { startHost } from './startHost';

const tests = path.join(root, 'test/extension');
const fixtures = path.join(tests, 'fixtures');

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { suite: { type: 'string', multiple: true }, grep: { type: 'string' } },
  });
  const { suite: names, grep } = values;
  const chosen = suites
    .filter(({ name }) => names?.includes(name) ?? true)
    .map((suite) => ({ suite, files: filesOf(suite, positionals) }))
    .filter(({ files }) => files.length > 0);
  if (chosen.length === 0) throw new Error('no suite and no test file is named so');
  const folder = temporaryFolder();
  // Below the project, where mocha is found; a folder of its own, so that two runs do not meet.
  const bundles = temporaryFolder(cacheFolder('test-extension'));
  try {
    await bundleTests([...new Set(chosen.flatMap(({ files }) => files))], bundles);
    const vsix = await packageExtension(folder);
    let ran = 0;
    for (const { suite, files } of chosen) ran += await runSuite(suite, files, { vsix, folder, bundles, grep });
    if (ran === 0) throw new Error('no test ran');
  } finally {
    remove(bundles);
    remove(folder);
  }
}

/** The suite's test files, relative to test/extension. A glob that fits none is a mistake in the suite. */
function filesOf(suite: Suite, parts: readonly string[]): string[] {
  const names = readdirSync(tests, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'));
  const found = suite.files.flatMap((glob) => {
    const fitting = names.filter((name) => name.endsWith('.test.ts') && picomatch.isMatch(name, glob));
    if (fitting.length === 0 && parts.length === 0) throw new Error(`suite ${suite.name}: no test file fits ${glob}`);
    return fitting;
  });
  return [...new Set(found)].filter(
    (name) => parts.length === 0 || parts.some((part) => `test/extension/${name}`.includes(part)),
  );
}

interface RunPlace {
  readonly vsix: string;
  readonly folder: string;
  readonly bundles: string;
  readonly grep: string | undefined;
}

/** Answers with how many tests ran. Sets the exit code if one failed. */
async function runSuite(suite: Suite, files: readonly string[], run: RunPlace): Promise<number> {
  const place = path.join(run.folder, suite.name);
  mkdirSync(place);
  const plan: TestPlan = {
    files: files.map((name) => bundleOf(run.bundles, name)),
    report: path.join(cacheFolder('test-extension'), `report-${suite.name}.json`),
    output: path.join(place, 'output.txt'),
    color: process.stdout.isTTY,
    ...(run.grep === undefined ? {} : { grep: run.grep }),
  };
  remove(plan.report);
  writeFileSync(plan.output, '');
  const planFile = path.join(place, 'plan.json');
  writeFileSync(planFile, JSON.stringify(plan));
  const workspace = copyWorkspace(suite, place);
  const host = await startHost({
    vsix: run.vsix,
    dataDir: path.join(place, 'data'),
    say,
    ...(workspace === undefined ? {} : { workspace }),
    ...(suite.settings === undefined ? {} : { settings: suite.settings }),
    ...(suite.trusted === undefined ? {} : { trusted: suite.trusted }),
    ...(suite.environment === undefined ? {} : { environment: suite.environment }),
  });
  say(`Suite ${suite.name} in VS Code (${host.kind} host)`);
  const log = path.join(cacheFolder('test-extension'), `vscode-${suite.name}.log`);
  writeFileSync(log, '');
  const following = followFile(plan.output, (text) => process.stdout.write(text));
  const code = await host
    .runTests({ module: bundleOf(run.bundles, 'index.ts'), planFile }, (text) => {
      appendFileSync(log, text);
    })
    .finally(async () => {
      following.stop();
      await host.close();
    });
  return judge(suite, plan.report, code, log);
}

/** A run without a report, or with failures that VS Code did not notice, is a failure. */
function judge(suite: Suite, reportFile: string, code: number, log: string): number {
  if (!existsSync(reportFile)) {
    throw new Error(`suite ${suite.name}: VS Code ended with ${code} before the tests did; see ${log}`);
  }
  const { tests: results } = JSON.parse(readFileSync(reportFile, 'utf8')) as TestReport;
  if (code !== 0 || results.some(({ state }) => state === 'failed')) process.exitCode = 1;
  return results.length;
}

/** Hands on what is appended to a file. `stop` hands on the last of it. */
function followFile(file: string, write: (text: string) => void): { readonly stop: () => void } {
  let done = 0;
  const look = (): void => {
    const bytes = readFileSync(file).subarray(done);
    done += bytes.length;
    if (bytes.length > 0) write(bytes.toString());
  };
  const timer = setInterval(look, 50);
  return {
    stop: () => {
      clearInterval(timer);
      look();
    },
  };
}

function copyWorkspace(suite: Suite, place: string): string | undefined {
  if (suite.workspace === undefined) return undefined;
  const [fixture = suite.workspace] = suite.workspace.split('/');
  cpSync(path.join(fixtures, fixture), path.join(place, fixture), { recursive: true });
  return path.join(place, suite.workspace);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
