/** What is in the package: all that runs and all that the manifest names, and nothing of how it is made. */

import assert from 'node:assert/strict';
import JSZip from 'jszip';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import manifest from '../../package.json';
import { packageBuilt } from '../host/package';
import { remove, root, temporaryFolder } from '../host/project';

const sizeLimit = 25_000_000;

/** Paths inside the package that may be there; vsce renames what people read. */
const wanted = [
  /^(package\.json|package\.nls(\.[a-z-]+)?\.json|readme\.md|changelog\.md|LICENSE\.txt)$/,
  /^l10n\/bundle\.l10n\.[\w.-]*json$/,
  /^dist\/(grammars|migrations|model|onnx|pglite|queries)\/[^/]+$/,
  /^dist\/(\w+\.cjs|ThirdPartyNotices\.txt)$/,
  /^dist\/webview\/\w+\.(js|css)$/,
  /^media\/([\w-]+\/)?[\w-]+\.(png|svg|md)$/,
];

describe('package', function () {
  this.timeout(120_000);
  let folder: string;
  let vsix: string;
  let files: Map<string, JSZip.JSZipObject>;

  before(async () => {
    folder = temporaryFolder();
    vsix = await packageBuilt(folder);
    const archive = await JSZip.loadAsync(readFileSync(vsix));
    const entries = Object.values(archive.files).filter((file) => !file.dir && file.name.startsWith('extension/'));
    files = new Map(entries.map((file) => [file.name.slice('extension/'.length), file]));
  });
  after(() => {
    remove(folder);
  });

  it(`is at most ${sizeLimit / 1e6} MB large`, () => {
    assert.ok(statSync(vsix).size <= sizeLimit, `${statSync(vsix).size} bytes`);
  });

  it('holds no sources, tests, maps or settings of the project', () => {
    const others = [...files.keys()].filter((name) => !wanted.some((pattern) => pattern.test(name)));
    assert.deepEqual(others, []);
  });

  it('holds all that was built', () => {
    const built = readdirSync(path.join(root, 'dist'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.map'))
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
    assert.ok(built.length > 40, 'run npm run build');
    assert.deepEqual(
      built.filter((name) => !files.has(name)),
      [],
    );
  });

  it('holds every file that the manifest names', () => {
    const named = pathsIn(manifest);
    assert.ok(named.includes('dist/extension.cjs'));
    assert.deepEqual(
      named.filter((name) => !files.has(name)),
      [],
    );
  });

  it('names all that it carries of others, with their licences', async () => {
    const notices = (await files.get('dist/ThirdPartyNotices.txt')?.async('string')) ?? '';
    const carried = [...bundledPackages(), ...grammarPackages()];
    assert.ok(carried.length > 30 && carried.includes('web-tree-sitter') && carried.includes('pg'), carried.join(' '));
    // Those of bundles without a map, and those that are no packages.
    const unseen = ['@huggingface/transformers', 'onnxruntime-web', 'ts-morph', 'typescript', '@electric-sql/pglite'];
    const lines = new Set(notices.split('\n').map((line) => /^((?:@[^ /]+\/)?[^ /]+) \d\S* \(/.exec(line)?.[1]));
    assert.deepEqual(
      [...carried, ...unseen, '@electric-sql/pglite-pgvector'].filter((name) => !lines.has(name)),
      [],
    );
    for (const text of ['Apache License', 'PostgreSQL Global Development Group', 'Copyright (c) Microsoft']) {
      assert.ok(notices.includes(text), text);
    }
  });

  it('says nothing about the machine that built it', async () => {
    const telling: string[] = [];
    for (const [name, file] of files) {
      if (/\.(cjs|json|md)$/.test(name) && (await file.async('string')).includes(root)) telling.push(name);
    }
    assert.deepEqual(telling, []);
  });
});

/** As the source maps tell. */
function bundledPackages(): string[] {
  const dist = path.join(root, 'dist');
  const maps = readdirSync(dist).filter((name) => name.endsWith('.cjs.map'));
  const sources = maps.flatMap((name) => {
    return (JSON.parse(readFileSync(path.join(dist, name), 'utf8')) as { sources: string[] }).sources;
  });
  const names = sources.flatMap((source) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(source)?.[1] ?? []);
  // A package's own map may name what only its authors had.
  return [...new Set(names)].filter((name) => existsSync(path.join(root, 'node_modules', name)));
}

function grammarPackages(): string[] {
  const grammars = readdirSync(path.join(root, 'dist/grammars')).filter((name) => name.startsWith('tree-sitter-'));
  const names = grammars.map((name) => path.basename(name, '.wasm').replaceAll('_', '-'));
  // Two packages hold two grammars each.
  const packages = names.map((name) => name.replace(/-tsx$/, '-typescript').replace(/-php-only$/, '-php'));
  return packages.map((name) => (name === 'tree-sitter-kotlin' ? `@tree-sitter-grammars/${name}` : name));
}

/** Every text in the manifest that is a path of the package. */
function pathsIn(value: unknown): string[] {
  if (typeof value === 'string')
    return /^(\.\/)?(dist|media|l10n)\/[\w./-]+$/.test(value) ? [value.replace(/^\.\//, '')] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(pathsIn) : [];
}
