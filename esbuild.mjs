// Builds dist/: one bundle a program or page, and beside them the assets that they load at run time.
//   node esbuild.mjs [--quiet] [--watch]
import { build, context } from 'esbuild';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

const quiet = process.argv.includes('--quiet');
const watch = process.argv.includes('--watch');

/** Only the extension may resolve `vscode`: in every other bundle an import of it fails the build. */
const programs = {
  extension: { entry: 'src/extension/extension.ts', external: ['vscode'] },
  server: { entry: 'src/server/main.ts', external: [] },
  cli: { entry: 'src/cli/main.ts', external: [] },
  mcp: { entry: 'src/mcp/main.ts', external: [] },
  parserWorker: { entry: 'src/core/parser/parserWorker.ts', external: [] },
  trainerWorker: { entry: 'src/core/embedding/training/trainerWorker.ts', external: [] },
  embedderWorker: {
    entry: 'src/core/embedding/worker/embedderWorker.ts',
    external: [],
    // The builds for browsers: they compute in WebAssembly, and need neither native code nor files of their own.
    alias: {
      '@huggingface/transformers': resolve('node_modules/@huggingface/transformers/dist/transformers.web.js'),
      'onnxruntime-web': resolve('node_modules/onnxruntime-web/dist/ort.wasm.bundle.min.mjs'),
      'onnxruntime-web/webgpu': resolve('node_modules/onnxruntime-web/dist/ort.wasm.bundle.min.mjs'),
    },
    minify: true,
    sourcemap: false,
  },
  resolverWorker: { entry: 'src/core/indexer/resolving/resolverWorker.ts', external: [] },
  // It carries the TypeScript compiler, whose names tell nobody anything there.
  checker: { entry: 'src/core/semantics/checkerMain.ts', external: [], minify: true, sourcemap: false },
  databaseWorker: { entry: 'src/core/store/databaseWorker.ts', external: [] },
};

/** What runs in a webview: a script and its style sheet, under a policy that allows nothing else. */
const pages = { graph: 'src/webview/graph/main.ts' };

const pageOptions = {
  bundle: true,
  platform: 'browser',
  target: 'es2023',
  format: 'iife',
  outdir: 'dist/webview',
  loader: { '.svg': 'text' },
  logLevel: 'warning',
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

/** What came into dist/ as it is, to be named with what was bundled. */
const copied = [];

function copyAll(files, folder) {
  copied.push(...files);
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
  copyAll(filesIn('src/core/embedding/model', /\.model$/), 'dist/model');
  copyAll(['node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm'], 'dist/onnx');
}

/** Every file and folder below `folder`, folders before what is in them; paths relative, `/` between parts. */
function walk(folder, below = '') {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    return entry.isDirectory() ? [{ path, folder: true }, ...walk(folder, path)] : [{ path, folder: false }];
  });
}

/** The archive that core/store/dataDirectory.ts unpacks. */
function packDirectory(folder) {
  const entries = walk(folder);
  const files = entries
    .filter((entry) => !entry.folder)
    .map(({ path }) => ({ path, bytes: readFileSync(join(folder, path)) }));
  const header = Buffer.from(
    JSON.stringify({
      folders: entries.filter((entry) => entry.folder).map(({ path }) => path),
      files: files.map(({ path, bytes }) => ({ path, size: bytes.length })),
    }),
  );
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  return gzipSync(Buffer.concat([length, header, ...files.map(({ bytes }) => bytes)]));
}

