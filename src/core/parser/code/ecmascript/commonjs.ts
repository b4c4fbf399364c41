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
  const named = value?.op === 'function' || value?.op === 'class' ? value.decl : undefined;
  if (named !== undefined && decl.symbol >= 0 && named.symbol < 0) named.symbol = decl.symbol;
  return decl;
}

function addExport(file: Decl, name: string, decl: Decl): void {
  if (file.exports.some((each) => each.name === name)) return;
  file.exports.push({ name, value: decl, type: decl, module: undefined, imported: '', at: undefined });
}
