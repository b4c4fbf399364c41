/** A new declaration, of which nothing is known yet but what and where it is, and what it is made a member of. */

import type { Decl, DeclKind, Export, Expr, TypeNode } from './shapes';
import { declFlags } from './shapes';

export function createDecl(kind: DeclKind, name: string, owner: Decl | undefined): Decl {
  // V8 copies a literal that has lists in it by a call into its runtime, one that names them by a few instructions.
  const params: Decl[] = [];
  const typeParams: Decl[] = [];
  const members: Decl[] = [];
  const bases: TypeNode[] = [];
  const interfaces: TypeNode[] = [];
  const returns: Expr[] = [];
  const merged: Decl[] = [];
  const exports: Export[] = [];
  const decorators: Expr[] = [];
  return {
    kind,
    name,
    symbol: -1,
    flags: 0,
    owner,
    type: undefined,
    value: undefined,
    params,
    typeParams,
    members,
    bases,
    interfaces,
    returns,
    merged,
    exports,
    decorators,
    module: undefined,
    imported: '',
    at: undefined,
    site: undefined,
    unit: -1,
    memo: undefined,
  };
}

/** Overloads and a setter beside its getter share one name: the first stands for all. */
export function addMember(owner: Decl, decl: Decl): void {
  const isStatic = decl.flags & declFlags.static;
  const known = owner.members.find(({ name, flags }) => name === decl.name && (flags & declFlags.static) === isStatic);
  if (known === undefined) owner.members.push(decl);
  else if (known.kind === 'setter' && decl.kind === 'getter') {
    owner.members[owner.members.indexOf(known)] = decl;
    decl.merged.push(known);
  } else known.merged.push(decl);
}
