/** Functions and classes of Python. */

import { innerScope } from '../scopes';
import type { Scope } from '../scopes';
import type { Decl } from '../shapes';
import { declFlags } from '../shapes';
import { readFunction, readTypeParams } from './functions';
import type { PythonReader } from './reader';
import { addRoot, declare, placeOf } from './reader';

/** In a class, a definition is a member as well. */
export function declareMember(reader: PythonReader, kind: 'class' | 'function', name: number, scope: Scope): Decl {
  const decl = declare(reader, kind, name, scope);
  const { owner } = scope;
  if (owner.kind !== 'class') return decl;
  decl.at = placeOf(reader, name);
  const known = owner.members.find((each) => each.name === decl.name);
  if (known === undefined) owner.members.push(decl);
  return decl;
}

export function readDecorated(reader: PythonReader, node: number, scope: Scope): void {
  const { syntax } = reader;
  const definition = syntax.field(node, 'definition');
  const decorators = syntax.children(node).filter((child) => syntax.type(child) === 'decorator');
  if (definition < 0) return;
  if (syntax.type(definition) === 'class_definition') readClass(reader, definition, scope, decorators);
  else readDefinition(reader, definition, scope, decorators);
}

export function readDefinition(reader: PythonReader, node: number, scope: Scope, decorators: readonly number[]): void {
  const { syntax } = reader;
  const name = syntax.field(node, 'name');
  if (name < 0) return;
  const decl = declareMember(reader, 'function', name, scope);
  const written = decorators.map((each) => syntax.textOf(each));
  for (const each of decorators) decl.decorators.push(reader.expr(syntax.first(each), scope));
  if (written.some((each) => /^@(?:\w+\.)*(?:property|cached_property|abstractproperty)\b/.test(each)))
    decl.kind = 'getter';
  if (written.some((each) => /^@\w+\.(?:setter|deleter)\b/.test(each))) decl.kind = 'setter';
  const inClass = scope.owner.kind === 'class';
  readFunction(reader, node, decl, scope, inClass ? outside(scope) : scope, {
    self: inClass ? scope.owner : undefined,
    isStaticMethod: written.some((each) => /^@(?:\w+\.)*staticmethod\b/.test(each)),
    isClassMethod:
      written.some((each) => /^@(?:\w+\.)*(?:classmethod|abstractclassmethod)\b/.test(each)) || decl.name === '__new__',
  });
}

/** The names of a class's body are not seen in its methods. */
function outside(scope: Scope): Scope {
  return { ...scope, values: new Map(), narrowed: undefined };
}

export function readClass(reader: PythonReader, node: number, scope: Scope, decorators: readonly number[]): void {
  const { syntax } = reader;
  const name = syntax.field(node, 'name');
  if (name < 0) return;
  const decl = declareMember(reader, 'class', name, scope);
  decl.flags |= declFlags.callable;
  for (const each of decorators) decl.decorators.push(reader.expr(syntax.first(each), scope));
  const around = scope.owner.kind === 'class' ? outside(scope) : scope;
  const within = innerScope(around, { owner: decl, self: decl, isStatic: false, fn: undefined });
  readTypeParams(reader, node, decl, within);
  const bases = syntax.field(node, 'superclasses');
  const heading: Scope = { ...within, parent: scope };
  for (const base of bases < 0 ? [] : syntax.children(bases)) readBase(reader, base, decl, heading);
  const body = syntax.field(node, 'body');
  if (body >= 0) reader.block(syntax.children(body), within);
}

function readBase(reader: PythonReader, node: number, decl: Decl, scope: Scope): void {
  const { syntax } = reader;
  const type = syntax.type(node);
  if (type === 'keyword_argument') {
    addRoot(reader, decl, reader.expr(syntax.field(node, 'value'), scope));
    return;
  }
  const isGeneric = type === 'subscript';
  const head = isGeneric ? syntax.field(node, 'value') : node;
  const parts = isGeneric ? syntax.children(node).filter((child) => child !== head) : [];
  const args = parts.flatMap((each) => (syntax.type(each) === 'tuple' ? syntax.children(each) : [each]));
  const types = args.map((each) => reader.type(each, scope));
  // Type variables of the bases are those of the class.
  for (const each of types) {
    if (each.op === 'ref' && each.decl.kind === 'typeParameter' && !decl.typeParams.includes(each.decl))
      decl.typeParams.push(each.decl);
  }
  decl.bases.push({ op: 'instance', value: reader.expr(head, scope), args: types });
}
