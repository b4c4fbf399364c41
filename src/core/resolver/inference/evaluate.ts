/** Types as they are written → what they mean. */

import type { Decl, TypeNode, TypeNodeOf } from '../../parser/code/shapes';
import { declFlags } from '../../parser/code/shapes';
import type { Inference } from './inference';
import type { Type } from './types';
import { mapperOf, noMapper, substitute, unionOf } from './types';
import { utilityType } from './utilities';

type Rules = { readonly [Op in TypeNode['op']]: (inference: Inference, node: TypeNodeOf<Op>) => Type | undefined };

export function evaluateNode(inference: Inference, node: TypeNode): Type | undefined {
  return (rules[node.op] as (inference: Inference, node: TypeNode) => Type | undefined)(inference, node);
}

const rules: Rules = {
  ref: (inference, { decl, args }) => inference.asType(decl, evaluateAll(inference, args)),
  name(inference, { name, args, unit = -1 }) {
    const meaning = inference.program.global(name, unit);
    const types = evaluateAll(inference, args);
    const decl = meaning?.type ?? meaning?.value;
    if (decl === undefined || decl.unit < 0) {
      const computed = utilityType(name, types);
      if (computed !== undefined) return computed;
    }
    return decl === undefined ? undefined : inference.asType(decl, types);
  },
  member: memberType,
  array: (inference, { element, unit = -1 }) => inference.builtin('Array', unit, [inference.evaluate(element)]),
  tuple(inference, { items, unit = -1 }) {
    if (items.some(({ op }) => op === 'rest')) {
      const all = items.map((item) => {
        const type = inference.evaluate(item);
        return item.op === 'rest' ? inference.element(type) : type;
      });
      return inference.builtin('Array', unit, [unionOf(all)]);
    }
    return { kind: 'tuple', items: evaluateAll(inference, items) };
  },
  union: (inference, { options }) => unionOf(evaluateAll(inference, options)),
  intersection(inference, { parts }) {
    const known = evaluateAll(inference, parts).filter((each) => each !== undefined);
    return known.length < 2 ? known[0] : { kind: 'intersection', parts: known };
  },
  function: (_inference, { decl }) => ({ kind: 'function', decl, mapper: noMapper }),
  object(inference, { decl }) {
    const [only] = decl.members;
    if (decl.members.length !== 1 || only?.name !== '[]' || only.kind !== 'property') {
      return { kind: 'object', decl, mapper: noMapper };
    }
    return { kind: 'record', value: only.type && inference.evaluate(only.type), keys: undefined };
  },
  typeof: (inference, { value }) => inference.typeOf(value),
  instance: (inference, { value, args }) => inference.construct(inference.typeOf(value), undefined, args),
  keyof(inference, { type }) {
    const of = inference.evaluate(type);
    return of && { kind: 'keys', of };
  },
  index(inference, { object, key }) {
    const of = inference.evaluate(object);
    const by = inference.evaluate(key);
    return of && by && { kind: 'index', object: of, key: by };
  },
  literal: (_inference, { text }) => ({ kind: 'text', text }),
  primitive: (_inference, { name }) =>
    /^(?:any|unknown|object)$/.test(name) ? undefined : { kind: 'primitive', name },
  conditional(inference, { check, bound, yes, no }) {
    const tested = inference.evaluate(check);
    if (tested === undefined) return undefined;
    const [limit, first, second] = evaluateAll(inference, [bound, yes, no]);
    return { kind: 'conditional', check: tested, bound: limit, yes: first, no: second };
  },
  infer: (_inference, { decl }) => ({ kind: 'param', decl }),
  mapped(inference, { param, value }) {
    const keys = param.type && inference.evaluate(param.type);
    const type = inference.evaluate(value);
    if (keys === undefined) return type && { kind: 'record', value: type, keys: undefined };
    return type && { kind: 'mapped', param, keys, value: type, mapper: noMapper };
  },
  this: (_inference, { decl }) => decl && { kind: 'param', decl },
  predicate: () => ({ kind: 'primitive', name: 'boolean' }),
  import: importedType,
  optional: (inference, { type }) => inference.evaluate(type),
  rest: (inference, { type }) => inference.evaluate(type),
  opaque: () => undefined,
};

function evaluateAll(inference: Inference, nodes: readonly TypeNode[]): (Type | undefined)[] {
  return nodes.map((node) => inference.evaluate(node));
}

/** `N.Type`, of a namespace, a module, an enum, a class. */
function memberType(inference: Inference, { object, name, args }: TypeNodeOf<'member'>): Type | undefined {
  const found = memberMeaning(inference, object, name);
  if (found === undefined || 'kind' in found) return found;
  return inference.asType(found.decl, evaluateAll(inference, args));
}

