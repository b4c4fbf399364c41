/**
 * Vectors in the background: of the folders that somebody uses, when all else has rested, one folder at a time. A folder
 * is answered about by the model that it was switched to last, and switched when all its files have vectors of another.
 */

import { embedVault } from '../indexer/embedding/vaultEmbedding';
import type { Jobs } from '../indexer/jobs';
import { createTurns } from '../indexer/turns';
import type { EmbeddingSettings, EmbeddingState, IndexProgress } from '../model/api';
import { hostOfEndpoint, nameOfModel } from '../model/embedding';
import { isLociError, messageOf, throwIfCancelled, untilCancelled } from '../model/errors';
import type { Logger } from '../model/log';
import type { SearchQuery } from '../model/search';
import type { SearchIndex } from '../search/searchIndex';
import { embeddingCounts, forgetUnusedModels, modelOfVault, registerModel, switchModel } from '../store/vectors';
import type { StoredModel } from '../store/vectors';
import { createAnswering } from './answering';
import { createEmbedders } from './embedders';
import type { Embedders, OpenEmbedder } from './embedders';
import { guarded } from './embeddingGuard';
import { measured } from './embeddingRate';
import { nextFailure, progressTeller, stateFrom } from './embeddingState';
import type { EmbedFailure } from './embeddingState';
import { createFolderTimers, onFolderIndexed, sleep } from './background';
import type { EngineEvents } from './events';
import { createQuestionVectors, meaningHits } from './meaning';
import type { Meaning } from './meaning';
import type { OpenVault, OpenVaults } from './openVaults';

export interface Embedding {
  configure(settings: EmbeddingSettings): void;
  /** What is like the question by meaning, and what a reader of the answer has to know. */
  hits(
    vault: OpenVault,
    index: SearchIndex,
    query: SearchQuery,
    signal: AbortSignal,
  ): Promise<Meaning & { readonly notice?: string }>;
  /** Somebody asks: background work waits a moment. */
  postpone(): void;
  stateOf(vault: OpenVault): Promise<EmbeddingState>;
  /** Embeds what is to be embedded of the vault, at once; answers with how many texts. In the place of the background. */
  embed(vault: OpenVault, onProgress: OnProgress, signal: AbortSignal): Promise<number>;
  /** What embeds. */
  setUp(): { readonly settings: EmbeddingSettings; readonly embedders: Embedders };
  readonly busy: boolean;
  /** Stops what is under way, and what waits; goes on with the next change. */
  rest(): Promise<void>;
  close(): Promise<void>;
}

export interface EmbeddingDeps {
  readonly vaults: OpenVaults;
  readonly jobs: Jobs;
  readonly events: EngineEvents;
  readonly log: Logger;
  readonly open: OpenEmbedder;
  /** Absent: off for good. */
  readonly settings?: EmbeddingSettings;
  readonly pauses?: Partial<EmbedPauses>;
}

/** Milliseconds. */
export interface EmbedPauses {
  /** From the last change to embedding. */
  readonly restMs: number;
  /** From the last question to going on. */
  readonly questionMs: number;
  /** From a failure to the next try; doubles with each. */
  readonly againMs: number;
}

const usualPauses: EmbedPauses = { restMs: 500, questionMs: 150, againMs: 10_000 };
const lookMs = 50;
const mostAgainMs = 30 * 60_000;
type OnProgress = (progress: IndexProgress) => void;
const noProgress: OnProgress = () => undefined;

interface Running {
  readonly vault: OpenVault;
  readonly stopping: AbortController;
}

