/** A new declaration: nothing known of it yet but what and where it is. */

import type { Decl, DeclKind } from './shapes';

export function createDecl(kind: DeclKind, name: string, owner: Decl | undefined): Decl {
  return {
    kind,
    name,
    symbol: -1,
    flags: 0,
    owner,
    type: undefined,
    value: undefined,
    params: [],
    typeParams: [],
    members: [],
    bases: [],
    interfaces: [],
    returns: [],
    merged: [],
    exports: [],
    decorators: [],
    module: undefined,
    imported: '',
    at: undefined,
    site: undefined,
    unit: -1,
    memo: undefined,
  };
}
