/** Answers how one symbol comes to another. */

import type { PathRequest, PathResponse, PathStep } from '../../model/api';
import { LociError } from '../../model/errors';
import type { Database } from '../../store/database';
import { pathBetween } from '../../store/paths';
import type { Link } from '../../store/paths';
import { sitesOf } from '../../store/relationships';
import { resolutionState } from '../../store/resolutions';
import { symbolKeys, symbolsByKey } from '../../store/symbols';
import { notFound, probability, settledSoon, stateNotices, theSymbol, wholeNumber } from '../asked';
import type { OpenVaults } from '../openVaults';

const defaultDepth = 10;
const maximumDepth = 20;

/** Errors: `notFound`; `usage` where a name stands for several symbols, or both for one. */
export async function pathOf(vaults: OpenVaults, request: PathRequest, signal: AbortSignal): Promise<PathResponse> {
  const depth = wholeNumber('depth', request.depth ?? defaultDepth, maximumDepth);
  const minConfidence = probability(request.minConfidence ?? 0);
  const types = request.types === undefined || request.types.length === 0 ? (['calls'] as const) : request.types;
  const asked = request.folder === undefined ? await vaults.all() : [await vaults.containing(request.folder)];
  const from = await theSymbol(vaults, asked, request.from);
  const to = await theSymbol(
    vaults,
    asked.filter(({ stored }) => stored.id === from.vault),
    request.to,
  );
  if (from.id === to.id) throw new LociError('usage', 'both are the same symbol', 'loci cycles finds circles');
  const vault = asked.find(({ stored }) => stored.id === from.vault)!;
  await settledSoon(vault);
  // Before the relationships are read: see relationsOf.
  const state = await resolutionState(vaults.db, vault.stored);
  const keys = await symbolKeys(vaults.db, vault.stored.key, [from, to]);
  const [start, end] = [keys.get(from.id), keys.get(to.id)];
  if (start === undefined || end === undefined) throw notFound(start === undefined ? request.from : request.to);
  const question = { types, dispatch: types.includes('calls'), depth, minConfidence };
  const { links, cut } = await pathBetween(vaults.db, start, end, question, signal);
  return {
    folder: vault.stored.folder,
    ...{ from, to },
    ...(links !== undefined && { steps: await stepsOf(vaults.db, links) }),
    confidence: links?.reduce((product, { confidence }) => product * confidence, 1) ?? 0,
    completeness: state.completeness,
    notices: [
      ...vaults.notices(vault),
      ...stateNotices(state),
      ...(cut ? ['there may be a way: the search ended at its greatest size'] : []),
    ],
  };
}

async function stepsOf(db: Database, links: readonly Link[]): Promise<PathStep[]> {
  const symbols = await symbolsByKey(
    db,
    links.map(({ to }) => to),
  );
  // An override is written where what overrides is, which the way leads to.
  const forward = links.map(({ from, to, type, direction }) =>
    direction === 'out' ? { near: from, far: to, type } : { near: to, far: from, type },
  );
  const sites = await sitesOf(db, 'out', forward);
  return links.flatMap(({ to, type, direction, how, confidence }, at) => {
    const symbol = symbols.get(to);
    return symbol === undefined ? [] : [{ symbol, type, direction, how, confidence, sites: sites[at]! }];
  });
}
