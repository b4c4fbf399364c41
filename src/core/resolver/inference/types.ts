/** What is known of a value: its type, as far as syntax tells. Unknown is `undefined`. */

import type { Decl, ExprOf } from '../../parser/code/shapes';

export type Type =
  /** An object of a class, interface or enum. */
  | { readonly kind: 'instance'; readonly decl: Decl; readonly args: readonly (Type | undefined)[] }
  /** An object type without a name, or an object of a function that is a constructor. */
  | { readonly kind: 'object'; readonly decl: Decl; readonly mapper: Mapper }
  /** The value of an object literal. */
  | { readonly kind: 'literal'; readonly expr: ExprOf<'object'>; readonly mapper: Mapper }
  /** A class or enum itself. */
  | { readonly kind: 'class'; readonly decl: Decl; readonly mapper: Mapper }
  | { readonly kind: 'namespace'; readonly decl: Decl }
  /** A module of the project. */
  | { readonly kind: 'module'; readonly unit: number }
  /** Anything that comes from outside the project. */
  | { readonly kind: 'external'; readonly module: string; readonly name: string }
  | { readonly kind: 'function'; readonly decl: Decl; readonly mapper: Mapper }
  | { readonly kind: 'union'; readonly options: readonly Type[] }
  | { readonly kind: 'intersection'; readonly parts: readonly Type[] }
  /** A type parameter; of a class, its `this`. */
  | { readonly kind: 'param'; readonly decl: Decl }
  /** A type alias that is not looked into yet. */
  | { readonly kind: 'alias'; readonly decl: Decl; readonly args: readonly (Type | undefined)[] }
  | { readonly kind: 'tuple'; readonly items: readonly (Type | undefined)[] }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'primitive'; readonly name: string }
  /** `ReturnType<T>` and the like, of what is not known yet. */
  | { readonly kind: 'computed'; readonly name: string; readonly args: readonly (Type | undefined)[] }
  /** `T[K]` of what is not known yet. */
  | { readonly kind: 'index'; readonly object: Type; readonly key: Type }
  | { readonly kind: 'keys'; readonly of: Type }
  /** An object whose members all have one type. */
  | { readonly kind: 'record'; readonly value: Type | undefined; readonly keys: Type | undefined }
  /** `{ [K in Keys]: Value }`. */
  | {
      readonly kind: 'mapped';
      readonly param: Decl;
      readonly keys: Type;
      readonly value: Type;
      readonly mapper: Mapper;
    }
  | {
      readonly kind: 'conditional';
      readonly check: Type;
      readonly bound: Type | undefined;
      readonly yes: Type | undefined;
      readonly no: Type | undefined;
    };

/** What type parameters stand for; a class stands for its `this`. */
export type Mapper = ReadonlyMap<Decl, Type>;

export const noMapper: Mapper = new Map();

const deepest = 12;

/** Puts what is known in place of type parameters. */
export function substitute(type: Type, mapper: Mapper, depth = 0): Type {
  if (mapper.size === 0 || depth > deepest) return type;
  const again = (each: Type | undefined): Type | undefined => each && substitute(each, mapper, depth + 1);
  switch (type.kind) {
    case 'param':
      return mapper.get(type.decl) ?? type;
    case 'instance':
    case 'alias':
    case 'computed':
      return type.args.length === 0 ? type : { ...type, args: type.args.map(again) };
    case 'tuple':
      return { ...type, items: type.items.map(again) };
    case 'union':
      return unionOf(type.options.map((each) => substitute(each, mapper, depth + 1))) ?? type;
    case 'intersection':
      return { ...type, parts: type.parts.map((each) => substitute(each, mapper, depth + 1)) };
    case 'object':
    case 'literal':
    case 'class':
    case 'function':
      return { ...type, mapper: compose(type.mapper, mapper, depth + 1) };
    case 'mapped':
      return {
        ...type,
        keys: substitute(type.keys, mapper, depth + 1),
        mapper: compose(type.mapper, mapper, depth + 1),
      };
    case 'index':
      return { ...type, object: again(type.object)!, key: again(type.key)! };
    case 'keys':
      return { ...type, of: again(type.of)! };
    case 'record':
      return { ...type, value: again(type.value), keys: again(type.keys) };
    case 'conditional':
      return {
        kind: 'conditional',
        check: again(type.check)!,
        bound: again(type.bound),
        yes: again(type.yes),
        no: again(type.no),
      };
    case 'namespace':
    case 'module':
    case 'external':
    case 'text':
    case 'primitive':
      return type;
  }
}

/** First one, then the other. */
export function compose(first: Mapper, second: Mapper, depth = 0): Mapper {
  if (first.size === 0) return second;
  if (second.size === 0) return first;
  const both = new Map(second);
  for (const [decl, type] of first) both.set(decl, substitute(type, second, depth + 1));
  return both;
}

/** Unions in it taken apart; undefined if nothing is known, the type itself if only one is. */
export function unionOf(options: readonly (Type | undefined)[]): Type | undefined {
  const known: Type[] = [];
  for (const each of options) {
    if (each === undefined) continue;
    for (const one of each.kind === 'union' ? each.options : [each])
      if (!known.some((other) => same(other, one))) known.push(one);
  }
  if (known.length < 2) return known[0];
  return { kind: 'union', options: known.slice(0, mostOptions) };
}

const mostOptions = 60;

function same(a: Type, b: Type): boolean {
  if (a === b) return true;
  if (a.kind === 'instance' && b.kind === 'instance') {
    return a.decl === b.decl && a.args.every((each, index) => each === b.args[index]);
  }
  if (a.kind === 'text' && b.kind === 'text') return a.text === b.text;
  if (a.kind === 'primitive' && b.kind === 'primitive') return a.name === b.name;
  return false;
}

/** What type parameters of a declaration stand for, by position. */
export function mapperOf(params: readonly Decl[], args: readonly (Type | undefined)[]): Map<Decl, Type> {
  const mapper = new Map<Decl, Type>();
  params.forEach((param, index) => {
    const arg = args[index];
    if (arg !== undefined) mapper.set(param, arg);
  });
  return mapper;
}

/** The options of a union; one for what is none. */
export function optionsOf(type: Type): readonly Type[] {
  return type.kind === 'union' ? type.options : [type];
}

/** True of null, undefined and void. */
export function isNothing(type: Type): boolean {
  return type.kind === 'primitive' && /^(?:null|undefined|void|never|None)$/.test(type.name);
}
