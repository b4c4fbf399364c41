/** Calls: which signature is meant, what its type parameters stand for, what comes back. */

import type { Decl, Expr, ExprOf, TypeNode } from '../../parser/code/shapes';
import { declFlags } from '../../parser/code/shapes';
import type { Inference } from './inference';
import type { Mapper, Type } from './types';
import { compose, mapperOf, noMapper, substitute, unionOf } from './types';
import { unify } from './unify';

export interface Signature {
  readonly decl: Decl;
  readonly mapper: Mapper;
  /** Of a constructor, the class whose object it makes. */
  readonly made: Decl | undefined;
}

export function callType(inference: Inference, callee: Type | undefined, expr: ExprOf<'call'>): Type | undefined {
  const type = inference.expand(callee);
  if (type === undefined) return undefined;
  if (type.kind === 'union') return unionOf(type.options.map((each) => callType(inference, each, expr)));
  if (type.kind === 'external') return type;
  if (type.kind === 'class') return isCallable(type.decl) ? inference.construct(type, expr, expr.typeArgs) : undefined;
  const signature = pickSignature(inference, type, expr);
  if (signature === undefined) return undefined;
  const result = inference.resultOf(signature.decl);
  return (
    result &&
    substitute(
      result,
      inferArguments(inference, signature, expr, () => false),
    )
  );
}

/** Classes that make objects without `new`: those of other languages, and those that the language gives. */
function isCallable({ flags }: Decl): boolean {
  return (flags & declFlags.callable) !== 0;
}

/** `callee` made into an object: by a class, a construct signature, a constructor function. */
export function constructType(
  inference: Inference,
  callee: Type | undefined,
  expr: ExprOf<'new' | 'call'> | undefined,
  typeArgs: readonly TypeNode[],
): Type | undefined {
  const type = inference.expand(callee);
  if (type === undefined || type.kind === 'external') return type;
  const again = (each: Type | undefined): Type | undefined => constructType(inference, each, expr, typeArgs);
  if (type.kind === 'class') return makeObject(inference, type, expr, typeArgs);
  if (type.kind === 'function') return { kind: 'object', decl: type.decl, mapper: type.mapper };
  if (type.kind === 'union') return unionOf(type.options.map(again));
  if (type.kind === 'intersection') return mixed(type.parts.flatMap((each) => again(each) ?? []));
  if (type.kind === 'param') return type.decl.type && again(inference.evaluate(type.decl.type));
  return type.kind === 'object' || type.kind === 'instance' ? bySignature(inference, type, expr) : undefined;
}

/** By a construct signature. */
function bySignature(inference: Inference, type: Type, expr: ExprOf<'new' | 'call'> | undefined): Type | undefined {
  const made = inference.member(type, 'new()')?.type();
  if (made?.kind !== 'function') return undefined;
  const signature = { decl: made.decl, mapper: made.mapper, made: undefined };
  const result = inference.resultOf(made.decl);
  const mapper = expr === undefined ? made.mapper : inferArguments(inference, signature, expr, () => false);
  return result && substitute(result, mapper);
}

/** Objects of a class with something mixed in. */
function mixed(made: readonly Type[]): Type | undefined {
  return made.length < 2 ? made[0] : { kind: 'intersection', parts: made };
}

function makeObject(
  inference: Inference,
  { decl, mapper }: Extract<Type, { kind: 'class' }>,
  expr: ExprOf<'new' | 'call'> | undefined,
  typeArgs: readonly TypeNode[],
): Type | undefined {
  const plain = inference.asType(
    decl,
    typeArgs.map((each) => inference.evaluate(each)),
  );
  if (typeArgs.length > 0 || decl.typeParams.length === 0 || expr === undefined)
    return plain && substitute(plain, mapper);
  const constructor = constructorOf(inference, decl);
  const known = new Map<Decl, Type>();
  if (constructor !== undefined) {
    const signature: Signature = { decl: constructor, mapper: noMapper, made: decl };
    for (const [param, type] of inferArguments(inference, signature, expr, () => false)) known.set(param, type);
  }
  const args = decl.typeParams.map((param) => known.get(param));
  if (args.every((each) => each === undefined)) {
    const asked = inference.expand(inference.expected(expr));
    if (asked?.kind === 'instance' && asked.decl === decl) return asked;
  }
  return inference.asType(decl, args);
}

