/** Embedding by any endpoint that speaks `POST …/embeddings` as OpenAI does: hosted services, Ollama, vLLM, LM Studio. */

import { isLoopback } from '../../model/embedding';
import { LociError, throwIfCancelled } from '../../model/errors';
import type { Embedder } from '../embedder';
import { postJson } from './post';
import type { RetryPauses } from './post';

export interface RemoteSettings {
  /** Such as `https://api.example.com/v1`; what stands before `/embeddings`. */
  readonly endpoint: string;
  /** As the endpoint calls it. */
  readonly model: string;
  /** Asked of models that can give shorter vectors; absent: their own number. */
  readonly dimensions?: number;
  /** Sent as a bearer token, and nowhere else. */
  readonly key?: string;
  readonly pauses?: Partial<RetryPauses>;
}

/** Texts a request, and UTF-16 units: what common endpoints take. */
const textsAtOnce = 64;
const unitsAtOnce = 100_000;

/**
 * Asks the endpoint once, to learn how long its vectors are. Errors, here and later: `usage` for settings that cannot
 * be, and for what the endpoint refuses or answers with another number of dimensions; `permission` for a wrong key;
 * `notFound` for a model that it has not; `endpointUnreachable` where it does not answer, or not soundly.
 */
export async function openRemoteEmbedder(settings: RemoteSettings, signal?: AbortSignal): Promise<Embedder> {
  const url = checkedUrl(settings);
  const [first] = (await ask(url, settings, ['dimensions'], undefined, true, signal)).vectors;
  const dimensions = first!.length;
  if (settings.dimensions !== undefined && settings.dimensions !== dimensions) {
    throw wrongDimensions(url, dimensions, settings.dimensions);
  }
  return {
    model: {
      provider: 'openai-compatible',
      name: settings.model,
      version: versionOf(url),
      dimensions,
      prefixes: [dimensions],
    },
    async embed(texts, kind, asked, onTokens) {
      const vectors: Float32Array[] = [];
      let counted: number | undefined = 0;
      for (const some of batchesOf(texts)) {
        throwIfCancelled(asked);
        const answer = await ask(url, settings, some, dimensions, kind === 'document', asked);
        vectors.push(...answer.vectors);
        if (counted !== undefined) counted = answer.tokens === undefined ? undefined : counted + answer.tokens;
      }
      if (counted !== undefined) onTokens?.(counted);
      return vectors;
    },
  };
}

/** Which vectors of an endpoint may be compared, as far as it is known without asking it. Errors: `usage`. */
export function remoteModel(settings: RemoteSettings): { readonly name: string; readonly version: string } {
  return { name: settings.model, version: versionOf(checkedUrl(settings)) };
}

function versionOf({ host, pathname }: URL): string {
  return `${host}${pathname}`;
}

function checkedUrl({ endpoint, model, key }: RemoteSettings): URL {
  const mend = 'set LOCI_EMBEDDING_ENDPOINT to a URL such as http://127.0.0.1:11434/v1';
  if (!URL.canParse(endpoint)) throw new LociError('usage', 'the embedding endpoint is not a URL', mend);
  const url = new URL(endpoint);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new LociError('usage', 'the embedding endpoint is neither https nor http', mend);
  }
  if (url.username !== '' || url.password !== '') {
    throw new LociError('usage', 'the embedding endpoint holds a login', 'give the key by itself');
  }
  if (key !== undefined && url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw new LociError('usage', `the key is not sent to ${url.host} unencrypted`, 'use https');
  }
  if (model === '') throw new LociError('usage', 'the embedding model has no name', 'set LOCI_EMBEDDING_MODEL');
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/embeddings`;
  return url;
}

function* batchesOf(texts: readonly string[]): Generator<string[]> {
  let batch: string[] = [];
  let units = 0;
  for (const text of texts) {
    if (batch.length > 0 && (batch.length >= textsAtOnce || units + text.length > unitsAtOnce)) {
      yield batch;
      batch = [];
      units = 0;
    }
    // Endpoints refuse an empty text.
    batch.push(text.trim() === '' ? '-' : text);
    units += text.length;
  }
  if (batch.length > 0) yield batch;
}

interface Embedded {
  readonly vectors: Float32Array[];
  /** As the endpoint counted; undefined if it did not, or cannot be right. */
  readonly tokens: number | undefined;
}

/** `dimensions`: those of the vectors so far. `again`: what fails for a while is tried again. */
async function ask(
  url: URL,
  { model, dimensions: wanted, key, pauses }: RemoteSettings,
  texts: readonly string[],
  dimensions: number | undefined,
  again: boolean,
  signal: AbortSignal | undefined,
): Promise<Embedded> {
  const body = { model, input: texts, encoding_format: 'float', ...(wanted !== undefined && { dimensions: wanted }) };
  const answer = await postJson({
    ...{ url, body, again },
    ...(key !== undefined && { key }),
    ...(signal !== undefined && { signal }),
    ...(pauses !== undefined && { pauses }),
  });
  const vectors = vectorsIn(answer, texts.length);
  if (vectors === undefined) {
    throw new LociError('endpointUnreachable', `${url.host} answered with something else than ${texts.length} vectors`);
  }
  for (const { length } of vectors) {
    if (length !== (dimensions ?? vectors[0]!.length))
      throw wrongDimensions(url, length, dimensions ?? vectors[0]!.length);
  }
  return { vectors: vectors.map(unit), tokens: tokensIn(answer, texts) };
}

/** A model marks the ends of each text, and sees no less than a token in one, and no more than its bytes. */
const marksOfText = 8;

function tokensIn(answer: unknown, texts: readonly string[]): number | undefined {
  const { usage } = (answer ?? {}) as { readonly usage?: unknown };
  const { prompt_tokens: tokens } = (usage ?? {}) as { readonly prompt_tokens?: unknown };
  const most = texts.reduce((sum, text) => sum + Buffer.byteLength(text) + marksOfText, 0);
  return typeof tokens === 'number' && Number.isInteger(tokens) && tokens >= texts.length && tokens <= most
    ? tokens
    : undefined;
}

function wrongDimensions({ host }: URL, given: number, wanted: number): LociError {
  const mend = 'set LOCI_EMBEDDING_DIMENSIONS to what the model gives, or start Loci again if the model was changed';
  return new LociError('usage', `${host} gave a vector of ${given} numbers, not ${wanted}`, mend);
}

/** In the order of the texts; undefined if they are not all there, or something is no vector. */
function vectorsIn(answer: unknown, count: number): Float32Array[] | undefined {
  const { data } = (answer ?? {}) as { readonly data?: unknown };
  if (!Array.isArray(data) || data.length !== count) return undefined;
  const vectors: (Float32Array | undefined)[] = Array.from({ length: count });
  for (const [at, item] of (data as readonly unknown[]).entries()) {
    const { index = at, embedding } = (item ?? {}) as { readonly index?: number; readonly embedding?: unknown };
    if (!Array.isArray(embedding) || embedding.length === 0 || !embedding.every((n) => Number.isFinite(n))) {
      return undefined;
    }
    if (!(index in vectors) || vectors[index] !== undefined) return undefined;
    vectors[index] = Float32Array.from(embedding as number[]);
  }
  return vectors.filter((vector) => vector !== undefined);
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((value) => value / length);
}
