import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { isLociError } from '../../../src/core/model/errors';
import type { ErrorCode } from '../../../src/core/model/errors';
import type { IndexedFile, ScannedFile } from '../../../src/core/model/file';
import type { ContentHash, FilePath, LanguageId } from '../../../src/core/model/ids';
import { diffScan, offeredTime } from '../../../src/core/workspace/changes';
import { pathBelow, realFolder, vaultName } from '../../../src/core/workspace/folder';
import { headOf, isGitWorkTree } from '../../../src/core/workspace/git';
import { scanFolder } from '../../../src/core/workspace/scan';
import { secretIn } from '../../../src/core/workspace/secrets';
import type { TestFolder } from '../../support/tree';
import { createFolder, createRepository, testLanguageOf } from '../../support/tree';

describe('secretIn', () => {
  const secret = [
    '.env',
    '.env.local',
    '.env.production',
    'prod.env',
    '.envrc',
    'a/b/server.pem',
    'KEY.P12',
    'id_rsa',
    'id_ed25519',
    '.npmrc',
    '.netrc',
    '.pgpass',
    '.htpasswd',
    '.aws/credentials',
    '.docker/config.json',
    'credentials.json',
    'secrets.yaml',
    'x.tfstate',
    'x.tfstate.backup',
    'prod.tfvars',
    'service-account-prod.json',
    'site.crt',
    'my-service-account.json',
    '.ssh/known',
    '.bash_history',
    '.git-credentials',
    'client_secret_1.json',
  ];
  const harmless = [
    '.env.example',
    '.env.sample',
    'env.ts',
    'environment.py',
    'credentials.ts',
    'secrets.py',
    'key.ts',
    'keystore.java',
    'config.json',
    'id_rsa.pub',
    'README.md',
    'aws/config',
    'src/secret/a.ts',
    'wp-config-sample.php',
    'monkey',
  ];
  it('knows files that hold secrets', () => {
    assert.deepEqual(
      secret.filter((path) => secretIn(path) === undefined),
      [],
    );
  });
  it('leaves others alone', () => {
    assert.deepEqual(
      harmless.filter((path) => secretIn(path) !== undefined),
      [],
    );
  });
});

describe('diffScan', () => {
  const scanned = (path: string, more: Partial<ScannedFile> = {}): ScannedFile => ({
    path: path as FilePath,
    language: 'typescript' as LanguageId,
    size: 1,
    modifiedMs: 1000,
    ...more,
  });
  const indexed = (path: string, more: Partial<IndexedFile> = {}): IndexedFile => ({
    ...scanned(path),
    hash: '' as ContentHash,
    status: 'indexed',
    ...more,
  });

  it('compares by size, time, language and status', () => {
    const files = ['same', 'new', 'size', 'time', 'untold', 'failed', 'language'].map((path) => scanned(path));
    const now = files.map((file) => (file.path === 'untold' ? { ...file, modifiedMs: -1 } : file));
    const known = [
      indexed('same', { modifiedMs: 1000.75 }),
      indexed('size', { size: 2 }),
      indexed('time', { modifiedMs: 999 }),
      indexed('untold', { modifiedMs: -1 }),
      indexed('failed', { status: 'failed' }),
      indexed('language', { language: 'tsx' as LanguageId }),
      indexed('gone'),
    ];
    const { added, maybeChanged, unchanged, removed } = diffScan(now, new Map(known.map((file) => [file.path, file])));
    const paths = [added, maybeChanged].map((list) => list.map(({ path }) => path as string));
    assert.deepEqual(paths, [['new'], ['size', 'time', 'untold', 'failed', 'language']]);
    assert.deepEqual([unchanged, removed], [1, ['gone']]);
  });

  it('does not trust a time that is only just past, or to come', () => {
    assert.deepEqual(
      [0, 7999.9, 8001, 20_000].map((time) => offeredTime(time, 10_000)),
      [0, 7999, -1, -1],
    );
  });
});

