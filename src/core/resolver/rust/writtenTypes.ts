/** Types of Rust that are written: names, parameters, what is associated; and their members. */

import type { Target } from '../inference/inference';
import type { ListedFile, ListedProject } from '../listed/project';
import type { Members } from './members';
import type { Scopes } from './scopes';
import type { Shape } from './standard';
import { transparent } from './standard';
import { bareType, namedType, splitTypes } from './written';

export type Type = Shape<Target>;

export interface MemberFound {
  readonly targets: readonly Target[];
  readonly isInherited: boolean;
  /** What it is a member of. */
  readonly type: Type;
}

export interface WrittenTypes {
  /** `self` is the type whose member it is written for. */
  readonly written: (file: ListedFile, from: number, text: string, self?: Type, depth?: number) => Type | undefined;
  readonly ofPath: (
    file: ListedFile,
    from: number,
    path: readonly string[],
    given: readonly string[],
    self: Type | undefined,
    depth: number,
  ) => Type | undefined;
  /** `Item` of an iterator. */
  readonly associated: (type: Type, name: string, depth: number) => Type | undefined;
  readonly selfType: (file: ListedFile, from: number) => Type | undefined;
  readonly member: (type: Type, name: string, isCall: boolean, depth?: number) => MemberFound | undefined;
  /** What a name of a type parameter must have. */
  readonly boundsOf: (file: ListedFile, from: number, name: string) => readonly string[] | undefined;
}

export const deepest = 24;

