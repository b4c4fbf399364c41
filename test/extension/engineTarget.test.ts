/** Where the engine keeps its data: the environment's word, the setting's, or the usual place. */

import assert from 'node:assert/strict';
import { homedir } from 'node:os';
import path from 'node:path';
import { engineTarget } from '../../src/extension/engineTarget';
import { settingDefaults } from '../../src/extension/contributions';
import { defaultDataDir } from '../../src/protocol/dataDirectory';

type Arguments = Parameters<typeof engineTarget>;

describe('the data directory', () => {
  const { LOCI_DATA_DIR: told } = process.env;
  const context = {
    extensionPath: path.resolve('extension'),
    secrets: { get: () => Promise.resolve(undefined) },
  } as unknown as Arguments[0];

  /** As asked with this setting. The window's own engine must not see an environment without its data directory. */
  async function dataDir(dataDirectory: string, environment?: string): Promise<string> {
    const settings = {
      get: (key: keyof typeof settingDefaults) => ({ ...settingDefaults, dataDirectory })[key],
    } as unknown as Arguments[1];
    if (environment === undefined) Reflect.deleteProperty(process.env, 'LOCI_DATA_DIR');
    try {
      return (await engineTarget(context, settings)).dataDir;
    } finally {
      process.env['LOCI_DATA_DIR'] = told;
    }
  }

  it('is that of the environment first, then that of the setting, then the usual one', async () => {
    const folder = path.resolve('/somewhere/else');
    assert.equal(await dataDir(folder, told), told);
    assert.equal(await dataDir(` ${folder} `), folder);
    assert.equal(await dataDir('~/kept'), path.join(homedir(), 'kept'));
    assert.equal(await dataDir(''), defaultDataDir());
  });

  it('is refused in words if the setting is no absolute path', async () => {
    await assert.rejects(dataDir('beside/me'), { code: 'usage', message: /beside\/me/ });
  });
});
