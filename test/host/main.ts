/**
 * Runs the extension's tests in a real VS Code.
 *   npm run test:extension [-- FILE… --suite NAME --grep TEXT]
 * FILE is a part of a test file's path.
 */

import { readdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import picomatch from 'picomatch';
import type { Suite, SuiteWindow } from '../extension/suites';
import { suites } from '../extension/suites';
import { bundleTests } from './bundle';
import { packageExtension } from './package';
import { cacheFolder, remove, root, temporaryFolder } from './project';
import type { ChosenWindow } from './suite';
import { runSuite } from './suite';

const tests = path.join(root, 'test/extension');

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { suite: { type: 'string', multiple: true }, grep: { type: 'string' } },
  });
  const { suite: names, grep } = values;
  const chosen = choose(positionals, names);
  if (chosen.length === 0) throw new Error('no suite and no test file is named so');
  const folder = temporaryFolder();
  // Below the project, where mocha is found; a folder of its own, so that two runs do not meet.
  const bundles = temporaryFolder(cacheFolder('test-extension'));
  try {
    const files = chosen.flatMap(({ windows }) => windows.flatMap((window) => window.files));
    await bundleTests([...new Set(files)], bundles);
    const vsix = await packageExtension(folder);
    let ran = 0;
    for (const { suite, windows } of chosen) ran += await runSuite(suite, windows, { vsix, folder, bundles, grep });
    if (ran === 0) throw new Error('no test ran');
  } finally {
    remove(bundles);
    remove(folder);
  }
}

interface Chosen {
  readonly suite: Suite;
  readonly windows: readonly ChosenWindow[];
}

/** What is named, or all that is not long; with each suite the one that it comes after. */
function choose(parts: readonly string[], names: readonly string[] | undefined): Chosen[] {
  const all = suites.map((suite) => ({ suite, windows: windowsOf(suite, parts) }));
  const asked = all.filter(
    ({ suite, windows }) =>
      (names?.includes(suite.name) ?? (suite.long !== true || parts.length > 0)) && windows.length > 0,
  );
  const before = new Set(asked.map(({ suite }) => suite.after));
  return all.flatMap(({ suite, windows }) => {
    if (asked.some((one) => one.suite === suite)) return { suite, windows };
    return before.has(suite.name) ? { suite, windows: windowsOf(suite, []) } : [];
  });
}

/** A window alone would wait for the others in vain: several are run whole or not at all. */
function windowsOf(suite: Suite, parts: readonly string[]): ChosenWindow[] {
  const windows = [suite, ...(suite.besides ?? [])];
  const some = windows.map((window) => ({ window, files: filesOf(suite, window, parts) }));
  if (some.every(({ files }) => files.length === 0)) return [];
  return windows.length === 1 ? some : windows.map((window) => ({ window, files: filesOf(suite, window, []) }));
}

/** The window's test files, relative to test/extension. A glob that fits none is a mistake in the suite. */
function filesOf(suite: Suite, window: SuiteWindow, parts: readonly string[]): string[] {
  const names = readdirSync(tests, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'));
  const found = window.files.flatMap((glob) => {
    const fitting = names.filter((name) => name.endsWith('.test.ts') && picomatch.isMatch(name, glob));
    if (fitting.length === 0) throw new Error(`suite ${suite.name}: no test file fits ${glob}`);
    return fitting;
  });
  return [...new Set(found)].filter(
    (name) => parts.length === 0 || parts.some((part) => `test/extension/${name}`.includes(part)),
  );
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
