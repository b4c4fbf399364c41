/** Runs inside VS Code's extension host: loads the planned test files into mocha and writes down how each test ended. */

import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { findSourceMap } from 'node:module';
import { fileURLToPath } from 'node:url';
import { format } from 'node:util';
import Mocha from 'mocha';
import type { TestPlan, TestResult } from '../host/host';

/** VS Code calls it; a rejection is a failed run. */
export async function run(): Promise<void> {
  const plan = JSON.parse(readFileSync(process.env['LOCI_TEST_PLAN']!, 'utf8')) as TestPlan;
  const mocha = new Mocha({
    ui: 'bdd',
    color: plan.color,
    timeout: 30_000,
    slow: 2000,
    forbidOnly: true,
    ...(plan.grep === undefined ? {} : { fgrep: plan.grep }),
  });
  process.setSourceMapsEnabled(true);
  const write = (...args: unknown[]): void => {
    appendFileSync(plan.output, `${format(...args)}\n`);
  };
  Mocha.reporters.Base.consoleLog = write;
  // What a test measures, it prints. The methods of VS Code's own console cannot be replaced.
  globalThis.console = Object.create(console, { log: { value: write } }) as Console;
  for (const file of plan.files) mocha.addFile(file);
  await mocha.loadFilesAsync();
  const tests: TestResult[] = [];
  const failures = await new Promise<number>((resolve) => {
    const runner = mocha.run(resolve);
    runner.on('pass', (test) => {
      tests.push({ title: test.fullTitle(), state: 'passed', ms: test.duration ?? 0 });
    });
    runner.on('pending', (test) => {
      tests.push({ title: test.fullTitle(), state: 'pending', ms: 0 });
    });
    // A hook's failure too.
    runner.on('fail', (test, error: Error) => {
      error.stack = inSources(error.stack ?? error.message);
      tests.push({ title: test.fullTitle(), state: 'failed', ms: test.duration ?? 0, error: error.stack });
    });
  });
  writeFileSync(plan.report, JSON.stringify({ tests }, null, 2));
  if (failures > 0) throw new Error(`${failures} failed`);
}

/** Places in bundles as places in sources. VS Code words stacks itself, so the runtime's own maps do not show. */
function inSources(stack: string): string {
  return stack.replace(/([^\s(]+\.cjs):(\d+):(\d+)/g, (place, file: string, line: string, column: string) => {
    const origin = findSourceMap(file)?.findOrigin(Number(line), Number(column));
    if (origin === undefined || !('fileName' in origin)) return place;
    return `${fileURLToPath(origin.fileName)}:${origin.lineNumber}:${origin.columnNumber}`;
  });
}
