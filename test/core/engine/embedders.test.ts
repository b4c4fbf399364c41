/** Which model of the built-in provider is opened. */

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { builtinModelFile, fittedModelFile } from '../../../src/core/embedding/builtin/builtin';
import { writeModel } from '../../../src/core/embedding/builtin/format';
import { openerOf } from '../../../src/core/engine/embedders';
import { silentLogger } from '../../../src/core/model/log';
import { madeModel } from '../embedding/made';

describe('the built-in embedding model', () => {
  const shipped = writeModel(madeModel(['cart', 'total']));
  const fitted = writeModel(madeModel(['cart', 'total', 'basket']));
  const warnings: string[] = [];
  const log = { ...silentLogger, warn: (text: string) => void warnings.push(text) };
  let assets: string;
  let data: string;
  beforeEach(() => {
    [assets, data] = ['assets', 'data'].map((name) => mkdtempSync(path.join(tmpdir(), `loci-${name}-`))) as [
      string,
      string,
    ];
    write(builtinModelFile(assets), shipped);
    warnings.length = 0;
  });
  afterEach(() => {
    for (const folder of [assets, data]) rmSync(folder, { recursive: true });
  });

  function write(file: string, bytes: Uint8Array): void {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
  const version = async (): Promise<string> =>
    (await openerOf({ assetsDir: assets, dataDir: data, log })({ provider: 'builtin' }, new AbortController().signal))
      .model.version;

  it('is the shipped one, until one is fitted', async () => {
    const before = await version();
    write(fittedModelFile(data), fitted);
    assert.notEqual(await version(), before);
    assert.deepEqual(warnings, []);
  });

  it('is the shipped one where the fitted one is no sound model, and the log says so', async () => {
    const before = await version();
    write(fittedModelFile(data), fitted.subarray(0, fitted.length / 2));
    assert.equal(await version(), before);
    assert.match(warnings.join(), /; the shipped model is taken instead$/);
  });

  it('has learned from no folder where it is to be measured', async () => {
    const before = await version();
    write(fittedModelFile(data), fitted);
    assert.equal(
      (await openerOf({ assetsDir: assets, log })({ provider: 'builtin' }, new AbortController().signal)).model.version,
      before,
    );
  });
});
