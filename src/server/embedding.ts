/** What embeds, as the environment says; a client may say otherwise later. */

import { defaultEmbeddingBudget, embeddingChoices } from '../core/model/api';
import type { EmbeddingSettings } from '../core/model/api';

/** The built-in model where nothing, or nothing known, is said. */
export function embeddingOf(environment: Readonly<Record<string, string | undefined>>): EmbeddingSettings {
  const {
    LOCI_EMBEDDING: chosen,
    LOCI_EMBEDDING_ENDPOINT: endpoint = '',
    LOCI_EMBEDDING_MODEL: model = '',
    LOCI_EMBEDDING_DIMENSIONS: numbers = '',
    LOCI_EMBEDDING_KEY: key = '',
    LOCI_EMBEDDING_ALLOW_DOWNLOAD: download = '',
    LOCI_EMBEDDING_BUDGET: tokens = '',
  } = environment;
  const provider = embeddingChoices.find((each) => each === chosen) ?? 'builtin';
  if (provider === 'local') return { provider, endpoint, model, allowDownload: ['1', 'on', 'true'].includes(download) };
  if (provider !== 'openai-compatible') return { provider };
  const dimensions = Math.trunc(Number(numbers));
  // Who names an endpoint in the environment has agreed to what it is for.
  return {
    ...{ provider, endpoint, model, consent: true, budget: budgetOf(tokens) },
    ...(dimensions >= 1 && { dimensions }),
    ...(key !== '' && { key }),
  };
}

/** What is no number is no permission to send more. */
function budgetOf(tokens: string): number {
  const budget = Math.trunc(Number(tokens));
  return tokens.trim() === '' || !(budget >= 0) ? defaultEmbeddingBudget : Math.min(budget, Number.MAX_SAFE_INTEGER);
}
