/** Names with the types that are written beside them. */

import type { Captured } from './captures';

/** A name with the type that is written beside it; '' where none is. */
export interface TypedName {
  readonly name: string;
  readonly type: string;
  /** Its node; -1 where no query has found it. */
  readonly node: number;
}

/** UTF-16 units of a written type. */
const longestType = 300;

/** Of several patterns at one name, the first that tells a type counts. */
export function addTyped(
  known: Map<number, TypedName>,
  node: Captured,
  type: Captured | undefined,
  text: string,
): void {
  const before = known.get(node.startIndex);
  if (before !== undefined && before.type !== '') return;
  const start = type?.startIndex ?? 0;
  const end = type === undefined ? 0 : Math.min(type.endIndex, text.length, start + longestType);
  const written = text.slice(start, end);
  const told = /^(?:var|auto)$/.test(written) ? '' : written.replace(/\s+/g, ' ');
  known.set(node.startIndex, { name: text.slice(node.startIndex, node.endIndex), type: told, node: node.id });
}
