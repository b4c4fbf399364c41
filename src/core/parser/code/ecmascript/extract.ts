/** A syntax tree of TypeScript, TSX or JavaScript → the file's code. */

import { fileScope } from '../scopes';
import type { Scope } from '../scopes';
import type { Decl, Expr, FileCode, TypeNode } from '../shapes';
import { declFlags } from '../shapes';
import type { Syntax, SyntaxRules } from '../syntax';
import type { TreeInput } from '../treeReader';
import { declareFile, TreeReader } from '../treeReader';
import { readExpr } from './expressions';
import { readPattern } from './patterns';
import type { Reader } from './reader';
import { readBlock, readStatement } from './statements';
import { readTypeParams } from './typeParams';
import { readType } from './types';

export const ecmascriptRules: SyntaxRules = {
  tokens: [
    ...['async', 'static', 'get', 'set', 'readonly', 'default', '*', '=', '?', 'of', 'in', 'const', 'let', 'var'],
    ...['&&', '||', '??', '!', 'instanceof', '==', '===', '!=', '!=='],
  ],
  passed: ['comment', 'html_comment', 'hash_bang_line'],
  dropped: ['escape_sequence', 'string_fragment', 'optional_chain'],
};

export interface ExtractInput extends TreeInput {
  readonly isUntyped: boolean;
}

export function extractEcmascript(input: ExtractInput): FileCode {
  const { syntax } = input;
  const file = declareFile();
  const scope = fileScope(file);
  const reader = new EcmascriptReader(file, input);
  for (const declarator of reader.vars.get(0) ?? []) {
    const name = syntax.field(declarator, 'name');
    if (name >= 0) readPattern(reader, name, scope, undefined);
  }
  reader.block(syntax.children(0), scope);
  if (!isModule(reader)) exportAll(scope);
  const { modules, uses, roots, bound } = reader;
  return { file, modules, uses, roots, bound };
}

class EcmascriptReader extends TreeReader implements Reader {
  readonly isUntyped: boolean;
  readonly modules: Decl[] = [];
  readonly hoisted = new Map<number, Decl>();
  readonly vars: Map<number, number[]>;

  constructor(file: Decl, input: ExtractInput) {
    super(file, input);
    this.isUntyped = input.isUntyped;
    this.vars = findVars(input.syntax);
  }

  expr(node: number, scope: Scope): Expr {
    return readExpr(this, node, scope);
  }

  type(node: number, scope: Scope): TypeNode {
    return readType(this, node, scope);
  }

  typeParams(node: number, decl: Decl, scope: Scope): void {
    readTypeParams(this, node, decl, scope);
  }

  statement(node: number, scope: Scope): void {
    readStatement(this, node, scope);
  }

  block(nodes: readonly number[], scope: Scope): void {
    readBlock(this, nodes, scope);
  }
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
