/** Answers where a mistake would cost most: what much depends on, what changes often, what no test reaches. */

import type { Hotspot, HotspotsRequest, HotspotsResponse } from '../../model/api';
import type { FilePath } from '../../model/ids';
import { isTestPath, pathTraits } from '../../search/pathTraits';
import { knownFiles } from '../../store/files';
import { centralSymbols, depthsFrom } from '../../store/hotspots';
import type { CentralRow } from '../../store/hotspots';
import { resolutionState } from '../../store/resolutions';
import { symbolsByKey } from '../../store/symbols';
import type { StoredVault } from '../../store/vaults';
import { commitsByFile } from '../../workspace/gitHistory';
import type { ScanRules } from '../../workspace/rules';
import { maximumDepth, maximumLimit, settledSoon, stateNotices, wholeNumber } from '../asked';
import type { OpenVaults } from '../openVaults';

const defaultLimit = 50;
const defaultDays = 90;
const mostDays = 3650;
const defaultDepth = 3;
/** The most central ones among which the hottest are looked for. */
const mostCandidates = 5_000;
/** What is left of the score of a symbol that a test reaches. */
const testedShare = 0.6;

export interface HotspotDeps {
  readonly vaults: OpenVaults;
  readonly rulesOf: (vault: StoredVault) => ScanRules;
}

export async function hotspotsIn(
  { vaults, rulesOf }: HotspotDeps,
  request: HotspotsRequest,
  signal: AbortSignal,
): Promise<HotspotsResponse> {
  const limit = wholeNumber('limit', request.limit ?? defaultLimit, maximumLimit);
  const days = wholeNumber('days', request.days ?? defaultDays, mostDays);
  const depth = wholeNumber('depth', request.depth ?? defaultDepth, maximumDepth);
  const { db } = vaults;
  const vault = await vaults.containing(request.folder);
  const { stored } = vault;
  await settledSoon(vault);
  const commits = await commitsByFile(stored.folder, days, rulesOf(stored).env ?? process.env, signal);
  const paths = [...(await knownFiles(db, stored)).keys()];
  const own = paths.filter((path) => pathTraits(path) === 0 && (commits === undefined || commits.has(path)));
  // Before the relationships are read: see relationsOf.
  const state = await resolutionState(db, stored);
  const rows = await centralSymbols(db, stored, own, mostCandidates);
  const tested = await depthsFrom(db, stored, paths.filter(isTestPath), depth, signal);
  const scored = scoresOf(rows, commits, tested).slice(0, limit);
  const symbols = await symbolsByKey(
    db,
    scored.map(({ row }) => row.id),
  );
  return {
    ...{ folder: stored.folder, days },
    hotspots: scored.flatMap(({ row, score }): Hotspot[] => {
      const symbol = symbols.get(row.id);
      const testDepth = tested.get(row.id);
      if (symbol === undefined) return [];
      const { rank, referenceCount } = row;
      const parts = { rank, referenceCount, commits: commits?.get(row.path) ?? 0 };
      return [{ symbol, score, ...parts, ...(testDepth !== undefined && { testDepth }) }];
    }),
    completeness: state.completeness,
    notices: [
      ...vaults.notices(vault),
      ...stateNotices(state),
      ...(commits === undefined ? ['how often files change is not known: git has no history of this folder'] : []),
    ],
  };
}

/**
 * The hottest first. Centrality and churn, each by the logarithm and against the greatest, are multiplied: what is only
 * central, or only changes, is no hotspot. Without history, centrality alone counts.
 */
function scoresOf(
  rows: readonly CentralRow[],
  commits: ReadonlyMap<FilePath, number> | undefined,
  tested: ReadonlyMap<number, number>,
): { readonly row: CentralRow; readonly score: number }[] {
  const churnOf = ({ path }: CentralRow): number => Math.log1p(commits?.get(path) ?? 0);
  const mostCentral = Math.max(...rows.map(({ rank }) => Math.log1p(rank)), Number.MIN_VALUE);
  const mostChurn = Math.max(...rows.map(churnOf), Number.MIN_VALUE);
  return rows
    .map((row) => {
      const central = Math.log1p(row.rank) / mostCentral;
      const churn = commits === undefined ? 1 : churnOf(row) / mostChurn;
      return { row, score: Math.sqrt(central * churn) * (tested.has(row.id) ? testedShare : 1) };
    })
    .sort((a, b) => b.score - a.score);
}
