/** Where the server of a data directory listens. */

import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, readFileSync, realpathSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as z from 'zod/mini';
import { isLociError, LociError, messageOf } from '../core/model/errors';

/** What one server serves: a data directory, and the database it goes with where that is not the embedded one. */
export interface ServerKey {
  readonly dataDir: string;
  readonly databaseUrl?: string;
}

/** `sockaddr_un` holds 104 bytes on macOS and 108 on Linux, the closing NUL included. */
const longestSocketPath = 100;

/**
 * Path of the unix socket, or name of the Windows pipe, of the server for `key`. Makes the folder that holds it.
 * Throws `permission` if that folder is not this user's alone: whoever owns it could answer in the server's place.
 */
export function endpointFor(key: ServerKey): string {
  const name = keyHash(key);
  if (process.platform === 'win32') return `\\\\.\\pipe\\loci-${os.userInfo().username.replace(/\W/g, '_')}-${name}`;
  return path.join(runFolder(name.length + '.sock'.length), `${name}.sock`);
}

/** A short name for `key`: the same for every spelling of the same directory. */
export function keyHash(key: ServerKey): string {
  const identity = `${canonicalPath(key.dataDir)}\0${key.databaseUrl ?? ''}`;
  return createHash('sha256').update(identity).digest('hex').slice(0, 24);
}

/** `stem.extension` in the data directory, with the database's hash between where it is not the embedded one. */
export function keyedFile(key: ServerKey, stem: string, extension: string): string {
  const suffix = key.databaseUrl === undefined ? '' : `-${keyHash(key).slice(0, 8)}`;
  return path.join(key.dataDir, `${stem}${suffix}.${extension}`);
}

const address = z.object({ socket: z.string(), token: z.string() });
export type Address = z.infer<typeof address>;

/**
 * Where the running server says it listens. Programs may see different run folders (one started by the system, one from
 * a terminal); the data directory is what they share. `token` tells one server from the next.
 */
export function addressFile(key: ServerKey): string {
  return keyedFile(key, 'server', 'address');
}

/** Undefined if there is none, or it cannot be read. */
export function readAddress(key: ServerKey): Address | undefined {
  try {
    return address.parse(JSON.parse(readFileSync(addressFile(key), 'utf8')));
  } catch {
    return undefined;
  }
}

/** Symbolic links resolved as far as the path exists. */
export function canonicalPath(folder: string): string {
  const absolute = path.resolve(folder);
  const missing: string[] = [];
  for (let at = absolute; ; at = path.dirname(at)) {
    try {
      return path.join(realpathSync.native(at), ...missing);
    } catch {
      if (path.dirname(at) === at) return absolute;
      missing.unshift(path.basename(at));
    }
  }
}

function runFolder(nameLength: number): string {
  const user = process.getuid?.() ?? 0;
  const { XDG_RUNTIME_DIR: runtime } = process.env;
  const candidates = [path.join(os.tmpdir(), `loci-${user}`), `/tmp/loci-${user}`];
  if (runtime !== undefined && path.isAbsolute(runtime)) candidates.unshift(path.join(runtime, 'loci'));
  let failure: LociError | undefined;
  for (const folder of candidates) {
    if (Buffer.byteLength(folder) + 1 + nameLength > longestSocketPath) continue;
    try {
      claimFolder(folder, user);
      return folder;
    } catch (error) {
      // A folder that others prepared is never passed over in silence; one that cannot be made is.
      if (isLociError(error)) throw error;
      failure = new LociError('permission', `cannot make ${folder}: ${messageOf(error)}`, 'set XDG_RUNTIME_DIR');
    }
  }
  throw failure ?? new LociError('permission', 'no folder is short enough for a socket', 'set XDG_RUNTIME_DIR');
}

function claimFolder(folder: string, user: number): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const stat = lstatSync(folder);
  if (!stat.isDirectory() || stat.uid !== user || (stat.mode & 0o077) !== 0) {
    throw new LociError(
      'permission',
      `${folder} is not a folder that only you can enter`,
      'remove it, or set XDG_RUNTIME_DIR to a folder of your own',
    );
  }
}
