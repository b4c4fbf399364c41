/** The program as people and scripts run it, on a server with the fake engine. UPDATE=1 rewrites what is expected. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { connectEngine } from '../../src/protocol/client';
import { bundle, isAlive, readText, remove, temporaryFolder, until } from '../server/support/programs';

interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A command line, and what goes to its standard input. Each is one golden file's section. */
const golden: readonly (readonly [args: string, input?: string])[] = [
  [''],
  ['--help'],
  ['--version'],
  ['search --help'],
  ['nonsense'],
  ['search'],
  ['search x --limit 0'],
  ['search x --limit many'],
  ['search x --colour'],
  ['search x --batch -'],
  ['--database-url mysql://host/db search x'],
  ['search cart total'],
  ['search cart --limit 1 --json'],
  ['search none'],
  ['search none --json'],
  ['search fail'],
  ['search bug'],
  ['search --batch -', '{"query":"cart","limit":1}\n\n{"query":"fail diskFull"}\n'],
  ['search --batch -', '{"query":"cart","limit":1}\nnot json\n'],
  ['search --batch -', '{"limit":1}\n'],
  ['search --batch /nowhere/queries.jsonl'],
  ['index /fake/shop'],
  ['index /fake/shop --json --quiet'],
  ['index /fake/missing'],
  ['start /fake/shop cart'],
  ['start /fake/shop', 'cart\n\nfail\nnone\n'],
  ['start /fake/shop --quiet', ''],
  ['symbol Cart'],
  ['symbol Cart --json'],
  ['symbol none'],
  ['outline /fake/shop/src/shop.ts'],
  ['outline /fake/shop/src/shop.ts --json'],
  ['outline /fake/notes.txt'],
  ['relations Cart'],
  ['relations Cart --direction out --depth 2 --type calls,used_by --json'],
  ['relations Cart --tests'],
  ['relations Cart --direction sideways'],
  ['relations Cart --type loves'],
  ['relations Cart --min-confidence 2'],
  ['impact'],
  ['impact Cart --depth 2 --json'],
  ['impact --since HEAD~1 --staged --limit 0'],
  ['impact --folder /fake/missing'],
  ['path main total'],
  ['path main total --type calls,extended_by --depth 3 --json'],
  ['path main none'],
  ['path main'],
  ['cycles /fake/shop'],
  ['cycles --symbols --json --limit 5'],
  ['cycles /fake/none'],
  ['duplicates'],
  ['duplicates /fake/shop --min-lines 8 --json'],
  ['duplicates /fake/none'],
  ['unused'],
  ['unused /fake/shop --sure --kind function,method --json'],
  ['unused --kind thing'],
  ['unused /fake/none'],
  ['hotspots'],
  ['hotspots /fake/shop --days 30 --json'],
  ['hotspots --days 0'],
  ['hotspots /fake/none'],
  ['status'],
  ['status --json --check'],
  ['why /fake/shop/.env'],
  ['why /fake/shop/src/shop.ts --json'],
  ['migrate status'],
  ['migrate up --json'],
  ['migrate down --to 0'],
  ['migrate'],
  ['backup /fake/file --json'],
  ['restore /fake/file'],
  ['export /fake/shop'],
  ['export /fake/shop --scip /fake/index.scip'],
  ['export /fake/shop --scip /fake/index.scip --json'],
  ['import /fake/shop'],
  ['import /fake/shop --scip /fake/index.scip'],
  ['import /fake/shop --scip /fake/index.scip --json'],
  ['import /fake/shop --scip /fake/notes.txt'],
  ['import /fake/shop --remove'],
  ['import /fake/shop --remove --scip /fake/index.scip'],
  ['embed --help'],
  ['embed /fake/shop'],
  ['embed /fake/shop --json --quiet'],
  ['embed /fake/remote'],
  ['embed --dry-run'],
  ['embed /fake/done --dry-run'],
  ['embed /fake/remote --dry-run'],
  ['embed /fake/remote --dry-run --price 0.02'],
  ['embed /fake/remote --dry-run --price 0.02 --json'],
  ['embed /fake/shop --dry-run --price much'],
  ['train'],
  ['train /fake/shop'],
  ['train /fake/shop --seed 0'],
  ['train --pairs /fake/pairs --out /fake/new.model --json'],
  ['train /fake/shop --held-out 0.9'],
  ['train /fake/shop --save-pairs /fake/pairs.gz'],
  ['train /fake/shop --save-pairs /fake/pairs.gz --out /fake/new.model'],
  ['eval /fake/shop'],
  ['eval /fake/bare --cases 30 --json'],
  ['eval /fake/bare'],
  ['eval /fake/shop --cases 0'],
  ['reset /fake/shop'],
  ['reset'],
];
const goldenFile = path.resolve('test/cli/golden.txt');

