/** A syntax tree of Python → the file's code. */

import { fileScope } from '../scopes';
import type { Scope } from '../scopes';
import type { Decl, Expr, FileCode, TypeNode } from '../shapes';
import type { SyntaxRules } from '../syntax';
import type { TreeInput } from '../treeReader';
import { declareFile, TreeReader } from '../treeReader';
import { readExpr } from './expressions';
import type { PythonReader } from './reader';
import { readBlock } from './statements';
import { readAnnotation } from './types';

export const pythonRules: SyntaxRules = {
  tokens: ['async', 'and', 'or', '+', '|'],
  passed: ['comment', 'line_continuation', 'string_content'],
  dropped: ['escape_sequence', 'string_start', 'string_end'],
};

export function extractPython(input: TreeInput): FileCode {
  const { syntax } = input;
  const file = declareFile();
  const scope = fileScope(file);
  const reader = new FileReader(file, input);
  reader.block(syntax.children(0), scope);
  for (const [name, value] of scope.values) {
    file.exports.push({ name, value, type: value, module: undefined, imported: '', at: undefined });
  }
  const { uses, roots, bound } = reader;
  return { file, modules: [], uses, roots, bound };
}

class FileReader extends TreeReader implements PythonReader {
  readonly declared = new Map<number, Decl>();

  expr(node: number, scope: Scope): Expr {
    return readExpr(this, node, scope);
  }

  type(node: number, scope: Scope): TypeNode {
    return readAnnotation(this, node, scope);
  }

  block(nodes: readonly number[], scope: Scope): void {
    readBlock(this, nodes, scope);
  }
}
