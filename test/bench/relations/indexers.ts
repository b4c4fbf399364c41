/**
 * The ground truth: SCIP indexes by the languages' own type checkers. The indexers are no packages of this project; they
 * are installed into the user's cache when first asked for.
 */

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import envPaths from 'env-paths';
import ts from 'typescript';

export const indexers = {
  typescript: { package: '@sourcegraph/scip-typescript', version: '0.4.0' },
  python: { package: '@sourcegraph/scip-python', version: '0.6.6' },
} as const;
export type IndexerName = keyof typeof indexers;

export interface MadeIndex {
  readonly bytes: Buffer;
  /** User and system time of the indexer, all threads. */
  readonly cpuSeconds: number;
}

const run = promisify(execFile);
const cacheFolder = join(envPaths('loci-bench', { suffix: '' }).cache, 'indexers');

/** Answers with the file to run. */
async function installed(name: IndexerName): Promise<string> {
  const { package: packageName, version } = indexers[name];
  const folder = join(cacheFolder, `${name}-${version}`);
  const program = join(folder, 'node_modules', packageName, name === 'python' ? 'index.js' : 'dist/src/main.js');
  if (!existsSync(program)) {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'package.json'), '{ "private": true }');
    const install = ['install', '--no-audit', '--no-fund', '--ignore-scripts', `${packageName}@${version}`];
    await run('npm', install, { cwd: folder, shell: process.platform === 'win32' });
  }
  return program;
}

/** Neither indexer installs or needs what the project depends on. Throws if no index comes of it. */
export async function makeIndex(name: IndexerName, folder: string): Promise<MadeIndex> {
  const program = await installed(name);
  const temporary = await mkdtemp(join(tmpdir(), 'loci-bench-scip-'));
  try {
    const output = join(temporary, 'index.scip');
    const attempts =
      name === 'python'
        ? [['index', '--cwd', folder, '--output', output, '--project-name', 'bench', '--project-version', '0']]
        : [
            ['index', '--cwd', folder, '--output', output],
            ['index', '--cwd', folder, '--output', output, await standInConfig(folder, temporary)],
            ['index', '--cwd', folder, '--output', output, await standInConfig(folder, temporary, true)],
          ];
    let failure: unknown;
    for (const args of attempts) {
      try {
        const cpuSeconds = await cpuOf(program, args, folder, join(temporary, 'cpu'));
        if (existsSync(output)) return { bytes: await readFile(output), cpuSeconds };
      } catch (error) {
        failure = error;
      }
    }
    throw new Error(`${indexers[name].package} made no index of ${folder}`, { cause: failure });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** Runs in the indexer before its own code: tells the CPU time of all its threads when it ends. */
const tellCpu = `import { writeFileSync } from 'node:fs';
process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  writeFileSync(process.env.LOCI_BENCH_CPU_FILE, String((user + system) / 1e6));
});`;

async function cpuOf(program: string, args: readonly string[], cwd: string, cpuFile: string): Promise<number> {
  const preload = `data:text/javascript,${encodeURIComponent(tellCpu)}`;
  await run(process.execPath, ['--max-old-space-size=8192', '--import', preload, program, ...args], {
    ...{ cwd, maxBuffer: 1 << 28 },
    // Where a Python project keeps its packages, if not at its top: nothing else says so to the indexer.
    env: { ...process.env, LOCI_BENCH_CPU_FILE: cpuFile, PYTHONPATH: join(cwd, 'src') },
  });
  return Number(await readFile(cpuFile, 'utf8'));
}

/**
 * The project's tsconfig without what it extends, which is in a package that is not there; one of all files, where there is
 * none, or where `ofAll` says so: that of a workspace may name no file of its packages.
 */
async function standInConfig(folder: string, temporary: string, ofAll = false): Promise<string> {
  const file = join(folder, 'tsconfig.json');
  const own = existsSync(file) ? readConfig(await readFile(file, 'utf8')) : {};
  const below = (globs: readonly string[] | undefined): string[] | undefined =>
    globs?.map((glob) => join(folder, glob));
  const config = {
    compilerOptions: {
      ...{ target: 'es2022', lib: ['es2022', 'dom'], allowJs: true, skipLibCheck: true, strict: true },
      ...own.compilerOptions,
      ...(own.compilerOptions?.baseUrl !== undefined && { baseUrl: join(folder, own.compilerOptions.baseUrl) }),
    },
    include: (ofAll ? undefined : below(own.include)) ?? [folder],
    exclude: (ofAll ? undefined : below(own.exclude)) ?? [join(folder, '**/node_modules')],
  };
  const standIn = join(temporary, ofAll ? 'tsconfig.all.json' : 'tsconfig.json');
  await writeFile(standIn, JSON.stringify(config));
  return standIn;
}

interface TsConfig {
  readonly compilerOptions?: { readonly baseUrl?: string };
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
}

function readConfig(text: string): TsConfig {
  return (ts.parseConfigFileTextToJson('tsconfig.json', text).config ?? {}) as TsConfig;
}
