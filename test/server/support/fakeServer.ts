/** A server program around the fake engine; bundled by the tests and started by real clients. */

import { writeSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { LociError } from '../../../src/core/model/errors';
import { modifiedMs } from '../../../src/protocol/version';
import { openLogFile } from '../../../src/server/logFile';
import { runServer } from '../../../src/server/run';
import { createFakeEngine } from '../../support/fakeEngine';

const program = path.resolve(process.argv[1] ?? '.');
const dataDir = process.argv[3] ?? '.';
const {
  LOCI_IDLE_SECONDS: idleSeconds = '60',
  FAKE_JOURNAL: journal,
  FAKE_START: start,
  LOCI_DATABASE_URL,
} = process.env;
const databaseUrl = LOCI_DATABASE_URL ?? '';
const stop = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    stop.abort();
  });
}
if (start === 'crash') throw new Error('the fake server crashes');

const ended = runServer({
  dataDir,
  ...(databaseUrl === '' ? {} : { databaseUrl }),
  program,
  programModifiedMs: modifiedMs(program),
  log: openLogFile({ file: path.join(dataDir, 'logs', 'server.log'), maximumBytes: 1_000_000, debug: true }),
  idleMs: Number(idleSeconds) * 1000,
  report: (status) => {
    writeSync(1, `${JSON.stringify(status)}\n`);
  },
  stop: stop.signal,
  openEngine: async () => {
    await delay(start === 'slow' ? 400 : 20);
    if (start === 'refuse') throw new LociError('databaseUnreachable', 'nothing answers at db:5432', 'check the URL');
    return createFakeEngine(journal === undefined ? {} : { journal });
  },
});
void ended.then((code) => process.exit(code));
