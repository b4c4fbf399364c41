/**
 * File facts as a message between threads. Symbols travel as one array of numbers and one text: cloning their objects
 * takes several times as long. All bytes travel in one buffer that changes hands.
 */

import type { FileFacts, ParseProblem } from '../model/file';
import type { Descriptor, FilePath, LanguageId } from '../model/ids';
import type { ParsedSymbol } from '../model/symbol';
import { symbolKinds, visibilities } from '../model/symbol';

export interface FactsMessage {
  readonly files: readonly FileMessage[];
  readonly bytes: Uint8Array<ArrayBuffer>;
}

interface FileMessage {
  readonly path: FilePath;
  readonly language: LanguageId;
  readonly problems: readonly ParseProblem[];
  readonly lineCount: number;
  readonly referenceCount: number;
  /** Lengths in the common buffer, in this order. */
  readonly referenceBytes: number;
  readonly declarationBytes: number;
  readonly digestBytes: number;
  readonly numbers: Int32Array;
  readonly texts: string;
}

/** Stands in no text of a symbol. */
const separator = '\0';
const textsPerSymbol = 6;
const numbersPerSymbol = 14;

export function packFacts(facts: readonly FileFacts[]): FactsMessage {
  const bytes = new Uint8Array(
    facts.reduce((sum, file) => sum + partsOf(file).reduce((length, part) => length + part.length, 0), 0),
  );
  let at = 0;
  const files = facts.map((file): FileMessage => {
    const { path, language, problems, lineCount, referenceCount } = file;
    for (const part of partsOf(file)) {
      bytes.set(part, at);
      at += part.length;
    }
    const lengths = {
      referenceBytes: file.references.length,
      declarationBytes: file.declarations.length,
      digestBytes: file.digest.length,
    };
    return { path, language, problems, lineCount, referenceCount, ...lengths, ...packSymbols(file.symbols) };
  });
  return { files, bytes };
}

/** In the order in which they stand in the common buffer. */
function partsOf({ references, declarations, digest }: FileFacts): readonly Uint8Array[] {
  return [references, declarations, digest];
}

export function unpackFacts({ files, bytes }: FactsMessage): FileFacts[] {
  let at = 0;
  return files.map((file) => {
    const { path, language, problems, lineCount, referenceCount } = file;
    const take = (length: number): Uint8Array => bytes.slice(at, (at += length));
    const references = take(file.referenceBytes);
    const declarations = take(file.declarationBytes);
    const digest = take(file.digestBytes);
    const symbols = unpackSymbols(file.numbers, file.texts);
    return { path, language, symbols, problems, lineCount, referenceCount, references, declarations, digest };
  });
}

function packSymbols(symbols: readonly ParsedSymbol[]): { numbers: Int32Array; texts: string } {
  const numbers = new Int32Array(symbols.length * numbersPerSymbol);
  const texts: string[] = [];
  let at = 0;
  for (const symbol of symbols) {
    const { range, nameRange, bounds } = symbol;
    const written = [symbol.nativeKind, symbol.signature, symbol.documentation];
    texts.push(symbol.name, symbol.qualifiedName, symbol.descriptor, ...written.map((text) => text ?? ''));
    const present = written.reduce((mask, text, bit) => mask | (text === undefined ? 0 : 1 << bit), 0);
    for (const { line, character } of [range.start, range.end, nameRange.start, nameRange.end]) {
      numbers[at++] = line;
      numbers[at++] = character;
    }
    numbers[at++] = bounds.start;
    numbers[at++] = bounds.end;
    numbers[at++] = symbol.container;
    numbers[at++] = symbolKinds.indexOf(symbol.kind);
    numbers[at++] = symbol.visibility === undefined ? -1 : visibilities.indexOf(symbol.visibility);
    numbers[at++] = present | (flagsOf(symbol) << 3);
  }
  return { numbers, texts: texts.join(separator) };
}

function flagsOf({ isExported, isAsync, isGenerator, isAbstract, isStatic }: ParsedSymbol): number {
  return (
    Number(isExported) |
    (Number(isAsync) << 1) |
    (Number(isGenerator) << 2) |
    (Number(isAbstract) << 3) |
    (Number(isStatic) << 4)
  );
}

function unpackSymbols(numbers: Int32Array, joined: string): ParsedSymbol[] {
  const texts = joined.split(separator);
  const symbols: ParsedSymbol[] = [];
  for (let at = 0, text = 0; at < numbers.length; at += numbersPerSymbol, text += textsPerSymbol) {
    const visibility = visibilities[numbers[at + 12]!];
    const mask = numbers[at + 13]!;
    const flags = mask >> 3;
    symbols.push({
      name: texts[text]!,
      qualifiedName: texts[text + 1]!,
      kind: symbolKinds[numbers[at + 11]!]!,
      descriptor: texts[text + 2]! as Descriptor,
      container: numbers[at + 10]!,
      range: { start: positionAt(numbers, at), end: positionAt(numbers, at + 2) },
      nameRange: { start: positionAt(numbers, at + 4), end: positionAt(numbers, at + 6) },
      bounds: { start: numbers[at + 8]!, end: numbers[at + 9]! },
      ...((mask & 1) === 0 ? undefined : { nativeKind: texts[text + 3]! }),
      ...((mask & 2) === 0 ? undefined : { signature: texts[text + 4]! }),
      ...((mask & 4) === 0 ? undefined : { documentation: texts[text + 5]! }),
      ...(visibility === undefined ? undefined : { visibility }),
      isExported: (flags & 1) !== 0,
      isAsync: (flags & 2) !== 0,
      isGenerator: (flags & 4) !== 0,
      isAbstract: (flags & 8) !== 0,
      isStatic: (flags & 16) !== 0,
    });
  }
  return symbols;
}

function positionAt(numbers: Int32Array, at: number): { line: number; character: number } {
  return { line: numbers[at]!, character: numbers[at + 1]! };
}
