/** Inference over one program: the parts wired together, and what they find remembered. */

import type { Decl, Expr, ExprOf, TypeNode } from '../../parser/code/shapes';
import type { Program } from '../program';
import { callType, constructType } from './calls';
import { declAsType, evaluateNode } from './evaluate';
import { expandType } from './expand';
import { expectedType } from './expected';
import { inferExpr } from './infer';
import type { Inference, Member } from './inference';
import { findMember } from './members';
import { narrowedType } from './narrow';
import type { Session } from './session';
import { createSession } from './session';
import type { Type } from './types';
import { awaitedType, baseTypes, declaredValue, elementType, functionResult } from './values';

const noBases: readonly Type[] = [];

export function createInference(program: Program): Inference {
  const session = createSession(program.tracker);
  // Made once: they are asked for all the time.
  const typeOf = (expr: Expr): Type | undefined => inferExpr(inference, expr);
  const evaluate = (node: TypeNode): Type | undefined => evaluateNode(inference, node);
  const valueOf = (decl: Decl): Type | undefined => declaredValue(inference, decl);
  const resultOf = (decl: Decl): Type | undefined => functionResult(inference, decl);
  const basesOf = (decl: Decl): readonly Type[] => baseTypes(inference, decl);
  const aliasOf = ({ type }: Decl): Type | undefined => type && inference.evaluate(type);
  const expected = (expr: Expr): Type | undefined => expectedType(inference, expr);
  const inference: Inference = {
    program,
    renew: () => {
      session.renew();
    },
    typeOf: (expr) => session.memoised(expr, 'a', expr.unit ?? -1, typeOf),
    evaluate: (node) => session.memoised(node, 'a', node.unit ?? -1, evaluate),
    valueOf: (decl) => session.memoised(decl, 'b', decl.unit, valueOf),
    asType: (decl, args) => bounded(session, declAsType, inference, decl, args),
    aliasOf: (decl) => session.memoised(decl, 'a', decl.unit, aliasOf),
    resultOf: (decl) => session.memoised(decl, 'c', decl.unit, resultOf),
    basesOf: (decl) => (mayExtend(decl) ? (session.memoised(decl, 'c', decl.unit, basesOf) ?? noBases) : noBases),
    expand: (type) => (type === undefined ? undefined : bounded(session, expandType, inference, type, undefined)),
    member: (type, name) => bounded(session, memberOf, inference, type, name),
    call: (callee, expr) => bounded(session, callType, inference, callee, expr),
    construct: (callee, expr, typeArgs) => bounded(session, constructOf, inference, callee, { expr, typeArgs }),
    expected: (expr) => session.memoised(expr, 'b', expr.unit ?? -1, expected),
    narrow: (expr) => narrowedType(inference, expr),
    element: (type) => bounded(session, elementType, inference, type, undefined),
    awaited: (type) => bounded(session, awaitedType, inference, type, undefined),
    builtin(name, unit, args) {
      const decl = program.builtin(name, unit);
      return decl && { kind: 'instance', decl, args };
    },
  };
  return inference;
}

/** Works something out unless too much is being worked out already. */
function bounded<One, Other, Value>(
  session: Session,
  work: (inference: Inference, one: One, other: Other) => Value | undefined,
  inference: Inference,
  one: One,
  other: Other,
): Value | undefined {
  if (!session.enter()) return undefined;
  const found = work(inference, one, other);
  session.leave();
  return found;
}

function memberOf(inference: Inference, type: Type | undefined, name: string): Member | undefined {
  return findMember(inference, type, name);
}

function constructOf(
  inference: Inference,
  callee: Type | undefined,
  { expr, typeArgs }: { readonly expr: ExprOf<'new' | 'call'> | undefined; readonly typeArgs: readonly TypeNode[] },
): Type | undefined {
  return constructType(inference, callee, expr, typeArgs);
}

function mayExtend({ kind }: Decl): boolean {
  return kind === 'class' || kind === 'interface';
}
