/** The types that TypeScript computes from others: `Partial<T>`, `ReturnType<F>` and the like. */

import type { Inference } from './inference';
import type { Type } from './types';
import { noMapper, unionOf } from './types';

type Utility = (inference: Inference, args: readonly (Type | undefined)[]) => Type | undefined;

/** Members keep their names and places. */
const same: Utility = (_inference, [type]) => type;

const utilities: Readonly<Record<string, Utility>> = {
  Partial: same,
  Required: same,
  Readonly: same,
  NonNullable: same,
  Pick: same,
  Omit: same,
  NoInfer: same,
  /** Python's `type[A]`: the class itself. */
  type(inference, [type]) {
    const of = inference.expand(type);
    if (of?.kind === 'param') return of;
    return of?.kind === 'instance' ? { kind: 'class', decl: of.decl, mapper: noMapper } : undefined;
  },
  Awaited: (inference, [type]) => inference.awaited(type),
  Record: (_inference, [keys, value]) => ({ kind: 'record', value, keys }),
  ReturnType(inference, [type]) {
    const fn = inference.expand(type);
    return fn?.kind === 'function' ? inference.resultOf(fn.decl) : undefined;
  },
  InstanceType(inference, [type]) {
    const of = inference.expand(type);
    return inference.construct(of, undefined, []);
  },
  Parameters(inference, [type]) {
    const fn = inference.expand(type);
    if (fn?.kind !== 'function') return undefined;
    return { kind: 'tuple', items: fn.decl.params.map((param) => inference.valueOf(param)) };
  },
  ConstructorParameters(inference, [type]) {
    const of = inference.expand(type);
    const constructor = of?.kind === 'class' ? of.decl.members.find(({ name }) => name === 'constructor') : undefined;
    return constructor && { kind: 'tuple', items: constructor.params.map((param) => inference.valueOf(param)) };
  },
  Exclude: exclude,
  Extract(inference, [type, wanted]) {
    const names = textsOf(inference, wanted);
    const options = inference.expand(type);
    if (options?.kind !== 'union' || names.size === 0) return wanted ?? type;
    return unionOf(options.options.filter((each) => each.kind === 'text' && names.has(each.text)));
  },
};

/** Undefined if the name is none of these. */
export function utilityType(name: string, args: readonly (Type | undefined)[]): Type | undefined {
  return Object.hasOwn(utilities, name) ? { kind: 'computed', name, args } : undefined;
}

export function computedType(
  inference: Inference,
  name: string,
  args: readonly (Type | undefined)[],
): Type | undefined {
  return utilities[name]?.(inference, args);
}

function exclude(inference: Inference, [type, without]: readonly (Type | undefined)[]): Type | undefined {
  const options = inference.expand(type);
  if (options?.kind !== 'union') return type;
  const names = textsOf(inference, without);
  const dropped = inference.expand(without);
  const isDropped = (each: Type): boolean =>
    (each.kind === 'text' && names.has(each.text)) ||
    (each.kind === 'instance' && dropped?.kind === 'instance' && each.decl === dropped.decl);
  return unionOf(options.options.filter((each) => !isDropped(each)));
}

function textsOf(inference: Inference, type: Type | undefined): Set<string> {
  const options = inference.expand(type);
  const list = options?.kind === 'union' ? options.options : options === undefined ? [] : [options];
  return new Set(list.flatMap((each) => (each.kind === 'text' ? [each.text] : [])));
}
