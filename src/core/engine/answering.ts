/** By folder, whose vectors answer: read from the tables when it is first asked. */

import type { Queryable } from '../store/database';
import { modelOfVault } from '../store/vectors';
import type { StoredModel } from '../store/vectors';
import type { OpenVault } from './openVaults';

export interface Answering {
  /** Undefined: there are none yet. */
  of(vault: OpenVault): Promise<StoredModel | undefined>;
  set(vault: OpenVault, model: StoredModel): void;
  /** Reads the tables again. */
  forget(): void;
}

export function createAnswering(db: Queryable): Answering {
  const known = new Map<string, Promise<StoredModel | undefined>>();
  return {
    of({ stored }) {
      const model = known.get(stored.folder) ?? modelOfVault(db, stored);
      known.set(stored.folder, model);
      model.catch(() => known.delete(stored.folder));
      return model;
    },
    set({ stored }, model) {
      known.set(stored.folder, Promise.resolve(model));
    },
    forget() {
      known.clear();
    },
  };
}
