/** Answers questions about relationships: what a symbol is related to, and how often a file's symbols are used. */

import type { FileUses, OutlineRequest, RelationsRequest, RelationsResponse } from '../model/api';
import { LociError } from '../model/errors';
import type { RelatedSymbol } from '../model/relationship';
import { isTestPath } from '../search/pathTraits';
import { knownFiles } from '../store/files';
import { relationsFrom, sitesOf, usesOfFile } from '../store/relationships';
import type { Relation, RelationQuestion } from '../store/relationships';
import { resolutionState } from '../store/resolutions';
import { symbolKey, symbolsByKey } from '../store/symbols';
import { pathBelow } from '../workspace/folder';
import {
  maximumDepth,
  maximumLimit,
  notFound,
  probability,
  settledSoon,
  stateNotices,
  theSymbol,
  wholeNumber,
} from './asked';
import type { OpenVaults } from './openVaults';
import { realPath } from './paths';

const defaultLimit = 200;

/** Errors: `notFound`; `usage` where the name stands for several symbols (the message lists them) or a number is out of range. */
export async function relationsOf(
  vaults: OpenVaults,
  request: RelationsRequest,
  signal?: AbortSignal,
): Promise<RelationsResponse> {
  const limit = wholeNumber('limit', request.limit ?? defaultLimit, maximumLimit);
  const question = questionOf(request);
  const asked = request.folder === undefined ? await vaults.all() : [await vaults.containing(request.folder)];
  const symbol = await theSymbol(vaults, asked, request.symbol);
  const vault = asked.find(({ stored }) => stored.id === symbol.vault)!;
  await settledSoon(vault);
  const key = await symbolKey(vaults.db, symbol);
  if (key === undefined) throw notFound(request.symbol);
  // What leads away from a symbol is said in its own file; what leads to it may be said anywhere. Looked at before the
  // relationships are: what has been resolved in between is not to make an answer from before it complete.
  const isInward = question.direction === 'in';
  const before = await resolutionState(vaults.db, vault.stored, isInward ? undefined : [key]);
  const { relations: walk, cut } = await relationsFrom(vaults.db, key, question, signal);
  const relations = request.tests === true ? walk.filter(({ path }) => isTestPath(path)) : walk;
  const shown = relations.slice(0, limit);
  const walked = isInward ? [] : walk.flatMap(({ near }) => (near === key ? [] : near));
  const isKnown = walked.length === 0 || before.completeness !== 'complete';
  const state = isKnown ? before : await resolutionState(vaults.db, vault.stored, [key, ...walked]);
  return {
    folder: vault.stored.folder,
    symbol,
    related: await relatedSymbols(vaults, question, key, shown),
    total: relations.length,
    completeness: state.completeness,
    notices: [
      ...vaults.notices(vault),
      ...stateNotices(state),
      ...(cut ? ['there is more: the walk ended at its greatest size'] : []),
    ],
  };
}

function questionOf(request: RelationsRequest): RelationQuestion {
  const { direction, types, depth = 1, minConfidence = 0, tests = false } = request;
  if (tests && direction === 'out') throw new LociError('usage', 'tests lead inward', 'ask for what leads in');
  return {
    direction,
    ...(types === undefined || types.length === 0 ? {} : { types }),
    depth: wholeNumber('depth', depth, maximumDepth),
    minConfidence: probability(minConfidence),
  };
}

async function relatedSymbols(
  { db }: OpenVaults,
  { direction }: RelationQuestion,
  start: number,
  relations: readonly Relation[],
): Promise<RelatedSymbol[]> {
  const symbols = await symbolsByKey(db, [...new Set(relations.flatMap(({ near, far }) => [near, far]))]);
  const sites = await sitesOf(db, direction, relations);
  return relations.flatMap(({ near, far, type, confidence, how, depth }, place) => {
    const symbol = symbols.get(far);
    if (symbol === undefined) return [];
    const via = near === start ? undefined : symbols.get(near)?.id;
    return [{ symbol, type, confidence, how, sites: sites[place]!, depth, ...(via !== undefined && { via }) }];
  });
}

/** Error `notIndexed` for a file that the index does not hold. */
export async function usesOf(vaults: OpenVaults, request: OutlineRequest): Promise<FileUses> {
  const path = await realPath(request.file);
  const vault = await vaults.containing(path);
  const inside = pathBelow(vault.stored.folder, path)!;
  const file = (await knownFiles(vaults.db, vault.stored, [inside])).get(inside);
  if (file === undefined) {
    throw new LociError('notIndexed', `${inside} is not in the index`, `loci why ${request.file} says why`);
  }
  await settledSoon(vault);
  const { completeness } = await resolutionState(vaults.db, vault.stored);
  return {
    folder: vault.stored.folder,
    completeness,
    uses: await usesOfFile(vaults.db, file.fileId, inside),
  };
}
