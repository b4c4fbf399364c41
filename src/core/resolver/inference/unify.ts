/** Finds what type parameters stand for by laying a type over one that has them. */

import type { Decl } from '../../parser/code/shapes';
import type { Inference } from './inference';
import type { Type } from './types';
import { isNothing, mapperOf, optionsOf, substitute, unionOf } from './types';

const deepest = 8;

/**
 * Adds to `found` what the parameters in `wanted` are in `given`. True if the one fits the other, false if it does not,
 * undefined if that is not known.
 */
export function unify(
  inference: Inference,
  wanted: Type,
  given: Type | undefined,
  found: Map<Decl, Type>,
  depth = 0,
): boolean | undefined {
  if (given === undefined || depth > deepest) return undefined;
  if (wanted.kind === 'param') return learn(wanted.decl, given, found);
  const again = (a: Type | undefined, b: Type | undefined): boolean | undefined =>
    a === undefined ? true : unify(inference, a, b, found, depth + 1);
  if (wanted.kind === 'alias' && given.kind === 'alias' && wanted.decl === given.decl) {
    wanted.args.forEach((arg, index) => again(arg, given.args[index]));
    return true;
  }
  const to = inference.expand(wanted);
  const from = inference.expand(given);
  if (to === undefined || from === undefined) return undefined;
  if (to.kind === 'param') return learn(to.decl, given, found);
  if (to.kind === 'union') return unifyUnion(inference, to.options, from, found, depth);
  if (from.kind === 'union') {
    const fits = from.options.map((each) => again(to, each));
    return fits.every((each) => each === true) ? true : fits.every((each) => each === false) ? false : undefined;
  }
  return unifyKinds(inference, to, from, found, depth);
}

function unifyKinds(
  inference: Inference,
  to: Type,
  from: Type,
  found: Map<Decl, Type>,
  depth: number,
): boolean | undefined {
  const again = (a: Type | undefined, b: Type | undefined): boolean | undefined =>
    a === undefined ? true : unify(inference, a, b, found, depth + 1);
  if (to.kind === 'instance') return unifyInstance(inference, to, from, found, depth);
  if (to.kind === 'function') return unifyFunction(inference, to, from, found, depth);
  if (to.kind === 'object') return unifyObject(inference, to, from, found, depth);
  if (to.kind === 'primitive') return unifyPrimitive(to.name, from);
  if (to.kind === 'tuple') {
    if (from.kind === 'tuple') to.items.forEach((item, index) => again(item, from.items[index]));
    else for (const item of to.items) again(item, inference.element(from));
    return from.kind === 'tuple' ? true : undefined;
  }
  if (to.kind === 'record') again(to.value, from.kind === 'record' ? from.value : anyValue(inference, from));
  if (to.kind === 'intersection') for (const part of to.parts) again(part, from);
  if (to.kind === 'text')
    return from.kind === 'text' ? from.text === to.text : from.kind === 'primitive' ? undefined : false;
  return undefined;
}

function learn(decl: Decl, given: Type, found: Map<Decl, Type>): true {
  const known = found.get(decl);
  const more = known === undefined ? given : unionOf([known, given]);
  if (more !== undefined && !(isNothing(given) && known !== undefined)) found.set(decl, more);
  return true;
}

/** A parameter among the options takes what the others do not. */
function unifyUnion(
  inference: Inference,
  options: readonly Type[],
  given: Type,
  found: Map<Decl, Type>,
  depth: number,
): boolean | undefined {
  const rest: Type[] = [];
  let fits: boolean | undefined = false;
  const others = options.filter(({ kind }) => kind !== 'param');
  for (const each of optionsOf(given)) {
    const taken = others.some((other) => unify(inference, other, each, found, depth + 1) === true);
    if (taken) fits = true;
    else rest.push(each);
  }
  const left = unionOf(rest);
  for (const each of options) {
    if (each.kind !== 'param' || left === undefined) continue;
    fits = true;
    if (!isNothing(left)) learn(each.decl, left, found);
  }
  return fits;
}

