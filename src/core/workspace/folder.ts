/** Folders and the paths below them. */

import { constants } from 'node:fs';
import { access, realpath, stat } from 'node:fs/promises';
import { basename, isAbsolute, parse, relative, resolve, sep } from 'node:path';
import type { FilePath } from '../model/ids';
import { LociError, messageOf } from '../model/errors';

/** The folder as an absolute path without symbolic links. Throws `notFound` or `permission`. */
export async function realFolder(folder: string): Promise<string> {
  const absolute = resolve(folder);
  try {
    const real = await realpath(absolute);
    if (!(await stat(real)).isDirectory()) {
      throw new LociError('notFound', `${absolute} is not a folder`, 'name the folder that the file is in');
    }
    await access(real, constants.R_OK | constants.X_OK);
    return real;
  } catch (error) {
    if (error instanceof LociError) throw error;
    if (isDenied(error)) {
      throw new LociError('permission', `${absolute} may not be read`, 'check its permissions', { cause: error });
    }
    const why = isGone(error) ? 'does not exist' : `cannot be opened: ${messageOf(error)}`;
    throw new LociError('notFound', `${absolute} ${why}`, 'check the spelling of the folder', { cause: error });
  }
}

/** A short name for people: the folder's own, or the drive's for a whole file system. Not unique. */
export function vaultName(folder: string): string {
  const absolute = resolve(folder);
  return basename(absolute) || parse(absolute).root.replace(/[^\p{L}\p{N}]+/gu, '') || 'root';
}

/** A path below the folder in vault form; '' for the folder, undefined for what is not below it. */
export function pathBelow(folder: string, absolutePath: string): FilePath | undefined {
  const below = relative(folder, absolutePath);
  if (below === '..' || below.startsWith(`..${sep}`) || isAbsolute(below)) return undefined;
  return slashed(below) as FilePath;
}

export function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

/** Opens plain files only in effect: follows no link and waits for no pipe. Windows has neither flag nor trap. */
export const plainRead = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW;

/** '' for a path at the top. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The path is no longer there, or a directory on the way to it is not. */
export function isGone(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(errorCode(error));
}

export function isDenied(error: unknown): boolean {
  return ['EACCES', 'EPERM'].includes(errorCode(error));
}

/** Such as `ENOENT`; '' if the error has none. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** What to tell people about a file system error, without its path. */
export function reasonOf(error: unknown): string {
  if (isDenied(error)) return 'permission denied';
  if (isGone(error)) return 'no longer there';
  return messageOf(error);
}
