/** A folder's index as a tree of directories and files. */

import type { BrowseEntry, BrowseRequest } from '../model/api';
import type { FilePath } from '../model/ids';
import { directoryRows } from '../store/browse';
import type { DirectoryRow } from '../store/browse';
import { pathBelow } from '../workspace/folder';
import type { OpenVaults } from './openVaults';
import { realPath } from './paths';

/** Empty for a directory that holds no indexed file. Error `notIndexed` for a folder that is not indexed. */
export async function browse(vaults: OpenVaults, request: BrowseRequest): Promise<BrowseEntry[]> {
  const folder = await realPath(request.folder);
  const vault = await vaults.containing(folder);
  const directory = [pathBelow(vault.stored.folder, folder) ?? '', request.path ?? '']
    .flatMap((path) => path.split('/'))
    .filter((part) => part !== '')
    .join('/');
  const prefix = directory === '' ? '' : `${directory}/`;
  const rows = await directoryRows(vaults.db, vault.stored, prefix);
  return rows.map((row) => entryOf(prefix, row)).sort(byKindAndName);
}

function entryOf(prefix: string, row: DirectoryRow): BrowseEntry {
  const { name, files, symbols, language, status, problem } = row;
  const common = { name, path: `${prefix}${name}` as FilePath, files, symbols };
  if (row.is_directory) {
    const shared = sharedDirectory(row.first, row.last);
    return { kind: 'directory', ...common, ...(shared !== name && { leadsTo: `${prefix}${shared}` as FilePath }) };
  }
  return {
    kind: 'file',
    ...common,
    ...(language !== null && { language }),
    ...(status !== null && { status }),
    ...(problem !== null && { problem }),
  };
}

/** The directory that all paths between two lie in. */
function sharedDirectory(first: string, last: string): string {
  let at = 0;
  let slash = 0;
  while (at < first.length && first[at] === last[at]) {
    if (first[at] === '/') slash = at;
    at++;
  }
  return first.slice(0, slash);
}

/** As file explorers order names: by number where there are numbers, whatever the case. */
const names = new Intl.Collator('en', { numeric: true });

function byKindAndName(a: BrowseEntry, b: BrowseEntry): number {
  if (a.kind !== b.kind) return a.kind === 'directory' ? -1 : 1;
  return names.compare(a.name, b.name);
}
