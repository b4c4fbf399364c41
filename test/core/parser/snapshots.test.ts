import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { languageOf, languages, readingLanguage } from '../../../src/core/languages/index';
import type { FilePath } from '../../../src/core/model/ids';
import { createGrammars } from '../../../src/core/parser/grammars';
import { parseFile } from '../../../src/core/parser/parseFile';
import { annotate } from '../../support/snapshot';
import { checkParsed } from '../../support/snapshotChecks';

const update = process.env['UPDATE'] === '1';
const snapshots = path.resolve('test/snapshots');

describe('languages, as annotated sources (UPDATE=1 rewrites them)', () => {
  const grammars = createGrammars(path.resolve('dist'));
  for (const language of languages) {
    const folder = path.join(snapshots, language.id);
    it(`${language.id} has sources to be checked`, () => {
      assert.ok(existsSync(folder), `${folder} is missing`);
    });
    const names = existsSync(folder) ? readdirSync(folder).filter((name) => !name.endsWith('.snap')) : [];
    for (const name of names) {
      it(`${language.id}/${name}`, async () => {
        const file = path.join(folder, name);
        const text = readFileSync(file, 'utf8');
        const found = languageOf(name, text.split('\n', 1)[0])?.id ?? language.id;
        const source = { path: `shop/${name}` as FilePath, language: found, text };
        assert.equal(readingLanguage(source, text), language.id, 'the file is in its language');
        const parsed = parseFile(source, await grammars.load(language));
        checkParsed(parsed, text);
        const actual = annotate(parsed, text);
        if (update) writeFileSync(`${file}.snap`, actual);
        assert.equal(actual, existsSync(`${file}.snap`) ? readFileSync(`${file}.snap`, 'utf8') : '', `${file}.snap`);
      });
    }
  }
});
