/** Where servers listen: short, the same for every spelling, and nobody else's. */

import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, statSync, symlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { canonicalPath, endpointFor, keyedFile, keyHash } from '../../../src/protocol/endpoint';
import { remove, temporaryFolder } from '../../server/support/programs';

describe('protocol: endpoint', function () {
  let folder: string;
  const { XDG_RUNTIME_DIR: runtime } = process.env;

  before(function () {
    if (process.platform === 'win32') this.skip();
  });
  beforeEach(() => {
    folder = temporaryFolder();
    process.env['XDG_RUNTIME_DIR'] = folder;
  });
  afterEach(() => {
    if (runtime === undefined) delete process.env['XDG_RUNTIME_DIR'];
    else process.env['XDG_RUNTIME_DIR'] = runtime;
    remove(folder);
  });

  it('is a short path in a folder that only the user can enter', () => {
    const endpoint = endpointFor({ dataDir: path.join(folder, 'd'.repeat(200)) });
    assert.ok(Buffer.byteLength(endpoint) <= 100, endpoint);
    assert.equal(statSync(path.dirname(endpoint)).mode & 0o777, 0o700);
  });

  it('is elsewhere when the runtime folder is missing or its name is too long', () => {
    const long = path.join(folder, 'r'.repeat(90));
    mkdirSync(long);
    for (const unfit of [long, path.join(folder, 'missing'), 'relative']) {
      process.env['XDG_RUNTIME_DIR'] = unfit;
      const endpoint = endpointFor({ dataDir: folder });
      assert.ok(Buffer.byteLength(endpoint) <= 100, endpoint);
      assert.ok(endpoint.startsWith(os.tmpdir()) || endpoint.startsWith('/tmp/'), endpoint);
    }
  });

  it('refuses a folder that others can enter, and one that is a link', () => {
    const wide = path.join(folder, 'loci');
    mkdirSync(wide);
    chmodSync(wide, 0o755);
    assert.throws(() => endpointFor({ dataDir: folder }), { code: 'permission' });
    remove(wide);
    mkdirSync(path.join(folder, 'target'), { mode: 0o700 });
    symlinkSync(path.join(folder, 'target'), wide);
    assert.throws(() => endpointFor({ dataDir: folder }), { code: 'permission' });
  });

  it('is the same for every spelling of a data directory, made or not yet made', () => {
    mkdirSync(path.join(folder, 'real'));
    symlinkSync(path.join(folder, 'real'), path.join(folder, 'link'));
    const spellings = ['real/data', 'link/data', 'link/../real/./data/'].map((name) => `${folder}/${name}`);
    const before = spellings.map((dataDir) => keyHash({ dataDir }));
    mkdirSync(path.join(folder, 'real', 'data'));
    const after = spellings.map((dataDir) => keyHash({ dataDir }));
    assert.equal(new Set([...before, ...after]).size, 1);
    assert.equal(canonicalPath(`${folder}/link`), canonicalPath(`${folder}/real`));
  });

  it('differs by data directory and by database', () => {
    const url = 'postgresql://user:secret@host/db';
    const keys = [{ dataDir: '/a' }, { dataDir: '/b' }, { dataDir: '/a', databaseUrl: url }];
    assert.equal(new Set(keys.map(endpointFor)).size, 3);
    assert.equal(keyedFile({ dataDir: '/a' }, 'server', 'log'), path.join('/a', 'server.log'));
    assert.match(keyedFile({ dataDir: '/a', databaseUrl: url }, 'server', 'log'), /^\/a\/server-[0-9a-f]{8}\.log$/);
  });
});
