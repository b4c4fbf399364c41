import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Tree, TreeCursor } from 'web-tree-sitter';
import { Language as Grammar, Parser, Query } from 'web-tree-sitter';
import { languages } from '../../../src/core/languages/index';
import type { Language } from '../../../src/core/languages/language';
import { createSyntaxReader } from '../../../src/core/parser/code/syntax';
import type { Syntax } from '../../../src/core/parser/code/syntax';
import { createMatcher } from '../../../src/core/parser/matcher';
import { startRuntime } from '../../../src/core/parser/runtime';

const assets = path.resolve('dist');

/** All nodes but keywords and signs, as the wrappers tell them: type, field, start, end, number of the parent. */
function walkWrapped(tree: Tree): unknown[] {
  const found: unknown[] = [];
  const visit = (cursor: TreeCursor, parent: number): void => {
    if (!cursor.nodeIsNamed) return;
    const { nodeType, currentFieldName, startIndex, endIndex } = cursor;
    const node = found.push([nodeType, currentFieldName ?? '', startIndex, endIndex, parent]) - 1;
    if (!cursor.gotoFirstChild()) return;
    do visit(cursor, node);
    while (cursor.gotoNextSibling());
    cursor.gotoParent();
  };
  visit(tree.walk(), -1);
  return found;
}

function listed(syntax: Syntax): unknown[] {
  return Array.from({ length: syntax.count }, (_, node) => [
    syntax.type(node),
    syntax.fieldOf(node),
    syntax.start(node),
    syntax.end(node),
    syntax.parent(node),
  ]);
}

function queryText({ id, queries = [id] }: Language): string {
  return queries.map((name) => readFileSync(path.join(assets, 'queries', `${name}.scm`), 'utf8')).join('\n');
}

describe('trees read by direct calls are those that the wrappers read', () => {
  for (const language of languages) {
    const { grammar, id } = language;
    const folder = path.resolve('test/snapshots', id);
    if (grammar === undefined || !existsSync(folder)) continue;
    it(id, async () => {
      const runtime = await startRuntime(path.join(assets, 'grammars'));
      const rules = await Grammar.load(path.join(assets, 'grammars', `${grammar}.wasm`));
      const query = new Query(rules, queryText(language));
      const parser = new Parser().setLanguage(rules);
      for (const name of readdirSync(folder).filter((each) => !each.endsWith('.snap'))) {
        const text = readFileSync(path.join(folder, name), 'utf8');
        const tree = parser.parse(text)!;
        assert.deepEqual(listed(createSyntaxReader(runtime, rules, [], []).read(tree, text)), walkWrapped(tree), name);
        const wrapped = query.matches(tree.rootNode).map(({ patternIndex, captures, setProperties }) => ({
          pattern: patternIndex,
          captures: captures.map(({ name: capture, node }) => {
            const { id: identity, startIndex, endIndex } = node;
            return { name: capture, node: { id: identity, startIndex, endIndex } };
          }),
          properties: setProperties ?? {},
        }));
        assert.deepEqual(createMatcher(runtime, query).match(tree, text), wrapped, name);
        tree.delete();
      }
      parser.delete();
      query.delete();
    });
  }
});
