/** What a signature says beyond the name, to stand beside it. Knows no editor. */

import type { CodeSymbol } from '../../core/model/symbol';

/** Such as `(cart: Cart): Receipt`, `: number`, `= 3`; empty if there is no more to say. At most 120 characters. */
export function signatureTail({ name, signature }: Pick<CodeSymbol, 'name' | 'signature'>): string {
  if (signature === undefined) return '';
  const at = placeOfName(signature, name);
  const tail = at < 0 ? signature : signature.slice(at + name.length);
  const told = tail
    .replace(/\s+/g, ' ')
    .replace(/\s*[{;:=]?\s*$/, '')
    .trim();
  return told.length > longestTail ? `${told.slice(0, longestTail)}…` : told;
}

const longestTail = 120;

/** The first place where the name stands as a word of its own, or -1. */
function placeOfName(signature: string, name: string): number {
  for (let at = signature.indexOf(name); at >= 0; at = signature.indexOf(name, at + 1)) {
    const around = `${signature.charAt(at - 1)} ${signature.charAt(at + name.length)}`;
    if (!/[\p{L}\p{N}_$]/u.test(around)) return at;
  }
  return -1;
}
