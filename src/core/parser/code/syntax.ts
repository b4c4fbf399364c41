/** A syntax tree as flat arrays: one pass of a cursor, then no more calls into the grammar. */

import type { Language as Grammar, Tree } from 'web-tree-sitter';
import { addressOf } from '../runtime';
import type { Runtime } from '../runtime';

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
  /** First child that is not passed over; -1 if there is none. */
  first(node: number): number;
  /** Its field in its parent; '' if it has none. */
  fieldOf(node: number): string;
  /** First child in a field, -1 if there is none. */
  field(node: number, name: string): number;
  /** First child of a type, -1 if there is none. */
  child(node: number, type: string): number;
  /** Without what is passed over. */
  children(node: number): number[];
  textOf(node: number): string;
}

export interface SyntaxReader {
  read(tree: Tree, text: string): FlatSyntax;
}

/** What of a grammar's trees is read: named nodes but for some, and some keywords and signs. */
export interface SyntaxRules {
  /** Keywords and signs that are kept. */
  readonly tokens: readonly string[] | 'all';
  /** Named nodes that are no children to those who ask for them, as keywords and signs are none. */
  readonly passed: readonly string[];
  /** Named nodes that are left out. */
  readonly dropped: readonly string[];
}

/** What a grammar calls its types and fields, and what is done with them, by the grammar's numbers. */
interface Names {
  readonly types: readonly string[];
  readonly wanted: Uint8Array;
  /** Keywords and signs. */
  readonly tokens: Uint8Array;
  /** These, and the named nodes that are passed over. */
  readonly passed: Uint8Array;
  readonly fields: readonly string[];
}

export function createSyntaxReader(
  runtime: Runtime,
  grammar: Grammar,
  { tokens: kept, passed: passedOver, dropped }: SyntaxRules,
): SyntaxReader {
  const count = grammar.nodeTypeCount;
  const types: string[] = [];
  const wanted = new Uint8Array(count);
  const tokens = new Uint8Array(count);
  const passed = new Uint8Array(count);
  for (let id = 0; id < count; id++) {
    const name = grammar.nodeTypeForId(id) ?? '';
    const named = grammar.nodeTypeIsNamed(id);
    types.push(named ? name : `'${name}'`);
    wanted[id] = Number(named ? !dropped.includes(name) : kept === 'all' || kept.includes(name));
    tokens[id] = Number(!named);
    passed[id] = Number(!named || passedOver.includes(name));
  }
  const fields = Array.from({ length: grammar.fieldCount + 1 }, (_, id) => grammar.fieldNameForId(id) ?? '');
  const names = { types, wanted, tokens, passed, fields };
  return { read: (tree, text) => new FlatSyntax(walk(runtime, tree, names), text, names) };
}

/** A column a property, by node; more room than nodes. */
export interface Arrays {
  readonly count: number;
  readonly types: Int32Array;
  readonly fields: Int32Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly parents: Int32Array;
  readonly firsts: Int32Array;
  readonly nexts: Int32Array;
}

/** Deeper nesting than this is not read: machine-made code. */
const deepest = 2000;
const errorType = 65535;

function createArrays(room: number): Omit<Arrays, 'count'> {
  const all = new Int32Array(7 * room);
  const column = (at: number): Int32Array => all.subarray(at * room, (at + 1) * room);
  return {
    types: column(0),
    fields: column(1),
    starts: column(2),
    ends: column(3),
    parents: column(4),
    firsts: column(5).fill(-1),
    nexts: column(6).fill(-1),
  };
}

function walk({ calls }: Runtime, tree: Tree, { wanted }: Names): Arrays {
  const address = addressOf(tree);
  calls.ts_tree_root_node_wasm(address);
  const arrays = createArrays(calls.ts_node_descendant_count_wasm(address));
  const { types, fields, starts, ends, parents, firsts, nexts } = arrays;
  /** The last sibling seen on each level above. */
  const lasts: number[] = [];
  let count = 0;
  let parent = -1;
  let last = -1;

  /** The node's number, -1 if it is left out. */
  function take(): number {
    const type = calls.ts_tree_cursor_current_node_type_id_wasm(address);
    if (type < wanted.length && wanted[type] === 0) return -1;
    const node = count++;
    types[node] = type < wanted.length ? type : errorType;
    fields[node] = calls.ts_tree_cursor_current_field_id_wasm(address);
    starts[node] = calls.ts_tree_cursor_start_index_wasm(address);
    ends[node] = calls.ts_tree_cursor_end_index_wasm(address);
    parents[node] = parent;
    if (last >= 0) nexts[last] = node;
    else if (parent >= 0) firsts[parent] = node;
    last = node;
    return node;
  }

  calls.ts_tree_root_node_wasm(address);
  calls.ts_tree_cursor_new_wasm(address);
  try {
    for (;;) {
      const node = take();
      if (node >= 0 && lasts.length < deepest && calls.ts_tree_cursor_goto_first_child_wasm(address) !== 0) {
        lasts.push(last);
        parent = node;
        last = -1;
        continue;
      }
      while (calls.ts_tree_cursor_goto_next_sibling_wasm(address) === 0) {
        const around = lasts.pop();
        if (around === undefined || calls.ts_tree_cursor_goto_parent_wasm(address) === 0) return { ...arrays, count };
        last = around;
        parent = parents[parent]!;
      }
    }
  } finally {
    calls.ts_tree_cursor_delete_wasm(address);
  }
}

/** A class, so that all files share its functions: what V8 makes of a closure a file goes when the file's is collected. */
export class FlatSyntax implements Syntax {
  readonly count: number;
  /** By type, 1 for keywords and signs; what could not be parsed has a type beyond its end. */
  readonly tokens: Uint8Array;

  constructor(
    readonly arrays: Arrays,
    readonly text: string,
    private readonly names: Names,
  ) {
    this.count = arrays.count;
    this.tokens = names.tokens;
  }

  type(node: number): string {
    return this.names.types[this.arrays.types[node]!] ?? 'ERROR';
  }

  start(node: number): number {
    return this.arrays.starts[node]!;
  }

  end(node: number): number {
    return this.arrays.ends[node]!;
  }

  parent(node: number): number {
    return this.arrays.parents[node]!;
  }

  first(node: number): number {
    const { firsts, nexts, types } = this.arrays;
    const { passed } = this.names;
    for (let at = firsts[node]!; at >= 0; at = nexts[at]!) if (passed[types[at]!] !== 1) return at;
    return -1;
  }

  fieldOf(node: number): string {
    return this.names.fields[this.arrays.fields[node]!] ?? '';
  }

  field(node: number, name: string): number {
    const { firsts, nexts, fields } = this.arrays;
    const { fields: fieldNames } = this.names;
    for (let at = firsts[node]!; at >= 0; at = nexts[at]!) if (fieldNames[fields[at]!] === name) return at;
    return -1;
  }

  child(node: number, name: string): number {
    const { firsts, nexts, types } = this.arrays;
    const { types: typeNames } = this.names;
    for (let at = firsts[node]!; at >= 0; at = nexts[at]!) if (typeNames[types[at]!] === name) return at;
    return -1;
  }

  children(node: number): number[] {
    const { firsts, nexts, types } = this.arrays;
    const { passed } = this.names;
    const found: number[] = [];
    for (let at = firsts[node]!; at >= 0; at = nexts[at]!) if (passed[types[at]!] !== 1) found.push(at);
    return found;
  }

  textOf(node: number): string {
    return this.text.slice(this.arrays.starts[node], this.arrays.ends[node]);
  }
}
