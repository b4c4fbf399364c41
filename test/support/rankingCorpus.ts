/** A folder of sources in a search index, without a database. */

import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { languageOf } from '../../src/core/languages';
import type { ParsedFile } from '../../src/core/model/file';
import type { FilePath } from '../../src/core/model/ids';
import { createGrammars } from '../../src/core/parser/grammars';
import { parseFile } from '../../src/core/parser/parseFile';
import { createSearchIndex } from '../../src/core/search/searchIndex';
import type { SearchIndex, SymbolPlace } from '../../src/core/search/searchIndex';
import { buildDigest } from '../../src/core/text/digest';

export interface RankingIndex {
  readonly index: SearchIndex;
  /** By file id. */
  readonly files: readonly ParsedFile[];
  /** `path name`; of a file itself the name is empty. */
  labelOf(place: SymbolPlace): string;
}

export async function rankingIndex(corpus: string): Promise<RankingIndex> {
  const index = createSearchIndex();
  const files: ParsedFile[] = [];
  const grammars = createGrammars(resolve('dist'));
  for (const file of filesIn(corpus)) {
    const path = relative(corpus, file).split(sep).join('/') as FilePath;
    const language = languageOf(path);
    if (language === undefined) throw new Error(`no language for ${path}`);
    const text = readFileSync(file, 'utf8');
    const parsed = parseFile({ path, language: language.id, text }, await grammars.load(language));
    const digest = buildDigest(parsed, text);
    index.addFile({ fileId: files.push(parsed) - 1, path, language: language.id, digest });
  }
  return {
    ...{ index, files },
    labelOf({ fileId, ordinal }) {
      const file = files[fileId]!;
      return `${file.path} ${ordinal === 0 ? '' : file.symbols[ordinal]!.name}`;
    },
  };
}

function filesIn(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .map((name) => join(folder, name))
    .flatMap((entry) => (statSync(entry).isDirectory() ? filesIn(entry) : [entry]));
}