describe('headOf', () => {
  let folder: TestFolder;
  afterEach(() => folder.remove());

  it('follows a repository from nothing to packed, detached and linked', async () => {
    folder = await createFolder({ 'a.ts': '', 'sub/b.ts': '' });
    assert.equal(await headOf(folder.path), undefined);
    assert.equal(await isGitWorkTree(folder.path), false);
    folder.git(['init', '-q', '-b', 'main']);
    assert.deepEqual(await headOf(folder.path), { branch: 'main' });
    folder.git(['add', '.']);
    folder.git(['commit', '-q', '-m', 'first']);
    const commit = folder.git(['rev-parse', 'HEAD']).trim();
    assert.deepEqual(await headOf(join(folder.path, 'sub')), { commit, branch: 'main' });
    folder.git(['checkout', '-q', '-b', 'topic/one']);
    folder.git(['pack-refs', '--all']);
    assert.deepEqual(await headOf(folder.path), { commit, branch: 'topic/one' });
    folder.git(['worktree', 'add', '-q', '-b', 'two', join(folder.home, 'tree')]);
    assert.deepEqual(await headOf(join(folder.home, 'tree')), { commit, branch: 'two' });
    assert.equal(await isGitWorkTree(join(folder.home, 'tree')), true);
    folder.git(['checkout', '-q', '--detach']);
    assert.deepEqual(await headOf(folder.path), { commit });
  });
});

describe('folders', () => {
  let folder: TestFolder;
  afterEach(() => folder.remove());

  it('are resolved, or refused with a reason', async () => {
    folder = await createFolder({ 'a.ts': '', 'sub/': '' });
    assert.equal(await realFolder(join(folder.path, 'sub', '..', 'sub')), join(folder.path, 'sub'));
    const refused = async (path: string, code: ErrorCode): Promise<void> => {
      await assert.rejects(realFolder(path), (error) => isLociError(error, code) && error.mend !== '');
    };
    await refused(join(folder.path, 'gone'), 'notFound');
    await refused(join(folder.path, 'a.ts'), 'notFound');
    await refused(join(folder.path, 'a.ts', 'b'), 'notFound');
    const rules = { languageOf: testLanguageOf };
    const scanning = scanFolder(join(folder.path, 'gone'), rules, new AbortController().signal);
    await assert.rejects(scanning, (error) => isLociError(error, 'notFound'));
  });

  it('have names and paths', async () => {
    folder = await createFolder();
    assert.equal(vaultName(join(folder.path, 'my project')), 'my project');
    assert.notEqual(vaultName('/'), '');
    assert.equal(pathBelow(folder.path, join(folder.path, 'a', 'b.ts')), 'a/b.ts');
    assert.equal(pathBelow(folder.path, folder.path), '');
    assert.equal(pathBelow(folder.path, join(folder.path, '..a')), '..a');
    assert.equal(pathBelow(folder.path, join(folder.path, '..', 'a')), undefined);
  });

  it('that may not be read in part are read in part, and it is told', async function () {
    const root = process.getuid?.() === 0;
    if (process.platform === 'win32') this.skip();
    folder = await createFolder({ 'a.ts': '', 'closed/b.ts': '', 'closed.ts': 'let a;\n' });
    chmodSync(join(folder.path, 'closed'), 0);
    chmodSync(join(folder.path, 'closed.ts'), 0);
    for (const path of [join(folder.path, '..'), folder.path]) chmodSync(path, 0o755);
    const script = `
      const { scanFolder } = require('./src/core/workspace/scan.ts');
      const { readSource } = require('./src/core/workspace/read.ts');
      ${root ? 'process.setgid(65534); process.setuid(65534);' : ''}
      (async () => {
        const [folder] = process.argv.slice(-1);
        const languageOf = (path) => (path.endsWith('.ts') ? { id: 'typescript' } : undefined);
        const scan = await scanFolder(folder, { languageOf }, new AbortController().signal);
        const read = await readSource(folder, { path: 'closed.ts' }, { maxBytes: 100 });
        console.log(JSON.stringify({ files: scan.files.map((file) => file.path), unreadable: scan.unreadable, read }));
      })();`;
    const args = ['--import', 'tsx', '--eval', script, '--', folder.path];
    const answer: unknown = JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', env: folder.env }));
    assert.deepEqual(answer, {
      files: ['a.ts', 'closed.ts'],
      unreadable: [{ path: 'closed', message: 'permission denied' }],
      read: { kind: 'failed', message: 'cannot be read: permission denied' },
    });
  });

  it('of another owner are walked, and it is told how to trust them', async function () {
    if (process.getuid?.() !== 0) this.skip();
    folder = await createRepository({ 'a.ts': '', '.gitignore': 'b.ts', 'b.ts': '' });
    execFileSync('chown', ['-R', '65534', folder.path]);
    const env = { ...folder.env, SUDO_UID: '' };
    const result = await scanFolder(folder.path, { languageOf: testLanguageOf, env }, new AbortController().signal);
    assert.deepEqual(
      result.files.map(({ path }) => path),
      ['a.ts'],
    );
    assert.match(result.notices.join(), /does not trust this folder.*safe\.directory/);
  });
});
