// Builds dist/: one bundle a program, and beside them the assets that they load at run time.
//   node esbuild.mjs [--quiet] [--watch]
import { build, context } from 'esbuild';
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';

const quiet = process.argv.includes('--quiet');
const watch = process.argv.includes('--watch');

/** Only the extension may resolve `vscode`: in every other bundle an import of it fails the build. */
const programs = {
  extension: { entry: 'src/extension/extension.ts', external: ['vscode'] },
  server: { entry: 'src/server/main.ts', external: [] },
  cli: { entry: 'src/cli/main.ts', external: [] },
  mcp: { entry: 'src/mcp/main.ts', external: [] },
  parserWorker: { entry: 'src/core/parser/parserWorker.ts', external: [] },
  databaseWorker: { entry: 'src/core/store/databaseWorker.ts', external: [] },
};

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  outdir: 'dist',
  logLevel: 'warning',
  // Packages that find their own files by import.meta.url go on doing so from a CommonJS bundle.
  banner: { js: "const __importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
  define: { 'import.meta.url': '__importMetaUrl' },
  external: ['pg-native'],
  sourcemap: 'linked',
  sourcesContent: false,
};

function copyAll(files, folder) {
  mkdirSync(folder, { recursive: true });
  for (const file of files) copyFileSync(file, join(folder, basename(file)));
}

function filesIn(folder, pattern) {
  return readdirSync(folder)
    .filter((name) => pattern.test(name))
    .map((name) => join(folder, name));
}

function copyAssets() {
  const grammarPackages = [
    ...filesIn('node_modules', /^tree-sitter-/),
    ...filesIn('node_modules/@tree-sitter-grammars', /^tree-sitter-/),
  ];
  copyAll(['node_modules/web-tree-sitter/web-tree-sitter.wasm'], 'dist/grammars');
  for (const folder of grammarPackages) copyAll(filesIn(folder, /\.wasm$/), 'dist/grammars');
  mkdirSync('dist/queries', { recursive: true });
  for (const language of readdirSync('src/core/languages')) {
    const query = join('src/core/languages', language, 'symbols.scm');
    if (existsSync(query)) copyFileSync(query, join('dist/queries', `${language}.scm`));
  }
  copyAll(filesIn('migrations', /\.sql$/), 'dist/migrations');
}

mkdirSync('dist', { recursive: true });
for (const stale of filesIn('dist', /\.cjs(\.map)?$/)) rmSync(stale);
copyAssets();
for (const [name, { entry, external }] of Object.entries(programs)) {
  const options = { ...common, entryPoints: { [name]: entry }, external: [...common.external, ...external] };
  if (watch) await (await context(options)).watch();
  else await build(options);
}
if (!quiet) console.log(`built ${Object.keys(programs).join(', ')}`);
