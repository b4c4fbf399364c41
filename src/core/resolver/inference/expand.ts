/** Looks into types that stand for others: aliases, indexed, conditional and mapped types. */

import { expandAlias } from './evaluate';
import type { Inference } from './inference';
import type { Mapper, Type } from './types';
import { optionsOf, substitute, unionOf } from './types';
import { unify } from './unify';
import { computedType } from './utilities';

const longestChain = 20;

export function expandType(inference: Inference, type: Type | undefined): Type | undefined {
  let at = type;
  for (let step = 0; at !== undefined && step < longestChain; step++) {
    if (at.kind === 'alias') at = expandAlias(inference, at);
    else if (at.kind === 'index') at = indexedType(inference, at);
    else if (at.kind === 'computed') at = computedType(inference, at.name, at.args);
    else if (at.kind === 'conditional') at = conditionalType(inference, at);
    else return at.kind === 'union' && at.options.some(isOpen) ? expandOptions(inference, at.options) : at;
  }
  return undefined;
}

function expandOptions(inference: Inference, options: readonly Type[]): Type | undefined {
  return unionOf(options.map((each) => (isOpen(each) ? inference.expand(each) : each)));
}

function isOpen({ kind }: Type): boolean {
  return kind === 'alias' || kind === 'index' || kind === 'conditional' || kind === 'computed';
}

/** `T['a']`, `T[number]`, `T[keyof T]`. */
function indexedType(inference: Inference, { object, key }: Extract<Type, { kind: 'index' }>): Type | undefined {
  const of = inference.expand(object);
  const by = inference.expand(key);
  if (of === undefined || by === undefined) return undefined;
  const found = optionsOf(by).map((each) => {
    if (each.kind === 'text') return inference.member(of, each.text)?.type();
    if (each.kind === 'primitive') return indexed(inference, of);
    if (each.kind === 'keys') return anyMember(inference, of);
    return undefined;
  });
  return unionOf(found);
}

/** What `x[i]` gives for a key that is not known. */
export function indexed(inference: Inference, type: Type | undefined): Type | undefined {
  const of = inference.expand(type);
  if (of === undefined) return undefined;
  if (of.kind === 'record') return of.value;
  if (of.kind === 'mapped') return substitute(of.value, of.mapper);
  if (of.kind === 'union') return unionOf(of.options.map((each) => indexed(inference, each)));
  if (of.kind === 'external') return of;
  if (of.kind === 'instance' && of.decl.unit < 0) {
    return of.decl.name.endsWith('Map') ? undefined : inference.element(of);
  }
  if (of.kind === 'tuple') return inference.element(of);
  if (of.kind === 'literal') return anyMember(inference, of);
  return inference.member(of, '[]')?.type();
}

function anyMember(inference: Inference, of: Type): Type | undefined {
  if (of.kind === 'record') return of.value;
  if (of.kind === 'literal') {
    return unionOf(
      of.expr.entries.slice(0, 50).map(({ key, value }) => (key === undefined ? undefined : inference.typeOf(value))),
    );
  }
  if (of.kind !== 'object' && of.kind !== 'instance') return undefined;
  return unionOf(of.decl.members.slice(0, 50).map(({ name }) => inference.member(of, name)?.type()));
}

function conditionalType(inference: Inference, type: Extract<Type, { kind: 'conditional' }>): Type | undefined {
  const check = inference.expand(type.check);
  if (check === undefined || check.kind === 'param') return undefined;
  return unionOf(optionsOf(check).map((each) => branch(inference, each, type)));
}

function branch(inference: Inference, check: Type, type: Extract<Type, { kind: 'conditional' }>): Type | undefined {
  const { bound, yes, no } = type;
  if (bound === undefined) return unionOf([yes, no]);
  const found = new Map<Decl, Type>();
  const fits = unify(inference, bound, check, found);
  if (fits === true) return yes && substitute(yes, found);
  return fits === false ? no : unionOf([yes && substitute(yes, found), no]);
}

type Decl = Parameters<Mapper['get']>[0];
