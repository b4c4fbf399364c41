/** Finds the server of a data directory, starts it when there is none, and replaces one that is out of date. */

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { isLociError, LociError } from '../core/model/errors';
import type { Logger } from '../core/model/log';
import type { ServerKey } from './endpoint';
import { endpointFor, keyedFile, readAddress } from './endpoint';
import type { ServerProgram } from './launch';
import { launchServer } from './launch';
import type { Session } from './session';
import { openSession } from './session';
import type { Welcome } from './version';
import { compareReleases, lociVersion, modifiedMs, protocolVersion } from './version';

/** Long enough for a server that is just ending to write out its database; milliseconds. */
const patience = 30_000;
const handshakePatience = 10_000;

/** A session with a server that this program can talk to. Rejects with a LociError that says why there is none. */
export async function attach(key: ServerKey, program: ServerProgram, log: Logger): Promise<Session> {
  const deadline = Date.now() + patience;
  for (let wait = 10; Date.now() < deadline; wait = Math.min(wait * 2, 500)) {
    const session = await findServer(key);
    if (session !== undefined) {
      if (await isUsable(session, program, log)) return session;
      continue;
    }
    const claim = claimLaunch(key);
    if (claim !== undefined) {
      const status = await launchServer(key, program).finally(claim.release);
      log.debug(`server: ${status}`);
      if (status === 'listening') continue;
    }
    // Another program starts a server, or the last owner is just ending: both are soon over.
    await delay(wait);
  }
  throw new LociError(
    'busy',
    `another process owns ${key.dataDir} and does not answer`,
    'wait for it to end, or give another --data-dir',
  );
}

/** Longer than a start takes; milliseconds. */
const launchPatience = 3000;

/**
 * Keeps many clients that come at once from starting a server each, of which all but one would end again. Undefined if
 * somebody else has just begun to. Only a courtesy: who owns the directory is for the server's lock to decide.
 */
function claimLaunch(key: ServerKey): { readonly release: () => void } | undefined {
  const file = keyedFile(key, 'server', 'starting');
  const release = (): void => {
    rmSync(file, { force: true });
  };
  try {
    mkdirSync(key.dataDir, { recursive: true, mode: 0o700 });
    const claimedMs = modifiedMs(file);
    if (claimedMs > 0 && Date.now() - claimedMs > launchPatience) release();
    writeFileSync(file, '', { flag: 'wx', mode: 0o600 });
    return { release };
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EEXIST' && modifiedMs(file) > 0;
    // A directory that cannot be written is for the server to report.
    return taken ? undefined : { release: () => undefined };
  }
}

async function findServer(key: ServerKey): Promise<Session | undefined> {
  const endpoint = endpointFor(key);
  const session = await knock(endpoint);
  if (session !== undefined) return session;
  const address = readAddress(key)?.socket;
  return address === undefined || address === endpoint ? undefined : await knock(address);
}

/** Undefined if nobody answers there. */
async function knock(endpoint: string): Promise<Session | undefined> {
  const socket = await openSocket(endpoint);
  if (socket === undefined) return undefined;
  const tooLate = setTimeout(() => socket.destroy(), handshakePatience);
  try {
    return await openSession(socket);
  } catch (error) {
    socket.destroy();
    // It ended while it was being greeted.
    if (isLociError(error, 'serverLost')) return undefined;
    throw error;
  } finally {
    clearTimeout(tooLate);
  }
}

async function openSocket(endpoint: string): Promise<net.Socket | undefined> {
  return await new Promise((resolve, reject) => {
    const socket = net.connect(endpoint);
    socket.once('connect', () => {
      socket.removeAllListeners('error');
      resolve(socket);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EACCES' || error.code === 'EPERM') {
        reject(new LociError('permission', `cannot reach the Loci server: ${error.message}`));
      } else resolve(undefined);
    });
  });
}

/** Closes the session if not: the server was asked to end, and another is to be started. */
async function isUsable(session: Session, program: ServerProgram, log: Logger): Promise<boolean> {
  const { welcome } = session;
  if (welcome.protocolVersion > protocolVersion) {
    session.close();
    throw new LociError(
      'protocolMismatch',
      `the running Loci server (${welcome.version}) is newer than this program (${lociVersion})`,
      'update this program, or end the server',
    );
  }
  const foreign = welcome.protocolVersion < protocolVersion;
  if (!foreign && !isOutdated(welcome, program)) return true;
  // Same protocol: a server that others use too is left in peace.
  if (!foreign && welcome.connections > 1) return true;
  const ending = await session.retire().catch((error: unknown) => {
    if (isLociError(error, 'serverLost')) return true;
    throw error;
  });
  if (ending) {
    log.info(`replacing the server of release ${welcome.version}`);
    await session.closed;
    return false;
  }
  if (!foreign) return true;
  session.close();
  throw new LociError(
    'protocolMismatch',
    `the running Loci server (${welcome.version}) is older than this program (${lociVersion}) and busy`,
    'wait until it is done, then run the command again',
  );
}

/** An earlier release, or the same program file as it was before it was built again. */
function isOutdated(welcome: Welcome, program: ServerProgram): boolean {
  const age = compareReleases(welcome.version, lociVersion);
  if (age !== 0) return age < 0;
  return welcome.program === program.serverFile && welcome.programModifiedMs < modifiedMs(program.serverFile);
}
