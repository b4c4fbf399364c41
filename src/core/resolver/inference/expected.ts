/** The type that the place of an expression asks for: what makes sense of callbacks and object literals. */

import type { Decl, Expr, ExprOf, Root } from '../../parser/code/shapes';
import { declFlags } from '../../parser/code/shapes';
import { inferArguments, parameterOf, pickSignature } from './calls';
import type { Inference } from './inference';
import { indexed } from './expand';
import type { Type } from './types';
import { isNothing, substitute, unionOf } from './types';

export function expectedType(inference: Inference, expr: Expr): Type | undefined {
  const { up } = expr;
  if (up === undefined) return undefined;
  if ('op' in up) return expectedIn(inference, up, expr);
  return 'kind' in up ? expectedOf(inference, up, expr) : expectedAt(inference, up);
}

/** The value of a declaration, or a result of it. */
function expectedOf(inference: Inference, decl: Decl, expr: Expr): Type | undefined {
  if (decl.value === expr) return decl.type && inference.evaluate(decl.type);
  return expectedResult(inference, decl);
}

function expectedAt(inference: Inference, { role, decl }: Root): Type | undefined {
  if (decl === undefined) return undefined;
  if (role === 'init') return decl.type && inference.evaluate(decl.type);
  return role === 'return' ? expectedResult(inference, decl) : undefined;
}

function expectedResult(inference: Inference, fn: Decl): Type | undefined {
  const isAsync = (fn.flags & declFlags.async) !== 0;
  let result = fn.type && inference.evaluate(fn.type);
  if (fn.type === undefined && fn.site !== undefined) {
    const asked = signatureOf(inference, inference.expected(fn.site));
    const given = asked && inference.resultOf(asked.decl);
    result = given && substitute(given, asked.mapper);
  }
  return isAsync ? inference.awaited(result) : result;
}

type Rules = { readonly [Op in Expr['op']]?: (inference: Inference, up: ExprOf<Op>, expr: Expr) => Type | undefined };

function expectedIn(inference: Inference, up: Expr, expr: Expr): Type | undefined {
  const rule = rules[up.op] as ((inference: Inference, up: Expr, expr: Expr) => Type | undefined) | undefined;
  return rule?.(inference, up, expr);
}

const rules: Rules = {
  keyword: (inference, up) => (up.up !== undefined && 'op' in up.up ? expectedIn(inference, up.up, up) : undefined),
  call: expectedArgument,
  new: expectedArgument,
  object(inference, up, expr) {
    const entry = up.entries.find(({ value }) => value === expr);
    const asked = inference.expected(up);
    return entry?.key === undefined ? asked : inference.member(asked, entry.key)?.type();
  },
  array: (inference, up) => inference.element(nonNothing(inference, inference.expected(up))),
  tuple: (inference, up) => indexed(inference, inference.expected(up)),
  either: (inference, up) => inference.expected(up),
  last: (inference, up, expr) => (up.parts.at(-1) === expr ? inference.expected(up) : undefined),
  assign: (inference, up) => inference.typeOf(up.target),
  as: (inference, up) => inference.evaluate(up.type),
  satisfies: (inference, up) => inference.evaluate(up.type),
  await: (inference, up) => inference.expected(up),
  jsx: expectedAttribute,
};

function nonNothing(inference: Inference, type: Type | undefined): Type | undefined {
  const known = inference.expand(type);
  return known?.kind === 'union' ? unionOf(known.options.filter((each) => !isNothing(each))) : known;
}

function expectedArgument(inference: Inference, call: ExprOf<'call' | 'new'>, expr: Expr): Type | undefined {
  const index = call.args.indexOf(expr);
  const callee = inference.typeOf(call.callee);
  const signature = pickSignature(inference, callee, call);
  if (signature === undefined || index < 0) return undefined;
  const param = parameterOf(signature.decl, expr, index);
  if (param === undefined) return undefined;
  const type = inference.valueOf(param);
  if (type === undefined) return undefined;
  const mapper = inferArguments(inference, signature, call, isSensitive);
  const asked = substitute(type, mapper);
  return (param.flags & declFlags.rest) === 0 ? asked : inference.element(asked);
}

/** An argument whose own type depends on what is expected of it. */
function isSensitive(arg: Expr): boolean {
  if (arg.op === 'function') return arg.decl.params.some(({ type }) => type === undefined);
  if (arg.op === 'object') return arg.entries.some(({ value }) => isSensitive(value));
  if (arg.op === 'array') return arg.items.some(isSensitive);
  return false;
}

/** The parameter of a place; a rest parameter takes all that follow. */
function paramAt(decl: Decl, index: number): Decl | undefined {
  const last = decl.params.at(-1);
  return decl.params[index] ?? (last !== undefined && (last.flags & declFlags.rest) !== 0 ? last : undefined);
}

/** The type of a parameter of a function type. */
export function parameterAt(inference: Inference, type: Type | undefined, index: number): Type | undefined {
  const signature = signatureOf(inference, type);
  const param = signature && paramAt(signature.decl, index);
  if (signature === undefined || param === undefined) return undefined;
  const given = inference.valueOf(param);
  const known = given && substitute(given, signature.mapper);
  if ((param.flags & declFlags.rest) === 0) return known;
  const list = inference.expand(known);
  return list?.kind === 'tuple' ? list.items[index - signature.decl.params.length + 1] : inference.element(list);
}

/** The call signature of a type, its `()` member included. */
export function signatureOf(
  inference: Inference,
  type: Type | undefined,
): Extract<Type, { kind: 'function' }> | undefined {
  const known = inference.expand(type);
  if (known === undefined) return undefined;
  if (known.kind === 'function') return known;
  if (known.kind === 'union' || known.kind === 'intersection') {
    const options = known.kind === 'union' ? known.options : known.parts;
    for (const each of options) {
      const found = signatureOf(inference, each);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (known.kind !== 'object' && known.kind !== 'instance') return undefined;
  const member = inference.member(known, '()')?.type();
  return member?.kind === 'function' ? member : undefined;
}

function expectedAttribute(inference: Inference, jsx: ExprOf<'jsx'>, expr: Expr): Type | undefined {
  const entry = jsx.attributes.find(({ value }) => value === expr);
  if (entry?.key === undefined) return undefined;
  return inference.member(propsOf(inference, jsx), entry.key)?.type();
}

/** What a component is given. */
export function propsOf(inference: Inference, { component }: ExprOf<'jsx'>): Type | undefined {
  const type = inference.expand(inference.typeOf(component));
  if (type?.kind === 'class') {
    return inference.member(inference.construct(type, undefined, []), 'props')?.type();
  }
  return parameterAt(inference, type, 0);
}
