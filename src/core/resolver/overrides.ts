/** Members that redefine those of a base or interface. */

import type { Decl } from '../parser/code/shapes';
import { declFlags } from '../parser/code/shapes';
import type { Inference } from './inference/inference';
import { partsOf, targetOf } from './inference/spaces';
import type { Report } from './walk';

const deepest = 20;

/** Reports, for each member of a class or interface, the nearest member that it redefines on each way up. */
export function reportOverrides(inference: Inference, decls: readonly Decl[], report: Report): void {
  for (const decl of decls) {
    if ((decl.kind !== 'class' && decl.kind !== 'interface') || decl.members.length === 0) continue;
    const bases = declarationsAbove(inference, decl);
    if (bases.length === 0) continue;
    for (const member of decl.members) {
      if (member.symbol < 0 || member.at === undefined || isLeftOut(member)) continue;
      for (const target of overridden(inference, bases, member, 0)) {
        const found = targetOf(target);
        if (found === undefined) continue;
        const place = member.at;
        report({
          owner: member,
          place,
          type: 'overrides',
          target: found,
          external: undefined,
          name: member.name,
          how: 'inheritance',
        });
      }
    }
  }
}

function isLeftOut({ name }: Decl): boolean {
  return name === 'constructor' || name === '__init__' || name === '__new__';
}

function declarationsAbove(inference: Inference, decl: Decl): Decl[] {
  const interfaces = decl.interfaces.map((each) => inference.expand(inference.evaluate(each)));
  return [...inference.basesOf(decl), ...interfaces].flatMap((base) =>
    base === undefined ? [] : base.kind === 'intersection' ? base.parts.flatMap(declOf) : declOf(base),
  );
}

function declOf(type: { readonly kind: string; readonly decl?: Decl }): Decl[] {
  return (type.kind === 'instance' || type.kind === 'object') && type.decl !== undefined ? [type.decl] : [];
}

function namesakeIn(parts: readonly Decl[], { name, flags }: Decl): Decl | undefined {
  for (const { members } of parts)
    for (const each of members) if (each.name === name && ((each.flags ^ flags) & declFlags.static) === 0) return each;
  return undefined;
}

function overridden(inference: Inference, bases: readonly Decl[], member: Decl, depth: number): Set<Decl> {
  const found = new Set<Decl>();
  if (depth > deepest) return found;
  for (const base of bases) {
    const own = namesakeIn(partsOf(inference, base), member);
    if (own !== undefined) found.add(own);
    else
      for (const each of overridden(inference, declarationsAbove(inference, base), member, depth + 1)) found.add(each);
  }
  return found;
}
