/** A made-up answer to what a change affects: `total` changed; `checkout` calls it, `main` calls that; a test; an export. */

import type { AffectedSymbol, ImpactResponse } from '../../src/core/model/api';
import type { FilePath } from '../../src/core/model/ids';
import type { CodeSymbol } from '../../src/core/model/symbol';
import { madeSymbol, treeFolder } from './madeTree';

export const made = {
  total: madeSymbol('cart.ts', 'Cart.total', 3),
  gone: madeSymbol('cart.ts', 'Cart.gone', 9),
  checkout: madeSymbol('checkout.ts', 'checkout', 10),
  main: madeSymbol('main.ts', 'main', 1),
  test: madeSymbol('cart.test.ts', 'totals', 2),
} as const;

export function affected(symbol: CodeSymbol, via: CodeSymbol, depth: number, confidence = 1): AffectedSymbol {
  return {
    symbol,
    depth,
    via: via.id,
    direction: 'in',
    type: 'calls',
    how: 'import',
    stepConfidence: confidence,
    confidence,
    weakest: confidence,
    path: symbol.path,
    sites: [{ line: 20, character: 4 }],
    isTest: false,
  };
}

export function madeImpact(more: Partial<ImpactResponse> = {}): ImpactResponse {
  const { total, gone, checkout, main, test } = made;
  return {
    folder: treeFolder,
    base: 'abc',
    changed: [
      { symbol: total, change: 'modified', line: 4, signatureChanged: true, direct: 3, indexed: true },
      { symbol: gone, change: 'deleted', line: 9, signatureChanged: false, direct: 0, indexed: false },
    ],
    totalChanged: 2,
    affected: [affected(checkout, total, 1), affected(main, checkout, 2, 0.7)],
    totalAffected: 2,
    tests: [{ path: 'cart.test.ts' as FilePath, depth: 1, symbol: test, via: total.id, confidence: 1 }],
    totalTests: 1,
    surface: [
      { symbol: total, depth: 0, confidence: 1 },
      { symbol: gone, depth: 0, confidence: 1 },
      { symbol: checkout, depth: 1, via: total.id, confidence: 1 },
    ],
    totalSurface: 3,
    completeness: 'complete',
    notices: [],
    ...more,
  };
}
