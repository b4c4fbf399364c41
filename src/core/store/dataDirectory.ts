/**
 * The embedded database's directory: unpacked from an archive that the build makes, which is several times quicker than
 * initialising a cluster. It appears under its name whole or not at all.
 */

import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Something stands in the place of the database that is none. */
export class Damage extends Error {}

/** Unpacks `archive` to `pgdata` unless a database is there. Errors are the file system's, or Damage. */
export function ensureDataDirectory(pgdata: string, archive: string): void {
  checkWritable(pgdata);
  if (existsSync(join(pgdata, 'PG_VERSION'))) return;
  const parent = dirname(pgdata);
  mkdirSync(parent, { recursive: true, mode: 0o700 });
  const unfinished = `${basename(pgdata)}.new-`;
  const beside = readdirSync(parent);
  if (beside.includes(basename(pgdata))) {
    if (readdirSync(pgdata).length > 0) throw new Damage(`${pgdata} holds files, but no database`);
    rmSync(pgdata, { recursive: true });
  }
  for (const name of beside) {
    if (name.startsWith(unfinished)) rmSync(join(parent, name), { recursive: true, force: true });
  }
  const target = join(parent, `${unfinished}${process.pid}`);
  try {
    unpack(archive, target);
    renameSync(target, pgdata);
  } catch (error) {
    rmSync(target, { recursive: true, force: true });
    throw error;
  }
}

/** Asks the folder, or the nearest one above it that is there: what making it would say is not the same everywhere. */
function checkWritable(folder: string): void {
  if (existsSync(folder) || dirname(folder) === folder) accessSync(folder, constants.W_OK);
  else checkWritable(dirname(folder));
}

/** Written by the build: gzip of a 4-byte length (little-endian), that many bytes of JSON, then the files end to end. */
interface ArchiveHeader {
  readonly folders: readonly string[];
  readonly files: readonly { readonly path: string; readonly size: number }[];
}

function unpack(archive: string, target: string): void {
  const bytes = gunzipSync(readFileSync(archive));
  const headerEnd = 4 + bytes.readUInt32LE(0);
  const header = JSON.parse(bytes.toString('utf8', 4, headerEnd)) as ArchiveHeader;
  mkdirSync(target, { mode: 0o700 });
  for (const folder of header.folders) mkdirSync(join(target, folder), { mode: 0o700 });
  let start = headerEnd;
  for (const { path, size } of header.files) {
    writeFile(join(target, path), bytes.subarray(start, start + size));
    start += size;
  }
}

/** Most of a fresh database is zeros at the ends of files: those are left as holes. */
function writeFile(path: string, content: Uint8Array): void {
  const file = openSync(path, 'wx', 0o600);
  try {
    const used = content.findLastIndex((byte) => byte !== 0) + 1;
    for (let done = 0; done < used;) done += writeSync(file, content, done, used - done);
    if (used < content.length) ftruncateSync(file, content.length);
  } finally {
    closeSync(file);
  }
}
