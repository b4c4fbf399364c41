/** Indexes in the SCIP format, out of a vault. */

import type { Engine, ScipExportSummary } from '../model/api';
import { exportIndex } from '../scip/exportIndex';
import { resolutionState } from '../store/resolutions';
import type { OpenVaults } from './openVaults';
import { realPath } from './paths';
import { stateNotices } from './asked';

export interface ScipDeps {
  readonly vaults: OpenVaults;
  /** Of Loci. */
  readonly version: string;
}

export type ScipRequests = Pick<Engine, 'exportScip'>;

export function createScipRequests({ vaults, version }: ScipDeps): ScipRequests {
  return {
    async exportScip(request, onProgress, signal): Promise<ScipExportSummary> {
      const started = performance.now();
      const vault = await vaults.containing(request.folder);
      const { folder } = vault.stored;
      const file = await realPath(request.file);
      await vault.resolver.settled();
      const counts = await exportIndex({
        ...{ db: vaults.db, vault: vault.stored, file, version, signal },
        onProgress: (done, total, current) => {
          const at = current === undefined ? {} : { current };
          onProgress({ folder, phase: 'exporting', done, total, symbols: 0, paused: false, ...at });
        },
      });
      const { unlisted, ...written } = counts;
      const state = await resolutionState(vaults.db, vault.stored);
      return {
        ...{ folder, file, ...written, ms: Math.round(performance.now() - started) },
        completeness: state.completeness,
        notices: [
          ...vaults.notices(vault),
          ...stateNotices(state),
          ...(unlisted === 0 ? [] : [`${unlisted} uses are left out: only the first thousand of a kind are stored`]),
        ],
      };
    },
  };
}
