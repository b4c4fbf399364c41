/** On a shared database another process may index a folder of this machine: what is in memory is then out of date. */

import { messageOf } from '../model/errors';
import type { VaultId } from '../model/ids';
import type { Logger } from '../model/log';
import type { Database } from '../store/database';
import type { EngineEvents } from './events';
import type { OpenVaults } from './openVaults';

/** What a process has written of a vault: anything, or only how often symbols are referred to. */
export interface Written {
  /** Tells this process's writes from those of others. */
  readonly instance: string;
  readonly vault: VaultId;
  readonly what: 'files' | 'uses';
}

const channel = 'loci_written';

/** Does nothing where no other process can have the database. */
export async function tellOthers(db: Database, { instance, vault, what }: Written): Promise<void> {
  if (db.kind === 'postgresql') await db.query('SELECT pg_notify($1, $2)', [channel, `${instance} ${vault} ${what}`]);
}

export interface ListenDeps {
  readonly db: Database;
  readonly vaults: OpenVaults;
  readonly events: EngineEvents;
  readonly log: Logger;
  readonly instance: string;
}

/** Answers with what ends it; undefined where there is nobody to hear. */
export async function listenToOthers(deps: ListenDeps): Promise<(() => Promise<void>) | undefined> {
  const { db, vaults, events, log, instance } = deps;
  if (db.kind !== 'postgresql') return undefined;
  return db.listen(channel, (payload) => {
    const [writer, id, what] = payload.split(' ');
    if (writer === instance) return;
    const reload = async (): Promise<void> => {
      await vaults.refresh();
      const vault = (await vaults.all()).find(({ stored }) => stored.id === id);
      if (vault === undefined) return;
      if (what === 'uses') await vault.index.recounted('all');
      else {
        vault.index.drop();
        await vault.resolver.drop();
      }
      events.emit({ kind: 'indexed', folder: vault.stored.folder });
    };
    reload().catch((error: unknown) => {
      log.warn(`what another program has written could not be read: ${messageOf(error)}`);
    });
  });
}
