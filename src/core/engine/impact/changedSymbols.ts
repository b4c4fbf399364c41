/** Which symbols a changed file's changed lines are in. */

import type { ChangeKind } from '../../model/api';
import type { FileFacts } from '../../model/file';
import type { ParsedSymbol } from '../../model/symbol';
import { changedLines } from '../../text/lineDiff';
import type { ChangedFile } from './changedFiles';

export interface SymbolChange {
  readonly symbol: ParsedSymbol;
  readonly change: Exclude<ChangeKind, 'named'>;
  /** First changed line in the text that `symbol` is of. */
  readonly line: number;
  readonly signatureChanged: boolean;
}

interface Side {
  readonly symbols: readonly ParsedSymbol[];
  readonly lines: readonly string[];
}

/** In document order, what is deleted last; `before` and `after` are what parsing makes of the file's texts. */
export function changedSymbols(
  file: ChangedFile,
  before: FileFacts | undefined,
  after: FileFacts | undefined,
): SymbolChange[] {
  const { removed, added } = changedLines(file.before ?? '', file.after ?? '');
  const old = sideOf(before, file.before);
  const now = sideOf(after, file.after);
  const wasThere = byDescriptor(old);
  const isThere = byDescriptor(now);
  const found = new Map<ParsedSymbol, SymbolChange>();
  const note = (symbol: ParsedSymbol, change: SymbolChange['change'], line: number): void => {
    if (found.has(symbol)) return;
    const past = wasThere.get(symbol.descriptor);
    const signatureChanged = change === 'modified' && isDeclared(symbol) && past?.signature !== symbol.signature;
    found.set(symbol, { symbol, change, line, signatureChanged });
  };
  for (const [symbol, line] of touched(now, added)) {
    note(symbol, wasThere.has(symbol.descriptor) ? 'modified' : 'added', line);
  }
  const deleted: SymbolChange[] = [];
  for (const [symbol, line] of touched(old, removed)) {
    const present = isThere.get(symbol.descriptor);
    // The line is gone: what is left of the symbol is shown where it begins.
    if (present !== undefined) note(present, 'modified', present.range.start.line);
    else deleted.push({ symbol, change: 'deleted', line, signatureChanged: false });
  }
  const [whole] = now.symbols;
  if (file.previousPath !== undefined && whole !== undefined) {
    found.set(whole, { symbol: whole, change: 'moved', line: 0, signatureChanged: false });
  }
  return [...[...found.values()].sort((a, b) => a.symbol.bounds.start - b.symbol.bounds.start), ...deleted];
}

/** A property's signature ends in its value. */
function isDeclared({ kind }: ParsedSymbol): boolean {
  return kind === 'function' || kind === 'method' || kind === 'class' || kind === 'interface';
}

function sideOf(facts: FileFacts | undefined, text: string | undefined): Side {
  return { symbols: facts?.symbols ?? [], lines: (text ?? '').split(/\r\n?|\n/) };
}

function byDescriptor({ symbols }: Side): Map<string, ParsedSymbol> {
  return new Map(symbols.map((symbol) => [symbol.descriptor, symbol]));
}

/** Between symbols, what is blank or begins like a comment changes none. */
const saysNothing = /^\s*(\/\/|\/?\*|#(?!\[)|--|<!--|;|"""|'''|$)/;

/** The innermost symbols on each line, each with the first of its lines; `changed` is in order. */
function touched({ symbols, lines }: Side, changed: readonly number[]): Map<ParsedSymbol, number> {
  const isContainer = new Uint8Array(symbols.length);
  for (const { container } of symbols) if (container >= 0) isContainer[container] = 1;
  const found = new Map<ParsedSymbol, number>();
  let around: number[] = [];
  let next = 0;
  for (const line of changed) {
    // Symbols are in document order: those that may reach this line have begun by now.
    while (next < symbols.length && symbols[next]!.range.start.line <= line) around.push(next++);
    around = around.filter((at) => symbols[at]!.range.end.line >= line);
    const on = around.filter((at) => isOn(symbols[at]!, line));
    const within = new Set(on.map((at) => symbols[at]!.container));
    for (const at of on) {
      const symbol = symbols[at]!;
      if (within.has(at) || found.has(symbol)) continue;
      if ((at === 0 || isContainer[at] === 1) && saysNothing.test(lines[line] ?? '')) continue;
      found.set(symbol, line);
    }
  }
  return found;
}

function isOn({ range: { start, end } }: ParsedSymbol, line: number): boolean {
  return start.line <= line && (line < end.line || (line === end.line && (end.character > 0 || line === start.line)));
}
