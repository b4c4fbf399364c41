/** Scopes: which name is which declaration, for values and for types apart. */

import type { Decl } from './shapes';

export interface Scope {
  readonly parent: Scope | undefined;
  readonly values: Map<string, Decl>;
  readonly types: Map<string, Decl>;
  /** Paths such as `this.a` that a test has narrowed here. */
  narrowed: Map<string, Decl> | undefined;
  /** What stands around, for what is used here. */
  readonly owner: Decl;
  /** What `this` is an instance of; the class itself where `isStatic`. */
  readonly self: Decl | undefined;
  readonly isStatic: boolean;
  /** Where `infer` declares: the types of the conditional type around. */
  readonly inferred: Map<string, Decl> | undefined;
  /** The function whose results `return` gives. */
  readonly fn: Decl | undefined;
}

const unchanged: ScopeChange = {};
type ScopeChange = Partial<Pick<Scope, 'owner' | 'self' | 'isStatic' | 'fn' | 'inferred'>>;

export function innerScope(parent: Scope, change: ScopeChange = unchanged): Scope {
  return {
    parent,
    values: new Map(),
    types: new Map(),
    narrowed: undefined,
    owner: change.owner ?? parent.owner,
    self: 'self' in change ? change.self : parent.self,
    isStatic: change.isStatic ?? parent.isStatic,
    inferred: 'inferred' in change ? change.inferred : parent.inferred,
    fn: 'fn' in change ? change.fn : parent.fn,
  };
}

export function fileScope(file: Decl): Scope {
  return {
    parent: undefined,
    values: new Map(),
    types: new Map(),
    narrowed: undefined,
    owner: file,
    self: undefined,
    isStatic: false,
    inferred: undefined,
    fn: file,
  };
}

export function lookUp(scope: Scope, name: string, meaning: 'values' | 'types'): Decl | undefined {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    const found = at[meaning].get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The narrowed form of a path, if a test around says more of it and nothing between hides the name. */
export function lookUpPath(scope: Scope, path: string): Decl | undefined {
  const dot = path.indexOf('.');
  const root = dot < 0 ? path : path.slice(0, dot);
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    const found = at.narrowed?.get(path);
    if (found !== undefined) return found;
    if (at.values.has(root) || (root === 'this' && at.self !== scope.self)) return undefined;
  }
  return undefined;
}
