/** A model in a folder at work: texts → tokens → network → one vector of length 1. For a thread: it computes at once. */

import { basename, dirname } from 'node:path/posix';
import { LociError, messageOf, throwIfCancelled } from '../../model/errors';
import type { Embedder, EmbeddingKind } from '../embedder';
import { readModelFolder } from './modelFolder';
import type { ModelFolder } from './modelFolder';
import { direction, pool } from './pooling';
import { modelName, openLibrary } from './runtime';

export interface LocalModel {
  readonly folder: string;
  /** For people, and for what its family puts before texts. */
  readonly name: string;
  /** The runtime's WebAssembly. */
  readonly wasmFile: string;
}

type Compute = (text: string, kind: EmbeddingKind) => Promise<Float32Array>;

/** @throws LociError as {@link readModelFolder} does; `corrupt` for files that are no network or no tokenizer. */
export async function openLocalModel({ folder, name, wasmFile }: LocalModel): Promise<Embedder> {
  const model = await readModelFolder(folder, name);
  const compute = await openNetwork(model, wasmFile);
  const { length: dimensions } = await compute('model', 'document').catch((error: unknown) => {
    throw failureOf(error, model);
  });
  return {
    model: { provider: 'local', name, version: model.digest.slice(0, 16), dimensions, prefixes: [dimensions] },
    async embed(texts, kind, signal) {
      const vectors: Float32Array[] = [];
      for (const text of texts) {
        throwIfCancelled(signal);
        vectors.push(
          await compute(text, kind).catch((error: unknown) => {
            throw failureOf(error, model);
          }),
        );
      }
      return vectors;
    },
  };
}

async function openNetwork(model: ModelFolder, wasmFile: string): Promise<Compute> {
  const library = await openLibrary(wasmFile, model.folder);
  const tokenizer = await library.AutoTokenizer.from_pretrained(modelName).catch((error: unknown) => {
    throw broken(`the tokenizer of ${model.folder}`, error);
  });
  const folder = dirname(model.network);
  const network = await library.AutoModel.from_pretrained(modelName, {
    ...{ subfolder: folder === '.' ? '' : folder, model_file_name: basename(model.network, '.onnx') },
    ...{ dtype: 'fp32', device: 'auto' },
    session_options: { executionProviders: ['wasm'] },
  }).catch((error: unknown) => {
    throw failureOf(error, model);
  });
  const special = new Set(tokenizer.all_special_ids);
  return async (text, kind) => {
    // A token is rarely more than eight signs: what is beyond is cut anyway, and need not be read.
    const whole = `${model.prefixes[kind]}${text}`.slice(0, model.mostTokens * 8);
    const { input_ids: all } = tokenizer(whole, { return_tensor: false }) as { readonly input_ids: readonly number[] };
    const tokens = cut(all, model.mostTokens, special);
    const ids = BigInt64Array.from(tokens, BigInt);
    const tensorOf = (data: BigInt64Array) => new library.Tensor('int64', data, [1, ids.length]);
    const output = (await network({
      input_ids: tensorOf(ids),
      attention_mask: tensorOf(new BigInt64Array(ids.length).fill(1n)),
      token_type_ids: tensorOf(new BigInt64Array(ids.length)),
    })) as Outputs;
    return direction(vectorIn(output, model));
  };
}

type Outputs = Readonly<Record<string, { readonly dims: readonly number[]; readonly data: ArrayLike<number> }>>;

/** The last token stays, if it is one that ends all texts; an empty text has one token. */
function cut(tokens: readonly number[], most: number, special: ReadonlySet<number>): readonly number[] {
  if (tokens.length === 0) return [special.values().next().value ?? 0];
  if (tokens.length <= most) return tokens;
  const last = tokens.at(-1)!;
  return special.has(last) ? [...tokens.slice(0, most - 1), last] : tokens.slice(0, most);
}

function vectorIn(outputs: Outputs, model: ModelFolder): Float32Array {
  const { sentence_embedding: whole, last_hidden_state: states, token_embeddings: tokens } = outputs;
  const output = whole ?? states ?? tokens ?? Object.values(outputs)[0];
  const width = output?.dims.at(-1) ?? 0;
  if (output === undefined || width === 0 || output.data.length < width) {
    throw new LociError('usage', `${model.network} of ${model.folder} gives no vectors`, 'take a model that embeds');
  }
  return output.dims.length === 2 ? Float32Array.from(output.data) : pool(output.data, width, model.pooling);
}

/** The last is how the runtime says that a size is beyond its address space. */
const memoryWords = /bad_alloc|out of memory|allocat|memory access out of bounds|could not grow|SafeInt/i;

function failureOf(error: unknown, { folder, network }: ModelFolder): LociError {
  if (error instanceof LociError) return error;
  if (!memoryWords.test(messageOf(error))) return broken(`${network} of ${folder}`, error);
  return new LociError('internal', `${folder} needs more memory than there is`, 'take a smaller or a quantised model');
}

function broken(what: string, error: unknown): LociError {
  const why = messageOf(error).replace(/\s+/g, ' ').slice(0, 200);
  return new LociError('corrupt', `${what} cannot be read: ${why}`, 'get the model again');
}
