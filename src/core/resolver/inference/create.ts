/** Inference over one program: the parts wired together, and what they find remembered. */

import type { Decl } from '../../parser/code/shapes';
import type { Program } from '../program';
import { callType, constructType } from './calls';
import { declAsType, evaluateNode } from './evaluate';
import { expandType } from './expand';
import { expectedType } from './expected';
import { inferExpr } from './infer';
import type { Inference } from './inference';
import { findMember } from './members';
import { narrowedType } from './narrow';
import { createSession } from './session';
import type { Type } from './types';
import { awaitedType, baseTypes, declaredValue, elementType, functionResult } from './values';

const noBases: readonly Type[] = [];

export function createInference(program: Program): Inference {
  const session = createSession(program.tracker);
  const inference: Inference = {
    program,
    guarded: (work) => session.guarded(work),
    memoised: (holder, slot, unit, work) => session.memoised(holder, slot, unit, work),
    renew: () => {
      session.renew();
    },
    typeOf: (expr) => session.memoised(expr, 'a', expr.unit ?? -1, () => inferExpr(inference, expr)),
    evaluate: (node) => session.memoised(node, 'a', node.unit ?? -1, () => evaluateNode(inference, node)),
    valueOf: (decl) => session.memoised(decl, 'b', decl.unit, () => declaredValue(inference, decl)),
    asType: (decl, args) => session.guarded(() => declAsType(inference, decl, args)),
    resultOf: (decl) => session.memoised(decl, 'c', decl.unit, () => functionResult(inference, decl)),
    basesOf: (decl) => {
      if (!mayExtend(decl)) return noBases;
      return session.memoised(decl, 'c', decl.unit, () => baseTypes(inference, decl)) ?? noBases;
    },
    expand: (type) => (type === undefined ? undefined : session.guarded(() => expandType(inference, type))),
    member: (type, name) => session.guarded(() => findMember(inference, type, name)),
    call: (callee, expr) => session.guarded(() => callType(inference, callee, expr)),
    construct: (callee, expr, typeArgs) => session.guarded(() => constructType(inference, callee, expr, typeArgs)),
    expected: (expr) => session.memoised(expr, 'b', expr.unit ?? -1, () => expectedType(inference, expr)),
    narrow: (expr) => narrowedType(inference, expr),
    element: (type) => session.guarded(() => elementType(inference, type)),
    awaited: (type) => session.guarded(() => awaitedType(inference, type)),
    builtin(name, unit, args) {
      const decl = program.builtin(name, unit);
      return decl && { kind: 'instance', decl, args };
    },
  };
  return inference;
}

function mayExtend({ kind }: Decl): boolean {
  return kind === 'class' || kind === 'interface';
}
