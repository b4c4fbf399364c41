/** What the engine tells of by itself, to whoever listens. */

import type { EngineEvent } from '../model/api';
import { messageOf } from '../model/errors';
import type { FilePath } from '../model/ids';
import type { Logger } from '../model/log';
import type { WrittenBatch } from '../indexer/update';

export interface EngineEvents {
  readonly emit: (event: EngineEvent) => void;
  /** Answers with what ends the telling. */
  readonly on: (listener: (event: EngineEvent) => void) => () => void;
}

/** More paths than this are not named. */
const namedPaths = 1000;

export function createEvents(log: Logger): EngineEvents {
  const listeners = new Set<{ readonly tell: (event: EngineEvent) => void }>();
  return {
    emit(event) {
      for (const { tell } of [...listeners]) {
        try {
          tell(event);
        } catch (error) {
          // Whoever listens must not be able to stop an index.
          log.warn(`a listener failed: ${messageOf(error)}`);
        }
      }
    },
    on(listener) {
      const entry = { tell: listener };
      listeners.add(entry);
      return () => {
        listeners.delete(entry);
      };
    },
  };
}

/** Undefined where no answer changes. */
export function indexedEvent(folder: string, changed: readonly FilePath[]): EngineEvent | undefined {
  const paths: FilePath[] = [...new Set(changed)];
  if (paths.length === 0) return undefined;
  return { kind: 'indexed', folder, ...(paths.length <= namedPaths && { paths }) };
}

export function changedPaths({ written, removed, renamed }: WrittenBatch): FilePath[] {
  return [...written.map(({ path }) => path), ...removed, ...renamed.flatMap(({ from, to }) => [from, to])];
}
