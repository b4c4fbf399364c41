/** The provider that ships inside Loci: its model file, and the embedder over it. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LociError, messageOf, throwIfCancelled } from '../../model/errors';
import type { Embedder } from '../embedder';
import { readModel } from './format';
import type { ReadModel } from './format';
import { createStaticModel } from './model';
import { wordVectorsOf } from './wordVectors';

/** Where the shipped model is, in the folder of assets. */
export function builtinModelFile(assetsDir: string): string {
  return join(assetsDir, 'model', 'builtin.model');
}

/** Where a model that was fitted to the user's own code is kept; if it is there, it goes before the shipped one. */
export function fittedModelFile(dataDir: string): string {
  return join(dataDir, 'model', 'builtin.model');
}

/**
 * A file's bytes, which threads may share.
 * @throws LociError `notFound` or `permission` without a readable file.
 */
export async function readModelBytes(path: string): Promise<Uint8Array<SharedArrayBuffer>> {
  const bytes = await readFile(path).catch((error: unknown) => {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new LociError(
      missing ? 'notFound' : 'permission',
      `the embedding model ${path} cannot be read: ${missing ? 'there is no such file' : messageOf(error)}`,
      'install Loci again, or train it anew with loci train',
      { cause: error },
    );
  });
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
  shared.set(bytes);
  return shared;
}

/** @throws LociError as {@link readModelBytes} does, `corrupt` if it is not a sound model. */
export async function readModelFile(path: string): Promise<ReadModel> {
  return readModel(await readModelBytes(path), path);
}

/** @throws as {@link readModelFile} does. */
export async function openBuiltinModel(path: string): Promise<Embedder> {
  return createBuiltinEmbedder(await readModelFile(path));
}

/** Time between two breaths, in which signals and other work have their turn, in milliseconds. */
const breath = 10;

export function createBuiltinEmbedder(data: ReadModel): Embedder {
  const { name, dimensions, prefixes, digest } = data;
  const model = createStaticModel(data);
  return {
    words: wordVectorsOf(data, model.vocabulary),
    model: { provider: 'builtin', name, version: digest.slice(0, 16), dimensions, prefixes },
    async embed(texts, kind, signal) {
      const vectors: Float32Array[] = [];
      let rested = performance.now();
      throwIfCancelled(signal);
      for (const text of texts) {
        vectors.push(kind === 'query' ? model.embedQuery(text) : model.embedDocument(text));
        if (performance.now() - rested < breath) continue;
        await new Promise((resume) => setImmediate(resume));
        throwIfCancelled(signal);
        rested = performance.now();
      }
      return vectors;
    },
  };
}
