/** CommonJS: what `module.exports = ` and `exports.a = ` let others see. */

import { createDecl } from '../decls';
import { innerScope } from '../scopes';
import type { Scope } from '../scopes';
import type { Decl, Expr } from '../shapes';
import type { Reader } from './reader';
import { declareAt, nameOf } from './reader';

/** Reads an assignment to the module's exports; undefined if it is something else. */
export function readModuleAssignment(reader: Reader, left: number, right: number, scope: Scope): Expr | undefined {
  const { syntax, file } = reader;
  const object = syntax.textOf(syntax.field(left, 'object'));
  const property = syntax.field(left, 'property');
  const name = nameOf(reader, property);
  const isWhole = object === 'module' && name === 'exports';
  if (!isWhole && object !== 'exports' && object !== 'module.exports') return undefined;
  const decl = isWhole ? createDecl('variable', '', file) : declareAt(reader, 'variable', property, file);
  if (isWhole) decl.symbol = reader.symbolAt(syntax.start(property));
  decl.value = reader.expr(right, innerScope(scope, { owner: decl.symbol < 0 ? scope.owner : decl }));
  addExport(file, isWhole ? '=' : name, sameDecl(decl));
  return { op: 'opaque', parts: [] };
}

/** `exports.a = a` shows a declaration of the file itself. */
function sameDecl(decl: Decl): Decl {
  const { value } = decl;
  if (value?.op === 'ref' && decl.symbol < 0 && decl.name !== '') return value.decl;
  const named = value?.op === 'function' || value?.op === 'class' ? value.decl : undefined;
  if (named !== undefined && decl.symbol >= 0 && named.symbol < 0) named.symbol = decl.symbol;
  return decl;
}

function addExport(file: Decl, name: string, decl: Decl): void {
  if (file.exports.some((each) => each.name === name)) return;
  file.exports.push({ name, value: decl, type: decl, module: undefined, imported: '', at: undefined });
}

/** `const a = require('m')`, `const { a } = require('m')`: what import statements say elsewhere. */
export function importRequired(reader: Reader, decl: Decl, value: Expr): boolean {
  if (!reader.isUntyped) return false;
  const whole = value.op === 'member' ? requiredBy(value.object) : requiredBy(value);
  if (whole === undefined || decl.type !== undefined || decl.value !== undefined) return false;
  decl.kind = 'import';
  decl.module = whole;
  decl.imported = value.op === 'member' ? value.name : '=';
  decl.at = value.op === 'member' ? value.at : undefined;
  return true;
}

function requiredBy(value: Expr): string | undefined {
  if (value.op === 'module') return value.how === 0 ? value.module : undefined;
  return value.op === 'ref' && value.decl.name === '' && value.decl.value?.op === 'module'
    ? requiredBy(value.decl.value)
    : undefined;
}
