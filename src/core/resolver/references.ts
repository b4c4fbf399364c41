/** What a file's names are bound to → references, in terms of paths and descriptors. */

import type { Descriptor } from '../model/ids';
import type { Range } from '../model/range';
import type { OpenReference, ResolvedReference } from '../model/relationship';
import type { Decl, Place } from '../parser/code/shapes';
import { sharesOf } from './confidence';
import type { Program, Unit } from './program';
import type { Binding } from './walk';

/** Undefined for what is bound to nothing, or to what the language itself gives. */
export function toReference(
  program: Program,
  unit: Unit,
  {
    owner,
    place,
    type,
    target,
    external,
    name,
    how,
    unsure,
  }: Omit<Binding, 'owner'> & { readonly owner: Decl | undefined },
): ResolvedReference | undefined {
  if (target === undefined && (external === undefined || external === '')) return undefined;
  const range = rangeOf(place);
  const sure = how === 'package' && target?.unit === unit.id ? 'scope' : how;
  const from = fromOf(unit, owner);
  const shares = sharesOf(unit.language);
  const confidence = unsure === true ? shares.several : shares[sure];
  if (target === undefined) return { from, range, type, how: sure, confidence, external: external ?? '', name };
  const { path, descriptors } = program.unit(target.unit);
  const descriptor = descriptors[target.symbol];
  // That of the file itself is empty.
  return descriptor === undefined
    ? undefined
    : { from, range, type, how: sure, confidence, target: { path, descriptor } };
}

function rangeOf({ line, character, length }: Place): Range {
  return { start: { line, character }, end: { line, character: character + length } };
}

export function openAt({ place, type }: Binding): OpenReference {
  return { range: rangeOf(place), type };
}

/** The innermost symbol around; the file itself if there is none. */
function fromOf(unit: Unit, owner: Decl | undefined): Descriptor {
  let at = owner;
  while (at !== undefined && at.symbol < 0) at = at.owner;
  return unit.descriptors[at?.symbol ?? 0] ?? ('' as Descriptor);
}

export function byPosition(a: ResolvedReference, b: ResolvedReference): number {
  const one = a.range.start;
  const other = b.range.start;
  return one.line - other.line || one.character - other.character;
}