export function createWrittenTypes(project: ListedProject, scopes: Scopes, members: Members): WrittenTypes {
  const bounded = new Map<ListedFile, ReadonlySet<string>>();

  /** Of a file, all names that anything in it declares as a type parameter: most names that are asked for are none. */
  function parametersIn(file: ListedFile): ReadonlySet<string> {
    let found = bounded.get(file);
    if (found === undefined) {
      const names = file.listing.symbols.flatMap(({ locals }) =>
        locals.flatMap(([name, told]) => (/^[GW]/.test(told) ? [name] : [])),
      );
      bounded.set(file, (found = new Set(names)));
    }
    return found;
  }

  function boundsOf(file: ListedFile, from: number, name: string): readonly string[] | undefined {
    if (!parametersIn(file).has(name)) return undefined;
    const { listing } = file;
    for (let at = from; at >= 0; at = at === 0 ? -1 : listing.symbols[at]!.container) {
      const found = listing.symbols[at]!.locals.filter(([each, told]) => each === name && /^[GW]/.test(told));
      // Those of an `impl` stand beside others in the file.
      if (found.length > 0) return found.flatMap(([, told]) => splitTypes(told.slice(1).replace(/^\s*:/, ''), '+'));
    }
    return undefined;
  }

  function written(file: ListedFile, from: number, text: string, self?: Type, depth = 0): Type | undefined {
    const bare = bareType(text);
    if (bare === '' || depth > deepest) return undefined;
    if (bare.startsWith('(')) {
      const parts = splitTypes(bare.slice(1, -1));
      return {
        name: '()',
        target: undefined,
        args: parts.map((each) => orUnknown(written(file, from, each, self, depth + 1))),
      };
    }
    if (bare.startsWith('[')) {
      const item = written(file, from, bare.slice(1).replace(/(?:;[^\]]*)?\]$/, ''), self, depth + 1);
      return { name: 'Vec', target: undefined, args: item === undefined ? [] : [item] };
    }
    const named = namedType(splitTypes(bare, '+')[0] ?? '');
    return named && ofPath(file, from, named.path, named.args, self, depth);
  }

  function ofPath(
    file: ListedFile,
    from: number,
    path: readonly string[],
    given: readonly string[],
    self: Type | undefined,
    depth: number,
  ): Type | undefined {
    const [first = '', second] = path;
    const args = given.map((each) => orUnknown(written(file, from, each, self, depth + 1)));
    if (first === 'Self') {
      const own = self ?? selfType(file, from);
      if (second === undefined) return own;
      return path.length === 2 && own !== undefined ? associated(own, second, depth + 1) : undefined;
    }
    const bounds = path.length <= 2 ? boundsOf(file, from, first) : undefined;
    if (bounds !== undefined) {
      const bound = substituted(file, from, first, self) ?? ofBounds(file, from, bounds, self, depth);
      return second === undefined ? bound : bound && associated(bound, second, depth + 1);
    }
    const found = scopes.resolve(file, from, path, 'type');
    if (found === undefined || 'module' in found) return { name: path.at(-1)!, target: undefined, args };
    const symbol = project.symbol(found.target);
    if (symbol.kind === 'type' && depth < deepest) {
      const of = project.unit(found.target.unit)!;
      return symbol.type === '' ? undefined : written(of, found.target.symbol, symbol.type, self, depth + 1);
    }
    return { name: symbol.name, target: found.target, args };
  }

  /** What stands for a type parameter of the type that a member belongs to. */
  function substituted(file: ListedFile, from: number, name: string, self: Type | undefined): Type | undefined {
    if (self?.target === undefined || self.args.length === 0) return undefined;
    const of = project.unit(self.target.unit)!;
    const names = parametersOf(of, self.target.symbol);
    const at = names.indexOf(name);
    const isOwn = file.listing.symbols[from]!.locals.some(([each, told]) => each === name && told.startsWith('G'));
    const found = at < 0 || (isOwn && from !== self.target.symbol) ? undefined : self.args[at];
    return found === undefined || found.name === '_' ? undefined : found;
  }

  function parametersOf({ listing }: ListedFile, symbol: number): string[] {
    return listing.symbols[symbol]!.locals.flatMap(([name, told]) => (told.startsWith('G') ? [name] : []));
  }

  function ofBounds(
    file: ListedFile,
    from: number,
    bounds: readonly string[],
    self: Type | undefined,
    depth: number,
  ): Type | undefined {
    const all = bounds.flatMap((each) => written(file, from, each, self, depth + 2) ?? []);
    return all.find(({ target }) => target !== undefined) ?? all.find(({ args }) => args.length > 0) ?? all[0];
  }

  function associated(type: Type, name: string, depth: number): Type | undefined {
    const found = member(type, name, false, depth);
    const [target] = found?.targets ?? [];
    if (target === undefined || found!.targets.length > 1) return undefined;
    const symbol = project.symbol(target);
    if (symbol.type === '' || depth > deepest) return undefined;
    return written(project.unit(target.unit)!, target.symbol, symbol.type, type, depth + 1);
  }

  function selfType(file: ListedFile, from: number): Type | undefined {
    const target = scopes.selfOf(file, from);
    if (target !== undefined) return { name: project.symbol(target).name, target, args: [] };
    const { symbols } = file.listing;
    for (let at = from; at > 0; at = symbols[at]!.container) {
      const { owner } = symbols[at]!;
      if (owner === '') continue;
      const bounds = boundsOf(file, at, owner);
      if (bounds !== undefined) return ofBounds(file, at, bounds, undefined, 0);
      const args = argumentsOfImpl(file, at).map((each) => orUnknown(written(file, at, each, undefined, 2)));
      return { name: owner, target: undefined, args };
    }
    return undefined;
  }

  /** Of `impl Total for Box<T>`, whose methods a symbol is one of: `T`. */
  function argumentsOfImpl(file: ListedFile, symbol: number): readonly string[] {
    const { symbols } = file.listing;
    const { owner, name, container } = symbols[symbol]!;
    const all = symbols[container]!.locals.flatMap(([type, told]) => {
      const named = told.startsWith('I') ? namedType(bareType(type)) : undefined;
      return named?.path.at(-1) === owner && hasMethod(file, container, told.slice(1), name) ? [named.args] : [];
    });
    return all.length === 1 ? all[0]! : [];
  }

  function hasMethod(file: ListedFile, from: number, trait: string, name: string): boolean {
    const path = namedType(bareType(trait))?.path ?? [];
    const found = path.length === 0 ? undefined : scopes.resolve(file, from, path, 'type');
    if (found === undefined || !('target' in found)) return false;
    return members.find({ name: '', target: found.target, args: [] }, name, true) !== undefined;
  }

  function member(type: Type, name: string, isCall: boolean, depth = 0): MemberFound | undefined {
    const own = members.find(type, name, isCall);
    if (own !== undefined) return { ...own, type };
    if (depth > 6) return undefined;
    const [inner] = type.args;
    if (type.target === undefined) {
      return transparent.has(type.name) && inner !== undefined ? member(inner, name, isCall, depth + 1) : undefined;
    }
    const deref = name === 'Target' ? undefined : members.find(type, 'Target', false);
    const [target] = deref?.targets ?? [];
    if (target === undefined) return undefined;
    const symbol = project.symbol(target);
    const through = written(project.unit(target.unit)!, target.symbol, symbol.type, type, depth + 10);
    return through && member(through, name, isCall, depth + 1);
  }

  return { written, ofPath, associated, selfType, member, boundsOf };
}

const unknown: Type = { name: '_', target: undefined, args: [] };

function orUnknown(type: Type | undefined): Type {
  return type ?? unknown;
}
