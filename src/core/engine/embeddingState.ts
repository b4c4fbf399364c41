/** How far embedding is, for those who ask and for those who listen. */

import type { EmbeddingState, IndexProgress } from '../model/api';
import { isLociError, sentenceOf } from '../model/errors';
import type { ErrorCode } from '../model/errors';
import { embeddingCounts } from '../store/vectors';
import type { StoredModel } from '../store/vectors';
import type { EngineEvents } from './events';
import type { OpenVault, OpenVaults } from './openVaults';

export interface EmbedFailure {
  readonly why: string;
  readonly code: ErrorCode;
  /** One after the other. */
  readonly times: number;
}

export function nextFailure(error: unknown, before: EmbedFailure | undefined): EmbedFailure {
  const code = isLociError(error) ? error.code : 'internal';
  return { why: sentenceOf(error), code, times: (before?.times ?? 0) + 1 };
}

const statesOfFailures: Readonly<Partial<Record<ErrorCode, EmbeddingState['state']>>> = {
  consentMissing: 'consent',
  budgetReached: 'budget',
};

export function stateFrom(facts: {
  readonly isOff: boolean;
  readonly isRunning: boolean;
  readonly failure: EmbedFailure | undefined;
  readonly counts: { readonly files: number; readonly embedded: number };
  readonly model: StoredModel | undefined;
}): EmbeddingState['state'] {
  if (facts.isOff) return 'off';
  if (facts.isRunning) return 'embedding';
  if (facts.failure !== undefined) return statesOfFailures[facts.failure.code] ?? 'failed';
  if (facts.model === undefined) return 'waiting';
  return facts.counts.files === facts.counts.embedded ? 'whole' : 'partial';
}

/** Between two events of progress, milliseconds. */
const tellMs = 500;

export interface ProgressTeller {
  readonly add: (files: number) => void;
  /** Tells no more. */
  readonly end: () => void;
}

/** Counts once, and then what is added. What is not done at once is told of before its first files are. */
export async function progressTeller(
  events: EngineEvents,
  { stored: { folder, key } }: OpenVault,
  model: StoredModel,
  { db }: OpenVaults,
  onProgress: (progress: IndexProgress) => void,
): Promise<ProgressTeller> {
  const { files, embedded } = await embeddingCounts(db, { key }, model);
  let done = embedded;
  let toldMs = 0;
  const tell = (): void => {
    onProgress({ folder, phase: 'embedding', done, total: files, symbols: 0, paused: false });
    events.emit({ kind: 'embedding', folder, files, embedded: done });
  };
  const begun = setTimeout(tell, tellMs);
  begun.unref();
  return {
    add(more) {
      done = Math.min(files, done + more);
      const now = Date.now();
      if (now < toldMs + tellMs && done < files) return;
      clearTimeout(begun);
      toldMs = now;
      tell();
    },
    end: () => {
      clearTimeout(begun);
    },
  };
}
