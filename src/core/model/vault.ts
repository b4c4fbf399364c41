/** Vaults: one per workspace folder; later also one personal and any number of team vaults. */

import type { VaultId } from './ids';

export interface Vault {
  readonly id: VaultId;
  /** Shown to people; unique in the database. */
  readonly name: string;
  /** Absolute path of the folder, symbolic links resolved. */
  readonly folder: string;
  /** The machine that the folder is on: one team database holds the vaults of many. */
  readonly host: string;
}
