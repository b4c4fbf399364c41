/**
 * A PostgreSQL server for tests: the one of LOCI_TEST_DATABASE_URL, or else one installed from Debian's packages into
 * .cache and run in a folder of its own, for which this has to be root on Debian.
 */

import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { appendFile, chown, mkdir, readFile, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';

export interface TestServer {
  /** A superuser's; the path names a database that is always there. */
  readonly url: string;
  /** Made for this run: goes with all that is in it. */
  readonly disposable: boolean;
  stop(): Promise<void>;
}

const execute = promisify(execFile);
const cache = resolve('.cache/postgresql');
const root = join(cache, 'root');
const suite = 'trixie';
const packages = ['postgresql-17', 'postgresql-17-pgvector', 'dash'];
const bin = '/usr/lib/postgresql/17/bin';
/** Of the server's processes; the number is PostgreSQL's port for want of a better one. */
const user = 5432;

/** Rejects with the reason where there can be none on this machine. */
export async function startServer(): Promise<TestServer> {
  const given = process.env['LOCI_TEST_DATABASE_URL'];
  if (given !== undefined && given !== '') return { url: given, disposable: false, stop: () => Promise.resolve() };
  if (!existsSync(root)) await install();
  await removeOrphans();
  return runServer();
}

async function install(): Promise<void> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) throw new Error('only root on Debian can install one');
  const sources = await suiteSources();
  const apt = join(cache, 'apt');
  const unfinished = `${root}.new-${process.pid}`;
  await mkdir(join(apt, 'lists', 'partial'), { recursive: true });
  await mkdir(join(apt, 'archives', 'partial'), { recursive: true });
  await mkdir(join(apt, 'etc'), { recursive: true });
  await writeFile(join(apt, 'status'), '');
  await writeFile(join(apt, 'etc', `${suite}.sources`), sources);
  const options = [
    'Dir::Etc::sourcelist=/dev/null',
    `Dir::Etc::sourceparts=${join(apt, 'etc')}`,
    `Dir::State::Lists=${join(apt, 'lists')}`,
    `Dir::State::status=${join(apt, 'status')}`,
    `Dir::Cache=${apt}`,
    `Dir::Cache::archives=${join(apt, 'archives')}`,
    'APT::Sandbox::User=root',
    'APT::Install-Recommends=false',
  ].flatMap((option) => ['-o', option]);
  await execute('apt-get', [...options, '-q', 'update']);
  await execute('apt-get', [...options, '-q', '-y', '--download-only', 'install', ...packages]);
  await mkdir(unfinished);
  for (const name of await readdir(join(apt, 'archives'))) {
    if (name.endsWith('.deb')) await execute('dpkg-deb', ['-x', join(apt, 'archives', name), unfinished]);
  }
  await furnish(unfinished);
  await rename(unfinished, root);
  await rm(apt, { recursive: true });
}

/** This machine's own package source, for another release. */
async function suiteSources(): Promise<string> {
  const release = await readFile('/etc/os-release', 'utf8');
  const codename = /^VERSION_CODENAME=(\w+)$/m.exec(release)?.[1];
  if (!/^ID=debian$/m.test(release) || codename === undefined) throw new Error('only Debian is known to have one');
  const folder = '/etc/apt/sources.list.d';
  const names = existsSync(folder) ? await readdir(folder) : [];
  for (const name of names.filter((each) => each.endsWith('.sources'))) {
    for (const stanza of (await readFile(join(folder, name), 'utf8')).split(/\n\s*\n/)) {
      const field = (key: string): string => new RegExp(`^${key}:(.*)$`, 'm').exec(stanza)?.[1]?.trim() ?? '';
      if (!field('Suites').split(/\s+/).includes(codename)) continue;
      if (!field('Components').split(/\s+/).includes('main')) continue;
      return stanza.replace(/^Suites:.*$/m, `Suites: ${suite}`) + '\n';
    }
  }
  for (const file of ['/etc/apt/sources.list', ...names.map((name) => join(folder, name))]) {
    if (!file.endsWith('.list') || !existsSync(file)) continue;
    const [, options, uri] =
      new RegExp(`^deb\\s+(?:\\[(.*)\\]\\s+)?(\\S+)\\s+${codename}\\s+main\\b`, 'm').exec(
        await readFile(file, 'utf8'),
      ) ?? [];
    const signedBy = /signed-by=(\S+)/.exec(options ?? '')?.[1];
    if (uri === undefined) continue;
    const signed = signedBy === undefined ? '' : `Signed-By: ${signedBy}\n`;
    return `Types: deb\nURIs: ${uri}\nSuites: ${suite}\nComponents: main\n${signed}`;
  }
  throw new Error('no package source of Debian was found');
}

