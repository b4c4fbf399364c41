/** What embedding would take: the texts are read and counted as they would be embedded, and nothing is sent. */

import type { Embedder } from '../embedding/embedder';
import { remoteModel } from '../embedding/remote/openaiCompatible';
import { tokensOf } from '../embedding/tokens';
import { dueTexts } from '../indexer/embedding/dueTexts';
import type { EmbeddingEstimate, EmbeddingSettings, Engine, EstimateRequest, IndexProgress } from '../model/api';
import { nameOfModel, remoteHost } from '../model/embedding';
import type { ModelIdentity } from '../model/embedding';
import { LociError } from '../model/errors';
import { countKnownTexts, knownModel, spentTokens } from '../store/embeddingUsage';
import type { StoredModel } from '../store/vectors';
import { redacted } from '../text/redact';
import type { Embedding } from './embedding';
import { knownRate } from './embeddingRate';
import type { OpenVault, OpenVaults } from './openVaults';

export interface EstimateDeps {
  readonly vaults: OpenVaults;
  readonly embedding: Embedding;
}

/** Texts that are embedded to learn how quickly it goes. */
const sampled = 64;
/** Opening another might fetch it first. */
const onMachine: ReadonlySet<string> = new Set(['builtin']);

export function embeddingRequests(
  deps: EstimateDeps,
): Pick<Engine, 'configureEmbedding' | 'estimateEmbedding' | 'embed'> {
  const { vaults, embedding } = deps;
  return {
    configureEmbedding(settings) {
      embedding.configure(settings);
    },
    estimateEmbedding: (request, onProgress, signal) => estimate(deps, request, onProgress, signal),
    async embed({ folder }, onProgress, signal) {
      const began = performance.now();
      const vault = await vaults.containing(folder);
      if (embedding.setUp().settings.provider === 'off') {
        throw new LociError('usage', 'embedding is switched off', 'choose a provider: see loci embed --help');
      }
      const texts = await embedding.embed(vault, onProgress, signal);
      const state = await embedding.stateOf(vault);
      return { ...state, folder: vault.stored.folder, texts, ms: performance.now() - began };
    },
  };
}

async function estimate(
  deps: EstimateDeps,
  { folders, settings = deps.embedding.setUp().settings }: EstimateRequest,
  onProgress: (progress: IndexProgress) => void,
  signal: AbortSignal,
): Promise<EmbeddingEstimate> {
  const { vaults } = deps;
  const { db } = vaults;
  const { provider, budget } = settings;
  const chosen =
    folders === undefined ? await vaults.all() : await Promise.all(folders.map((folder) => vaults.containing(folder)));
  const asked = [...new Set(chosen)];
  const host = remoteHost(settings);
  const spent = await spentTokens(db);
  const { model, stored, embedder } = await whatEmbeds(deps, settings);
  const counted = provider === 'off' ? nothing() : await count(vaults, asked, stored, onProgress, signal);
  const { sample, ...counts } = counted;
  const known =
    stored === undefined
      ? 0
      : await countKnownTexts(
          db,
          asked.map((vault) => vault.stored),
          stored,
        );
  const rate = (model && (await knownRate(db, model))) ?? (await sampleRate(embedder, sample, signal));
  return {
    ...{ provider, ...counts, known, spent },
    ...(model !== undefined && { model: nameOfModel(model) }),
    ...(host !== undefined && { host }),
    ...(rate !== undefined && { rate }),
    ...(host !== undefined && budget !== undefined && budget > 0 && { budget }),
  };
}

interface WhatEmbeds {
  readonly model?: Omit<ModelIdentity, 'dimensions'>;
  /** As the database knows it; undefined if it never embedded. */
  readonly stored?: StoredModel | undefined;
  /** Where a few texts may be embedded without anybody's knowing. */
  readonly embedder?: Embedder;
}

async function whatEmbeds({ vaults, embedding }: EstimateDeps, settings: EmbeddingSettings): Promise<WhatEmbeds> {
  const { provider, endpoint = '', model = '', dimensions } = settings;
  if (provider === 'off') return {};
  if (provider === 'openai-compatible') {
    const identity = { provider, ...remoteModel({ endpoint, model }) };
    return { model: identity, stored: await knownModel(vaults.db, identity, dimensions) };
  }
  const { settings: now, embedders } = embedding.setUp();
  if (now.provider !== provider || now.model !== settings.model) return {};
  const embedder = onMachine.has(provider)
    ? await embedders.current().catch(() => undefined)
    : await embedders.opened();
  if (embedder === undefined) return {};
  const stored = await knownModel(vaults.db, embedder.model, embedder.model.dimensions);
  return { model: embedder.model, stored, embedder };
}

interface Counts extends Pick<EmbeddingEstimate, 'files' | 'texts' | 'characters' | 'tokens' | 'redacted'> {
  readonly sample: readonly string[];
}

function nothing(): Counts {
  return { files: 0, texts: 0, characters: 0, tokens: 0, redacted: 0, sample: [] };
}

async function count(
  { db }: OpenVaults,
  vaults: readonly OpenVault[],
  model: StoredModel | undefined,
  onProgress: (progress: IndexProgress) => void,
  signal: AbortSignal,
): Promise<Counts> {
  const counts = { ...nothing(), sample: [] as string[] };
  const seen = new Set<string>();
  for (const { stored } of vaults) {
    for await (const { files, texts } of dueTexts({ db, vault: stored, model, signal })) {
      counts.files += files;
      for (const [hash, text] of texts) {
        if (seen.has(hash)) continue;
        seen.add(hash);
        counts.texts += 1;
        counts.characters += text.length;
        counts.tokens += tokensOf(text);
        if (text.includes(redacted)) counts.redacted += 1;
        if (counts.sample.length < sampled) counts.sample.push(text);
      }
      onProgress({ folder: stored.folder, phase: 'counting', done: counts.files, total: 0, symbols: 0, paused: false });
    }
  }
  return counts;
}

async function sampleRate(
  embedder: Embedder | undefined,
  sample: readonly string[],
  signal: AbortSignal,
): Promise<number | undefined> {
  if (embedder === undefined || sample.length < sampled) return undefined;
  // The first ones also wait for the compiler and for memory.
  await embedder.embed(sample, 'document', signal);
  const began = performance.now();
  await embedder.embed(sample, 'document', signal);
  return sample.length / Math.max(0.001, (performance.now() - began) / 1000);
}