/** An initialised cluster with the extensions in it, packed; made once for each version of the engine. */
async function preparedCluster(archive) {
  if (existsSync(archive)) return;
  const { PGlite } = await import('@electric-sql/pglite');
  const { pg_trgm } = await import('@electric-sql/pglite/contrib/pg_trgm');
  const { vector } = await import('@electric-sql/pglite-pgvector');
  const folder = mkdtempSync(join(tmpdir(), 'loci-pgdata-'));
  try {
    const db = await PGlite.create({ dataDir: folder, extensions: { vector, pg_trgm } });
    await db.exec('CREATE EXTENSION vector; CREATE EXTENSION pg_trgm');
    await db.close();
    mkdirSync(dirname(archive), { recursive: true });
    const unfinished = `${archive}.${process.pid}`;
    writeFileSync(unfinished, packDirectory(folder));
    renameSync(unfinished, archive);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the embedded database needs at run time: the engine, its extensions, and a cluster ready to unpack. */
async function prepareDatabase() {
  const engine = 'node_modules/@electric-sql/pglite';
  const pgvector = 'node_modules/@electric-sql/pglite-pgvector';
  const bundles = [`${engine}/dist/pg_trgm.tar.gz`, `${pgvector}/dist/vector.tar.gz`];
  copyAll([`${engine}/dist/pglite.wasm`, `${engine}/dist/pglite.data`, ...bundles], 'dist/pglite');
  const [version, vectorVersion] = [engine, pgvector].map(
    (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version,
  );
  const archive = `.cache/pglite/pgdata-${version}-${vectorVersion}.gz`;
  await preparedCluster(archive);
  copyFileSync(archive, 'dist/pglite/pgdata.gz');
}

/** What a package carries in files of its own making, where no bundler sees it. */
const carried = {
  '@huggingface/transformers': ['@huggingface/jinja', '@huggingface/tokenizers'],
  '@ts-morph/common': ['typescript'],
};

/** Software that is in a package and is none of npm's. */
const others = {
  '@electric-sql/pglite': [
    { name: 'PostgreSQL, compiled into @electric-sql/pglite', file: 'media/licenses/PostgreSQL.txt' },
    { name: 'tinytar and async-mutex, bundled in @electric-sql/pglite (MIT)', file: 'media/licenses/MIT.txt' },
  ],
  '@electric-sql/pglite-pgvector': [
    { name: 'pgvector, compiled into @electric-sql/pglite-pgvector', file: 'media/licenses/PostgreSQL.txt' },
  ],
};

/** Where a package brings no text of the licence that it names: its texts, and whose copyright it is. */
const mit = (holder) => ({ files: ['media/licenses/MIT.txt'], holder });
const missing = {
  'onnxruntime-web': mit('Microsoft Corporation'),
  'onnxruntime-common': mit('Microsoft Corporation'),
  'pg-copy-streams': mit('2013 Brian M. Carlson'),
  'pg-types': mit('2014 Brian M. Carlson'),
  pgpass: mit('Hannes Hörl'),
  '@bufbuild/protobuf': {
    files: ['media/licenses/protobuf.txt', 'node_modules/@electric-sql/pglite/LICENSE'],
    holder: '',
  },
};

const told = /^(licen[cs]e|copying|notice|third-?party)/i;

/** The folder of the package that a file is in; undefined for a file of this project. */
function packageFolder(file) {
  return /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file.replaceAll('\\', '/'))?.[1];
}

function nameOf(folder) {
  return folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

function textOf(folder) {
  const files = readdirSync(folder)
    .filter((name) => told.test(name))
    .sort();
  if (files.length > 0) return files.map((name) => plainText(join(folder, name))).join('\n\n');
  const own = missing[nameOf(folder)];
  if (own === undefined) throw new Error(`${folder} has no licence text: name one for it in esbuild.mjs`);
  return own.files.map((file) => plainText(file).replace('HOLDER', own.holder)).join('\n\n');
}

function plainText(file) {
  return readFileSync(file, 'utf8').replaceAll('\r\n', '\n').trim();
}

/** `files`: paths below the project's folder, of all that was bundled or copied. */
function noticesOf(files) {
  const folders = new Set(files.flatMap((file) => packageFolder(file) ?? []));
  for (const folder of [...folders]) {
    for (const name of carried[nameOf(folder)] ?? []) folders.add(`node_modules/${name}`);
  }
  const names = new Map();
  const add = (name, text) => names.set(text, [...(names.get(text) ?? []), name]);
  for (const folder of [...folders].filter(existsSync).sort()) {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    add(`${name} ${version} (${license})`, textOf(folder));
    for (const other of others[nameOf(folder)] ?? [])
      add(other.name, plainText(other.file).replace('HOLDER', 'their authors'));
  }
  const line = '-'.repeat(80);
  const parts = [...names].map(([text, of]) => [...new Set(of), '', text].join('\n'));
  const head = 'Loci is distributed with the software listed here, each under its own licence.';
  return `${[head, ...parts].join(`\n\n${line}\n\n`)}\n`;
}

mkdirSync('dist', { recursive: true });
// Bundles are overwritten, not removed first: a server that runs from them may start a worker at any time.
for (const file of filesIn('dist', /\.cjs(\.map)?$/)) {
  if (!Object.hasOwn(programs, basename(file).split('.')[0])) rmSync(file);
}
copyAssets();
await prepareDatabase();
const bundles = [
  ...Object.entries(programs).map(([name, { entry, external, ...rest }]) => ({
    ...common,
    ...rest,
    entryPoints: { [name]: entry },
    external: [...common.external, ...external],
  })),
  { ...pageOptions, entryPoints: pages },
];
const inputs = [];
for (const options of bundles) {
  if (watch) await (await context(options)).watch();
  else inputs.push(...Object.keys((await build({ ...options, metafile: true })).metafile.inputs));
}
if (!watch) writeFileSync('dist/ThirdPartyNotices.txt', noticesOf([...inputs, ...copied]));
if (!quiet) console.log(`built ${[...Object.keys(programs), ...Object.keys(pages)].join(', ')}`);
