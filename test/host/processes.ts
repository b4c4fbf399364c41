/** Processes that a host starts, and their end: none outlives the run, Loci's own server included. */

import type { ChildProcess } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { readAddress } from '../../src/protocol/endpoint';
import { openSession } from '../../src/protocol/session';

export interface Program {
  readonly child: ChildProcess;
  /** Standard output and errors so far. */
  readonly output: () => string;
  /** The exit code; 1 for an end by signal, or if the program could not be started. */
  readonly ended: Promise<number>;
  /** Ends the program and all that it has started. */
  readonly end: () => Promise<void>;
}

export interface ProgramOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Told what is written, as it is written. */
  readonly onText?: (text: string) => void;
}

/** Those that run: an exit of this process, however it comes, takes them along. */
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) killGroup(child);
});

export function startProgram(file: string, args: readonly string[], options: ProgramOptions = {}): Program {
  const isWindows = process.platform === 'win32';
  const child = spawn(file, args, {
    // A group of its own, so that all of it can be ended at once.
    detached: !isWindows,
    shell: isWindows && /\.(cmd|bat)$/i.test(file),
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
    ...(options.env === undefined ? {} : { env: options.env }),
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
  });
  running.add(child);
  let text = '';
  const take = (chunk: string): void => {
    text += chunk;
    options.onText?.(chunk);
  };
  child.stdout.setEncoding('utf8').on('data', take);
  child.stderr.setEncoding('utf8').on('data', take);
  const ended = new Promise<number>((resolve) => {
    child.on('error', (error) => {
      take(`${error.message}\n`);
      resolve(1);
    });
    child.on('close', (code) => {
      resolve(code ?? 1);
    });
  });
  void ended.then(() => running.delete(child));
  const end = async (): Promise<void> => {
    killGroup(child);
    await Promise.race([ended, delay(5000, undefined, { ref: false })]);
  };
  return { child, output: () => text, ended, end };
}

/** Runs a program to its end; rejects with its output if that is a failure. */
export async function runProgram(file: string, args: readonly string[], options: ProgramOptions = {}): Promise<string> {
  const program = startProgram(file, args, options);
  const code = await program.ended;
  if (code !== 0) throw new Error(`${file} ${args.join(' ')} ended with ${code}:\n${program.output().slice(-4000)}`);
  return program.output();
}

/** npm, by the program of it that runs this one where that is known. */
export async function runNpm(args: readonly string[], cwd: string): Promise<string> {
  const { npm_execpath: npm = '' } = process.env;
  if (/\.c?js$/.test(npm)) return await runProgram(process.execPath, [npm, ...args], { cwd });
  return await runProgram(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { cwd });
}

/** This process's environment, without what would make a Node or a VS Code that it starts behave otherwise. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(VSCODE_|LOCI_|npm_)|^(NODE_OPTIONS|ELECTRON_RUN_AS_NODE)$/.test(name),
  );
  return Object.fromEntries(kept);
}

/** Ends the server of `dataDir`, if one runs: asked first, so that its database is closed in order. */
export async function endLociServer(dataDir: string): Promise<void> {
  const socket = readAddress({ dataDir })?.socket;
  const pid = socket === undefined ? undefined : await serverPid(socket);
  if (pid === undefined) return;
  signal(pid, 'SIGTERM');
  for (let waited = 0; waited < 5000 && signal(pid, 0); waited += 50) await delay(50);
  signal(pid, 'SIGKILL');
}

async function serverPid(address: string): Promise<number | undefined> {
  const socket = net.connect(address);
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(2000) });
    const session = await openSession(socket);
    const { pid } = session.welcome;
    session.close();
    return pid;
  } catch {
    return undefined;
  } finally {
    socket.destroy();
  }
}

function killGroup(child: ChildProcess): void {
  const { pid } = child;
  if (pid === undefined) return;
  if (process.platform === 'win32') spawnSync('taskkill', ['/T', '/F', '/PID', String(pid)], { stdio: 'ignore' });
  else signal(-pid, 'SIGKILL');
}

/** False if there is no such process. */
function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}
