/** What embeds: opened when it is first needed. Those before it still answer where all is not embedded anew yet. */

import { join } from 'node:path';
import { builtinModelFile, fittedModelFile } from '../embedding/builtin/builtin';
import type { Embedder } from '../embedding/embedder';
import { openRemoteEmbedder } from '../embedding/remote/openaiCompatible';
import { openBuiltinOnThread } from '../embedding/worker/builtinThread';
import type { WorkerProgram } from '../embedding/worker/builtinThread';
import { openLocalOnThread } from '../embedding/worker/localThread';
import type { EmbeddingSettings } from '../model/api';
import { isSameModel, nameOfModel } from '../model/embedding';
import type { ModelIdentity } from '../model/embedding';
import { isLociError, LociError, messageOf, sentenceOf, untilCancelled } from '../model/errors';
import type { Logger } from '../model/log';

/** The signal: it is wanted no more. */
export type OpenEmbedder = (settings: EmbeddingSettings, signal: AbortSignal) => Promise<Embedder>;

export interface OpenerPlaces {
  readonly assetsDir: string;
  /** May hold a model that was fitted to one's own code, which goes before the shipped one. Absent: only that is taken. */
  readonly dataDir?: string;
  readonly log: Logger;
}

/** Opens what the settings say. Errors: those of the providers. */
export function openerOf({ assetsDir, dataDir, log }: OpenerPlaces): OpenEmbedder {
  const program: WorkerProgram = { workerFile: join(assetsDir, 'embedderWorker.cjs'), log };
  const fitted = dataDir === undefined ? undefined : fittedModelFile(dataDir);
  const places = {
    wasmFile: join(assetsDir, 'onnx', 'ort-wasm-simd-threaded.wasm'),
    modelsDir: join(dataDir ?? assetsDir, 'models'),
  };
  return ({ provider, endpoint = '', model = '', allowDownload = false, dimensions, key }, signal) => {
    if (provider === 'local') {
      return openLocalOnThread({ model, allowDownload, host: endpoint, ...places }, program, signal);
    }
    if (provider !== 'openai-compatible') return openBuiltin(builtinModelFile(assetsDir), fitted, program);
    return openRemoteEmbedder({
      ...{ endpoint, model },
      ...(dimensions !== undefined && { dimensions }),
      ...(key !== undefined && key !== '' && { key }),
    });
  };
}

async function openBuiltin(shipped: string, fitted: string | undefined, program: WorkerProgram): Promise<Embedder> {
  if (fitted === undefined) return openBuiltinOnThread(shipped, program);
  return openBuiltinOnThread(fitted, program).catch((error: unknown) => {
    if (!isLociError(error, 'notFound')) program.log.warn(`${messageOf(error)}; the shipped model is taken instead`);
    return openBuiltinOnThread(shipped, program);
  });
}

export interface Embedders {
  readonly isOff: boolean;
  /** The one that is set up. Fails with what opening it fails with; the next call tries again. */
  current(): Promise<Embedder>;
  /** The same, if it has been opened, now or before it failed. */
  opened(): Promise<Embedder | undefined>;
  /** The one of this model, whatever is set up now, or why there is none; soon. */
  of(model: ModelIdentity): Promise<{ readonly embedder: Embedder } | { readonly why: string }>;
  /** False if that is as it was. */
  configure(settings: EmbeddingSettings): boolean;
  /** The next call of `current` opens it anew: it may be another model by now. */
  reopen(): void;
  close(): Promise<void>;
}

/** Milliseconds that a question waits for a model that is being opened. */
const patienceMs = 1_000;

/** `quietMs`: after a failure, questions do not have it opened again for so long. */
export function createEmbedders(open: OpenEmbedder, first: EmbeddingSettings, quietMs: number): Embedders {
  const known: Embedder[] = [];
  let settings = first;
  let opening: Promise<Embedder> | undefined;
  let latest: Embedder | undefined;
  let failure: { readonly why: string; readonly atMs: number } | undefined;
  let isClosed = false;
  let unwanted = new AbortController();
  const keep = (embedder: Embedder): void => {
    const before = known.findIndex(({ model }) => isSameModel(model, embedder.model));
    if (before >= 0) void known.splice(before, 1)[0]!.close?.();
    known.push(embedder);
  };
  const current = (): Promise<Embedder> => {
    if (settings.provider === 'off') return Promise.reject(new LociError('usage', 'embedding is switched off'));
    if (opening !== undefined) return opening;
    unwanted = new AbortController();
    const mine = open(settings, unwanted.signal);
    opening = mine;
    mine.then(
      (embedder) => {
        if (isClosed) return void embedder.close?.();
        keep(embedder);
        if (opening === mine) [latest, failure] = [embedder, undefined];
      },
      (error: unknown) => {
        if (opening !== mine) return;
        opening = undefined;
        failure = { why: sentenceOf(error), atMs: Date.now() };
      },
    );
    return mine;
  };
  const find = (model: ModelIdentity): Embedder | undefined =>
    known.find((embedder) => isSameModel(embedder.model, model));
  const awaited = async (): Promise<string | undefined> => {
    if (settings.provider === 'off') return 'embedding is switched off';
    if (failure !== undefined && Date.now() < failure.atMs + quietMs) return failure.why;
    return untilCancelled(current(), AbortSignal.timeout(patienceMs)).then(() => undefined, sentenceOf);
  };
  const forget = (): void => {
    opening = undefined;
    failure = undefined;
  };
  return {
    get isOff() {
      return settings.provider === 'off';
    },
    current,
    opened: async () => (await opening?.catch(() => undefined)) ?? latest,
    async of(model) {
      const own = find(model);
      if (own !== undefined) return { embedder: own };
      const why = await awaited();
      const embedder = find(model);
      if (embedder !== undefined) return { embedder };
      if (why === undefined) return { why: `${nameOfModel(model)} is not set up` };
      return { why: why === 'cancelled' ? `${nameOfModel(model)} is being opened` : why };
    },
    configure(next) {
      if (JSON.stringify(entriesOf(next)) === JSON.stringify(entriesOf(settings))) return false;
      settings = next;
      unwanted.abort();
      latest = undefined;
      forget();
      return true;
    },
    reopen: forget,
    async close() {
      isClosed = true;
      unwanted.abort();
      for (const embedder of known.splice(0)) await embedder.close?.();
    },
  };
}

function entriesOf(settings: EmbeddingSettings): readonly (readonly [string, unknown])[] {
  return Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1));
}
