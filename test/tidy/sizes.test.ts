/** Files fit a few screens and functions one: limits that only ever come down. */

import assert from 'node:assert/strict';
import ts from 'typescript';
import { readSources } from './sources';
import type { Source } from './sources';

const fileLimit = 300;
const functionLimit = 50;

/** The ratchet: what is over a limit today, with its length. Entries shrink or go; none is added. */
const knownLarge: Readonly<Record<string, number>> = {};

describe('sizes', () => {
  const sources = readSources('src');

  it(`a source file has at most ${fileLimit} lines`, () => {
    const long = sources
      .map((source) => ({ path: source.path, lines: source.text.split('\n').length - 1 }))
      .filter(({ path, lines }) => lines > (knownLarge[path] ?? fileLimit));
    assert.deepEqual(long, []);
  });

  it(`a function has at most ${functionLimit} lines`, () => {
    const long = sources
      .flatMap(functionLengths)
      .filter(({ name, lines }) => lines > (knownLarge[name] ?? functionLimit));
    assert.deepEqual(long, []);
  });

  it('the ratchet names only what still is that large', () => {
    const lengths = new Map<string, number>();
    for (const source of sources) {
      lengths.set(source.path, source.text.split('\n').length - 1);
      for (const { name, lines } of functionLengths(source)) lengths.set(name, lines);
    }
    assert.deepEqual(
      Object.entries(knownLarge).filter(([name, lines]) => lengths.get(name) !== lines),
      [],
    );
  });
});

/** Lengths of named functions and methods, nested named ones not counted in the outer's. */
function functionLengths(source: Source): { name: string; lines: number }[] {
  const found: { name: string; lines: number }[] = [];
  const lineOf = (position: number): number => source.tree.getLineAndCharacterOfPosition(position).line;
  const visit = (node: ts.Node): number => {
    let nested = 0;
    ts.forEachChild(node, (child) => {
      nested += visit(child);
    });
    const name = nameOfFunction(node);
    if (name === undefined) return nested;
    const all = lineOf(node.end) - lineOf(node.getStart()) + 1;
    found.push({ name: `${source.path} ${name}`, lines: all - nested });
    return all;
  };
  visit(source.tree);
  return found;
}

function nameOfFunction(node: ts.Node): string | undefined {
  if ((ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) && node.body) return node.name?.getText();
  if (ts.isVariableDeclaration(node) && node.initializer && ts.isArrowFunction(node.initializer)) {
    return ts.isBlock(node.initializer.body) ? node.name.getText() : undefined;
  }
  return undefined;
}
