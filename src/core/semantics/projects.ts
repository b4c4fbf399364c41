/** Which files are checked together, and by which settings: what tsconfig.json and jsconfig.json say of them. */

import { posix } from 'node:path';
import { TransactionalFileSystem, TsConfigResolver } from '@ts-morph/common';
import type { FileSystemHost } from 'ts-morph';
import { ts } from 'ts-morph';
import type { FilePath } from '../model/ids';
import type { DiskView } from './host';
import type { CheckerProject } from './messages';

export interface ReadConfig {
  readonly options: ts.CompilerOptions;
  /** Absolute. */
  readonly files: readonly string[];
}

/** For files that no configuration speaks of: read as they would be by most. */
const plainOptions: ts.CompilerOptions = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  // Names of one script are not those of another only because both are in the folder.
  moduleDetection: ts.ModuleDetectionKind.Force,
  jsx: ts.JsxEmit.Preserve,
  esModuleInterop: true,
  experimentalDecorators: true,
  strict: true,
};

/** Whatever a configuration says: nothing is written, and JavaScript is read as well. */
const ownOptions: ts.CompilerOptions = {
  noEmit: true,
  allowJs: true,
  maxNodeModuleJsDepth: 0,
  skipLibCheck: true,
  skipDefaultLibCheck: true,
  incremental: false,
  composite: false,
  declaration: false,
  declarationMap: false,
};

/** Undefined if it cannot be parsed: its files are then checked as if it were not there. */
export function readConfig(host: FileSystemHost, path: string): ReadConfig | undefined {
  try {
    const fileSystem = new TransactionalFileSystem({
      fileSystem: host,
      skipLoadingLibFiles: true,
      libFolderPath: undefined,
    });
    const resolver = new TsConfigResolver(fileSystem, fileSystem.getStandardizedAbsolutePath(path), 'utf-8');
    return { options: resolver.getCompilerOptions(), files: resolver.getPaths().filePaths };
  } catch {
    return undefined;
  }
}

export function optionsOf(config: ReadConfig | undefined): ts.CompilerOptions {
  return { ...(config?.options ?? plainOptions), ...ownOptions };
}

/**
 * Each file is in one project: that of the nearest configuration that names it, else of the nearest one above it, else
 * of the one without a configuration. Projects are in the order of their paths.
 */
export function planProjects(
  disk: DiskView,
  files: readonly FilePath[],
  configs: readonly FilePath[],
): CheckerProject[] {
  const open = new Set<string>(files);
  const projects = new Map<FilePath | undefined, FilePath[]>();
  const take = (config: FilePath | undefined, path: FilePath): void => {
    if (!open.delete(path)) return;
    const list = projects.get(config);
    if (list === undefined) projects.set(config, [path]);
    else list.push(path);
  };
  const sound: FilePath[] = [];
  const extended = extendedConfigs(disk, configs);
  const order = [...configs].sort((a, b) => nearestFirst(a, b, extended));
  for (const config of order) {
    const read = readConfig(disk.host, disk.absolute(config));
    if (read === undefined) continue;
    sound.push(config);
    for (const file of read.files) {
      const path = disk.inside(file);
      if (path !== undefined) take(config, path as FilePath);
    }
  }
  for (const path of [...open] as FilePath[]) {
    take(
      sound.find((config) => path.startsWith(folderOf(config))),
      path,
    );
  }
  return [...projects]
    .map(([config, list]) => ({ ...(config !== undefined && { config }), files: list.sort() }))
    .sort((a, b) => ((a.config ?? '') < (b.config ?? '') ? -1 : 1));
}

function folderOf(config: string): string {
  return config.slice(0, config.lastIndexOf('/') + 1);
}

/** Those that others build upon speak of no files of their own. */
function extendedConfigs(disk: DiskView, configs: readonly FilePath[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const config of configs) {
    const { config: json } = ts.readConfigFile(disk.absolute(config), (path) => disk.host.readFileSync(path)) as {
      readonly config?: { readonly extends?: unknown };
    };
    for (const base of [json?.extends].flat()) {
      if (typeof base === 'string' && base.startsWith('.')) found.add(posix.join(folderOf(config), base));
    }
  }
  return found;
}

/** Deeper folders first; in a folder the file that tools take unless told of another, and last what others extend. */
function nearestFirst(a: FilePath, b: FilePath, extended: ReadonlySet<string>): number {
  const depth = (path: string): number => path.split('/').length;
  const isBase = (path: string): number => (extended.has(path) || extended.has(path.replace(/\.json$/, '')) ? 1 : 0);
  const isMain = (path: string): number => (/(?:^|\/)[jt]sconfig\.json$/.test(path) ? 0 : 1);
  return depth(b) - depth(a) || isMain(a) - isMain(b) || isBase(a) - isBase(b) || (a < b ? -1 : 1);
}
