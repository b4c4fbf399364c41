/** Measuring how well a folder's code is found, one at a time, in an engine of its own: this one's index stays as it is. */

import { evaluateFolder } from '../evaluation/evaluate';
import type { Engine } from '../model/api';
import { LociError } from '../model/errors';
import type { ParserPool } from '../parser/parserPool';
import type { StoredVault } from '../store/vaults';
import type { ScanRules } from '../workspace/rules';
import type { OpenVaults } from './openVaults';
import { realPath } from './paths';

export interface EvaluatingDeps {
  readonly vaults: OpenVaults;
  readonly parser: ParserPool;
  readonly rulesOf: (vault: Pick<StoredVault, 'exclude'>) => ScanRules;
  readonly openEngine: (dataDir: string) => Promise<Engine>;
}

export interface Evaluating {
  readonly requests: Pick<Engine, 'evaluate'>;
  readonly busy: boolean;
}

export function createEvaluating({ vaults, parser, rulesOf, openEngine }: EvaluatingDeps): Evaluating {
  let running = false;
  return {
    get busy() {
      return running;
    },
    requests: {
      async evaluate(request, onProgress, signal) {
        if (running) throw new LociError('busy', 'a folder is being measured already', 'wait until that has ended');
        running = true;
        try {
          const folder = await realPath(request.folder);
          const vault = await vaults.find(folder);
          const rules = rulesOf(vault?.stored ?? { exclude: [] });
          return await evaluateFolder({ parser, rules, openEngine }, { ...request, folder }, onProgress, signal);
        } finally {
          running = false;
        }
      },
    },
  };
}
