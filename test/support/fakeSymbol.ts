/** Symbols that no parser made. */

import type { Descriptor, FilePath, LanguageId, SymbolId, VaultId } from '../../src/core/model/ids';
import type { CodeSymbol } from '../../src/core/model/symbol';

export const fakeFolder = '/fake/shop';

export function fakeSymbol(name: string, line: number, container?: string): CodeSymbol {
  const place = { start: { line, character: 0 }, end: { line: line + 2, character: 1 } };
  const qualifiedName = container === undefined ? name : `${container}.${name}`;
  return {
    id: `src/shop.ts/${qualifiedName}.` as SymbolId,
    vault: '11111111-1111-4111-8111-111111111111' as VaultId,
    path: 'src/shop.ts' as FilePath,
    language: 'typescript' as LanguageId,
    name,
    qualifiedName,
    kind: container === undefined ? 'class' : 'method',
    descriptor: `${qualifiedName}.` as Descriptor,
    ...(container === undefined ? {} : { container }),
    range: place,
    nameRange: place,
    bounds: { start: 0, end: 10 },
    signature: `${name}()`,
    isExported: true,
    isAsync: false,
    isGenerator: false,
    isAbstract: false,
    isStatic: false,
    referenceCount: 0,
  };
}
