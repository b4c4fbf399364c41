/** What remains of a value's type after a test. */

import type { Expr, ExprOf } from '../../parser/code/shapes';
import { narrowings } from '../../parser/code/shapes';
import type { Inference } from './inference';
import type { Type } from './types';
import { isNothing, optionsOf, substitute, unionOf } from './types';

export function narrowedType(inference: Inference, expr: ExprOf<'narrow'>): Type | undefined {
  const { value, test, positive } = expr;
  const how = narrowings[expr.how];
  const type = inference.typeOf(value);
  switch (how) {
    case 'instance':
      return byType(inference, type, objectsOf(inference, inference.typeOf(test)), positive === 1);
    case 'guard':
      return byType(inference, type, guardedType(inference, test), positive === 1);
    case 'key':
      return byKey(inference, type, test, positive === 1);
    case 'has':
      return byPresence(inference, type, test, positive === 1);
    case 'set':
      return inference.typeOf(test);
    case 'either':
      return inference.typeOf(test) ?? type;
    case undefined:
      break;
  }
  return type;
}

/** Objects of a class, or of one of several. */
function objectsOf(inference: Inference, tested: Type | undefined): Type | undefined {
  const type = inference.expand(tested);
  if (type?.kind !== 'tuple') return inference.construct(type, undefined, []);
  return unionOf(type.items.map((each) => inference.construct(each, undefined, [])));
}

/** What a function that tells types says its argument is. */
function guardedType(inference: Inference, callee: Expr): Type | undefined {
  const fn = inference.expand(inference.typeOf(callee));
  if (fn?.kind !== 'function' || fn.decl.type?.op !== 'predicate') return undefined;
  const { type } = fn.decl.type;
  const known = inference.evaluate(type);
  return known && substitute(known, fn.mapper);
}

function byType(
  inference: Inference,
  type: Type | undefined,
  tested: Type | undefined,
  positive: boolean,
): Type | undefined {
  if (tested === undefined) return type;
  const known = inference.expand(type);
  const limit = inference.expand(tested);
  const isOf = (each: Type): boolean =>
    limit !== undefined && optionsOf(limit).some((one) => isA(inference, each, one, 0));
  if (!positive) {
    return known?.kind === 'union' ? (unionOf(known.options.filter((each) => !isOf(each))) ?? type) : type;
  }
  if (known === undefined) return tested;
  const kept = optionsOf(known).filter(isOf);
  return kept.length > 0 ? unionOf(kept) : tested;
}

function isA(inference: Inference, type: Type, wanted: Type, depth: number): boolean {
  const known = inference.expand(type);
  if (known === undefined || depth > 10) return false;
  if (known.kind === 'text' && wanted.kind === 'text') return known.text === wanted.text;
  if (known.kind === 'primitive' && wanted.kind === 'primitive') return known.name === wanted.name;
  if (known.kind === 'object' && wanted.kind === 'object') return known.decl === wanted.decl;
  if (known.kind !== 'instance' || wanted.kind !== 'instance') return false;
  if (known.decl === wanted.decl) return true;
  return inference.basesOf(known.decl).some((base) => isA(inference, base, wanted, depth + 1));
}

/** `x.kind === 'a'`: the options whose member may be that. */
function byKey(inference: Inference, type: Type | undefined, test: Expr, positive: boolean): Type | undefined {
  const known = inference.expand(type);
  if (known?.kind !== 'union' || test.op !== 'index' || test.object.op !== 'literal') return type;
  const name = test.object.text;
  const wanted = keyText(inference, test.key);
  if (wanted === undefined) return type;
  const kept = known.options.filter((each) => {
    const member = inference.member(each, name);
    const texts = member === undefined ? [] : literalTexts(inference, member.type(), member.decl);
    return positive ? texts.length === 0 || texts.includes(wanted) : texts.length !== 1 || texts[0] !== wanted;
  });
  return unionOf(kept) ?? type;
}

/** A literal's text, or what names an enum's member. */
function keyText(inference: Inference, expr: Expr): string | undefined {
  if (expr.op === 'literal') return expr.text;
  if (expr.op === 'member') {
    const found = inference.member(inference.typeOf(expr.object), expr.name);
    return found?.decl?.owner?.kind === 'enum' ? `${found.decl.unit}:${found.decl.symbol}` : undefined;
  }
  const type = inference.expand(inference.typeOf(expr));
  return type?.kind === 'text' ? type.text : undefined;
}

function literalTexts(inference: Inference, type: Type | undefined, decl: { type: unknown } | undefined): string[] {
  const node = decl?.type as { op: string; object?: unknown; name?: string } | undefined;
  if (node?.op === 'member') {
    const owner = inference.expand(type);
    const member = owner?.kind === 'instance' ? owner.decl.members.find(({ name }) => name === node.name) : undefined;
    if (member !== undefined) return [`${member.unit}:${member.symbol}`];
  }
  const known = inference.expand(type);
  if (known === undefined) return [];
  const options = optionsOf(known).filter((each) => !isNothing(each));
  const texts = options.flatMap((each) => (each.kind === 'text' ? [each.text] : []));
  return texts.length === options.length ? texts : [];
}

/** `'a' in x`: the options that have the member. */
function byPresence(inference: Inference, type: Type | undefined, test: Expr, positive: boolean): Type | undefined {
  const known = inference.expand(type);
  if (known?.kind !== 'union' || test.op !== 'literal') return type;
  const kept = known.options.filter((each) => (inference.member(each, test.text) !== undefined) === positive);
  return unionOf(kept) ?? type;
}
