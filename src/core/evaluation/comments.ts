/** A comment's first sentence asks for the symbol that it stands at. */

import type { FilePath } from '../model/ids';
import type { ParsedSymbol, SymbolKind } from '../model/symbol';
import { firstSentence } from '../text/asked';

export interface CommentCase {
  readonly query: string;
  readonly path: FilePath;
  readonly symbol: ParsedSymbol;
}

const askedFor: ReadonlySet<SymbolKind> = new Set(['function', 'method', 'class', 'interface', 'enum', 'type']);
const fewestWords = 5;
const shortestName = 3;
/** A longer name is no word of the language by chance. */
const tellingName = 6;

export function commentCasesOf(path: FilePath, symbols: readonly ParsedSymbol[]): CommentCase[] {
  return symbols.flatMap((symbol) => {
    if (!askedFor.has(symbol.kind) || symbol.name.length < shortestName) return [];
    const query = questionOf(symbol.documentation ?? '', symbol.name);
    return query === undefined ? [] : [{ query, path, symbol }];
  });
}

/** Undefined for what says too little, or nothing of the code. The name would give the answer away. */
function questionOf(documentation: string, name: string): string | undefined {
  const escaped = name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  let query = firstSentence(documentation).replace(new RegExp(`^\\W*${escaped}\\b\\W*`, 'u'), '');
  if (name.length > tellingName) query = query.replace(new RegExp(`\\b${escaped}\\b`, 'gu'), 'it');
  if (/copyright|licen[sc]e|eslint|TODO|deprecated|ts-ignore/i.test(query)) return undefined;
  return (query.match(/\p{L}{2,}/gu) ?? []).length < fewestWords ? undefined : query;
}
