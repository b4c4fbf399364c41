/** What tsconfig.json and jsconfig.json say of where modules are: baseUrl, paths, extends. */

import picomatch from 'picomatch';
import type { JsonObject } from './jsonc';
import { isObject, readJson, stringsOf } from './jsonc';
import type { FileSet } from './lookup';
import { basename, dirname, foldersUp, join } from './paths';

export interface Tsconfigs {
  /** Paths that a module may have by the configuration nearest to a file, the most fitting first. */
  candidates(from: string, spec: string): string[];
  /** False if the nearest configuration excludes the file. */
  isIncluded(path: string): boolean;
}

interface Settings {
  readonly baseUrl: string | undefined;
  /** Patterns with at most one `*`, and paths relative to the project. */
  readonly paths: readonly (readonly [pattern: string, targets: readonly string[]])[];
}

const none: Settings = { baseUrl: undefined, paths: [] };
const longestChain = 20;

export function isTsconfig(path: string): boolean {
  return /^(?:ts|js)config(?:\.[\w.-]+)?\.json$/.test(basename(path));
}

export function createTsconfigs(files: FileSet): Tsconfigs {
  const read = new Map<string, Settings>();
  const nearest = new Map<string, Settings>();
  const excluded = new Map<string, (below: string) => boolean>();

  function settingsAt(path: string, trail = 0): Settings {
    const known = read.get(path);
    if (known !== undefined) return known;
    read.set(path, none);
    const text = files.projectFile(path);
    const settings = text === undefined || trail > longestChain ? none : readSettings(path, readJson(text), trail);
    read.set(path, settings);
    return settings;
  }

  function readSettings(path: string, config: JsonObject, trail: number): Settings {
    const folder = dirname(path);
    const options = isObject(config['compilerOptions']) ? config['compilerOptions'] : {};
    const bases = stringsOf(config['extends']).map((base) => extended(folder, base, trail));
    const baseUrl = typeof options['baseUrl'] === 'string' ? join(folder, options['baseUrl']) : undefined;
    const inherited = bases.reverse();
    const base = baseUrl ?? inherited.find((each) => each.baseUrl !== undefined)?.baseUrl;
    const own = isObject(options['paths']) ? readPaths(options['paths'], baseUrl ?? base ?? folder) : undefined;
    const paths = own ?? inherited.find((each) => each.paths.length > 0)?.paths ?? [];
    if (paths.length > 0 || base !== undefined) return { baseUrl: base, paths };
    // A solution file only names the projects that are one.
    for (const target of referenced(config, folder)) {
      const settings = settingsAt(target, trail + 1);
      if (settings.paths.length > 0) return settings;
    }
    return none;
  }

  function extended(folder: string, base: string, trail: number): Settings {
    for (const path of extendedPaths(folder, base)) {
      if (files.projectFile(path) !== undefined) return settingsAt(path, trail + 1);
    }
    return none;
  }

  function configAt(folder: string): string | undefined {
    const paths = ['tsconfig.json', 'jsconfig.json'].map((name) => (folder === '' ? name : `${folder}/${name}`));
    return paths.find((each) => files.projectFile(each) !== undefined);
  }

  function nearestTo(folder: string): Settings {
    const known = nearest.get(folder);
    if (known !== undefined) return known;
    let settings = none;
    for (const up of foldersUp(folder)) {
      const own = configAt(up);
      if (own === undefined) continue;
      settings = settingsAt(own);
      if (settings !== none) break;
    }
    nearest.set(folder, settings);
    return settings;
  }

  return {
    isIncluded(path) {
      const config = [...foldersUp(dirname(path))].map(configAt).find((each) => each !== undefined);
      if (config === undefined) return true;
      let isExcluded = excluded.get(config);
      if (isExcluded === undefined) {
        isExcluded = matcherOf(stringsOf(readJson(files.projectFile(config) ?? '')['exclude']));
        excluded.set(config, isExcluded);
      }
      return !isExcluded(dirname(config) === '' ? path : path.slice(dirname(config).length + 1));
    },
    candidates(from, spec) {
      const { baseUrl, paths } = nearestTo(dirname(from));
      const fitting = paths
        .filter(([pattern]) => fits(pattern, spec))
        .sort(([a], [b]) => b.indexOf('*') - a.indexOf('*') || b.length - a.length)
        .flatMap(([pattern, targets]) => targets.map((target) => fill(pattern, target, spec)));
      const plain = baseUrl === undefined ? undefined : join(baseUrl, spec);
      return plain === undefined ? fitting : [...fitting, plain];
    },
  };
}

/** Where the configurations may be that a configuration extends, those of packages left out. */
export function basesOf(path: string, text: string): string[] {
  return stringsOf(readJson(text)['extends']).flatMap((base) => extendedPaths(dirname(path), base));
}

function extendedPaths(folder: string, base: string): string[] {
  const at = base.startsWith('.') ? join(folder, base) : undefined;
  return at === undefined ? [] : [at, `${at}.json`, `${at}/tsconfig.json`].filter((each) => each.endsWith('.json'));
}

function readPaths(paths: JsonObject, base: string): [string, string[]][] {
  return Object.entries(paths).map(([pattern, targets]) => [
    pattern,
    stringsOf(targets).flatMap((target) => join(base, target) ?? []),
  ]);
}

function referenced(config: JsonObject, folder: string): string[] {
  const list = Array.isArray(config['references']) ? (config['references'] as unknown[]) : [];
  return list.flatMap((each) => {
    const path = isObject(each) && typeof each['path'] === 'string' ? join(folder, each['path']) : undefined;
    if (path === undefined) return [];
    return [path.endsWith('.json') ? path : `${path}/tsconfig.json`];
  });
}

function fits(pattern: string, spec: string): boolean {
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === spec;
  const [before, after] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return spec.length >= before.length + after.length && spec.startsWith(before) && spec.endsWith(after);
}

function fill(pattern: string, target: string, spec: string): string {
  const star = pattern.indexOf('*');
  if (star < 0) return target;
  return target.replace('*', () => spec.slice(star, spec.length - (pattern.length - star - 1)));
}

/** A pattern may name a folder as well as files. */
function matcherOf(patterns: readonly string[]): (path: string) => boolean {
  const plain = patterns.map((pattern) => pattern.replace(/^\.\//, '')).filter((pattern) => pattern !== '');
  return picomatch(
    plain.flatMap((pattern) => [pattern, `${pattern.replace(/\/+$/, '')}/**`]),
    { dot: true },
  );
}
