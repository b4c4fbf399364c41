/** Ruby's two sides of a type: what is asked of the class or module itself, and what is asked of its objects. */

import { isCallable, isType } from '../../languages/language';
import { symbolAt } from '../../parser/code/listedScopes';
import type { Listing } from '../../parser/code/listing';
import type { Target } from '../inference/inference';
import type { ListedProject } from './project';
import type { Side } from './wanted';

/** A class has its own methods on the one side, its objects' on the other; a module lends its methods to either. */
export function sideFits(project: ListedProject, target: Target, side: Side): boolean {
  const symbol = project.symbol(target);
  if (!isCallable(symbol.kind)) return true;
  const around = project.unit(target.unit)!.listing.symbols[symbol.container];
  if (side === 'object') return !symbol.isStatic || around?.kind === 'namespace';
  return symbol.isStatic || around === undefined || !isType(around.kind);
}

/** The innermost class or module that a symbol stands in, or is; 0 if there is none. */
export function spaceAround(listing: Listing, place: number): number {
  const { symbols } = listing;
  let at = symbolAt(listing, place);
  while (at > 0 && !isSpace(symbols[at]!.kind)) at = symbols[at]!.container;
  return Math.max(at, 0);
}

/** What self is there: in the body of a class itself the class, but for blocks that are run for an object. */
export function sidesAt(listing: Listing, from: number, around: number): readonly Side[] {
  if (symbolAt(listing, from) === around) return ['type', 'object'];
  return [methodAt(listing, from)?.isStatic === true ? 'type' : 'object'];
}

/** Of what stands before a dot: a constant is a type, all else an object. */
export function sideOf(listing: Listing, from: number, qualifier: string): Side | undefined {
  if (/(?:^|::)[A-Z]\w*$|\.class$/.test(qualifier)) return 'type';
  if (qualifier !== 'self') return 'object';
  const method = methodAt(listing, from);
  return method === undefined || method.isStatic ? 'type' : 'object';
}

function methodAt(listing: Listing, place: number): Listing['symbols'][number] | undefined {
  const { symbols } = listing;
  for (let at = symbolAt(listing, place); at > 0 && !isSpace(symbols[at]!.kind); at = symbols[at]!.container) {
    if (isCallable(symbols[at]!.kind)) return symbols[at];
  }
  return undefined;
}

function isSpace(kind: Listing['symbols'][number]['kind']): boolean {
  return isType(kind) || kind === 'namespace';
}
