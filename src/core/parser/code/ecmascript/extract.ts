/** A syntax tree of TypeScript, TSX or JavaScript → the file's code. */

import { createDecl } from '../decls';
import { fileScope } from '../scopes';
import type { Scope } from '../scopes';
import type { FileCode, Place } from '../shapes';
import { declFlags } from '../shapes';
import type { Syntax } from '../syntax';
import { readExpr } from './expressions';
import { readPattern } from './patterns';
import type { Reader } from './reader';
import { readBlock, readStatement } from './statements';
import { readTypeParams } from './typeParams';
import { readType } from './types';

/** Keywords and signs that tell something. */
export const keptTokens = [
  ...['async', 'static', 'get', 'set', 'readonly', 'default', '*', '=', '?', 'of', 'in', 'const', 'let', 'var'],
  ...['&&', '||', '??', '!', 'instanceof', '==', '===', '!=', '!=='],
];
export const droppedNodes = [
  'comment',
  'html_comment',
  'escape_sequence',
  'string_fragment',
  'hash_bang_line',
  'optional_chain',
];

export interface ExtractInput {
  readonly syntax: Syntax;
  readonly symbolAt: (offset: number) => number;
  readonly placeAt: (start: number, end: number) => Place | undefined;
  readonly isUntyped: boolean;
}

export function extractEcmascript({ syntax, symbolAt, placeAt, isUntyped }: ExtractInput): FileCode {
  const file = createDecl('file', '', undefined);
  file.symbol = 0;
  const scope = fileScope(file);
  const reader: Reader = {
    syntax,
    file,
    modules: [],
    uses: [],
    roots: [],
    bound: [],
    hoisted: new Map(),
    vars: findVars(syntax),
    narrowings: 0,
    quiet: 0,
    isUntyped,
    symbolAt,
    placeAt,
    expr: (node, within) => readExpr(reader, node, within),
    type: (node, within) => readType(reader, node, within),
    typeParams: (node, decl, within) => {
      readTypeParams(reader, node, decl, within);
    },
    statement: (node, within) => {
      readStatement(reader, node, within);
    },
    block: (nodes, within) => {
      readBlock(reader, nodes, within);
    },
  };
  for (const declarator of reader.vars.get(0) ?? []) {
    const name = syntax.field(declarator, 'name');
    if (name >= 0) readPattern(reader, name, scope, undefined);
  }
  reader.block(syntax.children(0), scope);
  if (!isModule(reader)) exportAll(scope);
  const { modules, uses, roots, bound } = reader;
  return { file, modules, uses, roots, bound };
}

/** A file without imports and exports is a script, whose names all other files see. */
function isModule({ file, uses, syntax }: Reader): boolean {
  if (file.exports.length > 0 || uses.length > 0) return true;
  return syntax.children(0).some((node) => /^(import|export)_/.test(syntax.type(node)));
}

function exportAll(scope: Scope): void {
  const { owner: file, values, types } = scope;
  file.flags |= declFlags.global;
  const plain = { module: undefined, imported: '', at: undefined };
  for (const [name, value] of values) file.exports.push({ name, value, type: types.get(name), ...plain });
  for (const [name, type] of types)
    if (!values.has(name)) file.exports.push({ name, value: undefined, type, ...plain });
}

const functionTypes = new Set([
  ...['function_declaration', 'generator_function_declaration', 'function_expression', 'generator_function'],
  ...['arrow_function', 'method_definition', 'class_static_block', 'internal_module', 'module', 'program'],
]);

/** `var` belongs to the function around it, however deep it stands. */
function findVars(syntax: Syntax): Map<number, number[]> {
  const vars = new Map<number, number[]>();
  for (let node = 1; node < syntax.count; node++) {
    if (syntax.type(node) !== 'variable_declaration') continue;
    let around = syntax.parent(node);
    while (around > 0 && !functionTypes.has(syntax.type(around))) around = syntax.parent(around);
    const declarators = syntax.children(node).filter((child) => syntax.type(child) === 'variable_declarator');
    vars.set(around, [...(vars.get(around) ?? []), ...declarators]);
  }
  return vars;
}
