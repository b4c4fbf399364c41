/** JSX: an element is a call of its component, its attributes the entries of what it is given. */

import type { Scope } from '../scopes';
import type { Entry, Expr } from '../shapes';
import type { Reader } from './reader';
import { nameOf, placeOf } from './reader';

export function readJsx(reader: Reader, node: number, scope: Scope): Expr {
  const { syntax } = reader;
  const opening = syntax.child(node, 'jsx_opening_element');
  const tag = opening < 0 ? node : opening;
  const name = syntax.field(tag, 'name');
  const attributes: Entry[] = [];
  const children: Expr[] = [];
  for (const child of syntax.children(tag)) {
    if (child === name) continue;
    const entry = readAttribute(reader, child, scope);
    if (entry !== undefined) attributes.push(entry);
  }
  for (const child of opening < 0 ? [] : syntax.children(node)) {
    if (child === opening) continue;
    const isClosing = syntax.type(child) === 'jsx_closing_element';
    children.push(isClosing ? component(reader, syntax.field(child, 'name'), scope) : reader.expr(child, scope));
  }
  return { op: 'jsx', component: component(reader, name, scope), attributes, children };
}

/** Lower-case names are elements of the platform. */
function component(reader: Reader, node: number, scope: Scope): Expr {
  if (node < 0) return { op: 'opaque', parts: [] };
  const { syntax } = reader;
  const isIntrinsic = syntax.type(node) !== 'member_expression' && /^[a-z]/.test(syntax.textOf(node));
  return isIntrinsic ? { op: 'opaque', parts: [] } : reader.expr(node, scope);
}

function readAttribute(reader: Reader, node: number, scope: Scope): Entry | undefined {
  const { syntax } = reader;
  const [key = -1, given = -1] = syntax.children(node);
  if (key < 0) return undefined;
  if (syntax.type(node) === 'jsx_attribute') {
    const value: Expr = given < 0 ? { op: 'primitive', name: 'boolean' } : unwrapped(reader, given, scope);
    return { key: nameOf(reader, key), at: placeOf(reader, key), value, symbol: -1 };
  }
  return { key: undefined, at: undefined, value: unwrapped(reader, node, scope), symbol: -1 };
}

/** `{value}`, `{...value}` or a text. */
function unwrapped(reader: Reader, node: number, scope: Scope): Expr {
  const { syntax } = reader;
  const first = syntax.first(node);
  const wraps = syntax.type(node) === 'jsx_expression' || syntax.type(node) === 'spread_element';
  return wraps && first >= 0 ? unwrapped(reader, first, scope) : reader.expr(node, scope);
}
