/**
 * npm run bench -- [section…] [folder…]
 *
 * Sections: index, storage, queries, search, save, resolve, embedding, meaning; all unless told. Folders are indexed as they are; without
 * one, sources are made from the project's own packages. Every figure stands beside a reference measured in the same run: ratios carry over to
 * other machines, seconds do not.
 */

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { benchEmbedding } from './embedding';
import { benchIndex } from './index';
import { benchMeaning } from './meaning';
import { benchQueries } from './queries';
import { benchResolve } from './resolve';
import { benchSave } from './save';
import { benchSearch } from './search';
import { benchStorage } from './storage';
import { makeCorpus } from './corpus';

const sections = ['index', 'storage', 'queries', 'search', 'save', 'resolve', 'embedding', 'meaning'] as const;

async function main(): Promise<void> {
  const words = process.argv.slice(2);
  const asked = sections.filter((section) => words.includes(section));
  const unknown = words.filter((word) => !asked.some((section) => section === word) && !existsSync(word));
  if (unknown.length > 0)
    throw new Error(`neither a section (${sections.join(', ')}) nor a folder: ${unknown.join(', ')}`);
  const folders = words.filter((word) => !asked.some((section) => section === word)).map((word) => resolve(word));
  const wanted = (section: (typeof sections)[number]): boolean => asked.length === 0 || asked.includes(section);
  if (wanted('index')) {
    const made = folders.length === 0 ? await makeCorpus(20_000) : undefined;
    for (const folder of made === undefined ? folders : [made.folder]) await benchIndex(folder);
    await made?.remove();
  }
  if (wanted('storage')) await benchStorage();
  if (wanted('queries')) await benchQueries();
  if (wanted('search')) benchSearch();
  if (wanted('save')) await benchSave();
  if (wanted('resolve')) await benchResolve();
  if (wanted('embedding')) await benchEmbedding(folders);
  if (wanted('meaning')) for (const folder of folders) await benchMeaning(folder);
}

await main();
