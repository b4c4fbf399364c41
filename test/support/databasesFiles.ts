/** Made-up files for the store, as an indexer would hand them over. */

import { createHash } from 'node:crypto';
import { fileSymbolName } from '../../src/core/model/file';
import type { FileFacts, IndexedFile } from '../../src/core/model/file';
import type { ContentHash, Descriptor, FilePath, LanguageId } from '../../src/core/model/ids';
import type { ParsedSymbol } from '../../src/core/model/symbol';
import type { WriteBatch } from '../../src/core/store/files';

export interface MadeFile {
  readonly file: IndexedFile;
  readonly facts: FileFacts;
}

/** The least that a symbol is; `over` says what matters to the test. */
export function makeSymbol(name: string, over: Partial<ParsedSymbol> = {}): ParsedSymbol {
  return {
    name,
    qualifiedName: name,
    kind: 'function',
    descriptor: `${name}().` as Descriptor,
    container: 0,
    range: { start: { line: 0, character: 0 }, end: { line: 1, character: 1 } },
    nameRange: { start: { line: 0, character: 9 }, end: { line: 0, character: 9 + name.length } },
    bounds: { start: 0, end: 20 },
    isExported: false,
    isAsync: false,
    isGenerator: false,
    isAbstract: false,
    isStatic: false,
    ...over,
  };
}

/** `content` stands for the text: equal contents are equal hashes. The symbol for the file itself comes first. */
export function makeFile(path: string, content: string, symbols: readonly ParsedSymbol[] = []): MadeFile {
  const hash = hashOf(content);
  const language = 'typescript' as LanguageId;
  const own = makeSymbol(fileSymbolName(path as FilePath), {
    kind: 'module',
    descriptor: '' as Descriptor,
    container: -1,
  });
  return {
    file: {
      path: path as FilePath,
      language,
      hash,
      size: content.length,
      modifiedMs: 1_700_000_000_000.25,
      status: 'indexed',
    },
    facts: {
      path: path as FilePath,
      language,
      symbols: [own, ...symbols],
      problems: [],
      lineCount: 10,
      referenceCount: 3,
      references: Buffer.from(`references of ${content}`),
      declarations: Buffer.from(`declarations of ${content}`),
      digest: Buffer.from(`digest of ${content}`),
    },
  };
}

export function hashOf(content: string): ContentHash {
  return createHash('sha256').update(content).digest('hex') as ContentHash;
}

/** `count` symbols as they come in real code: half of them documented methods. */
export function makeTypicalFile(number: number, count: number): MadeFile {
  const symbols = Array.from({ length: count - 1 }, (_, index) => {
    const name = `compute${['Total', 'Price', 'Sum', 'Index'][index % 4] ?? ''}${(number * count + index) % 20_000}`;
    const line = index * 10 + 5;
    return makeSymbol(name, {
      qualifiedName: `Cart${number % 100}.${name}`,
      kind: 'method',
      descriptor: `Cart#${name}().` as Descriptor,
      range: { start: { line, character: 2 }, end: { line: line + 9, character: 3 } },
      nameRange: { start: { line, character: 9 }, end: { line, character: 9 + name.length } },
      bounds: { start: index * 200, end: index * 200 + 190 },
      signature: `export async function ${name}(items: readonly Item[], options: Options): Promise<number>`,
      ...(index % 2 === 0 && { documentation: 'Sums up the prices of all the items in the cart, taxes left out.' }),
      ...(index % 7 === 0 && { nativeKind: 'constructor' }),
      visibility: 'public',
    });
  });
  return makeFile(`src/part${number % 50}/file${number}.ts`, `file ${number}`, symbols);
}

export function batchOf(batch: Partial<WriteBatch>): WriteBatch {
  return { files: [], removed: [], touched: [], renamed: [], ...batch };
}
