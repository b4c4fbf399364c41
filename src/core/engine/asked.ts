/** What questions about relationships have in common: which symbol is meant, which numbers are allowed, how complete they are. */

import { LociError } from '../model/errors';
import type { CodeSymbol } from '../model/symbol';
import type { ResolutionState } from '../store/resolutions';
import { findSymbols } from '../store/symbols';
import type { OpenVault, OpenVaults } from './openVaults';

export const maximumLimit = 1000;
const defaultLimit = 20;
export const maximumDepth = 10;
/** Candidates that a refusal names. */
const namedCandidates = 10;

/** Longer than a save takes to be resolved; a whole pass is not waited for. */
const longestWaitMs = 500;

/** Waits a little for what was saved last. */
export async function settledSoon({ resolver }: OpenVault): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const waited = new Promise<void>((resume) => {
    timer = setTimeout(resume, longestWaitMs);
  });
  await Promise.race([resolver.settled(), waited]);
  clearTimeout(timer);
}

export function stateNotices({ completeness, files, current, failed }: ResolutionState): string[] {
  if (completeness === 'complete') return [];
  const failures = failed === 0 ? [] : [`relationships of ${failed} files could not be resolved`];
  if (current === files && files > 0) return failures;
  return [`relationships of ${current} of ${files} files are resolved so far`, ...failures];
}

/** Of the hits of an answer. */
export function limitOf(limit: number | undefined): number {
  return wholeNumber('limit', limit ?? defaultLimit, maximumLimit);
}

export function wholeNumber(what: string, value: number, maximum: number): number {
  if (Number.isInteger(value) && value >= 1 && value <= maximum) return value;
  throw new LociError('usage', `${what} ${value} is out of range`, `give a whole number from 1 to ${maximum}`);
}

export function probability(value: number): number {
  if (value >= 0 && value <= 1) return value;
  throw new LociError('usage', `a confidence of ${value} is out of range`, 'give a number from 0 to 1');
}

/** The one symbol of the vaults that is called so. Errors: `notFound`, and `usage` naming the candidates. */
export async function theSymbol(
  vaults: OpenVaults,
  asked: readonly OpenVault[],
  idOrName: string,
): Promise<CodeSymbol> {
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

export function notFound(idOrName: string): LociError {
  return new LociError('notFound', `no symbol is called ${idOrName}`, `try: loci search ${idOrName}`);
}
