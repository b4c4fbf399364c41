import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Tree, TreeCursor } from 'web-tree-sitter';
import { Language as Grammar, Parser, Query } from 'web-tree-sitter';
import { languages } from '../../../src/core/languages/index';
import type { Language } from '../../../src/core/languages/language';
import { createSyntaxReader } from '../../../src/core/parser/code/syntax';
import type { FlatSyntax, Syntax } from '../../../src/core/parser/code/syntax';
import { namesOf } from '../../../src/core/parser/grammars';
import { QueryMatcher } from '../../../src/core/parser/query/matchQuery';
import { readQuery } from '../../../src/core/parser/query/readQuery';
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
  const root = tree.walk();
  visit(root, -1);
  // A cursor that is left to the collector is freed by whatever then stands where cursors are handed over.
  root.delete();
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

/** Nodes by type, start and end. A match may be told more than once, and in any order. */
type Told = readonly [pattern: number, ...captures: string[]];

function toldByTreeSitter(query: Query, tree: Tree): Told[] {
  return query.matches(tree.rootNode).map(({ patternIndex, captures }) => {
    const nodes = captures.map(({ name, node }) => `${name} ${node.type} ${node.startIndex} ${node.endIndex}`);
    return [patternIndex, ...nodes.sort()];
  });
}

function toldByOurs(text: string, queryText: string, rules: Grammar, syntax: FlatSyntax): Told[] {
  const query = readQuery(queryText, namesOf(rules));
  return new QueryMatcher(query).match(syntax, text).map(({ pattern, captures }) => {
    const nodes: string[] = [];
    for (let at = 0; at < captures.length; at += 2) {
      const node = captures[at + 1]!;
      const type = syntax.type(node).replace(/^'(.*)'$/s, '$1');
      nodes.push(`${query.captureNames[captures[at]!]!} ${type} ${syntax.start(node)} ${syntax.end(node)}`);
    }
    return [pattern.index, ...nodes.sort()];
  });
}

/** Without those of which another of the same pattern says more: with a missing node tree-sitter tells both. */
function distinct(told: readonly Told[]): string[] {
  const fullest = told.filter(
    (one) =>
      !told.some(
        (other) =>
          other.length > one.length && one.every((part, at) => (at === 0 ? other[0] === part : other.includes(part))),
      ),
  );
  return [...new Set(fullest.map((each) => each.join(' | ')))].sort();
}

/** The text, and the text with a part cut out here and there: what is broken is read as far as it goes. */
function* brokenForms(text: string): Generator<string> {
  yield text;
  for (let form = 1; form <= 8; form++) {
    const start = Math.floor((text.length * form) / 9);
    yield text.slice(0, start) + text.slice(start + 3 * form);
  }
}

describe('trees are read as the wrappers read them, and queries matched as tree-sitter matches them', () => {
  for (const language of languages) {
    const { grammar, id } = language;
    const folder = path.resolve('test/snapshots', id);
    if (grammar === undefined || !existsSync(folder)) continue;
    it(id, async () => {
      const runtime = await startRuntime(path.join(assets, 'grammars'));
      const rules = await Grammar.load(path.join(assets, 'grammars', `${grammar}.wasm`));
      const written = queryText(language);
      const query = new Query(rules, written);
      const parser = new Parser().setLanguage(rules);
      const named = createSyntaxReader(runtime, rules, { tokens: [], passed: [], dropped: [] });
      const all = createSyntaxReader(runtime, rules, { tokens: 'all', passed: [], dropped: [] });
      for (const name of readdirSync(folder).filter((each) => !each.endsWith('.snap'))) {
        for (const text of brokenForms(readFileSync(path.join(folder, name), 'utf8'))) {
          const tree = parser.parse(text)!;
          assert.deepEqual(listed(named.read(tree, text)), walkWrapped(tree), name);
          const ours = toldByOurs(text, written, rules, all.read(tree, text));
          assert.deepEqual(distinct(ours), distinct(toldByTreeSitter(query, tree)), name);
          tree.delete();
        }
      }
      parser.delete();
      query.delete();
    });
  }
});
