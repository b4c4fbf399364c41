/** Training the embedding model, and measuring what search finds. */

import type { EngineConfig } from '../engine';
import type { Engine } from '../model/api';
import { openerOf } from './embedders';
import { createEvaluating } from './evaluating';
import type { EvaluatingDeps } from './evaluating';
import { createTraining } from './training';

export interface ModellingDeps extends Pick<EvaluatingDeps, 'vaults' | 'parser' | 'rulesOf'> {
  readonly createEngine: (config: EngineConfig) => Promise<Engine>;
}

export interface Modelling {
  readonly requests: Pick<Engine, 'train' | 'evaluate'>;
  readonly busy: boolean;
}

export function createModelling(config: EngineConfig, { createEngine, ...deps }: ModellingDeps): Modelling {
  const training = createTraining(config);
  const openEngine = (dataDir: string): Promise<Engine> => createEngine(measuredConfig(config, dataDir));
  const evaluating = createEvaluating({ ...deps, openEngine });
  return {
    requests: { ...training.requests, ...evaluating.requests },
    get busy() {
      return training.busy || evaluating.busy;
    },
  };
}

/**
 * An engine that measures: on an empty folder of its own, waiting for nothing, and by the shipped model, which has not
 * learned from the folder, and to which nothing has to be sent.
 */
function measuredConfig({ assetsDir, version, log, embedding }: EngineConfig, dataDir: string): EngineConfig {
  const measured = { dataDir, assetsDir, version, log, exclude: [] };
  if (embedding === undefined) return measured;
  const { open = openerOf({ assetsDir, log }) } = embedding;
  return { ...measured, embedding: { provider: 'builtin', open, pauses: { restMs: 0, questionMs: 0 } } };
}
