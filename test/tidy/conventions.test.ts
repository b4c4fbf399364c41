/** Rules that a compiler does not check. */

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readSources } from './sources';

const root = resolve(import.meta.dirname, '../..');

describe('conventions', () => {
  const sources = readSources('src');
  const tests = readSources('test');

  it('nothing switches the compiler or the linter off, and no test is switched off', () => {
    const switches = new RegExp(
      ['@ts-' + 'ignore', '@ts-' + 'expect-error', '@ts-' + 'nocheck', 'eslint-' + 'disable'].join('|'),
    );
    const skipped = new RegExp('\\b(it|describe)\\.(' + 'only|skip)\\(|\\bx(it|describe)\\(');
    const wrong = [...sources, ...tests].filter(({ text }) => switches.test(text) || skipped.test(text));
    assert.deepEqual(
      wrong.map(({ path }) => path),
      [],
    );
  });

  it('every file opens with what it is for', () => {
    const wrong = sources.filter(({ text }) => !/^(#![^\n]*\n)?\/(\*\*|\/)/.test(text));
    assert.deepEqual(
      wrong.map(({ path }) => path),
      [],
    );
  });

  it('a migration that was published is never edited', () => {
    const published = JSON.parse(readFileSync(resolve(root, 'test/tidy/migrations.json'), 'utf8')) as Record<
      string,
      string
    >;
    const now = Object.fromEntries(
      readdirSync(resolve(root, 'migrations'))
        .sort()
        .map((name) => [
          name,
          createHash('sha256')
            .update(readFileSync(resolve(root, 'migrations', name)))
            .digest('hex'),
        ]),
    );
    assert.deepEqual(now, published, 'a new migration adds its hash to test/tidy/migrations.json');
  });

  it('only the extension bundle resolves vscode', () => {
    const bundles = readdirSync(resolve(root, 'dist')).filter((name) => name.endsWith('.cjs'));
    assert.ok(bundles.length >= 6, 'run npm run build');
    const asking = bundles.filter((name) =>
      readFileSync(resolve(root, 'dist', name), 'utf8').includes('require("vscode")'),
    );
    assert.deepEqual(asking, ['extension.cjs']);
  });

  it('the top level stays short', () => {
    const visible = readdirSync(root).filter((name) => !/^\.|^(node_modules|dist)$|\.vsix$/.test(name));
    assert.deepEqual(visible.sort(), [
      'ARCHITECTURE.md',
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'esbuild.mjs',
      'eslint.config.mjs',
      'media',
      'migrations',
      'package-lock.json',
      'package.json',
      'package.nls.json',
      'src',
      'test',
      'tsconfig.json',
    ]);
  });
});
