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

/** Puts what is known in place of type parameters; a type that holds none is again the same object. */
export function substitute(type: Type, mapper: Mapper): Type {
  if (mapper.size === 0 || isClosed(type)) return type;
  return type.kind === 'param' ? (mapper.get(type.decl) ?? type) : new Substitution(mapper).inType(type, 0);
}

/** First one, then the other. */
export function compose(first: Mapper, second: Mapper): Mapper {
  if (first.size === 0) return second;
  return second.size === 0 ? first : new Substitution(second).inMapper(first, 0);
}

/** Nothing in it can be a type parameter. */
export function isClosed(type: Type): boolean {
  const { kind } = type;
  if (kind === 'instance' || kind === 'alias' || kind === 'computed') return type.args.length === 0;
  return kind === 'text' || kind === 'primitive' || kind === 'external' || kind === 'namespace' || kind === 'module';
}

/** One mapper put into types that share their parts: each part once, or types of types would grow beyond all bounds. */
class Substitution {
  private types: Map<Type, Type> | undefined;
  private mappers: Map<Mapper, Mapper> | undefined;

  constructor(private readonly mapper: Mapper) {}

  inType(type: Type, depth: number): Type {
    if (depth > deepest || isClosed(type)) return type;
    if (type.kind === 'param') return this.mapper.get(type.decl) ?? type;
    const known = this.types?.get(type);
    if (known !== undefined) return known;
    const made = this.make(type, depth + 1);
    this.types ??= new Map();
    this.types.set(type, made);
    return made;
  }

  inMapper(first: Mapper, depth: number): Mapper {
    if (first.size === 0) return this.mapper;
    const known = this.mappers?.get(first);
    if (known !== undefined) return known;
    const both = new Map(this.mapper);
    for (const [decl, type] of first) both.set(decl, this.inType(type, depth + 1));
    this.mappers ??= new Map();
    this.mappers.set(first, both);
    return both;
  }

  private make(type: Type, depth: number): Type {
    switch (type.kind) {
      case 'instance':
      case 'alias': {
        const args = this.inList(type.args, depth);
        return args === type.args ? type : { kind: type.kind, decl: type.decl, args };
      }
      case 'computed': {
        const args = this.inList(type.args, depth);
        return args === type.args ? type : { kind: 'computed', name: type.name, args };
      }
      case 'tuple': {
        const items = this.inList(type.items, depth);
        return items === type.items ? type : { kind: 'tuple', items };
      }
      case 'union': {
        const options = this.inList(type.options, depth);
        return options === type.options ? type : (unionOf(options) ?? type);
      }
      case 'intersection': {
        const parts = this.inList(type.parts, depth);
        return parts === type.parts ? type : { kind: 'intersection', parts };
      }
      case 'object':
      case 'class':
      case 'function':
        return { kind: type.kind, decl: type.decl, mapper: this.inMapper(type.mapper, depth) };
      case 'literal':
        return { kind: 'literal', expr: type.expr, mapper: this.inMapper(type.mapper, depth) };
      case 'mapped':
        return this.inMapped(type, depth);
      case 'index':
        return { kind: 'index', object: this.inType(type.object, depth), key: this.inType(type.key, depth) };
      case 'keys':
        return { kind: 'keys', of: this.inType(type.of, depth) };
      case 'record':
        return { kind: 'record', value: this.ifKnown(type.value, depth), keys: this.ifKnown(type.keys, depth) };
      case 'conditional': {
        const [bound, yes, no] = this.inList([type.bound, type.yes, type.no], depth);
        return { kind: 'conditional', check: this.inType(type.check, depth), bound, yes, no };
      }
      case 'param':
      case 'namespace':
      case 'module':
      case 'external':
      case 'text':
      case 'primitive':
        return type;
    }
  }

  private inMapped({ param, keys, value, mapper }: Extract<Type, { kind: 'mapped' }>, depth: number): Type {
    return { kind: 'mapped', param, keys: this.inType(keys, depth), value, mapper: this.inMapper(mapper, depth) };
  }

  private ifKnown(type: Type | undefined, depth: number): Type | undefined {
    return type && this.inType(type, depth);
  }

  /** The list itself where nothing in it is another. */
  private inList<Part extends Type | undefined>(list: readonly Part[], depth: number): readonly (Type | Part)[] {
    const { length } = list;
    let made: (Type | Part)[] | undefined;
    for (let at = 0; at < length; at++) {
      const before: Type | undefined = list[at];
      const after = before && this.inType(before, depth);
      if (after === undefined || after === before) continue;
      made ??= list.slice();
      made[at] = after;
    }
    return made ?? list;
  }
}

/** Unions in it taken apart; undefined if nothing is known, the type itself if only one is. */
export function unionOf(options: readonly (Type | undefined)[]): Type | undefined {
  const known: Type[] = [];
  for (const each of options) {
    if (each === undefined) continue;
    if (each.kind === 'union') for (const one of each.options) addOption(known, one);
    else addOption(known, each);
  }
  if (known.length < 2) return known[0];
  return { kind: 'union', options: known.slice(0, mostOptions) };
}

function addOption(known: Type[], type: Type): void {
  const { length } = known;
  for (let at = 0; at < length; at++) if (same(known[at]!, type)) return;
  known.push(type);
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
export function mapperOf(params: readonly Decl[], args: readonly (Type | undefined)[]): Mapper {
  if (params.length === 0 || args.length === 0) return noMapper;
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
