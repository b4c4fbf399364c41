/** A server's life: own the data directory, listen, open the engine, answer, and end when nobody needs it. */

import { mkdirSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Engine } from '../core/model/api';
import { isLociError, LociError, messageOf } from '../core/model/errors';
import type { Logger } from '../core/model/log';
import type { ServerKey } from '../protocol/endpoint';
import { toErrorData } from '../protocol/errorCodec';
import type { StatusLine } from '../protocol/launch';
import type { Welcome } from '../protocol/version';
import { lociVersion, protocolVersion } from '../protocol/version';
import type { Host } from './host';
import { createHost } from './host';
import { acquireLock } from './lock';
import type { Place } from './place';
import { openPlace } from './place';

export interface ServerOptions extends ServerKey {
  /** Called once, when the directory is this process's own. `end` is for an engine that cannot go on. */
  readonly openEngine: (end: () => void) => Promise<Engine>;
  readonly log: Logger;
  /** This program's file, and when it was last changed: a client replaces a server whose file has changed since. */
  readonly program: string;
  readonly programModifiedMs: number;
  /** Milliseconds without a connection or a job after which the server ends; Infinity to stay. */
  readonly idleMs: number;
  /** Told once how the start went. */
  readonly report: (status: StatusLine) => void;
  /** Ends the server when aborted; jobs are stopped. */
  readonly stop: AbortSignal;
}

/** Milliseconds for each step of the end. One that hangs must not keep the directory for ever. */
const endPatience = 15_000;
/** How long the failure to open the engine is told to whoever asks, before the server ends; ms. */
const failurePatience = 1000;
const standingInterval = 60_000;

/** Runs to the end of the server's life; answers with the exit code. */
export async function runServer(options: ServerOptions): Promise<number> {
  try {
    mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
    const lock = await acquireLock(options);
    if (lock === undefined) {
      options.report({ status: 'locked' });
      return 0;
    }
    const place = await openPlace(options);
    const code = await serve(place, options);
    await lock.release();
    return code;
  } catch (error) {
    const failure = startFailure(error, options.dataDir);
    options.log.error(failure.message);
    options.report({ status: 'failed', error: toErrorData(failure) });
    return 1;
  }
}

async function serve(place: Place, options: ServerOptions): Promise<number> {
  const { log } = options;
  const ending = new AbortController();
  const end = (why: string): void => {
    if (ending.signal.aborted) return;
    log.info(`ending: ${why}`);
    ending.abort();
  };
  const opening = Promise.resolve().then(() =>
    options.openEngine(() => {
      end('the engine cannot go on');
    }),
  );
  const opened = observe(opening);
  const isBusy = (): boolean => !opened.settled() || host.pending() > 0 || opened.value()?.busy() === true;
  const endUnlessBusy = (why: string): void => {
    if (!isBusy()) end(why);
  };
  const endIfAlone = (): void => {
    if (host.connections() > 0 || !opened.settled() || opened.value()?.busy() === true) return;
    // What is pending without a client are jobs, and those that the engine is not busy with are held: for nobody.
    host.abortAll();
    end('nobody needs it');
  };
  const idle = idleTimer(options.idleMs, endIfAlone);
  const host = createHost({
    engine: opening,
    log,
    introduce: () => {
      if (!place.stands()) end('its directory or socket is gone');
      return ending.signal.aborted ? undefined : introduction(options);
    },
    retire: () => {
      endUnlessBusy('another takes its place');
      return ending.signal.aborted;
    },
    onChange: idle.restart,
  });
  const standing = setInterval(() => {
    if (!place.stands()) endUnlessBusy('its directory or socket is gone');
  }, standingInterval);
  opening.catch(async (error: unknown) => {
    await delay(failurePatience);
    end(`the database cannot be opened: ${messageOf(error)}`);
  });
  onAbort(options.stop, () => {
    host.abortAll();
    end('told to');
  });
  place.onConnection(host.accept);
  options.report({ status: 'listening' });
  log.info(`release ${lociVersion} serves ${options.dataDir}`);

  await new Promise<void>((resolve) => {
    onAbort(ending.signal, resolve);
  });
  idle.stop();
  clearInterval(standing);
  place.close();
  await closeDown(host, opening, log);
  return opened.value() === undefined ? 1 : 0;
}

/** Lets what is pending be answered, writes the database out, and only then lets go of the clients. */
async function closeDown(host: Host, opening: Promise<Engine>, log: Logger): Promise<void> {
  const deadline = Date.now() + endPatience;
  while (host.pending() > 0 && Date.now() < deadline) await delay(10);
  const disposed = opening.then(
    (engine) => engine.dispose(),
    () => undefined,
  );
  const timeout = new AbortController();
  const tooLong = delay(endPatience, 'late', { signal: timeout.signal });
  tooLong.catch(() => undefined);
  try {
    if ((await Promise.race([disposed, tooLong])) === 'late') log.error('the engine did not end in time');
  } catch (error) {
    log.error(`dispose: ${messageOf(error)}`);
  } finally {
    timeout.abort();
  }
  // The last answers are on their way: closing destroys the sockets.
  await delay(20);
  host.closeAll();
}

function introduction(options: ServerOptions): Omit<Welcome, 'connections'> {
  const { program, programModifiedMs } = options;
  return { protocolVersion, version: lociVersion, pid: process.pid, program, programModifiedMs };
}

/** Calls back after `ms` without a restart, again and again. */
function idleTimer(ms: number, onIdle: () => void): { readonly restart: () => void; readonly stop: () => void } {
  let timer: NodeJS.Timeout | undefined;
  const restart = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      restart();
      onIdle();
    }, ms);
  };
  const stop = (): void => {
    clearTimeout(timer);
  };
  if (!Number.isFinite(ms)) return { restart: () => undefined, stop };
  restart();
  return { restart, stop };
}

function onAbort(signal: AbortSignal, listener: () => void): void {
  if (signal.aborted) listener();
  else signal.addEventListener('abort', listener, { once: true });
}

/** Looks at a promise without waiting for it. */
function observe<Value>(promise: Promise<Value>): {
  readonly value: () => Value | undefined;
  readonly settled: () => boolean;
} {
  let value: Value | undefined;
  let settled = false;
  promise.then(
    (result) => {
      [value, settled] = [result, true];
    },
    () => {
      settled = true;
    },
  );
  return { value: () => value, settled: () => settled };
}

function startFailure(error: unknown, dataDir: string): LociError {
  if (isLociError(error)) return error;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const another = 'give another --data-dir';
  switch (code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new LociError('permission', `cannot write to ${dataDir}`, another);
    case 'ENOSPC':
    case 'EDQUOT':
      return new LociError('diskFull', `no room left for ${dataDir}`, 'free some, or give another --data-dir');
    case 'ENOTDIR':
    case 'EEXIST':
      return new LociError('usage', `${dataDir} is not a folder`, another);
    default:
      return new LociError('internal', `cannot start: ${messageOf(error)}`);
  }
}
