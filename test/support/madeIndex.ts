/** A search index of made-up files, and questions to it by name. */

import type { ParsedFile } from '../../src/core/model/file';
import { parseQuery } from '../../src/core/search/query';
import { createSearchIndex } from '../../src/core/search/searchIndex';
import type { RankedHit, SearchIndex } from '../../src/core/search/searchIndex';
import { buildDigest } from '../../src/core/text/digest';
import { madeFile } from './madeFile';
import type { MadeSymbol } from './madeFile';

export interface MadeSource {
  readonly path: string;
  readonly language?: string;
  readonly text?: string;
  readonly symbols: readonly MadeSymbol[];
}

export interface MadeIndex {
  readonly index: SearchIndex;
  add(source: MadeSource): void;
  remove(path: string): void;
  /** How often each symbol of a file is referred to, the file's own first. */
  use(path: string, counts: readonly number[]): void;
  /** Best first. */
  hits(query: string, limit?: number): RankedHit[];
  /** Best first, as `path name`; a file's own symbol is its path alone. */
  find(query: string, limit?: number): string[];
}

export function madeIndex(sources: readonly MadeSource[]): MadeIndex {
  const index = createSearchIndex();
  const files = new Map<number, ParsedFile>();
  const ids = new Map<string, number>();
  const idOf = (path: string): number => {
    const id = ids.get(path) ?? ids.size + 1;
    ids.set(path, id);
    return id;
  };
  const made: MadeIndex = {
    index,
    add({ path, symbols, language = 'typescript', text = symbols.map(({ definition }) => definition).join('\n') }) {
      const file = madeFile(path, text, symbols, language);
      const fileId = idOf(path);
      files.set(fileId, file);
      index.addFile({ fileId, path: file.path, language: file.language, digest: buildDigest(file, text) });
    },
    remove(path) {
      index.removeFile(idOf(path));
    },
    use(path, counts) {
      index.setUsage(idOf(path), { ordinals: [...counts.keys()], counts });
    },
    hits: (query, limit = 20) => index.search(parseQuery(query), { limit }),
    find(query, limit) {
      return made.hits(query, limit).map(({ fileId, ordinal }) => {
        const { path, symbols } = files.get(fileId)!;
        return ordinal === 0 ? path : `${path} ${symbols[ordinal]!.name}`;
      });
    },
  };
  for (const source of sources) made.add(source);
  return made;
}

/** A symbol whose text is its name and these words. */
export function symbol(name: string, words = '', rest: Partial<MadeSymbol> = {}): MadeSymbol {
  return { name, kind: 'function', definition: `${name}(${words})`, ...rest };
}
