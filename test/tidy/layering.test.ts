/** One direction: an import points left or to model. ARCHITECTURE.md draws the same table. */

import assert from 'node:assert/strict';
import { readSources } from './sources';
import type { Source } from './sources';

/** A room, and the rooms that it may import. Rooms are folders of src, or files where a room is one file. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  'core/model': [],
  'core/text': ['core/model'],
  'core/languages': ['core/model'],
  'core/workspace': ['core/languages', 'core/model'],
  'core/parser': ['core/languages', 'core/text', 'core/model'],
  'core/resolver': ['core/parser', 'core/languages', 'core/model'],
  'core/semantics': ['core/resolver', 'core/workspace', 'core/model'],
  'core/embedding': ['core/parser', 'core/workspace', 'core/languages', 'core/text', 'core/model'],
  'core/evaluation': ['core/embedding', 'core/parser', 'core/workspace', 'core/languages', 'core/text', 'core/model'],
  'core/store': ['core/text', 'core/model'],
  'core/search': ['core/store', 'core/text', 'core/model'],
  'core/scip': ['core/workspace', 'core/parser', 'core/resolver', 'core/store', 'core/model'],
  'core/indexer': [
    'core/workspace',
    'core/languages',
    'core/parser',
    'core/resolver',
    'core/semantics',
    'core/store',
    'core/embedding',
    'core/model',
  ],
  'core/engine': [
    'core/evaluation',
    'core/embedding',
    'core/indexer',
    'core/scip',
    'core/search',
    'core/store',
    'core/resolver',
    'core/semantics',
    'core/parser',
    'core/workspace',
    'core/languages',
    'core/text',
    'core/model',
  ],
  protocol: ['core/model'],
  server: ['core/engine', 'protocol', 'core/model'],
  cli: ['protocol', 'core/model'],
  mcp: ['protocol', 'core/model'],
  webview: ['core/model'],
  extension: ['webview', 'protocol', 'core/model'],
};

function roomOf(path: string): string | undefined {
  const inside = path.replace(/^src\//, '');
  if (/^core\/engine(\/|\.ts$|$)/.test(inside)) return 'core/engine';
  return Object.keys(allowed).find((room) => inside.startsWith(`${room}/`));
}

describe('layering', () => {
  const sources = readSources('src');

  it('every source file stands in a room', () => {
    assert.deepEqual(
      sources.map((source) => source.path).filter((path) => roomOf(path) === undefined),
      [],
    );
  });

  it('imports point left or to model', () => {
    const wrong: string[] = [];
    for (const source of sources) {
      const room = roomOf(source.path)!;
      for (const { target, isPackage } of source.imports) {
        const targetRoom = isPackage ? undefined : roomOf(target);
        if (targetRoom === undefined || targetRoom === room) continue;
        if (!allowed[room]!.includes(targetRoom)) wrong.push(`${source.path} imports ${target}`);
      }
    }
    assert.deepEqual(wrong, []);
  });

  it('vscode is imported in src/extension only, types included', () => {
    const wrong = sources.filter(
      (source) => roomOf(source.path) !== 'extension' && source.imports.some(({ target }) => target === 'vscode'),
    );
    assert.deepEqual(
      wrong.map((source) => source.path),
      [],
    );
  });

  it('there are no import cycles', () => {
    assert.deepEqual(findCycle(sources), undefined);
  });
});

/** Depth-first search over imports that exist at run time; answers with the first cycle met. */
function findCycle(sources: readonly Source[]): string[] | undefined {
  const byName = new Map(sources.map((source) => [source.path.replace(/\.ts$/, ''), source]));
  const finished = new Set<string>();
  const visit = (name: string, trail: readonly string[]): string[] | undefined => {
    if (trail.includes(name)) return [...trail.slice(trail.indexOf(name)), name];
    if (finished.has(name)) return undefined;
    for (const { target, isPackage, typeOnly } of byName.get(name)?.imports ?? []) {
      const next = [target, `${target}/index`].find((candidate) => byName.has(candidate));
      if (isPackage || typeOnly || next === undefined) continue;
      const cycle = visit(next, [...trail, name]);
      if (cycle !== undefined) return cycle;
    }
    finished.add(name);
    return undefined;
  };
  for (const name of byName.keys()) {
    const cycle = visit(name, []);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}
