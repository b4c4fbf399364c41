/** Type parameters, of whatever has them. */

import { createDecl } from '../decls';
import type { Scope } from '../scopes';
import type { Decl } from '../shapes';
import type { Reader } from './reader';
import { bind, nameOf } from './reader';

/** Declares the type parameters of a node in its scope. */
export function readTypeParams(reader: Reader, node: number, decl: Decl, scope: Scope): void {
  const { syntax } = reader;
  const list = syntax.field(node, 'type_parameters');
  if (list < 0) return;
  const params = syntax.children(list).filter((child) => syntax.type(child) === 'type_parameter');
  for (const param of params) {
    const made = createDecl('typeParameter', nameOf(reader, syntax.field(param, 'name')), decl);
    bind(reader, scope, made, 'type');
    decl.typeParams.push(made);
  }
  params.forEach((param, index) => {
    const made = decl.typeParams[index]!;
    const bound = syntax.field(param, 'constraint');
    const fallback = syntax.field(param, 'value');
    if (bound >= 0) made.type = reader.type(bound, scope);
    if (fallback >= 0) made.bases.push(reader.type(fallback, scope));
  });
}
