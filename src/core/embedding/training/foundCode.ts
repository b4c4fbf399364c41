/**
 * Which symbols of today a commit of the past wrote: those that hold a line which it added. Only lines that stand once in
 * their file tell: so what was found is right, if not all.
 */

import type { ParsedSymbol } from '../../model/symbol';
import type { TrainingPair } from './pairs';
import { codeOf } from './symbolPairs';

export type Code = Omit<TrainingPair, 'kind' | 'query'>;

export interface FoundCode {
  add(path: string, text: string, symbols: readonly ParsedSymbol[]): void;
  /** Those that hold the most of the lines first. */
  around(path: string, lines: readonly string[]): Code[];
}

interface KnownFile {
  readonly text: string;
  readonly symbols: readonly ParsedSymbol[];
  /** From a line that stands once, without its indentation, to where it begins. Made when first asked for. */
  lines?: ReadonlyMap<string, number>;
}

/** UTF-16 units. Shorter lines are the same everywhere. */
const shortestLine = 12;
const nothing: ReadonlySet<string> = new Set(['import', 'export', 'module', 'file']);

export function createFoundCode(repository: string): FoundCode {
  const files = new Map<string, KnownFile>();
  return {
    add(path, text, symbols) {
      files.set(path, { text, symbols });
    },
    around(path, lines) {
      const file = files.get(path);
      if (file === undefined) return [];
      file.lines ??= linesOf(file.text);
      const hits = new Map<number, number>();
      for (const line of lines) {
        const at = file.lines.get(line.trim());
        const symbol = at === undefined ? -1 : innermost(file.symbols, at);
        if (symbol > 0) hits.set(symbol, (hits.get(symbol) ?? 0) + 1);
      }
      const byHits = [...hits].sort(([a, hitsA], [b, hitsB]) => hitsB - hitsA || a - b);
      return byHits.map(([i]) => codeOf(repository, path, file.text, file.symbols[i]!, file.symbols));
    },
  };
}

function linesOf(text: string): ReadonlyMap<string, number> {
  const starts = new Map<string, number>();
  let at = 0;
  for (const line of text.split('\n')) {
    const told = line.trim();
    if (told.length >= shortestLine) starts.set(told, starts.has(told) ? -1 : at + line.indexOf(told));
    at += line.length + 1;
  }
  return starts;
}

/** The last one that begins before it and ends behind it: those inside stand behind what they are in. */
function innermost(symbols: readonly ParsedSymbol[], at: number): number {
  for (let i = symbols.length - 1; i > 0; i--) {
    const { kind, bounds } = symbols[i]!;
    if (bounds.start <= at && at < bounds.end && !nothing.has(kind) && worthIt(symbols[i]!)) return i;
  }
  return -1;
}

/** A value of one line says too little to be what was changed: what it is in is. */
function worthIt({ kind, range }: ParsedSymbol): boolean {
  const value = kind === 'property' || kind === 'variable' || kind === 'constant';
  return !value || range.end.line > range.start.line;
}