/** What `name` is in what a qualifier names. */
export function memberMeaning(
  inference: Inference,
  object: TypeNode,
  name: string,
): { readonly decl: Decl } | Extract<Type, { kind: 'external' }> | undefined {
  const space = spaceOf(inference, object);
  if (space === undefined) return undefined;
  if (space.kind === 'external') return space;
  if (space.kind === 'module') {
    const meaning = inference.program.exported(space.unit, name);
    const decl = meaning?.type ?? meaning?.value;
    if (decl !== undefined) return { decl };
    return meaning?.external === undefined ? undefined : { kind: 'external', module: meaning.external, name };
  }
  if (space.kind !== 'namespace' && space.kind !== 'class' && space.kind !== 'function') return undefined;
  for (const part of [space.decl, ...space.decl.merged]) {
    const member = part.exports.find((each) => each.name === name);
    const decl = member?.type ?? member?.value;
    if (decl !== undefined) return { decl };
    const own =
      part.kind === 'enum' || part.kind === 'class' ? part.members.find((each) => each.name === name) : undefined;
    if (own !== undefined) return { decl: own };
  }
  return undefined;
}

/** A qualifier as a namespace, module or class, or a function that a namespace adds to. */
export function spaceOf(inference: Inference, node: TypeNode): Type | undefined {
  if (node.op === 'ref') return inference.valueOf(node.decl) ?? inference.asType(node.decl, []);
  if (node.op === 'name') {
    const meaning = inference.program.global(node.name, node.unit ?? -1);
    return meaning?.value && inference.valueOf(meaning.value);
  }
  if (node.op !== 'member') return inference.evaluate(node);
  const found = memberMeaning(inference, node.object, node.name);
  if (found === undefined || 'kind' in found) return found;
  return inference.valueOf(found.decl);
}

function importedType(inference: Inference, { module, names, unit = -1 }: TypeNodeOf<'import'>): Type | undefined {
  const target = inference.program.module(unit, module);
  if (target?.external !== undefined) return { kind: 'external', module: target.external, name: names.at(-1) ?? '' };
  if (target?.module === undefined) return undefined;
  const [first] = names;
  if (first === undefined) return { kind: 'module', unit: target.module };
  const meaning = inference.program.exported(target.module, first);
  const decl = meaning?.type ?? meaning?.value;
  return decl === undefined || names.length > 1 ? undefined : inference.asType(decl, []);
}

/** A declaration where a type is asked for. */
export function declAsType(inference: Inference, decl: Decl, args: readonly (Type | undefined)[]): Type | undefined {
  switch (decl.kind) {
    case 'class':
    case 'interface':
    case 'enum':
      return { kind: 'instance', decl, args: withDefaults(inference, decl, args) };
    case 'alias':
      return { kind: 'alias', decl, args: withDefaults(inference, decl, args) };
    case 'typeParameter':
      return { kind: 'param', decl };
    case 'import': {
      const meaning = inference.program.follow(decl);
      const target = meaning?.type ?? meaning?.value;
      if (target !== undefined) return inference.asType(target, args);
      if (meaning?.external !== undefined) return { kind: 'external', module: meaning.external, name: decl.imported };
      return meaning?.module === undefined ? undefined : { kind: 'module', unit: meaning.module };
    }
    case 'namespace':
    case 'module':
    case 'file':
      return { kind: 'namespace', decl };
    case 'property':
      return decl.owner?.kind === 'enum' ? inference.asType(decl.owner, []) : undefined;
    case 'variable':
    case 'narrowed':
    case 'parameter':
    case 'getter':
      return instanceOfValue(inference, decl);
    case 'function':
    case 'setter':
      return undefined;
  }
}

/** A variable that holds a class, used as a type. */
function instanceOfValue(inference: Inference, decl: Decl): Type | undefined {
  const value = inference.expand(inference.valueOf(decl));
  if (value?.kind === 'class') return inference.asType(value.decl, []);
  return value?.kind === 'external' ? value : undefined;
}

function withDefaults(
  inference: Inference,
  decl: Decl,
  args: readonly (Type | undefined)[],
): readonly (Type | undefined)[] {
  const { typeParams } = decl;
  if (typeParams.length <= args.length) return args;
  return typeParams.map((param, index) => {
    const [fallback] = param.bases;
    return args[index] ?? (index >= args.length && fallback !== undefined ? inference.evaluate(fallback) : undefined);
  });
}

/** An alias looked into, once. */
export function expandAlias(inference: Inference, type: Extract<Type, { kind: 'alias' }>): Type | undefined {
  const { decl, args } = type;
  const meaning = decl.type && inference.aliasOf(decl);
  return meaning && substitute(meaning, mapperOf(decl.typeParams, args));
}

export function isStatic(decl: Decl): boolean {
  return (decl.flags & declFlags.static) !== 0;
}
