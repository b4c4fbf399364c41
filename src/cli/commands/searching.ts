/** Asking questions: where to search, whose folder a hit is in, and how an answer is shown. */

import type { EngineStatus, SearchRequest, SearchResponse } from '../../core/model/api';
import { isLociError } from '../../core/model/errors';
import type { EngineClient } from '../../protocol/client';
import type { PlacedHit } from '../hits';
import { hitLines } from '../hits';
import type { Run } from '../run';
import { resolvePath } from '../run';
import { counted, cut, printable } from '../text';

export interface Answer {
  readonly response: SearchResponse;
  readonly hits: readonly PlacedHit[];
}

export type Asker = (query: string, limit?: number) => Promise<Answer>;

/**
 * Asks in `folder` if given; else in the indexed folder that holds the current one; else in all. The choice is made
 * with the first question, and kept.
 */
export async function createAsker(run: Run, folder?: string, near?: string): Promise<Asker> {
  const engine = await run.engine();
  const folderOf = createFolderLookup(engine);
  let scope = { folder: folder === undefined ? run.cwd : resolvePath(run, folder) };
  let everywhere = false;

  const ask = async (request: SearchRequest): Promise<SearchResponse> => {
    if (everywhere) return await engine.search(request);
    try {
      return await engine.search({ ...request, ...scope });
    } catch (error) {
      if (folder !== undefined || !isLociError(error, 'notIndexed')) throw error;
      everywhere = true;
      return await engine.search(request);
    }
  };

  return async (query, limit) => {
    const open = near === undefined ? {} : { near: resolvePath(run, near) };
    const response = await ask({ query, ...open, ...(limit === undefined ? {} : { limit }) });
    const only = response.folders.length === 1 ? response.folders[0] : undefined;
    if (only !== undefined && !everywhere) scope = { folder: only.folder };
    const hits: PlacedHit[] = [];
    for (const hit of response.hits) hits.push({ hit, folder: only?.folder ?? (await folderOf(hit.symbol.vault)) });
    return { response, hits };
  };
}

/** Vaults are few and seldom change: they are read once, and again for one that is not known yet. */
function createFolderLookup(engine: EngineClient): (vault: string) => Promise<string | undefined> {
  let known = new Map<string, string>();
  return async (vault) => {
    if (!known.has(vault)) {
      const { folders }: EngineStatus = await engine.status({});
      known = new Map(folders.map((folder) => [folder.vault.id, folder.vault.folder]));
    }
    return known.get(vault);
  };
}

export function showAnswer(run: Run, query: string, { response, hits }: Answer): void {
  const { terminal } = run;
  for (const line of hitLines(hits, terminal)) terminal.out(line);
  if (hits.length === 0) terminal.err(emptyLine(query, response));
  if (!run.quiet()) for (const notice of response.notices) terminal.err(printable(notice));
}

function emptyLine(query: string, { folders }: SearchResponse): string {
  if (folders.length === 0) return 'nothing is indexed yet: run loci index <folder>';
  const [first] = folders;
  const where =
    folders.length === 1 && first !== undefined ? printable(first.folder) : counted(folders.length, 'folder');
  return `nothing found for "${cut(printable(query), 80)}" in ${where}`;
}
