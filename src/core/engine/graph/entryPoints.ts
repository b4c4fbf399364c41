/** The files by which others come to a folder's packages, as their manifests say. */

import { posix } from 'node:path';
import { join } from 'node:path';
import type { FilePath, LanguageId } from '../../model/ids';
import { createPackages } from '../../resolver/modules/packages';
import { readText } from '../../workspace/git';

const endings = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.d.ts'];

/** Of each `package.json` among `manifests`: what `exports`, `main`, `types`, `bin` and the like name. */
export async function entryPoints(
  folder: string,
  manifests: readonly FilePath[],
  files: ReadonlyMap<FilePath, { readonly language: LanguageId }>,
): Promise<FilePath[]> {
  const texts = new Map<string, string>();
  for (const path of manifests) {
    const text = posix.basename(path) === 'package.json' ? await readText(join(folder, path)) : undefined;
    if (text !== undefined) texts.set(path, text);
  }
  const has = (path: string): path is FilePath => files.has(path as FilePath);
  const find = (path: string): string | undefined =>
    [path, ...endings.map((ending) => path + ending), ...endings.map((ending) => `${path}/index${ending}`)].find(has);
  const packages = createPackages(
    {
      has,
      projectFile: (path) => texts.get(path),
      projectFiles: () => texts.keys(),
      paths: () => files.keys(),
      languageOf: (path) => files.get(path as FilePath)?.language,
    },
    find,
  );
  const found = new Set<FilePath>();
  for (const text of texts.values()) {
    for (const spec of specifiersOf(text)) {
      const path = packages.find('', spec);
      if (path !== undefined && has(path)) found.add(path);
    }
  }
  return [...found];
}

/** The names by which a manifest's own package can be asked for. */
function specifiersOf(text: string): string[] {
  const manifest = parsed(text);
  const name = manifest['name'];
  if (typeof name !== 'string') return [];
  const { exports, bin } = manifest;
  const below = isRecord(exports)
    ? Object.keys(exports).filter((key) => key.startsWith('./') && !key.includes('*'))
    : [];
  const programs = typeof bin === 'string' ? [bin] : isRecord(bin) ? Object.values(bin) : [];
  return [
    name,
    ...below.map((key) => `${name}${key.slice(1)}`),
    ...programs.flatMap((program) => (typeof program === 'string' ? [posix.join(name, program)] : [])),
  ];
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
