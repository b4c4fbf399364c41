/** Where an index's documents are in a vault: the index may be of a folder above or below, and made on another machine. */

import { fileURLToPath } from 'node:url';
import type { FilePath } from '../model/ids';
import { pathBelow, slashed } from '../workspace/folder';

/** Undefined for a document that is not below the vault's folder. */
export type PathOf = (documentPath: string) => FilePath | undefined;

/** `\` separates as `/` does; undefined for a path that leads out of the index's root or is none. */
function cleanPath(documentPath: string): string | undefined {
  const parts = documentPath.replaceAll('\\', '/').split('/');
  const isPlain = parts.every(
    (part, at) => part !== '' && part !== '..' && part !== '.' && !(at === 0 && part.endsWith(':')),
  );
  return isPlain && !documentPath.includes('\0') ? parts.join('/') : undefined;
}

/**
 * Ways to read the documents' paths, the likeliest first. `folder` is the vault's, `asked` the folder in it that the index is
 * said to be of.
 */
export function pathReadings(folder: string, asked: string, projectRoot: string): PathOf[] {
  const root = rootPath(projectRoot);
  const rootParts = slashed(root ?? projectRoot.replace(/^file:\/\//, ''))
    .split(/[/\\]/)
    .filter((part) => part !== '');
  const folderParts = slashed(folder)
    .split('/')
    .filter((part) => part !== '');
  const below = root === undefined ? undefined : pathBelow(folder, root);
  const prefixes = [
    ...(below === undefined ? [] : [below]),
    pathBelow(folder, asked) ?? '',
    // Made elsewhere: the root may end in the folder's own parts, or the folder in parts of the documents' paths.
    ...rootParts.map((_, at) => rootParts.slice(at).join('/')),
  ];
  return [
    ...[...new Set<string>(prefixes)].map(added),
    ...folderParts.map((_, at) => removed(`${folderParts.slice(at).join('/')}/`)),
  ];
}

function added(prefix: string): PathOf {
  return (documentPath) => {
    const path = cleanPath(documentPath);
    return path === undefined ? undefined : ((prefix === '' ? path : `${prefix}/${path}`) as FilePath);
  };
}

function removed(prefix: string): PathOf {
  return (documentPath) => {
    const path = cleanPath(documentPath);
    return path?.startsWith(prefix) === true ? (path.slice(prefix.length) as FilePath) : undefined;
  };
}

function rootPath(projectRoot: string): string | undefined {
  try {
    return fileURLToPath(projectRoot);
  } catch {
    return undefined;
  }
}
