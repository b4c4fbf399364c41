/** Members as such, and those of namespaces and modules. */

import type { Decl } from '../../parser/code/shapes';
import type { Inference, Member, Target } from './inference';
import type { Mapper, Type } from './types';
import { isClosed, noMapper, substitute } from './types';

/** In place of a module's name: what the language itself gives. */
export const language = '';

export function externalMember(module: string, name: string): Member {
  const type: Type = { kind: 'external', module, name };
  return { target: undefined, decl: undefined, type: () => type, inherited: false, external: module };
}

export function valueMember(value: Type | undefined): Member | undefined {
  return value && { target: undefined, decl: undefined, type: () => value, inherited: false, external: undefined };
}

const unmapped = (): Mapper => noMapper;

/** The declaration itself says which symbol it is. */
export function targetOf(decl: Decl): Target | undefined {
  return decl.symbol < 0 || decl.unit < 0 ? undefined : decl;
}

/** A member that a declaration defines, its type in terms of the receiver's. `mapperOf` is asked where there is need. */
export function memberAs(inference: Inference, decl: Decl, mapperOf: () => Mapper): Member {
  const type = (): Type | undefined => {
    const value = inference.valueOf(decl);
    return value === undefined || isClosed(value) ? value : substitute(value, mapperOf());
  };
  return { target: targetOf(decl), decl, type, inherited: false, external: undefined };
}

export interface Receiver {
  readonly decl: Decl;
  readonly part: Decl;
  readonly mapper: Mapper;
  readonly self: Type;
}

/** By itself: what makes closures here makes room for what they hold, and most that look for a member find none. */
export function ownMember(inference: Inference, found: Decl, { decl, part, mapper, self }: Receiver): Member {
  return memberAs(inference, found, () => forSelf(decl, part, mapper, self));
}

/** What stands for the class itself, and for the type parameters of a merged declaration. */
export function forSelf(decl: Decl, part: Decl, mapper: Mapper, self: Type): Mapper {
  const all = new Map(mapper);
  all.set(decl, self);
  if (part !== decl) {
    all.set(part, self);
    part.typeParams.forEach((param, index) => {
      const other = decl.typeParams[index];
      const known = other && mapper.get(other);
      if (known !== undefined) all.set(param, known);
    });
  }
  return all;
}

/** All declarations that together are one: merged, and added to by other files. */
export function partsOf(inference: Inference, decl: Decl): readonly Decl[] {
  const added = decl.unit < 0 || decl.name === '' ? [] : inference.program.added(decl);
  return decl.merged.length === 0 && added.length === 0 ? [decl] : [decl, ...decl.merged, ...added];
}

export function exportOf(decl: Decl, name: string): Decl | undefined {
  if (decl.exports.length === 0) return undefined;
  const found = decl.exports.find((each) => each.name === name);
  return found?.value ?? found?.type;
}

export function inNamespace(inference: Inference, decl: Decl, name: string): Member | undefined {
  inference.program.tracker.touch(decl.unit);
  for (const part of partsOf(inference, decl)) {
    const found = exportOf(part, name);
    if (found !== undefined) return memberAs(inference, found, unmapped);
  }
  return undefined;
}

export function inModule(inference: Inference, unit: number, name: string): Member | undefined {
  const meaning = inference.program.exported(unit, name);
  if (meaning === undefined) {
    const whole = name === '=' ? undefined : inference.program.exported(unit, '=')?.value;
    return whole?.value?.op === 'object' ? inference.member(inference.valueOf(whole), name) : undefined;
  }
  const decl = meaning.value ?? meaning.type;
  if (decl !== undefined) return memberAs(inference, decl, unmapped);
  if (meaning.module !== undefined) {
    const type: Type = { kind: 'module', unit: meaning.module };
    const target = { unit: meaning.module, symbol: 0 };
    return { target, decl: undefined, type: () => type, inherited: false, external: undefined };
  }
  return meaning.external === undefined ? undefined : externalMember(meaning.external, name);
}
