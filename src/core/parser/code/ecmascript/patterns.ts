/** Destructuring: every name of a pattern becomes a variable whose value is a path into what is taken apart. */

import { createDecl } from '../decls';
import { importRequired } from './commonjs';
import type { Scope } from '../scopes';
import type { Decl, Expr } from '../shapes';
import type { Reader } from './reader';
import { bind, declareAt, nameOf, placeOf } from './reader';

/**
 * Declares the names of a pattern. Without a value they are only declared (or were: what was hoisted is kept), and get
 * their values when the pattern is read again with one.
 */
export function readPattern(reader: Reader, node: number, scope: Scope, value: Expr | undefined): void {
  const { syntax } = reader;
  switch (syntax.type(node)) {
    case 'identifier':
    case 'shorthand_property_identifier_pattern':
      giveValue(reader, variableAt(reader, node, scope), value);
      break;
    case 'object_pattern':
      readObject(reader, node, scope, hold(value, scope));
      break;
    case 'array_pattern':
      readArray(reader, node, scope, hold(value, scope));
      break;
    case 'assignment_pattern':
    case 'object_assignment_pattern':
      readDefault(reader, node, scope, value);
      break;
    case 'rest_pattern':
      if (syntax.first(node) >= 0) readPattern(reader, syntax.first(node), scope, value);
      break;
    default:
      break;
  }
}

/** The variable that a name declares, once. */
export function variableAt(reader: Reader, node: number, scope: Scope): Decl {
  const known = reader.hoisted.get(node);
  if (known !== undefined) return known;
  const decl = declareAt(reader, 'variable', node, scope.owner);
  reader.hoisted.set(node, decl);
  bind(reader, scope, decl, 'value');
  return decl;
}

function giveValue(reader: Reader, decl: Decl, value: Expr | undefined): void {
  if (value === undefined || reader.quiet > 0 || importRequired(reader, decl, value)) return;
  if (decl.type === undefined) decl.value ??= value;
}

/** What is taken apart more than once is named, so that it is read once. */
function hold(value: Expr | undefined, scope: Scope): Expr | undefined {
  if (value === undefined || (value.op === 'ref' && value.at === undefined)) return value;
  const held = createDecl('variable', '', scope.owner);
  held.value = value;
  return { op: 'ref', decl: held, at: undefined };
}

function readObject(reader: Reader, node: number, scope: Scope, value: Expr | undefined): void {
  const { syntax } = reader;
  for (const child of syntax.children(node)) {
    const type = syntax.type(child);
    if (type === 'pair_pattern') {
      const key = syntax.field(child, 'key');
      readPattern(reader, syntax.field(child, 'value'), scope, part(reader, key, value));
    } else if (type === 'rest_pattern') readPattern(reader, child, scope, value);
    else if (type === 'object_assignment_pattern') {
      const left = syntax.field(child, 'left');
      const named = syntax.type(left) === 'shorthand_property_identifier_pattern';
      readDefault(reader, child, scope, named ? part(reader, left, value) : value);
    } else readPattern(reader, child, scope, part(reader, child, value));
  }
}

function part(reader: Reader, key: number, value: Expr | undefined): Expr | undefined {
  if (value === undefined) return undefined;
  return { op: 'member', object: value, name: nameOf(reader, key), at: placeOf(reader, key) };
}

function readArray(reader: Reader, node: number, scope: Scope, value: Expr | undefined): void {
  const { syntax } = reader;
  const commas = commasBefore(reader, node);
  syntax.children(node).forEach((child, index) => {
    const isRest = syntax.type(child) === 'rest_pattern';
    const key: Expr = { op: 'literal', text: String(commas[index]) };
    const item: Expr | undefined = value && (isRest ? value : { op: 'index', object: value, key });
    readPattern(reader, child, scope, item);
  });
}

/** A hole leaves no node: the commas before an item tell its index. */
function commasBefore(reader: Reader, node: number): number[] {
  const { syntax } = reader;
  let at = syntax.start(node);
  let commas = 0;
  return syntax.children(node).map((child) => {
    commas += syntax.text.slice(at, syntax.start(child)).split(',').length - 1;
    at = syntax.end(child);
    return commas;
  });
}

/** `a = 1`: what is taken out, or else the default. */
function readDefault(reader: Reader, node: number, scope: Scope, value: Expr | undefined): void {
  const { syntax } = reader;
  if (value === undefined) {
    readPattern(reader, syntax.field(node, 'left'), scope, undefined);
    return;
  }
  const fallback = reader.expr(syntax.field(node, 'right'), scope);
  readPattern(reader, syntax.field(node, 'left'), scope, { op: 'either', options: [value, fallback] });
}
