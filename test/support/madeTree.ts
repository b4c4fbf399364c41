/** An engine over a made-up folder, for trees: it browses and outlines what it is given, and counts the questions. */

import type { Uri } from 'vscode';
import type { BrowseEntry, Outline, RelationsResponse } from '../../src/core/model/api';
import { LociError } from '../../src/core/model/errors';
import type { Descriptor, FilePath, LanguageId, SymbolId, VaultId } from '../../src/core/model/ids';
import type { RelatedSymbol, RelationshipType } from '../../src/core/model/relationship';
import type { CodeSymbol } from '../../src/core/model/symbol';

export const treeFolder = '/made';

/** `Cart.total` stands in the class `Cart`; the line is where it stands in the list. */
export function madeSymbol(path: string, qualifiedName: string, line = 0): CodeSymbol {
  const parts = qualifiedName.split('.');
  const name = parts.at(-1)!;
  const start = { line, character: 2 };
  const range = { start, end: { line, character: 2 + name.length } };
  return {
    id: `${path}/${qualifiedName}` as SymbolId,
    vault: 'made' as VaultId,
    path: path as FilePath,
    language: 'typescript' as LanguageId,
    name,
    qualifiedName,
    kind: /^[A-Z]/.test(name) ? 'class' : parts.length > 1 ? 'method' : 'function',
    descriptor: qualifiedName as Descriptor,
    ...(parts.length > 1 && { container: parts.slice(0, -1).join('.') }),
    range,
    nameRange: range,
    bounds: { start: 0, end: 1 },
    signature: `${name}(): number`,
    isExported: true,
    isAsync: false,
    isGenerator: false,
    isAbstract: false,
    isStatic: false,
    referenceCount: 0,
  };
}

export interface MadeTree {
  /** Path → qualified names in document order, containers before what they hold. */
  readonly files: Map<string, readonly string[]>;
  /** Every question, such as `browse src` and `outline src/a.ts`, in order. */
  readonly asked: string[];
  /** The next question is answered by this. */
  fail: Error | undefined;
  readonly browse: (request: { readonly folder: string; readonly path?: string }) => Promise<readonly BrowseEntry[]>;
  readonly outline: (request: { readonly file: string }) => Promise<Outline>;
}

export function madeTree(files: Readonly<Record<string, readonly string[]>>): MadeTree {
  const answer = <T>(tree: MadeTree, question: string, make: () => T): Promise<T> => {
    tree.asked.push(question);
    const { fail } = tree;
    tree.fail = undefined;
    return fail === undefined ? Promise.resolve().then(make) : Promise.reject(fail);
  };
  const tree: MadeTree = {
    files: new Map(Object.entries(files)),
    asked: [],
    fail: undefined,
    browse: ({ path = '' }) => answer(tree, `browse ${path}`, () => entriesBelow(tree.files, path)),
    outline: ({ file }) => {
      const path = file.slice(treeFolder.length + 1);
      return answer(tree, `outline ${path}`, () => outlineOf(path, tree.files.get(path)));
    },
  };
  return tree;
}

function entriesBelow(files: MadeTree['files'], directory: string): BrowseEntry[] {
  const prefix = directory === '' ? '' : `${directory}/`;
  const below = [...files].filter(([path]) => path.startsWith(prefix));
  const names = [...new Set(below.map(([path]) => path.slice(prefix.length).split('/')[0]!))].sort();
  const entries = names.map((name): BrowseEntry => {
    const path = `${prefix}${name}` as FilePath;
    const inside = below.filter(([one]) => one === path || one.startsWith(`${path}/`));
    const symbols = inside.reduce((sum, [, symbolsOfOne]) => sum + symbolsOfOne.length + 1, 0);
    const common = { name, path, files: inside.length, symbols };
    if (files.has(path)) return { kind: 'file', ...common, status: 'indexed' };
    const shared = sharedDirectory(inside.map(([one]) => one));
    return { kind: 'directory', ...common, ...(shared !== path && { leadsTo: shared as FilePath }) };
  });
  return entries.sort((a, b) => Number(a.kind === 'file') - Number(b.kind === 'file'));
}

function sharedDirectory(paths: readonly string[]): string {
  const [first = [], ...others] = paths.map((path) => path.split('/').slice(0, -1));
  const length = first.findIndex((part, at) => others.some((other) => other[at] !== part));
  return (length < 0 ? first : first.slice(0, length)).join('/');
}

function outlineOf(path: string, names: readonly string[] | undefined): Outline {
  if (names === undefined) throw new LociError('notIndexed', `${path} is not in the index`);
  const whole = { ...madeSymbol(path, 'file'), descriptor: '' as Descriptor, kind: 'module' as const };
  const symbols = [whole, ...names.map((name, at) => madeSymbol(path, name, at + 1))];
  const entries = symbols.map((symbol, at) => {
    const container = symbols.findIndex(({ qualifiedName }) => qualifiedName === symbol.container);
    return { symbol, container: at === 0 ? -1 : Math.max(container, 0) };
  });
  return { folder: treeFolder, entries } as unknown as Outline;
}

export function madeUri(folder: string, path: string): Uri {
  const fsPath = path === '' ? folder : `${folder}/${path}`;
  return { fsPath, toString: () => `file://${fsPath}` } as unknown as Uri;
}

/** One relationship as the engine answers it; `lines` are 0-based. */
export function related(
  type: RelationshipType,
  symbol: CodeSymbol,
  lines: readonly number[] = [1],
  confidence = 1,
): RelatedSymbol {
  const sites = lines.map((line) => ({ line, character: 4 }));
  return { symbol, type, confidence, how: 'import', sites, depth: 1 };
}

export function answered(
  symbol: CodeSymbol,
  all: readonly RelatedSymbol[],
  more: Partial<RelationsResponse> = {},
): RelationsResponse {
  return {
    folder: treeFolder,
    symbol,
    related: all,
    total: all.length,
    completeness: 'complete',
    notices: [],
    ...more,
  };
}
