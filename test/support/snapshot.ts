/** Source annotated with what was read of it: each line, then a line for every symbol and reference that starts there. */

import type { ParsedFile } from '../../src/core/model/file';
import type { Range } from '../../src/core/model/range';
import type { Reference } from '../../src/core/model/reference';
import type { ParsedSymbol } from '../../src/core/model/symbol';

const sourceMargin = '   ';
const noteMargin = '// ';

export function annotate(file: ParsedFile, text: string): string {
  const notes = new Map<number, { readonly at: number; readonly lines: readonly string[] }[]>();
  const note = (range: Range, lines: readonly string[]): void => {
    const { line, character } = range.start;
    notes.set(line, [...(notes.get(line) ?? []), { at: character, lines }]);
  };
  const source = text.split(/\r\n|\n|\r/);
  for (const symbol of file.symbols.slice(1)) {
    note(symbol.nameRange, noteLines(source, symbol.nameRange, symbolWords(symbol, file)));
  }
  for (const reference of file.references) {
    note(reference.range, noteLines(source, reference.range, [referenceWords(reference, file)]));
  }
  const lines = fileWords(file).map((words) => `${noteMargin}${words}`);
  source.forEach((line, index) => {
    lines.push(`${sourceMargin}${line}`.trimEnd());
    for (const { lines: words } of (notes.get(index) ?? []).sort((a, b) => a.at - b.at)) lines.push(...words);
  });
  return `${lines.join('\n')}\n`;
}

function fileWords({ symbols, problems }: ParsedFile): string[] {
  const [self] = symbols;
  return [
    `file ${self?.name ?? ''}`,
    ...(self?.documentation === undefined ? [] : [`     documentation ${JSON.stringify(self.documentation)}`]),
    ...problems.map(({ message }) => `     problem ${message}`),
  ];
}

function symbolWords(symbol: ParsedSymbol, file: ParsedFile): string[] {
  const { kind, nativeKind, visibility, range, container, qualifiedName, signature, documentation } = symbol;
  const flags = (['isExported', 'isAsync', 'isGenerator', 'isAbstract', 'isStatic'] as const)
    .filter((flag) => symbol[flag])
    .map((flag) => flag.slice(2).toLowerCase());
  const kinds = nativeKind === undefined ? kind : `${kind} (${nativeKind})`;
  const place = `${showPosition(range.start)}-${showPosition(range.end)}`;
  return [
    ['definition', symbol.descriptor, kinds, visibility ?? '', ...flags].filter((word) => word !== '').join(' '),
    `${qualifiedName} at ${place} in ${scopeWords(file, container)}`,
    ...(signature === undefined ? [] : [`signature ${signature}`]),
    ...(documentation === undefined ? [] : [`documentation ${JSON.stringify(documentation)}`]),
  ];
}

function scopeWords({ symbols }: ParsedFile, index: number): string {
  return index === 0 ? 'file' : (symbols[index]?.descriptor ?? 'nothing');
}

function showPosition({ line, character }: Range['start']): string {
  return `${line + 1}:${character}`;
}

function referenceWords({ role, name, qualifier, alias, from }: Reference, file: ParsedFile): string {
  const words = ['reference', role, JSON.stringify(name)];
  if (qualifier !== undefined) words.push(`of ${JSON.stringify(qualifier)}`);
  if (alias !== undefined) words.push(`as ${alias}`);
  words.push(`in ${scopeWords(file, from)}`);
  return words.join(' ');
}

/** The first words stand beside carets below the range, the rest below those words. */
function noteLines(source: readonly string[], { start, end }: Range, words: readonly string[]): string[] {
  const indent = (source[start.line] ?? '').slice(0, start.character).replace(/[^\t]/g, ' ');
  const width = end.line === start.line ? end.character - start.character : 1;
  const carets = '^'.repeat(Math.max(1, width));
  return words.map(
    (line, index) => `${noteMargin}${indent}${index === 0 ? carets : ' '.repeat(carets.length)} ${line}`,
  );
}
