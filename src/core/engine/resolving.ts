/** The resolver of each vault: its thread, and what becomes of its troubles. */

import { join } from 'node:path';
import { startResolverThread } from '../indexer/resolving/resolverThread';
import { createVaultResolver } from '../indexer/resolving/vaultResolver';
import type { VaultResolver } from '../indexer/resolving/vaultResolver';
import { messageOf } from '../model/errors';
import type { FilePath } from '../model/ids';
import type { Logger } from '../model/log';
import type { Database } from '../store/database';
import type { StoredVault } from '../store/vaults';
import type { ScanRules } from '../workspace/rules';
import { explain } from '../workspace/why';
import { indexedEvent } from './events';
import type { EngineEvents } from './events';
import { tellOthers } from './others';
import type { VaultIndex } from './vaultIndex';

/** A person who saves now and then does not wait for a project to be loaded again each time. */
const idleMs = 60_000;

export interface ResolversDeps {
  readonly db: Database;
  /** The bundle of resolverWorker. */
  readonly workerFile: string;
  readonly rulesOf: (vault: StoredVault) => ScanRules;
  readonly events: EngineEvents;
  /** See {@link tellOthers}. */
  readonly instance: string;
  readonly log: Logger;
}

export function resolversOf({
  db,
  workerFile,
  rulesOf,
  events,
  instance,
  log,
}: ResolversDeps): (vault: StoredVault, index: VaultIndex) => VaultResolver {
  return (vault, index) =>
    createVaultResolver(
      {
        ...{ db, idleMs },
        isProjectFile: (path) => isListed(vault, rulesOf(vault), path),
        start: () => startResolverThread(workerFile),
        onResolved: (paths) => {
          const event = indexedEvent(vault.folder, paths);
          if (event !== undefined) events.emit(event);
        },
        async onUsage(symbols) {
          await index.recounted(symbols);
          await tellOthers(db, { instance, vault: vault.id, what: 'uses' });
        },
        onTrouble: (error) => {
          log.warn(`${vault.folder}: relationships are not up to date: ${messageOf(error)}`);
        },
      },
      vault,
    );
}

async function isListed(vault: StoredVault, rules: ScanRules, path: FilePath): Promise<boolean> {
  if (rules.isProjectFile?.(path) !== true) return false;
  const exclusion = await explain(vault.folder, join(vault.folder, path), rules);
  // The languages' rules do not say anything of these files.
  return exclusion === undefined || exclusion.reason === 'unknownLanguage' || exclusion.reason === 'missing';
}
