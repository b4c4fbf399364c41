/** What declarations are as values, what functions give, what classes extend. */

import type { Decl } from '../../parser/code/shapes';
import { declFlags } from '../../parser/code/shapes';
import { parameterAt } from './expected';
import type { Inference } from './inference';
import { partsOf } from './spaces';
import type { Type } from './types';
import { noMapper, substitute, unionOf } from './types';

export function declaredValue(inference: Inference, decl: Decl): Type | undefined {
  switch (decl.kind) {
    case 'class':
    case 'enum':
      return { kind: 'class', decl, mapper: noMapper };
    case 'namespace':
    case 'module':
      return { kind: 'namespace', decl };
    case 'file':
      return { kind: 'module', unit: decl.unit };
    case 'function':
      return { kind: 'function', decl, mapper: noMapper };
    case 'getter':
      return inference.resultOf(decl);
    case 'setter':
      return decl.params[0] && inference.valueOf(decl.params[0]);
    case 'property':
    case 'variable':
    case 'narrowed':
    case 'alias':
      return variableValue(inference, decl);
    case 'parameter':
      return parameterValue(inference, decl);
    case 'import':
      return importedValue(inference, decl);
    case 'interface':
      // An interface that a variable of the same name goes with (`declare var`).
      return undefined;
    case 'typeParameter':
      return undefined;
  }
}

function variableValue(inference: Inference, decl: Decl): Type | undefined {
  const { owner, type, value } = decl;
  if (owner?.kind === 'enum') return { kind: 'instance', decl: owner, args: [] };
  if (type !== undefined && decl.kind !== 'alias') return inference.evaluate(type);
  const given = value && inference.typeOf(value);
  if (decl.members.length === 0) return given;
  // Members that the file gives it come before those that it was made with.
  const own: Type = { kind: 'object', decl, mapper: noMapper };
  return given === undefined ? own : { kind: 'intersection', parts: [own, given] };
}

function importedValue(inference: Inference, decl: Decl): Type | undefined {
  const meaning = inference.program.follow(decl);
  if (meaning?.value !== undefined) return inference.valueOf(meaning.value);
  if (meaning?.module !== undefined) return { kind: 'module', unit: meaning.module };
  if (meaning?.external !== undefined) return { kind: 'external', module: meaning.external, name: decl.imported };
  return meaning?.type && inference.valueOf(meaning.type);
}

function parameterValue(inference: Inference, decl: Decl): Type | undefined {
  if (decl.type !== undefined) return inference.evaluate(decl.type);
  const fn = decl.owner;
  const index = fn?.params.indexOf(decl) ?? -1;
  if (fn?.site !== undefined && index >= 0) {
    const asked = inference.expand(inference.expected(fn.site));
    const isRest = (decl.flags & declFlags.rest) !== 0;
    const given = isRest ? undefined : parameterAt(inference, asked, index);
    if (given !== undefined) return given;
  }
  return decl.value && inference.typeOf(decl.value);
}

/** What a call gives: as annotated, else as returned, in a promise or generator where the function says so. */
export function functionResult(inference: Inference, decl: Decl): Type | undefined {
  if (decl.type !== undefined) return inference.evaluate(decl.type);
  const isAsync = (decl.flags & declFlags.async) !== 0;
  const given = unionOf(decl.returns.slice(0, 20).map((each) => inference.typeOf(each)));
  if ((decl.flags & declFlags.generator) !== 0) {
    return inference.builtin(isAsync ? 'AsyncGenerator' : 'Generator', decl.unit, [given]);
  }
  if (isAsync) return inference.builtin('Promise', decl.unit, [inference.awaited(given)]);
  return given;
}

/** All that a class or interface extends, declarations merged with it included. */
export function baseTypes(inference: Inference, decl: Decl): readonly Type[] {
  const own = partsOf(inference, decl).flatMap(({ bases }) => bases);
  return own.flatMap((base) => inference.expand(inference.evaluate(base)) ?? []);
}

/** What a promise will hold. */
export function awaitedType(inference: Inference, given: Type | undefined): Type | undefined {
  const type = inference.expand(given);
  if (type === undefined) return undefined;
  if (type.kind === 'union') return unionOf(type.options.map((each) => inference.awaited(each)));
  if (type.kind !== 'instance') return type;
  if (type.decl.unit < 0)
    return /^(?:Promise|PromiseLike|Awaitable|Coroutine)$/.test(type.decl.name)
      ? inference.awaited(type.args.at(-1))
      : type;
  for (const base of inference.basesOf(type.decl)) {
    if (base.kind !== 'instance' || base.decl.unit >= 0 || !base.decl.name.startsWith('Promise')) continue;
    const mapper = new Map(
      type.decl.typeParams.flatMap((param, index) => {
        const arg = type.args[index];
        return arg === undefined ? [] : [[param, arg] as const];
      }),
    );
    return inference.awaited(substitute(base, mapper));
  }
  return type;
}

/** What iterating gives. */
export function elementType(inference: Inference, given: Type | undefined): Type | undefined {
  const type = inference.expand(given);
  if (type === undefined) return undefined;
  if (type.kind === 'tuple') return unionOf(type.items);
  if (type.kind === 'union') return unionOf(type.options.map((each) => inference.element(each)));
  if (type.kind === 'external') return type;
  if (type.kind === 'param') return type.decl.type && inference.element(inference.evaluate(type.decl.type));
  if (type.kind !== 'instance') return undefined;
  if (type.decl.unit < 0) {
    if (type.decl.name.endsWith('Map')) return { kind: 'tuple', items: type.args };
    return type.args[0];
  }
  const iterator = inference.member(type, '[Symbol.iterator]') ?? inference.member(type, '[Symbol.asyncIterator]');
  const made = iterator?.type();
  if (made?.kind === 'function') {
    const result = inference.resultOf(made.decl);
    return result && inference.element(substitute(result, made.mapper));
  }
  for (const base of inference.basesOf(type.decl)) {
    const mapper = new Map<Decl, Type>();
    type.decl.typeParams.forEach((param, index) => {
      const arg = type.args[index];
      if (arg !== undefined) mapper.set(param, arg);
    });
    const found = inference.element(substitute(base, mapper));
    if (found !== undefined) return found;
  }
  return undefined;
}
