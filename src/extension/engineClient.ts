/** The engine, connected on first use: activation starts nothing. */

import type { Logger } from '../core/model/log';
import { connectEngine } from '../protocol/client';
import type { EngineClient } from '../protocol/client';

export interface EngineAccess {
  get(): Promise<EngineClient>;
  dispose(): void;
}

export function createEngineAccess(options: { dataDir: string; serverFile: string; log: Logger }): EngineAccess {
  let client: Promise<EngineClient> | undefined;
  return {
    get() {
      client ??= connectEngine(options).catch((error: unknown) => {
        client = undefined;
        throw error;
      });
      return client;
    },
    dispose() {
      void client?.then((connected) => {
        connected.close();
      });
    },
  };
}