export function createEmbedding(deps: EmbeddingDeps): Embedding {
  const { vaults, jobs, events, log } = deps;
  const { db } = vaults;
  const pauses = { ...usualPauses, ...deps.pauses };
  const turns = createTurns();
  const questions = createQuestionVectors(pauses.againMs);
  let settings: EmbeddingSettings = deps.settings ?? { provider: 'off' };
  const embedders = createEmbedders(guarded(deps.open, db), settings, pauses.againMs);
  const waiting = createFolderTimers();
  const failures = new Map<string, EmbedFailure>();
  const answering = createAnswering(db);
  let stopping = new AbortController();
  let running: Running | undefined;
  let askedMs = 0;

  const pass = async (vault: OpenVault, signal: AbortSignal): Promise<void> => {
    while (jobs.busy || vault.resolver.busy || Date.now() < askedMs + pauses.questionMs) await sleep(lookMs, signal);
  };
  const switchTo = async (vault: OpenVault, model: StoredModel): Promise<void> => {
    if ((await modelOfVault(db, vault.stored))?.key === model.key) return;
    await switchModel(db, vault.stored, model);
    answering.set(vault, model);
    if (vault.index.loaded) await vault.index.useModel(model);
    events.emit({ kind: 'folders' });
  };
  const embed = async (vault: OpenVault, onProgress: OnProgress, signal: AbortSignal): Promise<number> => {
    await pass(vault, signal);
    const embedder = await untilCancelled(embedders.current(), signal);
    const model = await registerModel(db, embedder.model);
    const teller = await progressTeller(events, vault, model, vaults, onProgress);
    const work = measured({ embedder, pass: () => pass(vault, signal) });
    try {
      await embedVault({
        ...{ db, vault: vault.stored, model, signal, embedder: work.embedder, pass: work.pass },
        async onEmbedded(fileIds) {
          await vault.index.attach(model, fileIds);
          teller.add(fileIds.length);
        },
      });
    } catch (error) {
      // What has vectors can be asked for all the same, unless another model answers about all of it.
      if (isLociError(error, 'budgetReached') && (await modelOfVault(db, vault.stored)) === undefined) {
        await switchTo(vault, model);
      }
      throw error;
    } finally {
      teller.end();
      await work.record(db);
    }
    await switchTo(vault, model);
    await forgetUnusedModels(db, model, signal);
    return work.texts();
  };
  /** In its turn. What becomes of it is in `failures`, too. */
  const attempt = (folder: string, onProgress: OnProgress, asked?: AbortSignal): Promise<number> =>
    turns(async () => {
      const own = new AbortController();
      const signal = AbortSignal.any([stopping.signal, own.signal, ...(asked === undefined ? [] : [asked])]);
      const vault = await vaults.find(folder);
      throwIfCancelled(signal);
      if (vault === undefined) return 0;
      running = { vault, stopping: own };
      try {
        const texts = await embed(vault, onProgress, signal);
        failures.delete(folder);
        return texts;
      } catch (error) {
        throwIfCancelled(signal);
        if (isLociError(error, 'cancelled')) throw error;
        const failure = nextFailure(error, failures.get(folder));
        failures.set(folder, failure);
        embedders.reopen();
        // Who has not agreed is not asked again by waiting.
        if (failure.code !== 'consentMissing') due(folder, againMs(failure, pauses.againMs));
        events.emit({ kind: 'folders' });
        throw error;
      } finally {
        running = undefined;
      }
    });
  const run = async (folder: string): Promise<void> => {
    const before = failures.get(folder)?.why;
    await attempt(folder, noProgress).catch((error: unknown) => {
      if (isLociError(error, 'cancelled')) return;
      const why = failures.get(folder)?.why ?? messageOf(error);
      if (why !== before) log.warn(`${folder}: embedding stopped: ${why}`);
    });
  };
  const due = (folder: string, afterMs = pauses.restMs): void => {
    if (embedders.isOff) return;
    waiting.set(folder, afterMs, () => void run(folder));
  };
  const stopListening = onFolderIndexed(events, due);
  const rest = async (): Promise<void> => {
    waiting.clear();
    stopping.abort();
    await turns(() => Promise.resolve());
    answering.forget();
  };

  return {
    configure(next) {
      if (deps.settings === undefined || !embedders.configure(next)) return;
      log.info(`embedding: ${describe(settings)} before, ${describe(next)} from now on`);
      settings = next;
      failures.clear();
      const stopped = rest();
      stopping = new AbortController();
      events.emit({ kind: 'folders' });
      void stopped.then(async () => {
        for (const { stored } of await vaults.all()) due(stored.folder);
      });
    },
    async hits(vault, index, query, signal) {
      if (embedders.isOff || query.text === '' || query.quoted.length > 0) return { hits: [] };
      const { folder } = vault.stored;
      const model = await answering.of(vault);
      if (model === undefined) {
        if (!waiting.has(folder) && running?.vault !== vault && !failures.has(folder)) due(folder);
        const why = failures.get(folder)?.why ?? 'meaning follows once it is embedded';
        return { hits: [], notice: `${folder} is searched by names and words: ${why}` };
      }
      if (vault.index.model?.key !== model.key) {
        vault.index.useModel(model).catch((error: unknown) => {
          log.warn(`${folder}: vectors could not be loaded: ${messageOf(error)}`);
        });
        return { hits: [], notice: `${folder} is searched by names and words: its vectors are being loaded` };
      }
      const of = await embedders.of(model);
      if ('why' in of) return { hits: [], notice: `${folder} is searched by names and words: ${of.why}` };
      const { problem, ...meaning } = await meaningHits({ db, vectors: questions, ...of, model, index, query, signal });
      const failure = failures.get(folder);
      if (problem === undefined && failure?.code === 'budgetReached') {
        return { ...meaning, notice: `${folder} is searched by meaning only in part: ${failure.why}` };
      }
      if (problem === undefined) return meaning;
      return {
        ...meaning,
        notice: `${folder} was searched by names and words: the question was not embedded: ${problem}`,
      };
    },
    postpone() {
      askedMs = Date.now();
    },
    async stateOf(vault) {
      const { folder } = vault.stored;
      const [answers, opened] = await Promise.all([answering.of(vault), embedders.opened()]);
      const model = opened === undefined ? answers : await registerModel(db, opened.model);
      const counts = model === undefined ? { files: 0, embedded: 0 } : await embeddingCounts(db, vault.stored, model);
      const failure = failures.get(folder);
      return {
        state: stateFrom({ isOff: embedders.isOff, isRunning: running?.vault === vault, failure, counts, model }),
        ...(model !== undefined && { model: nameOfModel(model) }),
        ready: answers !== undefined && !embedders.isOff,
        ...counts,
        ...(failure !== undefined && { problem: failure.why, code: failure.code }),
      };
    },
    async embed({ stored: { folder } }, onProgress, signal) {
      // What the background has done of it stays; the person's is the run that tells how far it is, and can be stopped.
      if (running?.vault.stored.folder === folder) running.stopping.abort();
      return attempt(folder, onProgress, signal);
    },
    setUp() {
      return { settings, embedders };
    },
    get busy() {
      return running !== undefined;
    },
    async rest() {
      await rest();
      stopping = new AbortController();
    },
    async close() {
      stopListening();
      await rest();
      await embedders.close();
    },
  };
}

/** For the log: neither a key nor a login that an endpoint may hold. */
function describe({ provider, endpoint = '', model }: EmbeddingSettings): string {
  return [provider, model, hostOfEndpoint(endpoint)].filter(Boolean).join(' ');
}

function againMs({ code, times }: EmbedFailure, first: number): number {
  return code === 'budgetReached' ? mostAgainMs : Math.min(mostAgainMs, first * 2 ** (times - 1));
}
