/** The checker's process as the engine sees it: one request at a time, and what became of it when it ends. */

import { fork } from 'node:child_process';
import type { Socket } from 'node:net';
import { LociError } from '../model/errors';
import type { CheckerAnswer, CheckerAsk, CheckerOp, CheckerReply } from './messages';

export interface CheckerProcess {
  /** One at a time. Rejects with {@link CheckerLost}, or with LociError `internal` where the program is at fault. */
  ask<Op extends CheckerOp>(op: Op, ask: CheckerAsk<Op>): Promise<CheckerAnswer<Op>>;
  readonly pid: number | undefined;
  /** At once. */
  end(): void;
}

/** The process ended, or was ended, with a request in hand. */
export class CheckerLost extends Error {
  readonly outOfMemory: boolean;

  constructor(why: string, outOfMemory: boolean) {
    super(why);
    this.name = 'CheckerLost';
    this.outOfMemory = outOfMemory;
  }
}

export type StartChecker = (heapMegabytes: number) => CheckerProcess;

/** A program of a million lines loads in less; a hang ends. */
const longestRequestMs = 300_000;
/** What V8 says last when the heap is full. */
const fullHeap = /heap out of memory|Reached heap limit/;
const abortExitCode = 134;

/** `file`: the bundle of checkerMain. Nothing is run but that. */
export function startChecker(file: string, heapMegabytes: number): CheckerProcess {
  const child = fork(file, [], {
    execArgv: [`--max-old-space-size=${heapMegabytes}`, '--max-semi-space-size=16'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { ...process.env, MALLOC_ARENA_MAX: '2', ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '' },
  });
  let lost: CheckerLost | undefined;
  let said = '';
  let settle: ((reply: CheckerReply | CheckerLost) => void) | undefined;
  const lose = (error: CheckerLost): void => {
    lost ??= error;
    settle?.(lost);
  };
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-4_000);
  });
  child.on('message', (reply: CheckerReply) => {
    settle?.(reply);
  });
  child.on('error', (error) => {
    lose(new CheckerLost(`the checker cannot be started: ${error.message}`, false));
  });
  child.on('close', (code, signal) => {
    const outOfMemory = fullHeap.test(said) || code === abortExitCode || signal === 'SIGABRT';
    const how = signal === null ? `exit code ${code ?? 'unknown'}` : `ended by ${signal}`;
    const why = outOfMemory ? `the checker ran out of its ${heapMegabytes} MB of memory` : `the checker ended (${how})`;
    lose(new CheckerLost(why, outOfMemory));
  });
  // Whoever waits for an answer keeps the engine; the process alone does not.
  const hold = (isHeld: boolean): void => {
    for (const handle of [child, child.channel, child.stderr as Socket | null]) {
      if (isHeld) handle?.ref();
      else handle?.unref();
    }
  };
  hold(false);

  return {
    pid: child.pid,
    async ask<Op extends CheckerOp>(op: Op, ask: CheckerAsk<Op>) {
      if (lost !== undefined) throw lost;
      hold(true);
      const timer = setTimeout(() => {
        child.kill('SIGKILL');
      }, longestRequestMs);
      const replied = await new Promise<CheckerReply | CheckerLost>((resolve) => {
        settle = resolve;
        child.send({ op, ask }, (error) => {
          if (error !== null) resolve(new CheckerLost(`the checker does not listen: ${error.message}`, false));
        });
      }).finally(() => {
        settle = undefined;
        clearTimeout(timer);
        hold(false);
      });
      if (replied instanceof CheckerLost) throw replied;
      if (!replied.ok) throw new LociError('internal', `files cannot be checked: ${replied.error}`);
      return replied.answer;
    },
    end() {
      child.kill('SIGKILL');
    },
  };
}
