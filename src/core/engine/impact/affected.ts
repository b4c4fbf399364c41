/** The steps of a walk as an answer shows them: symbols, tests, exports. */

import type { AffectedExport, AffectedSymbol, AffectedTest, ChangedSymbol } from '../../model/api';
import type { FilePath } from '../../model/ids';
import type { CodeSymbol } from '../../model/symbol';
import { isNamedAsTest, isTestPath } from '../../search/pathTraits';
import type { Database } from '../../store/database';
import { filesReferredTo } from '../../store/reach';
import type { ReachStep } from '../../store/reach';
import { sitesOf } from '../../store/relationships';
import { symbolsByKey } from '../../store/symbols';
import type { StoredVault } from '../../store/vaults';

export async function affectedSymbols(db: Database, steps: readonly ReachStep[]): Promise<AffectedSymbol[]> {
  const symbols = await endsOf(db, steps);
  const sites = new Map<ReachStep, AffectedSymbol['sites']>();
  for (const direction of ['in', 'out'] as const) {
    const those = steps.filter((step) => step.direction === direction);
    for (const [at, found] of (await sitesOf(db, direction, those)).entries()) sites.set(those[at]!, found);
  }
  return steps.flatMap((step) => {
    const [symbol, via] = [symbols.get(step.far), symbols.get(step.near)];
    if (symbol === undefined || via === undefined) return [];
    const { depth, direction, type, how, stepConfidence, confidence, weakest } = step;
    return [
      {
        symbol,
        via: via.id,
        ...{ depth, direction, type, how, stepConfidence, confidence, weakest },
        path: direction === 'in' ? symbol.path : via.path,
        sites: sites.get(step) ?? [],
        isTest: isTestPath(symbol.path),
      },
    ];
  });
}

function endsOf(db: Database, steps: readonly ReachStep[]): Promise<Map<number, CodeSymbol>> {
  return symbolsByKey(db, [...new Set(steps.flatMap(({ near, far }) => [near, far]))]);
}

/**
 * Nearest first, then by confidence. Of files among tests, those that are named like tests; where none is, those that
 * nothing else uses.
 */
export async function affectedTests(
  db: Database,
  { key }: Pick<StoredVault, 'key'>,
  changed: readonly ChangedSymbol[],
  steps: readonly ReachStep[],
): Promise<AffectedTest[]> {
  const own = new Map<FilePath, CodeSymbol>();
  for (const { symbol, change } of changed) {
    if (change !== 'deleted' && isTestPath(symbol.path) && !own.has(symbol.path)) own.set(symbol.path, symbol);
  }
  const nearest = new Map<FilePath, ReachStep>();
  for (const step of steps) {
    if (isTestPath(step.path) && !own.has(step.path) && !nearest.has(step.path)) nearest.set(step.path, step);
  }
  const paths = [...own.keys(), ...nearest.keys()];
  const unnamed = paths.filter((path) => !isNamedAsTest(path));
  const helpers = unnamed.length < paths.length ? new Set(unnamed) : await filesReferredTo(db, key, unnamed);
  const reached = [...nearest.values()].filter(({ path }) => !helpers.has(path));
  const symbols = await endsOf(db, reached);
  return [
    ...[...own].flatMap(([path, symbol]) => (helpers.has(path) ? [] : [{ path, symbol, depth: 0, confidence: 1 }])),
    ...reached.flatMap(({ path, near, far, depth, confidence }) => {
      const [symbol, via] = [symbols.get(far), symbols.get(near)];
      return symbol === undefined || via === undefined ? [] : [{ path, symbol, depth, via: via.id, confidence }];
    }),
  ];
}

export async function surfaceOf(
  db: Database,
  changed: readonly ChangedSymbol[],
  steps: readonly ReachStep[],
  limit: number,
): Promise<{ readonly surface: readonly AffectedExport[]; readonly totalSurface: number }> {
  const own = changed
    .filter(({ symbol: { isExported, descriptor, path } }) => isExported && descriptor !== '' && !isTestPath(path))
    .map(({ symbol }) => ({ symbol, depth: 0, confidence: 1 }));
  const reached = steps.filter(({ isExported, ordinal, path }) => isExported && ordinal > 0 && !isTestPath(path));
  const shown = reached.slice(0, Math.max(0, limit - own.length));
  const symbols = await endsOf(db, shown);
  const further = shown.flatMap(({ near, far, depth, confidence }) => {
    const [symbol, via] = [symbols.get(far), symbols.get(near)];
    return symbol === undefined || via === undefined ? [] : [{ symbol, depth, via: via.id, confidence }];
  });
  return { surface: [...own.slice(0, limit), ...further], totalSurface: own.length + reached.length };
}
