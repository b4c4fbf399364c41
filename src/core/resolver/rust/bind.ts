/** What a name in a file of Rust is bound to. */

import { isCallable, isType } from '../../languages/language';
import type { Reference } from '../../model/reference';
import type { ResolutionMethod } from '../../model/relationship';
import { placeNumber } from '../../parser/code/rust/places';
import type { Target } from '../inference/inference';
import type { Family } from '../listed/families';
import type { ListedFile, ListedProject } from '../listed/project';
import type { FileSet } from '../modules/lookup';
import { cratePlaceOf } from './crates';
import { createMembers } from './members';
import type { Entity, Space } from './modules';
import { partsOf } from './modules';
import type { Scopes } from './scopes';
import { createScopes } from './scopes';
import type { Types } from './types';
import { createTypes } from './types';
import type { MemberFound, Type } from './writtenTypes';

export interface RustFound {
  readonly target: Target;
  readonly how: ResolutionMethod;
  /** One of several that blocks of one type define. */
  readonly unsure?: boolean;
}

export interface RustLookup {
  bind(file: ListedFile, reference: Reference): RustFound | undefined;
  imported(file: ListedFile, reference: Reference): Target | undefined;
}

const standardMacros =
  /^(?:write|writeln|print|println|eprint|eprintln|format|vec|assert|assert_eq|assert_ne|panic|matches)$/;

/** Attributes that the language has itself. */
const ownAttributes =
  /^(?:allow|bench|cfg|cfg_attr|cold|default|deny|deprecated|doc|expect|feature|ignore|inline|link|path|repr|should_panic|test|warn)$/;

/** Of a trait that a type has once for each other type, only types tell which one is meant. */
const ofMany = /^(?:try_)?from$|^(?:partial_)?cmp$|^eq$|^into$/;

export function createRustLookup(project: ListedProject, family: Family, files: FileSet): RustLookup {
  const scopes: Scopes = createScopes(project, family, (path) => cratePlaceOf(path, files).crate);
  const types: Types = createTypes(project, scopes, createMembers(project, scopes));
  let macros: Map<string, Target[]> | undefined;

  function macro(file: ListedFile, name: string): RustFound | undefined {
    if (macros === undefined) {
      macros = new Map();
      for (const each of scopes.files()) {
        each.listing.symbols.forEach((symbol, index) => {
          if (symbol.nativeKind !== 'macro') return;
          macros!.set(symbol.name, [...(macros!.get(symbol.name) ?? []), { unit: each.unit.id, symbol: index }]);
        });
      }
    }
    const named = macros.get(name) ?? [];
    const own = named.filter(({ unit }) => unit === file.unit.id);
    const crate = cratePlaceOf(file.unit.path, files).crate;
    // A macro of one module that is called as one of the standard library's is seen in few places.
    const near = standardMacros.test(name)
      ? []
      : named.filter(({ unit }) => cratePlaceOf(project.unit(unit)!.unit.path, files).crate === crate);
    const found = own.length > 0 ? own : near;
    const [target] = found;
    return target && { target, how: own.length > 0 ? 'scope' : 'package', unsure: found.length > 1 };
  }

  function ofEntity(file: ListedFile, entity: Entity | undefined, how: ResolutionMethod): RustFound | undefined {
    const target = scopes.symbolOf(entity, file.unit.id);
    if (target === undefined) return undefined;
    const several = isTwin(target);
    return { target, how: target.unit === file.unit.id ? 'scope' : how, ...(several && { unsure: true }) };
  }

  /** One of several of a name and kind, of which `#[cfg]` leaves one. */
  function isTwin({ unit, symbol }: Target): boolean {
    const { listing, byName } = project.unit(unit)!;
    const { name, kind, container, owner, nativeKind } = listing.symbols[symbol]!;
    return byName.get(name)!.some((index) => {
      const each = listing.symbols[index]!;
      return (
        index !== symbol &&
        each.container === container &&
        each.owner === owner &&
        each.kind === kind &&
        each.nativeKind === nativeKind
      );
    });
  }

  function ofMember(found: MemberFound | undefined): RustFound | undefined {
    const [target] = found?.targets ?? [];
    if (target === undefined) return undefined;
    return {
      ...{ target, how: found!.isInherited ? 'inheritance' : 'receiver' },
      ...(found!.targets.length > 1 && { unsure: true }),
    };
  }

  function ofObject(file: ListedFile, { name, role, from, qualifier = '', range }: Reference): RustFound | undefined {
    const object = qualifier.slice(1);
    if (object === '' || (role === 'call' && ofMany.test(name))) return undefined;
    const type = types.typeOf({ file, from, at: placeNumber(range.start) }, object);
    if (type === undefined) return undefined;
    const found = types.member(type, name, role === 'call');
    return ofMember(found);
  }

  function ofPath(file: ListedFile, { name, role, from, qualifier }: Reference): RustFound | undefined {
    const before = qualifier === undefined ? none : partsBefore(qualifier);
    if (name === 'Self' && before.length === 0) {
      const target = scopes.selfOf(file, from);
      return target && { target, how: 'scope' };
    }
    if (before.length === 0 && types.boundsOf(file, from, name) !== undefined) return undefined;
    if (before.length > 0 && !/^[\p{L}\p{N}_:$]*$/u.test(before.join('::'))) return undefined;
    for (const space of spacesOf(role)) {
      const found = before[0] === 'Self' ? undefined : scopes.resolve(file, from, [...before, name], space);
      const fitting = ofEntity(file, found, before.length === 0 ? 'import' : 'package');
      if (fitting !== undefined && isFit(fitting.target, role)) return fitting;
    }
    if (before.length === 0 || (role === 'call' && ofMany.test(name))) return undefined;
    const type: Type | undefined = types.written(file, from, before.join('::'));
    if (type === undefined) return undefined;
    // `Self::Item` may be the trait's or what the `impl` says of it.
    if (role === 'type') return undefined;
    return ofMember(types.member(type, name, true) ?? types.member(type, name, false));
  }

  /** What is called is a function, or what is made of a tuple; no module is a value. */
  function isFit(target: Target, role: Reference['role']): boolean {
    const { kind, nativeKind } = project.symbol(target);
    if (role === 'call') return isCallable(kind) || isType(kind) || nativeKind === 'enum member';
    return true;
  }

  return {
    bind(file, reference) {
      const { name, role, qualifier } = reference;
      if (role === 'decorates') {
        const isOwn = /^[A-Z]/.test(name) || (qualifier === undefined && ownAttributes.test(name));
        return isOwn ? undefined : ofPath(file, { ...reference, role: 'call' });
      }
      if (qualifier?.endsWith('!') === true) return macro(file, name);
      return qualifier?.startsWith('.') === true ? ofObject(file, reference) : ofPath(file, reference);
    },
    imported(file, { name, qualifier = '', from }) {
      if (name === '*') return undefined;
      const path = [...partsOf(qualifier), name];
      for (const space of ['type', 'value', 'macro'] as const) {
        const found = scopes.symbolOf(scopes.used(file, from, path, space), file.unit.id);
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}

const none: readonly never[] = [];

/** Without type arguments, and without the brackets around a type. */
function partsBefore(qualifier: string): readonly string[] {
  const plain = qualifier.includes('<')
    ? qualifier.replace(/^<(.*)>$/, '$1').replace(/::<[^]*?>(?=::|$)|<[^]*>$/g, '')
    : qualifier;
  return partsOf(plain);
}

function spacesOf(role: Reference['role']): readonly Space[] {
  return role === 'type' || role === 'extends' || role === 'implements' || role === 'construct'
    ? ['type']
    : ['value', 'type'];
}
