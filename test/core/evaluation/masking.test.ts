import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { commentCasesOf } from '../../../src/core/evaluation/comments';
import { withoutDocumentation } from '../../../src/core/evaluation/masking';
import { languageOf } from '../../../src/core/languages';
import type { FilePath } from '../../../src/core/model/ids';
import type { ParserPool } from '../../../src/core/parser/parserPool';
import { createParserPool } from '../../../src/core/parser/parserPool';
import { subjectTold } from '../../../src/core/text/asked';

/** A source, the questions that it asks, and what is searched. */
const sources: readonly (readonly [path: string, text: string, queries: readonly string[], masked: string])[] = [
  [
    'a.ts',
    '/**\n * Adds up all prices of\n * the cart. And more.\n * @param cart what\n */\n@sealed()\nexport class Total {}\n// prices\n',
    ['Adds up all prices of the cart.'],
    '/**\n * \n * \n * \n */\n@sealed()\nexport class Total {}\n// prices\n',
  ],
  [
    'b.ts',
    '/** Too short a comment. */\nexport function few() {}\n',
    [],
    '/** Too short a comment. */\nexport function few() {}\n',
  ],
  [
    'c.go',
    'package c\n\n// Handle answers what the client of the server asked.\nfunc Handle() {}\n',
    ['answers what the client of the server asked.'],
    'package c\n\n// \nfunc Handle() {}\n',
  ],
  [
    'd.py',
    'def load_all(\n    name,\n):\n    """Read every file that render_page named before."""\n    return name  # Read every\n',
    ['Read every file that render_page named before.'],
    'def load_all(\n    name,\n):\n    """"""\n    return name  # Read every\n',
  ],
  [
    'e.rs',
    '/// Splits the `longer_name` into halves that longer_name holds.\n#[inline]\npub fn longer_name() {}\n',
    ['Splits the `it` into halves that it holds.'],
    '/// \n#[inline]\npub fn longer_name() {}\n',
  ],
  [
    'g.ts',
    'class A {\n  /** Keeps what nobody else is to see. */\n  #kept$() {}\n}\n',
    ['Keeps what nobody else is to see.'],
    'class A {\n  /**  */\n  #kept$() {}\n}\n',
  ],
  [
    'f.ts',
    '/** Deprecated: use what is better than this one. */\nexport function old() {}\n',
    [],
    '/** Deprecated: use what is better than this one. */\nexport function old() {}\n',
  ],
];

describe('evaluation: comments that ask', () => {
  let parser: ParserPool;

  before(() => {
    const assetsDir = resolve('dist');
    parser = createParserPool({ workerFile: resolve(assetsDir, 'parserWorker.cjs'), assetsDir, size: 1 });
  });
  after(() => parser.close());

  for (const [path, text, queries, masked] of sources) {
    it(`${path}: ${queries[0] ?? 'nothing'}`, async () => {
      const file = { path: path as FilePath, language: languageOf(path)!.id, text };
      const [facts] = await parser.parse([file]);
      const cases = commentCasesOf(file.path, facts!.symbols);
      assert.deepEqual(
        cases.map(({ query }) => query),
        queries,
      );
      assert.equal(
        withoutDocumentation(
          text,
          cases.map(({ symbol }) => symbol),
        ),
        masked,
      );
    });
  }

  it('a subject asks without its prefix and numbers; a routine one nothing', () => {
    const subjects: Readonly<Record<string, string>> = {
      'feat(cart): count what was returned (#12)': 'count what was returned',
      '[core] Handle empty carts': 'Handle empty carts',
      'Bump the dependencies of all': '',
      'Plain words stay': 'Plain words stay',
    };
    for (const [subject, told] of Object.entries(subjects)) assert.equal(subjectTold(subject), told);
  });
});
