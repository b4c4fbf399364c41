/** A syntax tree of Python → the file's code. */

import { createDecl } from '../decls';
import { fileScope } from '../scopes';
import type { Scope } from '../scopes';
import type { Decl, Expr, FileCode, ModuleUse, Place, Root, TypeNode } from '../shapes';
import type { SymbolPlaces } from '../symbolPlaces';
import type { Syntax } from '../syntax';
import { readExpr } from './expressions';
import type { PythonReader } from './reader';
import { readBlock } from './statements';
import { readAnnotation } from './types';

export const pythonTokens = ['async', 'and', 'or', '+', '|'];
export const pythonDropped = [
  'comment',
  'line_continuation',
  'escape_sequence',
  'string_start',
  'string_end',
  'string_content',
];

export interface PythonInput {
  readonly syntax: Syntax;
  readonly places: SymbolPlaces;
}

export function extractPython(input: PythonInput): FileCode {
  const { syntax } = input;
  const file = createDecl('file', '', undefined);
  file.symbol = 0;
  const scope = fileScope(file);
  const reader = new FileReader(file, input);
  reader.block(syntax.children(0), scope);
  for (const [name, value] of scope.values) {
    file.exports.push({ name, value, type: value, module: undefined, imported: '', at: undefined });
  }
  const { uses, roots, bound } = reader;
  return { file, modules: [], uses, roots, bound };
}

/** A class, so that all files share what V8 makes of its functions. */
class FileReader implements PythonReader {
  readonly syntax: Syntax;
  readonly uses: ModuleUse[] = [];
  readonly roots: Root[] = [];
  readonly bound: Decl[] = [];
  readonly declared = new Map<number, Decl>();
  narrowings = 0;
  quiet = 0;

  constructor(
    readonly file: Decl,
    private readonly input: PythonInput,
  ) {
    this.syntax = input.syntax;
  }

  symbolAt(offset: number): number {
    return this.input.places.symbolAt(offset);
  }

  placeAt(start: number, end: number): Place | undefined {
    return this.input.places.placeAt(start, end);
  }

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