/** The nearest constructor that a class or its bases define. */
export function constructorOf(inference: Inference, decl: Decl, depth = 0): Decl | undefined {
  const own = decl.members.find(
    ({ name, kind }) => kind === 'function' && (name === 'constructor' || name === '__init__'),
  );
  if (own !== undefined || depth > 10) return own;
  for (const base of inference.basesOf(decl)) {
    const found = base.kind === 'instance' ? constructorOf(inference, base.decl, depth + 1) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The overload that fits a call best: the first that takes as many arguments. */
export function pickSignature(
  inference: Inference,
  callee: Type | undefined,
  expr: ExprOf<'call' | 'new'>,
): Signature | undefined {
  const type = inference.expand(callee);
  if (type === undefined) return undefined;
  if (type.kind === 'class') {
    const constructor = constructorOf(inference, type.decl);
    return constructor && choose(constructor, type.mapper, expr, type.decl);
  }
  if (type.kind === 'function') return choose(type.decl, type.mapper, expr, undefined);
  if (type.kind === 'union') {
    for (const each of type.options) {
      const found = pickSignature(inference, each, expr);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (type.kind === 'intersection') {
    for (const each of type.parts) {
      const found = pickSignature(inference, each, expr);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (type.kind !== 'object' && type.kind !== 'instance') return undefined;
  const member = inference.member(type, expr.op === 'new' ? 'new()' : '()')?.type();
  return member?.kind === 'function' ? choose(member.decl, member.mapper, expr, undefined) : undefined;
}

function choose(decl: Decl, mapper: Mapper, { args }: { args: readonly Expr[] }, made: Decl | undefined): Signature {
  const overloads = [decl, ...decl.merged].filter((each) => each.kind === 'function');
  const fitting = overloads.find((each) => takes(each, args)) ?? decl;
  return { decl: fitting, mapper, made };
}

/** The parameter that takes an argument, by name or place; a rest parameter takes all that follow. */
export function parameterOf({ params }: Decl, arg: Expr, index: number): Decl | undefined {
  if (arg.op === 'keyword') return params.find(({ name }) => name === arg.name);
  const last = params.at(-1);
  return params[index] ?? (last !== undefined && (last.flags & declFlags.rest) !== 0 ? last : undefined);
}

function takes({ params }: Decl, args: readonly Expr[]): boolean {
  const last = params.at(-1);
  const most = last !== undefined && (last.flags & declFlags.rest) !== 0 ? Infinity : params.length;
  const least = params.filter(({ flags }) => (flags & (declFlags.optional | declFlags.rest)) === 0).length;
  if (args.some(({ op }) => op === 'spread' || op === 'keyword')) return true;
  if (args.length > most || args.length < least) return false;
  return args.every((arg, index) => mayBe(params[Math.min(index, params.length - 1)], arg));
}

/** Rules out what plainly does not fit: a text for a function, a function for a text. */
function mayBe(param: Decl | undefined, arg: Expr): boolean {
  const type = param?.type;
  if (type === undefined) return true;
  const isFunction = arg.op === 'function';
  const isText = arg.op === 'literal' || (arg.op === 'primitive' && arg.name === 'string');
  if (type.op === 'function') return !isText && arg.op !== 'object' && arg.op !== 'array';
  if (type.op === 'primitive' && /^(?:string|number|boolean)$/.test(type.name))
    return !isFunction && arg.op !== 'object' && arg.op !== 'array';
  if (type.op === 'literal') return arg.op !== 'literal' || arg.text === type.text;
  if (type.op === 'array') return !isText && !isFunction && arg.op !== 'object';
  return true;
}

/** What the type parameters of a signature stand for in a call. Arguments that are `left` out add nothing. */
export function inferArguments(
  inference: Inference,
  { decl, mapper, made }: Signature,
  expr: ExprOf<'call' | 'new'>,
  left: (arg: Expr) => boolean,
): Mapper {
  const params = made === undefined ? decl.typeParams : [...made.typeParams, ...decl.typeParams];
  if (params.length === 0) return mapper;
  if (expr.typeArgs.length > 0) {
    const given = expr.typeArgs.map((each) => inference.evaluate(each));
    return compose(mapperOf(params, given), mapper);
  }
  const found = new Map<Decl, Type>();
  const later: (() => void)[] = [];
  expr.args.forEach((arg, index) => {
    if (left(arg)) return;
    const param = parameterOf(decl, arg, index);
    if (param?.type === undefined) return;
    const isRest = (param.flags & declFlags.rest) !== 0;
    const type = inference.evaluate(param.type);
    const wanted = isRest ? inference.element(type) : type;
    if (wanted === undefined) return;
    const lay = (): void => {
      unify(inference, substitute(wanted, mapper), inference.typeOf(arg), found);
    };
    // A callback's own parameters may wait for what the other arguments tell.
    if (arg.op === 'function') later.push(lay);
    else lay();
  });
  for (const lay of later) lay();
  // What no argument tells is what it is by default, or at least.
  for (const param of params) {
    const fallback = param.bases[0] ?? param.type;
    const type = found.has(param) ? undefined : fallback && inference.evaluate(fallback);
    if (type !== undefined) found.set(param, substitute(type, found));
  }
  return compose(found, mapper);
}