function unifyInstance(
  inference: Inference,
  wanted: Extract<Type, { kind: 'instance' }>,
  given: Type,
  found: Map<Decl, Type>,
  depth: number,
): boolean | undefined {
  if (given.kind === 'tuple' || (given.kind === 'instance' && wanted.decl !== given.decl && wanted.decl.unit < 0)) {
    const isPromise = wanted.decl.name.startsWith('Promise');
    const element = isPromise ? undefined : inference.element(given);
    const [first] = wanted.args;
    if (first !== undefined && element !== undefined) unify(inference, first, element, found, depth + 1);
    if (element !== undefined) return true;
  }
  const base = given.kind === 'instance' ? baseOf(inference, given, wanted.decl, 0) : undefined;
  if (base === undefined)
    return given.kind === 'instance' || given.kind === 'primitive' || given.kind === 'text' ? false : undefined;
  wanted.args.forEach((arg, index) => {
    if (arg !== undefined) unify(inference, arg, base.args[index], found, depth + 1);
  });
  return true;
}

/** The base of an object's type that has a declaration, or the type itself. */
function baseOf(
  inference: Inference,
  type: Extract<Type, { kind: 'instance' }>,
  decl: Decl,
  depth: number,
): Extract<Type, { kind: 'instance' }> | undefined {
  if (type.decl === decl) return type;
  if (depth > deepest) return undefined;
  const mapper = mapperOf(type.decl.typeParams, type.args);
  const interfaces = type.decl.interfaces.map((each) => inference.evaluate(each));
  for (const base of [...inference.basesOf(type.decl), ...interfaces]) {
    const known = inference.expand(base && substitute(base, mapper));
    const found = known?.kind === 'instance' ? baseOf(inference, known, decl, depth + 1) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function unifyFunction(
  inference: Inference,
  wanted: Extract<Type, { kind: 'function' }>,
  given: Type,
  found: Map<Decl, Type>,
  depth: number,
): boolean | undefined {
  if (given.kind === 'class') {
    return undefined;
  }
  if (given.kind !== 'function') return given.kind === 'external' ? undefined : false;
  wanted.decl.params.forEach((param, index) => {
    const other = given.decl.params[index];
    if (other?.type === undefined) return;
    const type = inference.valueOf(param);
    if (type !== undefined) unify(inference, type, inference.valueOf(other), found, depth + 1);
  });
  const result = inference.resultOf(wanted.decl);
  if (result !== undefined) {
    const gives = inference.resultOf(given.decl);
    unify(inference, substitute(result, wanted.mapper), gives && substitute(gives, given.mapper), found, depth + 1);
  }
  return true;
}

function unifyObject(
  inference: Inference,
  wanted: Extract<Type, { kind: 'object' }>,
  given: Type,
  found: Map<Decl, Type>,
  depth: number,
): boolean | undefined {
  if (given.kind === 'primitive' || given.kind === 'text') return false;
  for (const member of wanted.decl.members.slice(0, 40)) {
    if (member.name === 'new()') {
      const result = inference.resultOf(member);
      const made = inference.construct(given, undefined, []);
      if (result !== undefined) unify(inference, substitute(result, wanted.mapper), made, found, depth + 1);
      continue;
    }
    const type = inference.valueOf(member);
    if (type === undefined) continue;
    const other = inference.member(given, member.name)?.type();
    unify(inference, substitute(type, wanted.mapper), other, found, depth + 1);
  }
  return undefined;
}

function unifyPrimitive(name: string, given: Type): boolean | undefined {
  if (given.kind === 'primitive') return given.name === name;
  if (given.kind === 'text')
    return name === 'string' ? true : name === 'number' || name === 'boolean' ? undefined : false;
  return given.kind === 'instance' || given.kind === 'object' || given.kind === 'function' ? false : undefined;
}

function anyValue(inference: Inference, type: Type): Type | undefined {
  if (type.kind === 'literal') {
    return unionOf(
      type.expr.entries.slice(0, 50).map(({ key, value }) => (key === undefined ? undefined : inference.typeOf(value))),
    );
  }
  if (type.kind === 'object' || type.kind === 'instance') return inference.member(type, '[]')?.type();
  return undefined;
}
