/** Sources for measuring: real files of the project's packages, copied until there are enough symbols. */

import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join, relative, resolve } from 'node:path';

export interface Corpus {
  readonly folder: string;
  readonly files: number;
  remove(): Promise<void>;
}

const extensions = new Set(['.ts', '.js', '.mjs', '.cjs', '.tsx', '.c', '.h', '.cc']);
const maximumBytes = 200 * 1024;
/** Roughly what the sources below hold; only decides how much is copied. */
const bytesPerSymbol = 365;

/**
 * A folder with about `symbols` symbols. Each further copy of a file has its identifiers changed, so that names and
 * contents stay distinct while their distribution stays that of real code.
 */
export async function makeCorpus(symbols: number): Promise<Corpus> {
  const folder = await mkdtemp(join(tmpdir(), 'loci-bench-'));
  const packages = resolve('node_modules');
  const sources = await listSources(packages);
  let bytes = symbols * bytesPerSymbol;
  let files = 0;
  for (let copy = 0; bytes > 0; copy++) {
    for (const source of sources) {
      if (bytes <= 0) break;
      const text = await readFile(source, 'utf8');
      const target = join(folder, `copy${copy}`, relative(packages, source));
      await mkdir(join(target, '..'), { recursive: true });
      await writeFile(target, copy === 0 ? text : varied(text, copy));
      bytes -= text.length;
      files += 1;
    }
  }
  return { folder, files, remove: () => rm(folder, { recursive: true, force: true }) };
}

async function listSources(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const name of (await readdir(folder, { recursive: true })).sort()) {
    if (!extensions.has(extname(name)) || /\.min\.|[\\/](dist|umd)[\\/]/.test(name)) continue;
    const path = join(folder, name);
    const stats = await stat(path).catch(() => undefined);
    if (stats?.isFile() === true && stats.size > 500 && stats.size < maximumBytes) found.push(path);
  }
  return found;
}

/** One identifier in three gets a suffix of the copy's own: chosen by its spelling, so the same everywhere in a copy. */
function varied(text: string, copy: number): string {
  return text.replace(/\b[a-zA-Z]\w{5,}\b/g, (word) =>
    (word.charCodeAt(2) + word.length + copy) % 3 === 0 ? `${word}V${copy}` : word,
  );
}
