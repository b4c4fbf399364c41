/** A syntax tree of Python → the file's code. */

import { createDecl } from '../decls';
import { fileScope } from '../scopes';
import type { FileCode, Place } from '../shapes';
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
  readonly symbolAt: (offset: number) => number;
  readonly placeAt: (start: number, end: number) => Place | undefined;
}

export function extractPython({ syntax, symbolAt, placeAt }: PythonInput): FileCode {
  const file = createDecl('file', '', undefined);
  file.symbol = 0;
  const scope = fileScope(file);
  const reader: PythonReader = {
    syntax,
    file,
    uses: [],
    roots: [],
    bound: [],
    declared: new Map(),
    narrowings: 0,
    quiet: 0,
    symbolAt,
    placeAt,
    expr: (node, within) => readExpr(reader, node, within),
    type: (node, within) => readAnnotation(reader, node, within),
    block: (nodes, within) => {
      readBlock(reader, nodes, within);
    },
  };
  reader.block(syntax.children(0), scope);
  for (const [name, value] of scope.values) {
    file.exports.push({ name, value, type: value, module: undefined, imported: '', at: undefined });
  }
  const { uses, roots, bound } = reader;
  return { file, modules: [], uses, roots, bound };
}
