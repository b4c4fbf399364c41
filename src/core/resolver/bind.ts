/** What single names are bound to. */

import type { Decl, Expr, TypeNode } from '../parser/code/shapes';
import type { ResolutionMethod } from '../model/relationship';
import { memberMeaning } from './inference/evaluate';
import type { Inference, Member, Target } from './inference/inference';
import { language, targetOf } from './inference/spaces';
import type { Meaning } from './program';

export interface Found {
  readonly target: Target | undefined;
  readonly external: string | undefined;
  readonly how: ResolutionMethod;
  readonly unsure?: boolean;
}

const notFound: Found = { target: undefined, external: undefined, how: 'receiver' };

/** A name that the file binds: its own declaration, or what an import brings in. */
export function bindDecl(inference: Inference, decl: Decl, meaning: 'value' | 'type'): Found {
  if (decl.kind === 'import') {
    const found = bindMeaning(inference.program.follow(decl), meaning, 'import');
    return mayBeOther(inference, decl, found, meaning) ? { ...found, unsure: true } : found;
  }
  if (decl.kind === 'narrowed') return decl.value?.op === 'narrow' ? bindExpr(inference, decl.value.value) : notFound;
  return { target: targetOf(decl), external: undefined, how: 'scope' };
}

/** `try: from fast import run`, `except ImportError: from slow import run`. */
function mayBeOther(inference: Inference, { merged }: Decl, { target }: Found, meaning: 'value' | 'type'): boolean {
  return merged.some((other) => {
    if (other.kind !== 'import') return false;
    const found = bindMeaning(inference.program.follow(other), meaning, 'import').target;
    return found?.unit !== target?.unit || found?.symbol !== target?.symbol;
  });
}

function bindExpr(inference: Inference, expr: Expr): Found {
  if (expr.op === 'ref') return bindDecl(inference, expr.decl, 'value');
  if (expr.op === 'member') return bindMember(inference, expr.object, expr.name);
  return notFound;
}

export function bindMeaning(
  meaning: Meaning | undefined,
  wanted: 'value' | 'type',
  how: ResolutionMethod = 'package',
): Found {
  if (meaning === undefined) return notFound;
  const { value, type, module, external } = meaning;
  const decl = wanted === 'value' ? (value ?? type) : (type ?? value);
  if (decl !== undefined) {
    return decl.unit < 0
      ? { target: undefined, external: language, how }
      : { target: targetOf(decl), external: undefined, how };
  }
  if (module !== undefined) return { target: { unit: module, symbol: 0 }, external: undefined, how };
  return { target: undefined, external, how };
}

/** Only a type of the project's has the name: as a value it is the language's, whose own names are not all known. */
export function asValue(meaning: Meaning | undefined): Meaning | undefined {
  const { value, type } = meaning ?? {};
  const isTypeOnly = value === undefined && (type?.kind === 'alias' || type?.kind === 'interface');
  return meaning && isTypeOnly ? { ...meaning, type: undefined, external: language } : meaning;
}

export function bindMember(inference: Inference, object: Expr, name: string): Found {
  const type = inference.expand(inference.typeOf(object));
  const member = inference.member(type, name);
  if (member === undefined) return notFound;
  const how = type?.kind === 'module' || type?.kind === 'namespace' ? 'import' : undefined;
  return ofMember(member, how);
}

export function ofMember(member: Member | undefined, how?: ResolutionMethod): Found {
  if (member === undefined) return notFound;
  const { target, external, inherited, decl } = member;
  const outside = external ?? (target === undefined && decl !== undefined && decl.unit < 0 ? language : undefined);
  return { target, external: outside, how: how ?? (inherited ? 'inheritance' : 'receiver') };
}

export function bindQualified(inference: Inference, object: TypeNode, name: string): Found {
  const found = memberMeaning(inference, object, name);
  if (found === undefined) return notFound;
  if ('kind' in found) return { target: undefined, external: found.module, how: 'import' };
  return { target: targetOf(found.decl), external: undefined, how: 'import' };
}

export function bindImported(inference: Inference, unit: number, module: string, names: readonly string[]): Found {
  const target = inference.program.module(unit, module);
  const [first] = names;
  if (target?.module === undefined || first === undefined) return bindMeaning(target, 'type', 'import');
  return bindMeaning(inference.program.exported(target.module, first), 'type', 'import');
}
