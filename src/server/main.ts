/** The server program: reads where to serve, and wires the engine, the log and the signals to its life. */

import { writeSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { keyedFile } from '../protocol/endpoint';
import type { StatusLine } from '../protocol/launch';
import { lociVersion, modifiedMs } from '../protocol/version';
import { compileLate } from './compilers';
import { embeddingOf } from './embedding';
import { leaveThreadsTheirRoom } from './heaps';
import { openLogFile } from './logFile';
import { runServer } from './run';

compileLate(process.versions.v8);
leaveThreadsTheirRoom();

const program = path.resolve(process.argv[1] ?? '.');
const { values } = parseArgs({ options: { 'data-dir': { type: 'string' }, foreground: { type: 'boolean' } } });
const dataDir = path.resolve(values['data-dir'] ?? '.');
const foreground = values.foreground ?? false;
const {
  LOCI_DATABASE_URL: databaseUrl = '',
  LOCI_IDLE_SECONDS: idleSeconds = '',
  LOCI_LOG: logLevel,
  LOCI_CHECKER: checker = '',
} = process.env;
const key = { dataDir, ...(databaseUrl === '' ? {} : { databaseUrl }) };

const log = openLogFile({
  file: path.join(dataDir, 'logs', path.basename(keyedFile(key, 'server', 'log'))),
  maximumBytes: 1024 * 1024,
  debug: logLevel === 'debug',
  ...(foreground ? { mirror: (line: string) => process.stderr.write(line) } : {}),
});

/** Nobody may be reading: the client closes its end as soon as it knows. */
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

function report(status: StatusLine): void {
  try {
    // At once: the process may end right after.
    writeSync(1, `${JSON.stringify(status)}\n`);
  } catch {
    // Whoever started it has gone.
  }
}

const stop = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
  process.on(signal, () => {
    stop.abort();
  });
}
process.on('uncaughtException', (error) => {
  log.error(`uncaught: ${error.stack ?? error.message}`);
  // The database is sound at every moment; a process in an unknown state is not. The next client starts another.
  process.exit(1);
});

/** Megabytes; undefined for anything else. */
function memoryOf(text: string): number | undefined {
  const megabytes = Math.trunc(Number(text));
  return megabytes >= 64 && megabytes <= 65_536 ? megabytes : undefined;
}

const seconds = Number(idleSeconds);
const code = runServer({
  ...key,
  program,
  programModifiedMs: modifiedMs(program),
  log,
  idleMs: foreground ? Infinity : (seconds > 0 ? Math.min(seconds, 86_400) : 300) * 1000,
  report,
  stop: stop.signal,
  openEngine: async (end) => {
    // Loaded only by the owner: of twenty servers that clients start at once, nineteen end before this.
    const { createEngine, defaultCheckerMemory } = await import('../core/engine');
    return await createEngine({
      ...key,
      assetsDir: path.dirname(program),
      version: lociVersion,
      log,
      exclude: [],
      recency: true,
      ...(checker !== 'off' && { checker: { enabled: true, memory: memoryOf(checker) ?? defaultCheckerMemory } }),
      embedding: embeddingOf(process.env),
      onDamaged: end,
    });
  },
});
void code.then((exitCode) => process.exit(exitCode));
