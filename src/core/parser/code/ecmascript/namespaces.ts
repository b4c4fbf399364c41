/** Namespaces, `declare module`, `declare global`. */

import { createDecl } from '../decls';
import { innerScope } from '../scopes';
import type { Scope } from '../scopes';
import { declOf } from './hoisting';
import type { Reader } from './reader';
import { nameOf, unquoted } from './reader';

export function readNamespace(reader: Reader, node: number, scope: Scope): void {
  const { syntax } = reader;
  const name = syntax.field(node, 'name');
  const body = syntax.field(node, 'body');
  if (body < 0) return;
  if (name >= 0 && syntax.type(name) === 'string') {
    readModuleBlock(reader, body, unquoted(syntax.textOf(name)), scope, reader.symbolAt(syntax.start(name)));
    return;
  }
  let decl = declOf(reader, node, scope);
  if (decl === undefined || name < 0) return;
  // `namespace A.B { }` is B in A.
  for (const part of nameOf(reader, name).split('.').slice(1)) {
    const inner = createDecl('namespace', part.trim(), decl);
    decl.exports.push({ name: inner.name, value: inner, type: inner, module: undefined, imported: '', at: undefined });
    decl = inner;
  }
  const within = innerScope(scope, { owner: decl, self: undefined, fn: undefined });
  // Blocks of one namespace see each other's exports.
  for (const other of decl.merged) {
    for (const each of other.exports) {
      if (each.value !== undefined) within.values.set(each.name, each.value);
      if (each.type !== undefined) within.types.set(each.name, each.type);
    }
  }
  reader.block(syntax.children(body), within);
}

/** `declare module 'a' { }`, `declare global { }`: names for all, or for those who import that module. */
export function readModuleBlock(reader: Reader, body: number, name: string, scope: Scope, symbol = -1): void {
  const decl = createDecl('module', name, scope.owner);
  decl.symbol = symbol;
  const within = innerScope(scope, { owner: decl, fn: undefined });
  reader.modules.push(decl);
  const { syntax } = reader;
  reader.block(syntax.children(body), within);
  for (const [each, value] of within.values) {
    const type = within.types.get(each);
    decl.exports.push({ name: each, value, type, module: undefined, imported: '', at: undefined });
  }
  for (const [each, type] of within.types) {
    if (within.values.has(each)) continue;
    decl.exports.push({ name: each, value: undefined, type, module: undefined, imported: '', at: undefined });
  }
}
