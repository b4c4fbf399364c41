/**
 * What another machine is sent: nothing before the person has agreed, and of documents so many tokens a month. Whatever is
 * sent is written down before, as it is estimated, so that neither a crash nor a restart makes room for more, and put right
 * once the endpoint has said how many tokens it counted.
 */

import type { Embedder } from '../embedding/embedder';
import { tokensOf } from '../embedding/tokens';
import type { EmbeddingSettings } from '../model/api';
import { remoteHost } from '../model/embedding';
import { LociError } from '../model/errors';
import type { Queryable } from '../store/database';
import { correctSpent, spend } from '../store/embeddingUsage';
import type { OpenEmbedder } from './embedders';

/** Errors, besides those of `open`: `consentMissing`; and of embedding documents, `budgetReached`. */
export function guarded(open: OpenEmbedder, db: Queryable): OpenEmbedder {
  return async (...args) => {
    const [settings] = args;
    const host = remoteHost(settings);
    if (host === undefined) return open(...args);
    if (settings.consent !== true) {
      throw new LociError(
        'consentMissing',
        `nothing is sent to ${host} before you have agreed`,
        'run "Loci: Review Embedding Endpoint" in VS Code',
      );
    }
    return metered(await open(...args), host, settings, db);
  };
}

function metered(embedder: Embedder, host: string, { budget }: EmbeddingSettings, db: Queryable): Embedder {
  const { name: model } = embedder.model;
  return {
    ...embedder,
    async embed(texts, kind, signal) {
      const tokens = texts.reduce((sum, text) => sum + tokensOf(text), 0);
      const limit = kind === 'document' ? budgetOf(budget) : undefined;
      if (!(await spend(db, { host, model, tokens, texts: texts.length }, limit))) throw overBudget(limit ?? 0);
      let counted = tokens;
      const vectors = await embedder.embed(texts, kind, signal, (told) => {
        counted = told;
      });
      if (counted !== tokens) await correctSpent(db, { host, model }, counted - tokens);
      return vectors;
    },
  };
}

function budgetOf(budget: number | undefined): number | undefined {
  return budget === 0 ? undefined : budget;
}

function overBudget(budget: number): LociError {
  const message = `this month's budget of ${budget.toLocaleString('en')} tokens is used up`;
  return new LociError('budgetReached', message, 'raise it, or wait until next month');
}
