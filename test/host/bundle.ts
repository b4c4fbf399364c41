/** Bundles what runs inside the extension host: the module that VS Code calls, and each test file by itself. */

import { build } from 'esbuild';
import path from 'node:path';
import { root } from './project';

const tests = path.join(root, 'test/extension');

/** The bundle in `folder` of a test file, or of the module that VS Code calls; `name` is relative to test/extension. */
export function bundleOf(folder: string, name: string): string {
  return path.join(folder, name.replace(/\.ts$/, '.cjs'));
}

/** `folder` is below the project: mocha is not bundled, and found from there. */
export async function bundleTests(names: readonly string[], folder: string): Promise<void> {
  await build({
    entryPoints: ['index.ts', ...names].map((name) => path.join(tests, name)),
    outbase: tests,
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    sourcemap: 'inline',
    sourcesContent: false,
    logLevel: 'warning',
    external: ['vscode', 'mocha', 'pg-native'],
    banner: { js: "const __importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
    define: { 'import.meta.url': '__importMetaUrl' },
  });
}
