/**
 * Vectors in the background: of the folders that somebody uses, when all else has rested, one folder at a time. A folder
 * is answered about by the model that it was switched to last, and switched when all its files have vectors of another.
 */

import { embedVault } from '../indexer/embedding/vaultEmbedding';
import type { Jobs } from '../indexer/jobs';
import { createTurns } from '../indexer/turns';
import type { EmbeddingSettings, EmbeddingState } from '../model/api';
import { nameOfModel } from '../model/embedding';
import { isLociError, messageOf, sentenceOf, untilCancelled } from '../model/errors';
import type { Logger } from '../model/log';
import type { MeaningHit, SearchIndex } from '../search/searchIndex';
import type { SearchQuery } from '../model/search';
import { embeddingCounts, forgetUnusedModels, modelOfVault, registerModel, switchModel } from '../store/vectors';
import type { StoredModel } from '../store/vectors';
import { createEmbedders } from './embedders';
import type { OpenEmbedder } from './embedders';
import { createFolderTimers, onFolderIndexed, sleep } from './background';
import type { EngineEvents } from './events';
import { createQuestionVectors, meaningHits } from './meaning';
import type { OpenVault, OpenVaults } from './openVaults';

export interface Embedding {
  configure(settings: EmbeddingSettings): void;
  /** What is like the question by meaning, and what a reader of the answer has to know. */
  hits(
    vault: OpenVault,
    index: SearchIndex,
    query: SearchQuery,
    signal: AbortSignal,
  ): Promise<{ readonly hits: readonly MeaningHit[]; readonly notice?: string }>;
  /** Somebody asks: background work waits a moment. */
  postpone(): void;
  stateOf(vault: OpenVault): Promise<EmbeddingState>;
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
/** Between two events of progress. */
const tellMs = 500;

interface Failure {
  readonly why: string;
  readonly times: number;
}

export function createEmbedding(deps: EmbeddingDeps): Embedding {
  const { vaults, jobs, events, log } = deps;
  const { db } = vaults;
  const pauses = { ...usualPauses, ...deps.pauses };
  const turns = createTurns();
  const questions = createQuestionVectors(pauses.againMs);
  const embedders = createEmbedders(deps.open, deps.settings ?? { provider: 'off' }, pauses.againMs);
  const waiting = createFolderTimers();
  const failures = new Map<string, Failure>();
  /** By folder, whose vectors answer; read from the tables when it is first asked. */
  const answering = new Map<string, Promise<StoredModel | undefined>>();
  let stopping = new AbortController();
  let running: OpenVault | undefined;
  let askedMs = 0;

  const answeringModel = ({ stored }: OpenVault): Promise<StoredModel | undefined> => {
    const known = answering.get(stored.folder) ?? modelOfVault(db, stored);
    answering.set(stored.folder, known);
    known.catch(() => answering.delete(stored.folder));
    return known;
  };
  const pass = async (vault: OpenVault, signal: AbortSignal): Promise<void> => {
    while (jobs.busy || vault.resolver.busy || Date.now() < askedMs + pauses.questionMs) await sleep(lookMs, signal);
  };
  const embed = async (vault: OpenVault, signal: AbortSignal): Promise<void> => {
    await pass(vault, signal);
    const embedder = await untilCancelled(embedders.current(), signal);
    const model = await registerModel(db, embedder.model);
    const tell = await progressTeller(events, vault, model, vaults);
    await embedVault({
      ...{ db, vault: vault.stored, embedder, model, signal },
      pass: () => pass(vault, signal),
      async onEmbedded(fileIds) {
        await vault.index.attach(model, fileIds);
        tell(fileIds.length);
      },
    });
    if ((await modelOfVault(db, vault.stored))?.key === model.key) return;
    await switchModel(db, vault.stored, model);
    answering.set(vault.stored.folder, Promise.resolve(model));
    if (vault.index.loaded) await vault.index.useModel(model);
    events.emit({ kind: 'folders' });
    await forgetUnusedModels(db, model, signal);
  };
  const run = (folder: string): Promise<void> =>
    turns(async () => {
      const { signal } = stopping;
      const vault = await vaults.find(folder);
      const isOver = (): boolean => signal.aborted;
      if (vault === undefined || isOver()) return;
      running = vault;
      try {
        await embed(vault, signal);
        failures.delete(folder);
      } catch (error) {
        if (isOver() || isLociError(error, 'cancelled')) return;
        const times = (failures.get(folder)?.times ?? 0) + 1;
        failures.set(folder, { why: sentenceOf(error), times });
        embedders.reopen();
        log.warn(`${folder}: embedding stopped: ${sentenceOf(error)}`);
        due(folder, Math.min(mostAgainMs, pauses.againMs * 2 ** (times - 1)));
        events.emit({ kind: 'folders' });
      } finally {
        running = undefined;
      }
    });
  const due = (folder: string, afterMs = pauses.restMs): void => {
    if (embedders.isOff) return;
    waiting.set(folder, afterMs, () => void run(folder));
  };
  const stopListening = onFolderIndexed(events, (folder) => {
    due(folder);
  });
  const rest = async (): Promise<void> => {
    waiting.clear();
    stopping.abort();
    await turns(() => Promise.resolve());
    answering.clear();
  };

  return {
    configure(next) {
      if (deps.settings === undefined || !embedders.configure(next)) return;
      failures.clear();
      const stopped = rest();
      stopping = new AbortController();
      void stopped.then(async () => {
        for (const { stored } of await vaults.all()) due(stored.folder);
      });
    },
    async hits(vault, index, query, signal) {
      if (embedders.isOff || query.text === '' || query.quoted.length > 0) return { hits: [] };
      const { folder } = vault.stored;
      const model = await answeringModel(vault);
      if (model === undefined) {
        if (!waiting.has(folder) && running !== vault) due(folder);
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
      const { hits, problem } = await meaningHits({ db, vectors: questions, ...of, model, index, query, signal });
      if (problem === undefined) return { hits };
      return { hits, notice: `${folder} was searched by names and words: the question was not embedded: ${problem}` };
    },
    postpone() {
      askedMs = Date.now();
    },
    async stateOf(vault) {
      const { folder } = vault.stored;
      const [answers, opened] = await Promise.all([answeringModel(vault), embedders.opened()]);
      const model = opened === undefined ? answers : await registerModel(db, opened.model);
      const counts = model === undefined ? { files: 0, embedded: 0 } : await embeddingCounts(db, vault.stored, model);
      const failure = failures.get(folder);
      return {
        state: stateFrom({ isOff: embedders.isOff, isRunning: running === vault, failure, counts, model }),
        ...(model !== undefined && { model: nameOfModel(model) }),
        ready: answers !== undefined && !embedders.isOff,
        ...counts,
        ...(failure !== undefined && { problem: failure.why }),
      };
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

function stateFrom(facts: {
  readonly isOff: boolean;
  readonly isRunning: boolean;
  readonly failure: Failure | undefined;
  readonly counts: { readonly files: number; readonly embedded: number };
  readonly model: StoredModel | undefined;
}): EmbeddingState['state'] {
  if (facts.isOff) return 'off';
  if (facts.isRunning) return 'embedding';
  if (facts.failure !== undefined) return 'failed';
  if (facts.model === undefined) return 'waiting';
  return facts.counts.files === facts.counts.embedded ? 'whole' : 'partial';
}

/** Counts once, and then what is added. */
async function progressTeller(
  events: EngineEvents,
  { stored }: OpenVault,
  model: StoredModel,
  { db }: OpenVaults,
): Promise<(more: number) => void> {
  const { files, embedded } = await embeddingCounts(db, stored, model);
  let done = embedded;
  let toldMs = 0;
  return (more) => {
    done = Math.min(files, done + more);
    const now = Date.now();
    if (now < toldMs + tellMs && done < files) return;
    toldMs = now;
    events.emit({ kind: 'embedding', folder: stored.folder, files, embedded: done });
  };
}
