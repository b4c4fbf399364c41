/** Paths as vaults hold them: symbolic links resolved up to the last part. */

import { realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

/**
 * Absolute, with the links of its folders resolved. The last part stays as it is: it may be gone, or be a link that is
 * asked about itself.
 */
export async function realPath(path: string): Promise<string> {
  const absolute = resolve(path);
  const parent = dirname(absolute);
  if (parent === absolute) return absolute;
  const real = await realpath(parent).catch(() => undefined);
  return join(real ?? (await realPath(parent)), basename(absolute));
}
