/** The file that is open where a question is asked, as a vault knows it. */

import type { OpenFile } from '../search/nearness';
import { importNeighbours } from '../store/places';
import { pathBelow } from '../workspace/folder';
import { realPath } from './paths';
import type { OpenVault, OpenVaults } from './openVaults';

/** `near`: absolute, as the request has it; undefined where it is none, or in another folder. */
export async function openFileIn(
  { db }: OpenVaults,
  { index, stored }: OpenVault,
  near: string | undefined,
): Promise<OpenFile | undefined> {
  const path = near === undefined ? undefined : pathBelow(stored.folder, await realPath(near));
  if (path === undefined || path === '') return undefined;
  const fileId = (await index.ready()).filesNamed(path).find((id) => index.fileOf(id)?.path === path);
  return { path, related: new Set(fileId === undefined ? [] : await importNeighbours(db, fileId)) };
}
