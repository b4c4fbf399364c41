/** Answers questions about relationships: what a symbol is related to, and how often a file's symbols are used. */

import type { FileUses, OutlineRequest, RelationsRequest, RelationsResponse } from '../model/api';
import { LociError } from '../model/errors';
import type { RelatedSymbol } from '../model/relationship';
import type { CodeSymbol } from '../model/symbol';
import { knownFiles } from '../store/files';
import { relationsFrom, sitesOf, usesOfFile } from '../store/relationships';
import type { Relation, RelationQuestion } from '../store/relationships';
import { resolutionState } from '../store/resolutions';
import type { ResolutionState } from '../store/resolutions';
import { findSymbols, symbolKey, symbolsByKey } from '../store/symbols';
import { pathBelow } from '../workspace/folder';
import type { OpenVault, OpenVaults } from './openVaults';
import { realPath } from './paths';

const defaultLimit = 200;
const maximumLimit = 1000;
const maximumDepth = 10;
/** Candidates that a refusal names. */
const namedCandidates = 10;

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
  const { relations, cut } = await relationsFrom(vaults.db, key, question, signal);
  const shown = relations.slice(0, limit);
  // What leads away from a symbol is said in its own file; what leads to it may be said anywhere.
  const walked = question.direction === 'in' ? undefined : [key, ...relations.map(({ near }) => near)];
  const state = await resolutionState(vaults.db, vault.stored, walked);
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

/** Longer than a save takes to be resolved; a whole pass is not waited for. */
const longestWaitMs = 500;

async function settledSoon({ resolver }: OpenVault): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const waited = new Promise<void>((resume) => {
    timer = setTimeout(resume, longestWaitMs);
  });
  await Promise.race([resolver.settled(), waited]);
  clearTimeout(timer);
}

function stateNotices({ completeness, files, current, failed }: ResolutionState): string[] {
  if (completeness === 'complete') return [];
  const failures = failed === 0 ? [] : [`relationships of ${failed} files could not be resolved`];
  if (current === files && files > 0) return failures;
  return [`relationships of ${current} of ${files} files are resolved so far`, ...failures];
}

function questionOf({ direction, types, depth = 1, minConfidence = 0 }: RelationsRequest): RelationQuestion {
  if (!(minConfidence >= 0 && minConfidence <= 1)) {
    throw new LociError('usage', `a confidence of ${minConfidence} is out of range`, 'give a number from 0 to 1');
  }
  return {
    direction,
    ...(types === undefined || types.length === 0 ? {} : { types }),
    depth: wholeNumber('depth', depth, maximumDepth),
    minConfidence,
  };
}

function wholeNumber(what: string, value: number, maximum: number): number {
  if (Number.isInteger(value) && value >= 1 && value <= maximum) return value;
  throw new LociError('usage', `${what} ${value} is out of range`, `give a whole number from 1 to ${maximum}`);
}

async function theSymbol(vaults: OpenVaults, asked: readonly OpenVault[], idOrName: string): Promise<CodeSymbol> {
  const found = await findSymbols(vaults.db, {
    vaults: asked.map(({ stored }) => stored.id),
    idOrName,
    limit: maximumLimit,
  });
  if (found.length === 0) throw notFound(idOrName);
  // A file is often named after what it defines: who names that means the definition.
  const defined = found.length === 1 ? found : found.filter(({ descriptor }) => descriptor !== '');
  const [only, ...others] = defined;
  if (only !== undefined && others.length === 0) return only;
  const ids = found.slice(0, namedCandidates).map(({ id }) => id);
  const more = found.length > ids.length ? ` and ${found.length - ids.length} more` : '';
  throw new LociError(
    'usage',
    `${found.length} symbols are called ${idOrName}: ${ids.join(', ')}${more}`,
    new Set(found.map(({ id }) => id)).size > 1 ? 'name one by its id' : 'name the folder as well',
  );
}

function notFound(idOrName: string): LociError {
  return new LociError('notFound', `no symbol is called ${idOrName}`, `try: loci search ${idOrName}`);
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
