/** Indexes in the SCIP format, out of a vault and into it. */

import type { Engine, IndexPhase, IndexProgress, ScipImportSummary } from '../model/api';
import { throwIfCancelled } from '../model/errors';
import { exportIndex } from '../scip/exportIndex';
import { readFindings } from '../scip/importIndex';
import { resolutionState } from '../store/resolutions';
import { stateNotices } from './asked';
import type { OpenVault, OpenVaults } from './openVaults';
import { realPath } from './paths';

export interface ScipDeps {
  readonly vaults: OpenVaults;
  /** Of Loci. */
  readonly version: string;
}

export type ScipRequests = Pick<Engine, 'exportScip' | 'importScip'>;

export function createScipRequests({ vaults, version }: ScipDeps): ScipRequests {
  return {
    async exportScip(request, onProgress, signal) {
      const started = performance.now();
      const vault = await vaults.containing(request.folder);
      const file = await realPath(request.file);
      await vault.resolver.settled();
      const { unlisted, ...written } = await exportIndex({
        ...{ db: vaults.db, vault: vault.stored, file, version, signal },
        onProgress: progressOf(vault, 'exporting', onProgress),
      });
      const left =
        unlisted === 0 ? [] : [`${unlisted} uses are left out: only the first thousand of a kind are stored`];
      const state = await stateOf(vaults, vault);
      return {
        ...{ folder: vault.stored.folder, file, ...written, ms: Math.round(performance.now() - started) },
        ...{ completeness: state.completeness, notices: [...state.notices, ...left] },
      };
    },
    async importScip(request, onProgress, signal) {
      const started = performance.now();
      const vault = await vaults.containing(request.folder);
      const { index, changed, notices } =
        request.file === undefined
          ? await forget(vault)
          : await take(vaults, vault, { folder: request.folder, file: request.file }, onProgress, signal);
      const state = await stateOf(vaults, vault);
      return {
        ...{ folder: vault.stored.folder, changedFiles: changed, ms: Math.round(performance.now() - started) },
        ...(index !== undefined && { index }),
        ...{ completeness: state.completeness, notices: [...state.notices, ...notices] },
      };
    },
  };
}

interface Taken {
  readonly index?: NonNullable<ScipImportSummary['index']>;
  readonly changed: number;
  readonly notices: readonly string[];
}

async function forget({ resolver }: OpenVault): Promise<Taken> {
  return { changed: (await resolver.setExact('scip', { forget: 'all' })).length, notices: [] };
}

async function take(
  vaults: OpenVaults,
  vault: OpenVault,
  asked: { readonly folder: string; readonly file: string },
  onProgress: (progress: IndexProgress) => void,
  signal: AbortSignal,
): Promise<Taken> {
  const [folder, file] = await Promise.all([realPath(asked.folder), realPath(asked.file)]);
  const findings = await readFindings({
    ...{ db: vaults.db, vault: vault.stored, folder, file, signal },
    onProgress: progressOf(vault, 'importing', onProgress),
  });
  throwIfCancelled(signal);
  const { tool, documents, unknown, otherVersion, references, writes } = findings;
  const taken = documents - unknown - otherVersion;
  const changed = writes.length === 0 ? [] : await vault.resolver.setExact('scip', { write: writes });
  return {
    index: { file, tool, documents, taken, otherVersion, unknown, references },
    changed: changed.length,
    notices: [
      ...(otherVersion === 0 ? [] : [`${documentsAre(otherVersion)} of another version of the files`]),
      ...(unknown === 0 ? [] : [`${documentsAre(unknown)} of files that are not indexed`]),
    ],
  };
}

function documentsAre(count: number): string {
  return count === 1 ? '1 document is' : `${count} documents are`;
}

function progressOf(
  { stored: { folder } }: OpenVault,
  phase: IndexPhase,
  onProgress: (progress: IndexProgress) => void,
): (done: number, total: number, current: string | undefined) => void {
  return (done, total, current) => {
    const at = current === undefined ? {} : { current };
    onProgress({ folder, phase, done, total, symbols: 0, paused: false, ...at });
  };
}

async function stateOf(
  vaults: OpenVaults,
  vault: OpenVault,
): Promise<Pick<ScipImportSummary, 'completeness' | 'notices'>> {
  const state = await resolutionState(vaults.db, vault.stored);
  return { completeness: state.completeness, notices: [...vaults.notices(vault), ...stateNotices(state)] };
}
