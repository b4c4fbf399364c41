/** Asks the engine what the window's folders hold, and makes one list of their answers. */

import { realpath } from 'node:fs/promises';
import path from 'node:path';
import type { FolderFreshness } from '../../core/model/api';
import { isLociError } from '../../core/model/errors';
import type { SearchHit } from '../../core/model/search';
import type { CodeSymbol } from '../../core/model/symbol';
import type { EngineClient } from '../../protocol/client';
import type { Folder } from '../window';

/** A hit where the window has it: a folder may be opened by a link, and lie below one that was indexed whole. */
export interface FoundSymbol {
  readonly symbol: CodeSymbol;
  readonly reasons: SearchHit['reasons'];
  /** The window's folder. */
  readonly folder: Folder;
  /** Relative to the window's folder, `/` between its parts. */
  readonly path: string;
}

export interface Answer {
  /** Best first. */
  readonly hits: readonly FoundSymbol[];
  readonly notices: readonly string[];
  readonly freshness: readonly FolderFreshness[];
}

interface FolderAnswer extends Answer {
  readonly scores: readonly number[];
}

/**
 * Every folder is asked for `limit` hits, so that the best of all of them are among the answers; scores are of one scale.
 * A folder without an index has no hits. Rejects with a LociError if no folder could answer.
 */
export async function askFolders(
  engine: Pick<EngineClient, 'search'>,
  folders: readonly Folder[],
  question: { readonly query: string; readonly limit: number; readonly near?: string },
  signal: AbortSignal,
): Promise<Answer> {
  const onDisk = folders.filter(({ state }) => state !== 'unsupported');
  const settled = await Promise.allSettled(onDisk.map((folder) => askFolder(engine, folder, question, signal)));
  const answers = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const failures = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason as Error] : []));
  const failure = failures.find((error) => !isLociError(error, 'notIndexed'));
  if (failure !== undefined && (answers.length === 0 || isLociError(failure, 'cancelled'))) throw failure;
  const scored = answers.flatMap(({ hits, scores }) => hits.map((hit, at) => ({ hit, score: scores[at]! })));
  const hits = scored.sort((a, b) => b.score - a.score).map(({ hit }) => hit);
  return {
    hits: innermost(hits).slice(0, question.limit),
    notices: [...new Set(answers.flatMap(({ notices }) => notices))],
    freshness: answers.flatMap(({ freshness }) => freshness),
  };
}

async function askFolder(
  engine: Pick<EngineClient, 'search'>,
  folder: Folder,
  question: { readonly query: string; readonly limit: number; readonly near?: string },
  signal: AbortSignal,
): Promise<FolderAnswer> {
  const [{ hits, notices, folders }, real] = await Promise.all([
    engine.search({ ...question, folder: folder.path }, signal),
    realpath(folder.path),
  ]);
  const placed = hits.flatMap((hit) => {
    const place = path.relative(real, path.join(hit.folder, hit.symbol.path));
    if (place.startsWith('..') || path.isAbsolute(place)) return [];
    const found = { symbol: hit.symbol, reasons: hit.reasons, folder, path: place.replaceAll(path.sep, '/') };
    return [{ found, score: hit.score }];
  });
  return {
    hits: placed.map(({ found }) => found),
    scores: placed.map(({ score }) => score),
    notices,
    freshness: folders,
  };
}

/** Where one folder of the window lies in another, both hold the symbol: it is the inner one's. */
function innermost(hits: readonly FoundSymbol[]): FoundSymbol[] {
  const best = new Map<string, FoundSymbol>();
  for (const hit of hits) {
    const key = keyOf(hit);
    const known = best.get(key);
    if (known === undefined || known.folder.path.length < hit.folder.path.length) best.set(key, hit);
  }
  return [...best.values()];
}

/** Tells one symbol from another within a window. */
export function keyOf({ symbol, folder, path: place }: FoundSymbol): string {
  return `${path.join(folder.path, place)}\n${symbol.descriptor}`;
}
