/** What a name is in a value of some type. */

import type { Decl, Entry, ExprOf } from '../../parser/code/shapes';
import { declFlags } from '../../parser/code/shapes';
import type { Inference, Member } from './inference';
import type { Mapper, Type } from './types';
import {
  exportOf,
  externalMember,
  forSelf,
  inModule,
  inNamespace,
  language,
  memberAs,
  ownMember,
  partsOf,
  valueMember,
} from './spaces';
import { compose, isNothing, mapperOf, noMapper, substitute, unionOf } from './types';

const deepest = 30;

export function findMember(inference: Inference, given: Type | undefined, name: string, depth = 0): Member | undefined {
  const type = inference.expand(given);
  if (type === undefined || depth > deepest) return undefined;
  switch (type.kind) {
    case 'instance':
      return inInstance(inference, type, name, depth);
    case 'object':
      return inObject(inference, type.decl, type.mapper, name, type, depth);
    case 'literal':
      return inLiteral(inference, type.expr, type.mapper, name, depth);
    case 'class':
      return inClass(inference, type, name, depth);
    case 'namespace':
      return inNamespace(inference, type.decl, name);
    case 'module':
      return inModule(inference, type.unit, name);
    case 'external':
      return externalMember(type.module, name);
    case 'function':
      return inFunction(inference, type, name, depth);
    case 'union':
      return inUnion(inference, type.options, name, depth);
    case 'intersection':
      return inParts(inference, type.parts, name, depth);
    case 'param':
      return findMember(inference, boundOf(inference, type.decl), name, depth + 1);
    case 'tuple':
      return findMember(inference, inference.builtin('Array', -1, [unionOf(type.items)]), name, depth + 1);
    case 'text':
    case 'primitive':
      return findMember(inference, boxed(inference, type), name, depth + 1);
    case 'record':
      return valueMember(type.value);
    case 'mapped':
      return inMapped(inference, type, name, depth);
    case 'alias':
    case 'computed':
    case 'index':
    case 'keys':
    case 'conditional':
      return undefined;
  }
}

function inParts(inference: Inference, parts: readonly Type[], name: string, depth: number): Member | undefined {
  return first(parts, (each) => findMember(inference, each, name, depth + 1));
}

function first<Item>(items: readonly Item[], find: (item: Item) => Member | undefined): Member | undefined {
  let weak: Member | undefined;
  for (const item of items) {
    const found = find(item);
    if (found !== undefined && found.external === undefined) return found;
    weak ??= found;
  }
  return weak;
}

/** What a type parameter is at least. */
export function boundOf(inference: Inference, decl: Decl): Type | undefined {
  if (decl.kind === 'typeParameter') return decl.type && inference.evaluate(decl.type);
  if (decl.kind === 'function') return { kind: 'object', decl, mapper: noMapper };
  return inference.asType(
    decl,
    decl.typeParams.map((param) => ({ kind: 'param', decl: param })),
  );
}

const boxes: Readonly<Record<string, string>> = { string: 'String', number: 'Number', str: 'str', RegExp: 'RegExp' };

function boxed(inference: Inference, type: Extract<Type, { kind: 'text' | 'primitive' }>): Type | undefined {
  const name = type.kind === 'text' ? 'String' : boxes[type.name];
  return name === undefined ? undefined : inference.builtin(name, -1, []);
}

function inInstance(
  inference: Inference,
  type: Extract<Type, { kind: 'instance' }>,
  name: string,
  depth: number,
): Member | undefined {
  const mapper = mapperOf(type.decl.typeParams, type.args);
  return inObject(inference, type.decl, mapper, name, type, depth);
}

function inObject(
  inference: Inference,
  decl: Decl,
  mapper: Mapper,
  name: string,
  self: Type,
  depth: number,
): Member | undefined {
  inference.program.tracker.touch(decl.unit);
  for (const part of partsOf(inference, decl)) {
    const found = memberNamed(part, name, 0);
    if (found === undefined) continue;
    const own = ownMember(inference, found, { decl, part, mapper, self });
    const declared = isOnlySet(part, found) ? inBases(inference, decl, mapper, name, self, depth) : undefined;
    return declared?.decl !== undefined && !isOnlySet(declared.decl.owner, declared.decl) ? declared : own;
  }
  if (decl.unit < 0 && decl.bases.length === 0) return externalMember(language, name);
  return inBases(inference, decl, mapper, name, self, depth);
}

/** An attribute that is set and nowhere declared: a declaration in a base says more. */
function isOnlySet(owner: Decl | undefined, { kind, type }: Decl): boolean {
  return kind === 'property' && type === undefined && owner !== undefined && (owner.flags & declFlags.callable) !== 0;
}

function inBases(
  inference: Inference,
  decl: Decl,
  mapper: Mapper,
  name: string,
  self: Type,
  depth: number,
): Member | undefined {
  const bases = inference.basesOf(decl);
  if (bases.length === 0) return undefined;
  return inherited(inference, bases, name, { mapper: forSelf(decl, decl, mapper, self), depth: depth + 1 });
}

function inherited(
  inference: Inference,
  bases: readonly Type[],
  name: string,
  { mapper, depth }: { readonly mapper: Mapper; readonly depth: number },
): Member | undefined {
  return first(bases, (base) => {
    const found = findMember(inference, substitute(base, mapper), name, depth);
    return found && { ...found, inherited: true };
  });
}