/** What the packages' own scripts and the kernel would have put there. */
async function furnish(folder: string): Promise<void> {
  for (const name of ['bin', 'lib', 'lib64', 'sbin']) {
    if (!existsSync(join(folder, name))) await symlink(`usr/${name}`, join(folder, name));
  }
  for (const name of ['dev/shm', 'tmp', 'data']) await mkdir(join(folder, name), { recursive: true, mode: 0o777 });
  await execute('mknod', ['-m', '666', join(folder, 'dev/null'), 'c', '1', '3']);
  await execute('mknod', ['-m', '666', join(folder, 'dev/urandom'), 'c', '1', '9']);
  await execute('chmod', ['1777', join(folder, 'dev/shm'), join(folder, 'tmp')]);
  await appendFile(join(folder, 'etc/passwd'), `postgres:x:${user}:${user}::/:/bin/sh\n`);
}

function inRoot(program: string, args: readonly string[]): readonly string[] {
  return [`--userspec=${user}:${user}`, root, join(bin, program), ...args];
}

async function runServer(): Promise<TestServer> {
  const name = `${process.pid}-${randomBytes(4).toString('hex')}`;
  const folder = join(root, 'data', name);
  const password = randomBytes(12).toString('hex');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'password'), password);
  await chown(folder, user, user);
  const initialise = [
    '-D',
    `/data/${name}/main`,
    '-U',
    'postgres',
    '-A',
    'scram-sha-256',
    '-E',
    'UTF8',
    '--locale=C.UTF-8',
  ];
  await execute('chroot', [...inRoot('initdb', [...initialise, `--pwfile=/data/${name}/password`])]);
  const port = await freePort();
  const settings = ['listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories=', 'max_connections=60'];
  const server = spawn(
    'chroot',
    [...inRoot('postgres', ['-D', `/data/${name}/main`, ...settings.flatMap((setting) => ['-c', setting])])],
    { stdio: 'ignore' },
  );
  const url = `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;
  await untilAnswering(url, server);
  return {
    url,
    disposable: true,
    async stop() {
      const ended = new Promise((done) => server.once('exit', done));
      server.kill('SIGQUIT');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function untilAnswering(url: string, server: ChildProcess): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const client = new Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (attempt >= 100 || server.exitCode !== null) throw error;
      await sleep(100);
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const probe = createServer();
    probe.on('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        done(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
  });
}

/** Servers whose test process was killed: each folder is named after it. */
async function removeOrphans(): Promise<void> {
  for (const name of await readdir(join(root, 'data'))) {
    const owner = Number(name.split('-')[0]);
    if (existsSync(`/proc/${owner}`)) continue;
    const folder = join(root, 'data', name);
    const pid = Number((await readFile(join(folder, 'main/postmaster.pid'), 'utf8').catch(() => '')).split('\n')[0]);
    const command = pid > 0 ? await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '') : '';
    if (command.includes(`/data/${name}/`)) process.kill(pid, 'SIGQUIT');
    await rm(folder, { recursive: true, force: true });
  }
}
