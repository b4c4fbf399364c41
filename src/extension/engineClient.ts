/** The engine, connected on first use and again after it was lost: activation starts nothing. */

import * as vscode from 'vscode';
import type { EngineEvent } from '../core/model/api';
import type { ErrorCode } from '../core/model/errors';
import { isLociError, LociError, messageOf } from '../core/model/errors';
import type { Logger } from '../core/model/log';
import type { EngineClient } from '../protocol/client';
import type { EngineTarget } from './engineTarget';
import type { EngineAccess, EngineState } from './window';

export interface EngineDeps {
  readonly log: Logger;
  /** Asked at every connection. Rejects with a LociError if the settings name no usable place. */
  readonly target: () => Promise<EngineTarget>;
}

/** Milliseconds: how long a failure is the answer to everybody before the engine is looked for again. */
const failureRest = 3000;
/** Milliseconds between looks for an engine that failed. */
const retryWaits = [3000, 10_000, 30_000, 60_000, 300_000] as const;
/** Milliseconds that a lost server has to come back before why it does not is asked. */
const lossPatience = 1500;
/** What only a person can mend: asking again would be answered the same, or lock an account. */
const lasting: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'usage',
  'databaseAuth',
  'databaseUnsupported',
  'databaseNewer',
  'migrationTampered',
]);

/** One connection, from the first try to its end; `client` is there once it has been reached. */
interface Life {
  ready?: Promise<EngineClient>;
  client?: EngineClient;
  ended: boolean;
}

export function createEngineAccess({ log, target }: EngineDeps): EngineAccess {
  const states = new vscode.EventEmitter<EngineState>();
  const events = new vscode.EventEmitter<EngineEvent>();
  let state: EngineState = 'idle';
  let failure: { readonly error: LociError; readonly at: number } | undefined;
  let failures = 0;
  let life: Life | undefined;
  let timer: NodeJS.Timeout | undefined;
  let disposed = false;

  const enter = (next: EngineState): void => {
    if (disposed || state === next) return;
    state = next;
    log.debug(`engine: ${next}`);
    states.fire(next);
  };
  const end = (ending: Life | undefined): void => {
    if (ending === undefined) return;
    ending.ended = true;
    ending.client?.close();
    if (life === ending) life = undefined;
  };
  const fail = (failed: Life, error: unknown): LociError => {
    const told = isLociError(error) ? error : new LociError('internal', messageOf(error));
    if (failed.ended) return told;
    end(failed);
    failure = { error: told, at: Date.now() };
    log.error(`engine: ${told.message}${told.mend === '' ? '' : `; ${told.mend}`}`);
    if (!lasting.has(told.code)) wakeAfter(retryWaits[Math.min(failures, retryWaits.length - 1)]!);
    failures += 1;
    enter('failed');
    return told;
  };
  const wakeAfter = (wait: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      connect().catch(() => undefined);
    }, wait);
  };
  /** A server may listen whose database cannot be opened: only an answer shows that the engine works. */
  const verify = async (asked: Life, client: EngineClient): Promise<void> => {
    try {
      await client.migrations();
      failures = 0;
    } catch (error) {
      fail(asked, error);
    }
  };
  const follow = (followed: Life, client: EngineClient): void => {
    client.onEvent((event) => {
      if (!followed.ended) events.fire(event);
    });
    client.onLost(() => {
      if (followed.ended) return;
      enter('lost');
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (state === 'lost' && !followed.ended) void verify(followed, client);
      }, lossPatience);
    });
    client.onConnected(() => {
      if (followed.ended) return;
      enter('connected');
      void verify(followed, client);
    });
  };
  const open = async (opening: Life): Promise<EngineClient> => {
    try {
      // Loaded with the first connection: checking what comes over the wire takes a library that activation need not wait for.
      const { connectEngine } = await import('../protocol/client');
      const client = await connectEngine({ ...(await target()), log });
      opening.client = client;
      if (opening.ended) client.close();
      await client.migrations();
      follow(opening, client);
      [failures, failure] = [0, undefined];
      enter('connected');
      return client;
    } catch (error) {
      // Given up for another place in the meantime: whoever waits wants the engine that is there now.
      if (opening.ended && !disposed) return await connect();
      throw fail(opening, error);
    }
  };
  const connect = (): Promise<EngineClient> => {
    if (life?.ready !== undefined) return life.ready;
    clearTimeout(timer);
    life = { ended: false };
    enter('connecting');
    life.ready = open(life);
    life.ready.catch(() => undefined);
    return life.ready;
  };

  return {
    get state() {
      return state;
    },
    get failure() {
      return state === 'failed' ? failure?.error : undefined;
    },
    get: async () => {
      if (disposed) throw new LociError('serverLost', 'the window is closing');
      const rest = failure !== undefined && (lasting.has(failure.error.code) || Date.now() - failure.at < failureRest);
      if (life === undefined && failure !== undefined && rest) throw failure.error;
      return await connect();
    },
    reconnect: () => {
      clearTimeout(timer);
      end(life);
      [failures, failure] = [0, undefined];
      enter('idle');
    },
    onDidChangeState: states.event,
    onEvent: events.event,
    dispose: () => {
      disposed = true;
      clearTimeout(timer);
      end(life);
      states.dispose();
      events.dispose();
    },
  };
}
