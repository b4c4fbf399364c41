/** What a scope declares, whatever comes first in it: made before any of its statements is read. */

import type { Scope } from '../scopes';
import type { Decl, DeclKind } from '../shapes';
import { hoistImport } from './modules';
import { readPattern } from './patterns';
import type { Reader } from './reader';
import { bind, declareAt } from './reader';

const hoistKinds: Readonly<Record<string, readonly [DeclKind, 'value' | 'type' | 'both']>> = {
  class_declaration: ['class', 'both'],
  abstract_class_declaration: ['class', 'both'],
  interface_declaration: ['interface', 'type'],
  type_alias_declaration: ['alias', 'type'],
  enum_declaration: ['enum', 'both'],
  internal_module: ['namespace', 'both'],
  module: ['namespace', 'both'],
  function_declaration: ['function', 'value'],
  generator_function_declaration: ['function', 'value'],
  function_signature: ['function', 'value'],
};

export function hoist(reader: Reader, node: number, scope: Scope): void {
  const { syntax } = reader;
  const type = syntax.type(node);
  const kind = hoistKinds[type];
  if (kind !== undefined) hoistNamed(reader, node, scope, ...kind);
  else if (type === 'lexical_declaration' || type === 'variable_declaration') {
    for (const child of syntax.children(node)) {
      const name = syntax.type(child) === 'variable_declarator' ? syntax.field(child, 'name') : -1;
      if (name >= 0) readPattern(reader, name, scope, undefined);
    }
  } else if (type === 'export_statement' || type === 'ambient_declaration') {
    for (const child of syntax.children(node)) hoist(reader, child, scope);
  } else if (type === 'expression_statement') {
    const first = syntax.first(node);
    if (first >= 0 && syntax.type(first) === 'internal_module') hoist(reader, first, scope);
  } else if (type === 'import_statement' || type === 'import_alias') hoistImport(reader, node, scope);
}

function hoistNamed(
  reader: Reader,
  node: number,
  scope: Scope,
  kind: DeclKind,
  meaning: 'value' | 'type' | 'both',
): void {
  const { syntax } = reader;
  const name = syntax.field(node, 'name');
  if (name < 0 || syntax.type(name) === 'string') return;
  const first = syntax.type(name) === 'nested_identifier' ? firstPart(reader, name) : name;
  const decl = declareAt(reader, kind, first, scope.owner);
  if (first !== name) decl.symbol = reader.symbolAt(syntax.start(name));
  reader.hoisted.set(node, decl);
  bind(reader, scope, decl, meaning);
}

function firstPart(reader: Reader, node: number): number {
  const first = reader.syntax.first(node);
  return reader.syntax.type(first) === 'nested_identifier' ? firstPart(reader, first) : first;
}

/** What stands for a node: made when its block was entered, or here where a statement stands alone. */
export function declOf(reader: Reader, node: number, scope: Scope): Decl | undefined {
  if (!reader.hoisted.has(node)) hoist(reader, node, scope);
  return reader.hoisted.get(node);
}