describe('cli: commands', function () {
  this.timeout(120_000);
  let folder: string;
  let dataDir: string;
  let cli: string;

  before(async () => {
    folder = temporaryFolder();
    dataDir = path.join(folder, 'data');
    await bundle('test/server/support/fakeServer.ts', folder, 'server');
    cli = await bundle('src/cli/main.ts', folder, 'cli');
  });
  after(async () => {
    const client = await connectEngine({ dataDir, serverFile: path.join(folder, 'server.cjs') });
    const { pid } = client.welcome();
    client.close();
    process.kill(pid, 'SIGKILL');
    await until('the server is gone', () => !isAlive(pid));
    remove(folder);
  });

  function start(args: readonly string[], env: NodeJS.ProcessEnv = {}): ReturnType<typeof spawn> {
    const journal = path.join(folder, 'journal');
    const own = { LOCI_DATA_DIR: dataDir, LOCI_DATABASE_URL: '', FAKE_JOURNAL: journal, LOCI_IDLE_SECONDS: '60' };
    return spawn(process.execPath, [cli, ...args], { cwd: folder, env: { ...process.env, ...own, ...env } });
  }

  async function loci(args: readonly string[], input = '', env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
    const child = start(args, env);
    let [out, err] = ['', ''];
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.stdin?.on('error', () => undefined).end(input);
    const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
    return { code, out, err };
  }

  /** What differs from run to run: waiting times and temporary folders. */
  function settled(text: string): string {
    return text
      .replaceAll(folder, '<folder>')
      .replace(/"ms":[\d.]+\}/g, '"ms":0}')
      .replace(/"ms":[\d.]+,"error"/g, '"ms":0,"error"');
  }

  it('say what they are expected to say, with the exit codes of the contract', async function () {
    if (process.platform === 'win32') this.skip();
    const sections: string[] = [];
    for (const [line, input] of golden) {
      const { code, out, err } = await loci(
        line.split(' ').filter((part) => part !== ''),
        input,
      );
      const given = input === undefined ? '' : `\n<<< ${JSON.stringify(input)}`;
      sections.push(`$ loci ${line}${given}\n${settled(out)}--- errors\n${settled(err)}--- exit ${String(code)}\n`);
    }
    const said = sections.join('\n');
    if (process.env['UPDATE'] === '1') writeFileSync(goldenFile, said);
    assert.equal(said, readFileSync(goldenFile, 'utf8'));
  });

  it('print failures as one line, on the standard error alone', async () => {
    for (const args of [['search', 'fail'], ['nonsense'], ['search'], ['index', '/fake/missing'], ['symbol', 'none']]) {
      const { code, out, err } = await loci(args);
      assert.ok(code === 1 || code === 2, args.join(' '));
      assert.equal(out, '');
      assert.match(err, /^loci: [^\n]+ — [^\n]+\n$/, args.join(' '));
    }
  });

  it('tell what a folder leaves out only if that was said', async () => {
    const said = async (...options: string[]): Promise<string | undefined> => {
      const before = readText(path.join(folder, 'journal')).length;
      const { code } = await loci(['index', '/fake/shop', '--quiet', ...options]);
      assert.equal(code, 0);
      return /^exclude .*$/m.exec(readText(path.join(folder, 'journal')).slice(before))?.[0];
    };
    const shop = path.resolve('/fake/shop');
    assert.equal(await said(), undefined);
    assert.equal(await said('--exclude', 'made/**', '*.gen.ts'), `exclude ${shop} ["made/**","*.gen.ts"]`);
    assert.equal(await said('--no-exclude'), `exclude ${shop} []`);
  });

  it('colour for those who want it only', async () => {
    assert.ok((await loci(['search', 'x'], '', { FORCE_COLOR: '1' })).out.includes('\u001b['));
    assert.ok(!(await loci(['search', 'x'], '', { FORCE_COLOR: '1', NO_COLOR: '1' })).out.includes('\u001b['));
    assert.ok(!(await loci(['search', 'x'])).out.includes('\u001b['));
  });

  it('end in silence when the reader of their output goes', async () => {
    const child = start(['search', '--batch', '-']);
    let err = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.stdin?.on('error', () => undefined).end('{"query":"cart"}\n'.repeat(2000));
    child.stdout?.once('data', () => child.stdout?.destroy());
    const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
    assert.deepEqual({ code, err }, { code: 0, err: '' });
  });

  it('cancel the job at Ctrl-C, and say so by 130', async function () {
    if (process.platform === 'win32') this.skip();
    const journal = path.join(folder, 'journal');
    const child = start(['index', '/ctrl-c/slow']);
    await until('it indexes', () => readText(journal).includes('index /ctrl-c/slow'));
    child.kill('SIGINT');
    const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
    assert.equal(code, 130);
    await until('the job has stopped', () => readText(journal).includes('aborted index /ctrl-c/slow'));
  });

  it('watch until Ctrl-C, and index again after the server was lost', async function () {
    if (process.platform === 'win32') this.skip();
    const journal = path.join(folder, 'journal');
    const child = start(['index', '/watched', '--watch']);
    const seen = (text: string): number => readText(journal).split(text).length - 1;
    await until('it watches', () => seen('watch /watched') === 1);
    const { process: server } = JSON.parse((await loci(['status', '--json'])).out) as { process: { pid: number } };
    assert.equal(server.pid, 4242);
    const client = await connectEngine({ dataDir, serverFile: path.join(folder, 'server.cjs') });
    process.kill(client.welcome().pid, 'SIGKILL');
    client.close();
    await until('it watches again', () => seen('indexed /watched') === 2 && seen('watch /watched') === 2);
    child.kill('SIGINT');
    const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
    assert.equal(code, 0);
    await until('nobody watches', () => seen('unwatch /watched') === 1);
  });

  it('diagnose what keeps the server from starting', async () => {
    const file = path.join(folder, 'file');
    writeFileSync(file, '');
    const { code, out } = await loci(['doctor', '--json', '--data-dir', file]);
    assert.equal(code, 1);
    const checks = JSON.parse(out) as { name: string; ok: boolean; mend?: string }[];
    assert.deepEqual(
      checks.map(({ name, ok }) => [name, ok]),
      [
        ['runtime', true],
        ['server', false],
      ],
    );
    assert.match(checks[1]?.mend ?? '', /--data-dir/);
    assert.equal((await loci(['doctor'])).code, 1);
  });

  it('number a new migration after the last', async () => {
    const migrations = path.join(folder, 'migrations');
    mkdirSync(migrations);
    writeFileSync(path.join(migrations, '0041_base.sql'), '');
    const { code, out } = await loci(['migrate', 'create', 'Add: more Things!', '--folder', migrations]);
    assert.deepEqual({ code, out }, { code: 0, out: `${path.join(migrations, '0042_add_more_things.sql')}\n` });
    assert.match(readText(out.trim()), /^-- migrate:up\n\n-- migrate:down\n$/);
    assert.equal((await loci(['migrate', 'create', '!!!', '--folder', migrations])).code, 2);
  });

  it('serve in the foreground until told to end, and not twice', async function () {
    if (process.platform === 'win32') this.skip();
    const own = path.join(folder, 'served');
    const child = start(['serve', '--data-dir', own]);
    let err = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text));
    await until('it serves', () => err.includes('serving'));
    const second = await loci(['serve', '--data-dir', own]);
    assert.equal(second.code, 1);
    assert.match(second.err, /another server owns/);
    assert.equal((await loci(['search', 'x', '--data-dir', own])).code, 0);
    child.kill('SIGTERM');
    const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
    assert.equal(code, 0, err);
  });
});
