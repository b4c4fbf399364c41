/** Makes a ParsedFile without a parser: symbols are given by their text, which is looked for in the source. */

import type { ParsedFile } from '../../src/core/model/file';
import type { Descriptor, FilePath, LanguageId } from '../../src/core/model/ids';
import type { ParsedSymbol, SymbolKind } from '../../src/core/model/symbol';

export interface MadeSymbol {
  readonly name: string;
  readonly kind: SymbolKind;
  /** The name of an earlier symbol; the file if absent. */
  readonly in?: string;
  /** Found in the source; the empty text stands at its start. */
  readonly definition: string;
  readonly qualifiedName?: string;
  readonly nativeKind?: string;
  readonly signature?: string;
  readonly documentation?: string;
  readonly isExported?: boolean;
}

const nowhere = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
const plain = {
  range: nowhere,
  nameRange: nowhere,
  isExported: false,
  isAsync: false,
  isGenerator: false,
  isAbstract: false,
  isStatic: false,
};

export function madeFile(
  path: string,
  text: string,
  symbols: readonly MadeSymbol[],
  language = 'typescript',
): ParsedFile {
  const module: ParsedSymbol = {
    ...plain,
    name: path,
    qualifiedName: path,
    kind: 'module',
    descriptor: '' as Descriptor,
    container: -1,
    bounds: { start: 0, end: text.length },
  };
  const all: ParsedSymbol[] = [module];
  for (const { in: outer, definition, qualifiedName, ...symbol } of symbols) {
    const container = outer === undefined ? 0 : all.findIndex(({ name }, i) => i > 0 && name === outer);
    const prefix = container > 0 ? `${all[container]!.qualifiedName}.` : '';
    const start = Math.max(0, text.indexOf(definition));
    all.push({
      ...plain,
      ...symbol,
      qualifiedName: qualifiedName ?? prefix + symbol.name,
      descriptor: `${symbol.name}.` as Descriptor,
      container,
      bounds: { start, end: start + definition.length },
    });
  }
  const lineCount = text.split('\n').length;
  return {
    path: path as FilePath,
    language: language as LanguageId,
    symbols: all,
    references: [],
    problems: [],
    lineCount,
  };
}
