/** CommonJS: what `module.exports = ` and `exports.a = ` let others see. */

import { addMember, createDecl } from '../decls';
import { innerScope, lookUp } from '../scopes';
import type { Scope } from '../scopes';
import type { Decl, Expr } from '../shapes';
import { declFlags } from '../shapes';

import type { Reader } from './reader';
import { addRoot, declareAt } from './reader';

/** Reads an assignment to the module's exports, whose value it gives; undefined if it is something else. */
export function readModuleAssignment(reader: Reader, left: number, right: number, scope: Scope): Expr | undefined {
  const { syntax, file } = reader;
  const object = syntax.textOf(syntax.field(left, 'object'));
  const property = syntax.field(left, 'property');
  const isWhole = isModuleExports(reader, left);
  if (!isWhole && object !== 'exports' && object !== 'module.exports') return undefined;
  const decl = isWhole ? createDecl('variable', '', file) : declareAt(reader, 'variable', property, file);
  if (isWhole) decl.symbol = reader.symbolAt(syntax.start(property));
  decl.value = reader.expr(right, innerScope(scope, { owner: decl.symbol < 0 ? scope.owner : decl }));
  const shown = sameDecl(decl);
  // What stands in no declaration is a use of its own.
  if (shown !== decl) addRoot(reader, scope.owner, decl.value);
  if (isWhole) exportWhole(file, shown);
  else addExport(file, decl.name, shown);
  return { op: 'ref', decl: shown, at: undefined };
}

/** `const app = exports = module.exports = {}`: the variable is what the module is, and its value is the last. */
export function valueExportedAs(reader: Reader, decl: Decl, value: number): number {
  const { syntax } = reader;
  if (!reader.isUntyped || decl.owner !== reader.file) return value;
  let inner = value;
  let isExported = false;
  while (inner >= 0 && syntax.type(inner) === 'assignment_expression') {
    const left = syntax.field(inner, 'left');
    isExported ||= left >= 0 && syntax.type(left) === 'member_expression' && isModuleExports(reader, left);
    inner = syntax.field(inner, 'right');
  }
  if (!isExported || inner < 0) return value;
  exportWhole(reader.file, decl);
  return inner;
}

/** `exports`, `module.exports` as what stands before a name: the module itself. */
export function readOwnExports(reader: Reader, node: number, scope: Scope): Expr | undefined {
  const { syntax } = reader;
  if (!reader.isUntyped || !/^(?:module\.)?exports$/.test(syntax.textOf(node))) return undefined;
  const isBound = lookUp(scope, syntax.type(node) === 'identifier' ? 'exports' : 'module', 'values') !== undefined;
  return isBound ? undefined : { op: 'ref', decl: reader.file, at: undefined };
}

function isModuleExports({ syntax }: Reader, node: number): boolean {
  return syntax.textOf(node) === 'module.exports';
}

/** What another module is as a whole is said by that module. */
function exportWhole(file: Decl, decl: Decl): void {
  const { value } = decl;
  if (decl.symbol < 0 && decl.name === '' && value?.op === 'module' && value.how === 0) {
    if (file.exports.some(({ name }) => name === '=')) return;
    const { module, at } = value;
    file.exports.push({ name: '=', value: undefined, type: undefined, module, imported: '=', at });
  } else addExport(file, '=', decl);
}

/** `exports.a = a`, `module.exports = a` show a declaration of the file itself. */
function sameDecl(decl: Decl): Decl {
  const { value } = decl;
  if (value?.op === 'ref' && decl.symbol < 0) return value.decl;
  const named = value?.op === 'function' || value?.op === 'class' ? value.decl : undefined;
  if (named !== undefined && decl.symbol >= 0 && named.symbol < 0) named.symbol = decl.symbol;
  return decl;
}

function addExport(file: Decl, name: string, decl: Decl): void {
  if (file.exports.some((each) => each.name === name)) return;
  const whole = file.exports.find((each) => each.name === '=')?.value;
  if (whole !== undefined && name !== '=') addToWhole(whole, name, decl);
  file.exports.push({ name, value: decl, type: decl, module: undefined, imported: '', at: undefined });
}

/** `module.exports = make; module.exports.a = a`: a member of what the module is. */
function addToWhole(whole: Decl, name: string, decl: Decl): void {
  const flag = whole.kind === 'class' || whole.kind === 'function' ? declFlags.static : 0;
  if (whole.members.some((each) => each.name === name && (each.flags & declFlags.static) === flag)) return;
  const member = createDecl('property', name, whole);
  member.flags |= flag;
  member.symbol = decl.symbol;
  member.value = { op: 'ref', decl, at: undefined };
  addMember(whole, member);
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
