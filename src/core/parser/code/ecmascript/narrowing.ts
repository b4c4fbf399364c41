/** What a test says of the names in it: `x instanceof A`, `isA(x)`, `x.kind === 'a'`, `'a' in x`. */

import { createDecl } from '../decls';
import { innerScope } from '../scopes';
import type { Scope } from '../scopes';
import type { Decl, Expr } from '../shapes';
import { narrowings } from '../shapes';
import type { Reader } from './reader';

/** The scope in which a test has come out as told; the same one if the test says nothing. */
export function narrowBy(reader: Reader, node: number, scope: Scope, outcome: boolean): Scope {
  const found: Narrowed[] = [];
  collect(reader, node, scope, outcome, found);
  if (found.length === 0) return scope;
  const within = innerScope(scope);
  apply(reader, within, found);
  return within;
}

/** The same for what follows in a scope that already is its own. */
export function narrowHere(reader: Reader, node: number, scope: Scope, outcome: boolean): void {
  const found: Narrowed[] = [];
  collect(reader, node, scope, outcome, found);
  apply(reader, scope, found);
}

interface Narrowed {
  readonly path: string;
  readonly decl: Decl;
}

function apply(reader: Reader, scope: Scope, found: readonly Narrowed[]): void {
  if (found.length === 0) return;
  scope.narrowed ??= new Map();
  for (const { path, decl } of found) scope.narrowed.set(path, decl);
  reader.narrowings += found.length;
}

function collect(reader: Reader, node: number, scope: Scope, outcome: boolean, found: Narrowed[]): void {
  const { syntax } = reader;
  if (node < 0) return;
  const type = syntax.type(node);
  if (type === 'parenthesized_expression') collect(reader, syntax.first(node), scope, outcome, found);
  else if (type === 'unary_expression') {
    const sign = syntax.field(node, 'operator');
    if (sign >= 0 && syntax.textOf(sign) === '!') {
      collect(reader, syntax.field(node, 'argument'), scope, !outcome, found);
    }
  } else if (type === 'call_expression') byGuard(reader, node, scope, outcome, found);
  else if (type === 'binary_expression') {
    const operator = syntax.field(node, 'operator');
    const sign = operator < 0 ? '' : syntax.textOf(operator);
    const left = syntax.field(node, 'left');
    const right = syntax.field(node, 'right');
    if (sign === (outcome ? '&&' : '||')) {
      collect(reader, left, scope, outcome, found);
      collect(reader, right, scope, outcome, found);
    } else if (sign === '||' || sign === '&&') collectEither(reader, left, right, scope, outcome, found);
    else byOperator(reader, sign, left, right, scope, outcome, found);
  }
}

/** One of two tests holds: what both say something of is one of what they say. */
function collectEither(
  reader: Reader,
  left: number,
  right: number,
  scope: Scope,
  outcome: boolean,
  found: Narrowed[],
): void {
  const [first, second]: [Narrowed[], Narrowed[]] = [[], []];
  collect(reader, left, scope, outcome, first);
  collect(reader, right, scope, outcome, second);
  for (const { path, decl } of first) {
    const other = second.find((each) => each.path === path)?.decl;
    const { value } = decl;
    if (value?.op !== 'narrow' || other?.value === undefined) continue;
    const both = createDecl('narrowed', path, scope.owner);
    const test: Expr = { op: 'either', options: [value, other.value] };
    both.value = { op: 'narrow', value: value.value, how: narrowings.indexOf('either'), test, positive: 1 };
    found.push({ path, decl: both });
  }
}

function byOperator(
  reader: Reader,
  sign: string,
  left: number,
  right: number,
  scope: Scope,
  outcome: boolean,
  found: Narrowed[],
): void {
  const { syntax } = reader;
  if (sign === 'instanceof') add(reader, left, scope, 'instance', () => reader.expr(right, scope), outcome, found);
  else if (sign === 'in') {
    if (syntax.type(left) === 'string')
      add(reader, right, scope, 'has', () => reader.expr(left, scope), outcome, found);
  } else if (/^[!=]==?$/.test(sign)) byEquality(reader, left, right, scope, outcome === sign.startsWith('='), found);
}

function byEquality(
  reader: Reader,
  left: number,
  right: number,
  scope: Scope,
  outcome: boolean,
  found: Narrowed[],
): void {
  const { syntax } = reader;
  if (syntax.type(left) !== 'member_expression') return;
  const key = syntax.textOf(syntax.field(left, 'property'));
  const test = (): Expr => ({ op: 'index', object: { op: 'literal', text: key }, key: reader.expr(right, scope) });
  add(reader, syntax.field(left, 'object'), scope, 'key', test, outcome, found);
}

/** The case of a switch over `x.kind`, or over `x` itself. */
export function narrowCase(reader: Reader, subject: number, value: number, scope: Scope): Scope {
  const found: Narrowed[] = [];
  const bare = reader.syntax.type(subject) === 'parenthesized_expression' ? reader.syntax.first(subject) : subject;
  if (bare >= 0) byEquality(reader, bare, value, scope, true, found);
  if (found.length === 0) return scope;
  const within = innerScope(scope);
  apply(reader, within, found);
  return within;
}

/** Any call may be a guard of its first argument: the function's result will tell. */
function byGuard(reader: Reader, node: number, scope: Scope, outcome: boolean, found: Narrowed[]): void {
  const { syntax } = reader;
  const list = syntax.field(node, 'arguments');
  const fn = syntax.field(node, 'function');
  if (list < 0 || fn < 0 || !/^(identifier|member_expression)$/.test(syntax.type(fn))) return;
  const name = syntax.type(fn) === 'identifier' ? fn : syntax.field(fn, 'property');
  if (!/^(?:_?(?:is|has|assert|instanceOf)|.*Is[A-Z])/.test(syntax.textOf(name))) return;
  const [first = -1] = syntax.children(list);
  if (first >= 0) add(reader, first, scope, 'guard', () => reader.expr(fn, scope), outcome, found);
  else if (syntax.type(fn) === 'member_expression') {
    const object = syntax.field(fn, 'object');
    add(reader, object, scope, 'guard', () => reader.expr(fn, scope), outcome, found);
  }
}

function add(
  reader: Reader,
  subject: number,
  scope: Scope,
  how: (typeof narrowings)[number],
  test: () => Expr,
  outcome: boolean,
  found: Narrowed[],
): void {
  const { syntax } = reader;
  const path = syntax.textOf(subject);
  if (!/^[\w$]+(?:\.[\w$#]+){0,3}$/.test(path)) return;
  reader.quiet++;
  const value = reader.expr(subject, scope);
  const decl = createDecl('narrowed', path, scope.owner);
  decl.value = { op: 'narrow', value, how: narrowings.indexOf(how), test: test(), positive: outcome ? 1 : 0 };
  reader.quiet--;
  if (value.op !== 'opaque' && value.op !== 'primitive') found.push({ path, decl });
}
