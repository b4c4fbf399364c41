/** A host and clients in one process, joined by streams in memory. */

import { duplexPair } from 'node:stream';
import type { Engine } from '../../../src/core/model/api';
import { silentLogger } from '../../../src/core/model/log';
import { remoteEngine } from '../../../src/protocol/client';
import type { RemoteEngine } from '../../../src/protocol/methods';
import type { Session } from '../../../src/protocol/session';
import { openSession } from '../../../src/protocol/session';
import { lociVersion, protocolVersion } from '../../../src/protocol/version';
import type { Host } from '../../../src/server/host';
import { createHost } from '../../../src/server/host';

export interface Client {
  readonly engine: RemoteEngine;
  readonly session: Session;
}

export function hostFor(engine: Engine | Promise<Engine>): Host {
  return createHost({
    engine: Promise.resolve(engine),
    log: silentLogger,
    introduce: () => ({ protocolVersion, version: lociVersion, pid: 1, program: 'none', programModifiedMs: 0 }),
    retire: () => false,
    onChange: () => undefined,
  });
}

export async function clientOf(host: Host): Promise<Client> {
  const [near, far] = duplexPair();
  // As a socket does: when one side goes, the other hears.
  near.on('close', () => far.destroy());
  far.on('close', () => near.destroy());
  host.accept(far);
  const session = await openSession(near);
  return { session, engine: remoteEngine(session.call) };
}

/** The code of the LociError that `promise` is rejected with; 'none' if it is not. */
export async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'none';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : `no LociError: ${String(error)}`;
  }
}
