#!/usr/bin/env node
/** The `loci` program: wires the command line to this process. */

import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommandLine } from './program';
import { createTerminal } from './terminal';

const terminal = createTerminal(process, () => {
  // Nobody reads on: there is nothing left to do, and nothing to complain about.
  process.exit(0);
});

/** The first request to end is the command's to answer; who asks twice does not want to wait. */
function onInterrupt(listener: () => void): () => void {
  let asked = false;
  const handler = (): void => {
    if (asked) process.exit(130);
    asked = true;
    listener();
  };
  process.on('SIGINT', handler).on('SIGTERM', handler);
  return () => {
    process.off('SIGINT', handler).off('SIGTERM', handler);
  };
}

// npm runs scripts in the package's folder; paths are meant from where the person stands.
const { npm_lifecycle_event: script, INIT_CWD: standing } = process.env;
const cwd = script === 'start' && standing !== undefined ? standing : process.cwd();
const serverFile = path.join(path.dirname(fileURLToPath(import.meta.url)), 'server.cjs');

void runCommandLine(process.argv.slice(2), { terminal, cwd, serverFile, onInterrupt }).then((code) => {
  // What has been written must be read before the process ends.
  process.stdout.write('', () => process.stderr.write('', () => process.exit(code)));
});