/** Looks a name up among members; `flag` is that of static members, or 0. */
export function memberNamed(decl: Decl, name: string, flag: number): Decl | undefined {
  const { members } = decl;
  const { length } = members;
  for (let at = 0; at < length; at++) {
    const member = members[at]!;
    if (member.name === name && (member.flags & declFlags.static) === flag && !isMaker(decl, member)) return member;
  }
  return undefined;
}

/** `object.constructor` is the class, not what its body calls constructor. */
function isMaker(owner: Decl, { kind, name }: Decl): boolean {
  return name === 'constructor' && kind === 'function' && (owner.flags & declFlags.callable) === 0;
}

function inLiteral(
  inference: Inference,
  expr: ExprOf<'object'>,
  mapper: Mapper,
  name: string,
  depth: number,
): Member | undefined {
  for (const entry of expr.entries.toReversed()) {
    if (entry.key === name) return entryMember(inference, entry, expr.unit ?? -1, mapper);
    if (entry.key !== undefined) continue;
    const spread = inference.typeOf(entry.value);
    const found = spread && findMember(inference, substitute(spread, mapper), name, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function entryMember(inference: Inference, entry: Entry, unit: number, mapper: Mapper): Member {
  const type = (): Type | undefined => {
    const value = inference.typeOf(entry.value);
    return value && substitute(value, mapper);
  };
  const target = entry.symbol < 0 ? undefined : { unit, symbol: entry.symbol };
  const decl = entry.value.op === 'function' ? entry.value.decl : undefined;
  return { target, decl, type, inherited: false, external: undefined };
}

/** Static members, and what merged namespaces show. */
function inClass(
  inference: Inference,
  type: Extract<Type, { kind: 'class' }>,
  name: string,
  depth: number,
): Member | undefined {
  const { decl, mapper } = type;
  inference.program.tracker.touch(decl.unit);
  for (const part of partsOf(inference, decl)) {
    const found = memberNamed(part, name, declFlags.static) ?? exportOf(part, name) ?? sharedMember(part, name);
    if (found !== undefined) return ownStatic(inference, found, mapper);
  }
  if (decl.unit < 0) return externalMember(language, name);
  if (name === 'prototype') return valueMember(boundOf(inference, decl));
  return inBaseClasses(inference, inference.basesOf(decl), name, depth);
}

function ownStatic(inference: Inference, found: Decl, mapper: Mapper): Member {
  return memberAs(inference, found, () => mapper);
}

function inBaseClasses(inference: Inference, bases: readonly Type[], name: string, depth: number): Member | undefined {
  return first(bases, (base) => {
    const found = findMember(inference, classOf(inference.expand(base)), name, depth + 1);
    return found && { ...found, inherited: true };
  });
}

/** Where classes and their objects share members. */
function sharedMember(decl: Decl, name: string): Decl | undefined {
  return (decl.flags & declFlags.callable) === 0 ? undefined : memberNamed(decl, name, 0);
}

/** The class whose objects have a type. */
export function classOf(type: Type | undefined): Type | undefined {
  if (type?.kind === 'instance') return { kind: 'class', decl: type.decl, mapper: noMapper };
  return type?.kind === 'external' ? type : undefined;
}

function inFunction(
  inference: Inference,
  type: Extract<Type, { kind: 'function' }>,
  name: string,
  depth: number,
): Member | undefined {
  const { decl } = type;
  for (const part of partsOf(inference, decl)) {
    const found = memberNamed(part, name, declFlags.static) ?? exportOf(part, name);
    if (found !== undefined) return memberAs(inference, found, () => noMapper);
  }
  if (name === 'bind') return valueMember(bound(inference, type));
  return findMember(inference, inference.builtin('Function', decl.unit, []), name, depth + 1);
}

/** `f.bind(x)` is again the function: a signature that gives it. */
function bound(inference: Inference, type: Type): Type | undefined {
  const bind = inference.member(inference.builtin('Function', -1, []), 'bind')?.decl;
  const [param] = bind?.typeParams ?? [];
  if (bind === undefined || param === undefined) return undefined;
  return { kind: 'function', decl: bind, mapper: new Map([[param, type]]) };
}

/** Every option that has the name adds to the type; the first says where it is. */
function inUnion(inference: Inference, options: readonly Type[], name: string, depth: number): Member | undefined {
  const found = options
    .filter((each) => !isNothing(each))
    .flatMap((each) => findMember(inference, each, name, depth + 1) ?? []);
  const known =
    found.find(({ target }) => target !== undefined) ?? found.find(({ external }) => external === undefined);
  const one = known ?? found[0];
  if (one === undefined || found.length === 1) return one;
  return { ...one, type: () => unionOf(found.map(({ type }) => type())) };
}

/** `{ [K in keyof T]: … }`: the names are those of `T`. */
function inMapped(
  inference: Inference,
  type: Extract<Type, { kind: 'mapped' }>,
  name: string,
  depth: number,
): Member | undefined {
  const keys = inference.expand(substitute(type.keys, type.mapper));
  const named: Mapper = new Map([[type.param, { kind: 'text', text: name }]]);
  const value = (): Type | undefined => inference.expand(substitute(type.value, compose(named, type.mapper)));
  const of = keys?.kind === 'keys' ? findMember(inference, keys.of, name, depth + 1) : undefined;
  if (of !== undefined) return { ...of, type: value };
  return { target: undefined, decl: undefined, type: value, inherited: false, external: undefined };
}
