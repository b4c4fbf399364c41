/** The types of expressions. */

import type { Expr, ExprOf } from '../../parser/code/shapes';
import { indexed } from './expand';
import type { Inference } from './inference';
import { classOf } from './members';
import { language } from './spaces';
import type { Type } from './types';
import { isNothing, noMapper, optionsOf, substitute, unionOf } from './types';

type Rules = { readonly [Op in Expr['op']]: (inference: Inference, expr: ExprOf<Op>) => Type | undefined };

export function inferExpr(inference: Inference, expr: Expr): Type | undefined {
  return (rules[expr.op] as (inference: Inference, expr: Expr) => Type | undefined)(inference, expr);
}

const rules: Rules = {
  ref: (inference, { decl }) => inference.valueOf(decl),
  name(inference, { name, unit = -1 }) {
    const meaning = inference.program.global(name, unit);
    if (meaning?.value !== undefined) return inference.valueOf(meaning.value);
    return meaning?.module === undefined ? undefined : { kind: 'module', unit: meaning.module };
  },
  this: (inference, { decl, static: isStatic }) =>
    decl?.kind === 'parameter' || decl?.kind === 'variable'
      ? inference.valueOf(decl)
      : decl && (isStatic === 1 ? { kind: 'class', decl, mapper: noMapper } : { kind: 'param', decl }),
  super(inference, { decl, static: isStatic }) {
    const [base] = decl === undefined ? [] : inference.basesOf(decl);
    return isStatic === 1 ? classOf(base) : base;
  },
  member: (inference, { object, name }) => inference.member(inference.typeOf(object), name)?.type(),
  call: inferCall,
  new: (inference, expr) => inference.construct(inference.typeOf(expr.callee), expr, expr.typeArgs),
  await: (inference, { value }) => inference.awaited(inference.typeOf(value)),
  index: inferIndex,
  element: (inference, { value }) => inference.element(inference.typeOf(value)),
  literal: (_inference, { text }) => literalType(text),
  primitive: (_inference, { name }) => ({ kind: 'primitive', name }),
  object: (_inference, expr) => ({ kind: 'literal', expr, mapper: noMapper }),
  array(inference, { items, unit = -1 }) {
    const types = items.slice(0, 30).map((item) => inference.typeOf(item));
    const known = unionOf(types.filter((each) => each !== undefined && !isNothing(each)).map((each) => widened(each!)));
    return known === undefined ? emptyArray(inference, unit) : inference.builtin('Array', unit, [known]);
  },
  tuple: (inference, { items }) => ({ kind: 'tuple', items: items.map((item) => inference.typeOf(item)) }),
  spread: (inference, { value }) => inference.element(inference.typeOf(value)),
  function: (_inference, { decl }) => ({ kind: 'function', decl, mapper: noMapper }),
  class: (_inference, { decl }) => ({ kind: 'class', decl, mapper: noMapper }),
  either: (inference, { options }) => unionOf(options.map((each) => inference.typeOf(each))),
  last: (inference, { parts }) => parts.at(-1) && inference.typeOf(parts.at(-1)!),
  assign: (inference, { value }) => inference.typeOf(value),
  as: (inference, { type }) => inference.evaluate(type),
  satisfies: (inference, { value }) => inference.typeOf(value),
  narrow: (inference, expr) => inference.narrow(expr),
  module(inference, { module, how, unit = -1 }) {
    const found = inference.program.module(unit, module);
    const type = moduleType(found);
    return how === 1 ? type && inference.builtin('Promise', unit, [type]) : (wholeOf(inference, type) ?? type);
  },
  jsx: () => undefined,
  opaque: () => undefined,
  yield: () => undefined,
  keyword: (inference, { value }) => inference.typeOf(value),
  enter: inferEntered,
};

function emptyArray(inference: Inference, unit: number): Type | undefined {
  return inference.builtin('Array', unit, []);
}

function widened(type: Type): Type {
  return type;
}

function literalType(text: string): Type {
  if (text === 'true' || text === 'false') return { kind: 'primitive', name: 'boolean' };
  return { kind: 'text', text };
}

function moduleType(found: { module: number | undefined; external: string | undefined } | undefined): Type | undefined {
  if (found?.module !== undefined) return { kind: 'module', unit: found.module };
  return found?.external === undefined ? undefined : { kind: 'external', module: found.external, name: '*' };
}

/** What `module.exports = ` makes of a module, where it is one thing. */
function wholeOf(inference: Inference, type: Type | undefined): Type | undefined {
  if (type?.kind !== 'module') return undefined;
  const whole = inference.program.exported(type.unit, '=')?.value;
  // The names of an object are those of the module.
  return whole === undefined || whole.value?.op === 'object' ? undefined : inference.valueOf(whole);
}

/** What `with a as b` gives b. */
function inferEntered(inference: Inference, { value }: ExprOf<'enter'>): Type | undefined {
  const type = inference.expand(inference.typeOf(value));
  if (type?.kind !== 'instance') return type;
  if (type.decl.unit < 0) return /Generator|Iterator/.test(type.decl.name) ? inference.element(type) : type;
  const enter = (inference.member(type, '__enter__') ?? inference.member(type, '__aenter__'))?.type();
  if (enter?.kind !== 'function') return type;
  const result = inference.resultOf(enter.decl);
  return result === undefined ? type : inference.awaited(substitute(result, enter.mapper));
}

function inferCall(inference: Inference, expr: ExprOf<'call'>): Type | undefined {
  if (expr.callee.op === 'super') return undefined;
  return inference.call(inference.typeOf(expr.callee), expr);
}

function inferIndex(inference: Inference, { object, key }: ExprOf<'index'>): Type | undefined {
  const type = inference.expand(inference.typeOf(object));
  if (type === undefined) return undefined;
  const by = key.op === 'literal' ? literalType(key.text) : inference.expand(inference.typeOf(key));
  if (by?.kind !== 'text') return indexed(inference, type);
  const options = optionsOf(type).filter((each) => !isNothing(each));
  const items = options.flatMap((each) => (each.kind === 'tuple' ? [each.items[Number(by.text)]] : []));
  if (items.length > 0 && items.length === options.length) return unionOf(items);
  const member = inference.member(type, by.text);
  return member === undefined || member.external === language ? indexed(inference, type) : member.type();
}
