/** A published model, fetched file by file into a folder that is there when it is whole, and not before. */

import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { LociError, messageOf } from '../../model/errors';
import { networkFiles, settingFiles } from './modelFolder';

export interface Download {
  /** `owner/name`. */
  readonly id: string;
  /** Such as `https://huggingface.co`. */
  readonly host: string;
  /** Absent before, and there only if all went well. */
  readonly folder: string;
}

/** Milliseconds for the host to begin an answer. */
const patienceMs = 30_000;
const unfinished = '.unfinished-';

/**
 * @throws LociError `notFound` where the host has no such model, or not in a form that Loci reads; `endpointUnreachable`;
 * `diskFull`; `permission`. A stop leaves what the next download removes.
 */
export async function downloadModel({ id, host, folder }: Download): Promise<void> {
  const parent = dirname(folder);
  await mkdir(parent, { recursive: true });
  for (const name of await readdir(parent)) {
    if (name.startsWith(unfinished)) await rm(join(parent, name), { recursive: true, force: true });
  }
  const partial = join(parent, `${unfinished}${randomUUID()}`);
  const get = (file: string): Promise<boolean> => fetchFile(`${host}/${id}/resolve/main/${file}`, join(partial, file));
  try {
    for (const [at, file] of settingFiles.entries()) {
      if ((await get(file)) || at > 1) continue;
      throw new LociError('notFound', `${host} has no ${file} of ${id}`, 'check the name, or take another model');
    }
    const network = await firstFound(networkFiles, get);
    if (network === undefined) {
      throw new LociError('notFound', `${host} has no ${id} in ONNX`, 'take a model that was exported to ONNX');
    }
    // Large networks keep their numbers beside them.
    await get(`${network}_data`);
    await rename(partial, folder);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw failureOf(error, id, host);
  }
}

async function firstFound(
  files: readonly string[],
  get: (file: string) => Promise<boolean>,
): Promise<string | undefined> {
  for (const file of files) if (await get(file)) return file;
  return undefined;
}

/** False if the host has it not. */
async function fetchFile(url: string, file: string): Promise<boolean> {
  const begun = new AbortController();
  const timer = setTimeout(() => {
    begun.abort(new Error(`no answer in ${patienceMs / 1000} s`));
  }, patienceMs);
  try {
    const response = await fetch(url, { signal: begun.signal });
    clearTimeout(timer);
    // A host that keeps its models from strangers says 401 of those that it has not.
    if ([401, 403, 404].includes(response.status) || response.body === null) return false;
    if (!response.ok) throw new Error(`the answer is ${response.status}`);
    await mkdir(dirname(file), { recursive: true });
    await pipeline(Readable.fromWeb(response.body), createWriteStream(file));
    const said = response.headers.get('content-encoding') === null ? response.headers.get('content-length') : null;
    const { size } = await stat(file);
    if (said !== null && Number(said) !== size) throw new Error(`${size} bytes of ${said} came`);
    return true;
  } finally {
    clearTimeout(timer);
  }
}

function failureOf(error: unknown, id: string, host: string): LociError {
  if (error instanceof LociError) return error;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC') return new LociError('diskFull', `no room on the disk for the model ${id}`, 'make room');
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : messageOf(error);
  const mend = 'it is tried again; see that there is a network, or give the folder of a model';
  return new LociError('endpointUnreachable', `the model ${id} was not fetched from ${host}: ${cause}`, mend);
}
