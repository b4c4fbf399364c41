/**
 * The WebAssembly that tree-sitter's JavaScript wraps, called directly where a call a node is too many: the wrappers copy
 * a node or cursor into its memory and out again around each call. What is relied on is the C interface of the version
 * that the lock file names; a test compares both ways on every language.
 */

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Query, Tree } from 'web-tree-sitter';
import { Parser } from 'web-tree-sitter';

/** Addresses are bytes from the start of the memory. Calls take the current node or cursor from {@link Runtime.transfer}. */
export interface RuntimeCalls {
  ts_init(): number;
  free(address: number): void;
  ts_tree_root_node_wasm(tree: number): void;
  ts_node_end_index_wasm(tree: number): number;
  ts_node_descendant_count_wasm(tree: number): number;
  ts_tree_cursor_new_wasm(tree: number): void;
  ts_tree_cursor_delete_wasm(tree: number): void;
  ts_tree_cursor_goto_first_child_wasm(tree: number): number;
  ts_tree_cursor_goto_next_sibling_wasm(tree: number): number;
  ts_tree_cursor_goto_parent_wasm(tree: number): number;
  ts_tree_cursor_current_node_type_id_wasm(tree: number): number;
  ts_tree_cursor_current_field_id_wasm(tree: number): number;
  ts_tree_cursor_start_index_wasm(tree: number): number;
  ts_tree_cursor_end_index_wasm(tree: number): number;
  ts_query_matches_wasm(query: number, tree: number, ...limits: number[]): void;
}

export interface Runtime {
  readonly calls: RuntimeCalls;
  /** Address of the buffer by which nodes, cursors and results are handed over. */
  readonly transfer: number;
  /** The memory as 32-bit numbers; asked for again after every call that may make it grow. */
  words(): Int32Array;
  memoryBytes(): number;
}

/** The part of the platform's WebAssembly that is used here; Node's types leave it to the browser's. */
interface Memory {
  readonly buffer: ArrayBuffer;
}
interface Instantiated {
  readonly instance: { readonly exports: unknown };
  readonly module: unknown;
}
interface Wasm {
  readonly Memory: new (pages: { readonly initial: number; readonly maximum: number }) => Memory;
  instantiate(bytes: Uint8Array, imports: unknown): Promise<Instantiated>;
}
const { WebAssembly: wasm } = globalThis as unknown as { readonly WebAssembly: Wasm };

/** One a thread, as what is under it: the first folder asked for counts. */
let started: Promise<Runtime> | undefined;

/** `folder` holds web-tree-sitter.wasm. */
export async function startRuntime(folder: string): Promise<Runtime> {
  started ??= start(path.join(folder, 'web-tree-sitter.wasm'));
  return started;
}

async function start(file: string): Promise<Runtime> {
  const memory = new wasm.Memory({ initial: 512, maximum: 32768 });
  const bytes = await readFile(file);
  let calls: RuntimeCalls | undefined;
  await new Promise<void>((resolve, reject) => {
    const instantiateWasm = (imports: unknown, receive: (instance: unknown, module: unknown) => void): object => {
      wasm.instantiate(bytes, imports).then(({ instance, module }) => {
        calls = instance.exports as RuntimeCalls;
        receive(instance, module);
      }, reject);
      return {};
    };
    Parser.init({ wasmMemory: memory, instantiateWasm }).then(resolve, reject);
  });
  if (calls === undefined) throw new Error('the parser was started by something else');
  let view = new Int32Array(memory.buffer);
  const words = (): Int32Array => {
    if (view.buffer !== memory.buffer) view = new Int32Array(memory.buffer);
    return view;
  };
  return { calls, transfer: calls.ts_init(), words, memoryBytes: () => memory.buffer.byteLength };
}

/** Where the wrappers keep the address of what they wrap. */
export function addressOf(wrapper: Tree | Query): number {
  return (wrapper as unknown as { readonly 0: number })[0];
}
