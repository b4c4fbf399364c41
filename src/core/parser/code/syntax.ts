/** A syntax tree as flat arrays: one pass of a cursor, then no more calls into the grammar. */

import type { Language as Grammar, Tree } from 'web-tree-sitter';

/** Nodes are numbers in document order, outer before inner; 0 is the root, -1 none. */
export interface Syntax {
  readonly text: string;
  readonly count: number;
  /** The node's type as the grammar calls it; that of a keyword or sign stands in quotes: `'async'`. */
  type(node: number): string;
  start(node: number): number;
  end(node: number): number;
  /** -1 for the root. */
  parent(node: number): number;
  /** First child that is no keyword or sign; -1 if there is none. */
  first(node: number): number;
  /** Its field in its parent; '' if it has none. */
  fieldOf(node: number): string;
  /** First child in a field, -1 if there is none. */
  field(node: number, name: string): number;
  /** First child of a type, -1 if there is none. */
  child(node: number, type: string): number;
  /** Without keywords and signs. */
  children(node: number): number[];
  textOf(node: number): string;
}

export interface SyntaxReader {
  read(tree: Tree, text: string): Syntax;
}

/** Named nodes are kept but for `dropped`; of keywords and signs only those in `kept`. */
export function createSyntaxReader(
  grammar: Grammar,
  kept: readonly string[],
  dropped: readonly string[],
): SyntaxReader {
  const names: string[] = [];
  const wanted: boolean[] = [];
  for (let id = 0; id < grammar.nodeTypeCount; id++) {
    const name = grammar.nodeTypeForId(id) ?? '';
    const named = grammar.nodeTypeIsNamed(id);
    names.push(named ? name : `'${name}'`);
    wanted.push(named ? !dropped.includes(name) : kept.includes(name));
  }
  const fields = Array.from({ length: grammar.fieldCount + 1 }, (_, id) => grammar.fieldNameForId(id) ?? '');
  return { read: (tree, text) => openSyntax(walk(tree, names.length, wanted), text, names, fields) };
}

interface Arrays {
  readonly types: number[];
  readonly fields: number[];
  readonly starts: number[];
  readonly ends: number[];
  readonly parents: number[];
  readonly firsts: number[];
  readonly nexts: number[];
}

/** Deeper nesting than this is not read: machine-made code. */
const deepest = 2000;
const errorType = 65535;

function walk(tree: Tree, typeCount: number, wanted: readonly boolean[]): Arrays {
  const arrays: Arrays = { types: [], fields: [], starts: [], ends: [], parents: [], firsts: [], nexts: [] };
  const { types, fields, starts, ends, parents, firsts, nexts } = arrays;
  const cursor = tree.walk();
  const open: number[] = [];
  /** The last sibling seen on each level. */
  const lasts: number[] = [];

  /** The node's number, -1 if it is left out. */
  function take(): number {
    const type = cursor.nodeTypeId;
    if (type < typeCount && wanted[type] !== true) return -1;
    const node = types.length;
    types.push(type < typeCount ? type : errorType);
    fields.push(cursor.currentFieldId);
    starts.push(cursor.startIndex);
    ends.push(cursor.endIndex);
    firsts.push(-1);
    nexts.push(-1);
    const parent = open.at(-1) ?? -1;
    parents.push(parent);
    const last = lasts[open.length] ?? -1;
    if (last >= 0) nexts[last] = node;
    else if (parent >= 0) firsts[parent] = node;
    lasts[open.length] = node;
    return node;
  }

  try {
    for (;;) {
      const node = take();
      if (node >= 0 && open.length < deepest && cursor.gotoFirstChild()) {
        open.push(node);
        lasts[open.length] = -1;
        continue;
      }
      while (!cursor.gotoNextSibling()) {
        if (open.pop() === undefined || !cursor.gotoParent()) return arrays;
      }
    }
  } finally {
    cursor.delete();
  }
}

function openSyntax(arrays: Arrays, text: string, names: readonly string[], fieldNames: readonly string[]): Syntax {
  const { types, fields, starts, ends, parents, firsts, nexts } = arrays;
  const type = (node: number): string => names[types[node]!] ?? 'ERROR';
  const isToken = (node: number): boolean => type(node).startsWith("'");
  return {
    text,
    count: types.length,
    type,
    start: (node) => starts[node]!,
    end: (node) => ends[node]!,
    parent: (node) => parents[node]!,
    first(node) {
      for (let at = firsts[node]!; at >= 0; at = nexts[at]!) if (!isToken(at)) return at;
      return -1;
    },
    fieldOf: (node) => fieldNames[fields[node]!] ?? '',
    field(node, name) {
      for (let at = firsts[node]!; at >= 0; at = nexts[at]!) if (fieldNames[fields[at]!] === name) return at;
      return -1;
    },
    child(node, name) {
      for (let at = firsts[node]!; at >= 0; at = nexts[at]!) if (names[types[at]!] === name) return at;
      return -1;
    },
    children(node) {
      const found: number[] = [];
      for (let at = firsts[node]!; at >= 0; at = nexts[at]!) if (!isToken(at)) found.push(at);
      return found;
    },
    textOf: (node) => text.slice(starts[node], ends[node]),
  };
}
