/** What the heads of C++ functions say of how they are called: `virtual`, `override`, `const`. */

import { isCallable, isType } from '../../languages/language';
import type { Reference } from '../../model/reference';
import type { ParsedSymbol } from '../../model/symbol';

export interface Dispatch {
  readonly isVirtual: boolean;
  readonly overrides: boolean;
  readonly isConst: boolean;
}

const none: Dispatch = { isVirtual: false, overrides: false, isConst: false };
/** UTF-16 units before and behind a name that are looked at. */
const longestHead = 400;

export function dispatchOf(symbol: ParsedSymbol, text: string, language: string): Dispatch {
  if (language !== 'cpp' || !isCallable(symbol.kind)) return none;
  const { start, end } = symbol.bounds;
  const name = text.indexOf(symbol.name, start);
  if (name < 0 || name > end) return none;
  const before = text.slice(Math.max(0, name - longestHead), name).replace(/^[^]*[;{}]/, '');
  const behind = behindParameters(text, name + symbol.name.length);
  const overrides = /\b(?:override|final)\b/.test(behind);
  return {
    isVirtual: overrides || /\bvirtual\b/.test(before) || /=\s*0\s*$/.test(behind),
    overrides,
    isConst: /\bconst\b/.test(behind),
  };
}

/** What stands between the parameters and the body or the semicolon. */
function behindParameters(text: string, from: number): string {
  let depth = 0;
  let at = text.indexOf('(', from);
  if (at < 0) return '';
  for (const last = at + 10 * longestHead; at < text.length && at < last; at++) {
    depth += Number(text[at] === '(') - Number(text[at] === ')');
    if (depth === 0) break;
  }
  return /^[^;{}]*/.exec(text.slice(at + 1, at + 1 + longestHead))![0];
}

/** Of each member of C++ that may redefine one of a base its own name; they belong among the references by their places. */
export function overridingNames(symbols: readonly ParsedSymbol[], withBases: ReadonlySet<number>): Reference[] {
  return symbols.flatMap((symbol, from): Reference[] => {
    const { name, kind, container, isStatic, nameRange: range, descriptor } = symbol;
    const around = symbols[container];
    if (!isCallable(kind) || isStatic || name.startsWith('~') || around === undefined) return [];
    // `void Cart::add() { … }` stands outside of its type, whose bases are told elsewhere.
    const isOutside = descriptor.slice(around.descriptor.length).includes('#');
    if (!isOutside && !(isType(around.kind) && withBases.has(container) && name !== around.name)) return [];
    return [{ name, role: 'overrides', range, from }];
  });
}
