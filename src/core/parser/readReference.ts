/** A reference as a query has found it: its name, what stands before it, what it is given. */

import type { RawReference } from '../languages/language';
import type { ReferenceRole } from '../model/reference';
import { countTypeArguments, readArguments, withoutArguments } from './argumentLists';
import type { Captured, Found } from './captures';
import type { Pattern } from './query/readQuery';

export function readReference(
  node: Captured,
  found: Found,
  properties: Pattern['properties'],
  text: string,
): RawReference {
  const start = node.startIndex;
  const end = endOf(node, text);
  const role = found.role!;
  const written = unquote(text.slice(start, end));
  const alias = 'alias' in properties ? written : found.alias && unquote(textOf(found.alias, text));
  const qualifier =
    found.within === undefined
      ? found.qualifier && readQualifier(found.qualifier, role, start, text)
      : textOf(found.within, text);
  return {
    name: properties['name'] ?? (properties['name'] === null ? '' : written),
    role,
    start,
    end,
    ...(qualifier === undefined || qualifier === '' ? {} : { qualifier }),
    ...(alias === undefined ? {} : { alias }),
    ...argumentsOf(found, properties, text),
    ...('generic' in properties ? { typeArguments: countTypeArguments(text, end) } : {}),
  };
}

/** Whether {@link readReference} would give it an empty name. */
export function isNameless(
  { startIndex, endIndex }: Captured,
  properties: Pattern['properties'],
  text: string,
): boolean {
  const given = properties['name'];
  if (given !== undefined) return given === null || given === '';
  // Two quotes at most.
  return endIndex - startIndex <= 2 && unquote(text.slice(startIndex, endIndex)) === '';
}

/** A function that is written behind the brackets is one more; what stands behind the name of an operator is the only one. */
function argumentsOf({ arguments: list }: Found, says: Pattern['properties'], text: string): { arguments?: string[] } {
  if (list === undefined) return 'lambda' in says ? { arguments: ['{}'] } : {};
  const given = readArguments('infix' in says ? `(${textOf(list, text)})` : textOf(list, text));
  return { arguments: 'lambda' in says ? [...given, '{}'] : given };
}

/** UTF-16 units of a receiver that are read, and beyond which the arguments in it are left out. */
const longestReceiver = 20_000;
const longReceiver = 180;

/** Of a receiver, what stands between its start and the name: the same as its text, without asking for its end. */
function readQualifier(node: Captured, role: ReferenceRole, nameStart: number, text: string): string {
  const apart = node.startIndex >= nameStart || (role === 'import' && node.endIndex <= nameStart);
  if (apart) return unquote(textOf(node, text));
  const whole = text.slice(node.startIndex, Math.min(nameStart, node.startIndex + longestReceiver));
  const written = whole.length > longReceiver ? withoutArguments(whole) : whole;
  // The root of all names in PHP.
  return written === '\\' ? written : written.replace(/\s*(?:[?!]?\.|\?*->|::|[:@\\])\s*$/, '');
}

/** A parser may see a line end more than the text has. */
export function endOf(node: Captured, text: string): number {
  return Math.min(node.endIndex, text.length);
}

export function textOf(node: Captured, text: string): string {
  return text.slice(node.startIndex, node.endIndex);
}

/** Takes off one pair of quotes: names and modules are often written as strings. */
export function unquote(written: string): string {
  const first = written[0];
  const quoted = written.length > 1 && (first === '"' || first === "'" || first === '`') && written.endsWith(first);
  return quoted ? written.slice(1, -1) : written;
}
