/** The files that a path means, however much of it is known here: as it is, from its end, or by its own last parts. */

import { fileSymbolName } from '../../model/file';
import type { FilePath } from '../../model/ids';
import { foldName } from '../nameTable';
import { comparePlaces, fileOf } from '../tables';
import type { Tables } from '../tables';

/** More files of one name are no answer to which is meant. */
const mostFiles = 5;

/**
 * Ids of the files whose paths agree longest with the end of `path`, at most five. Of a path of several parts two must
 * agree, or the whole of the file's own.
 */
export function filesNamed(tables: Tables, path: string): number[] {
  const wanted = path.toLowerCase().split('/').reverse();
  const { names, symbols } = tables;
  const found: { readonly document: number; readonly agreeing: number; readonly isWhole: boolean }[] = [];
  for (const id of names.withFold(foldName(fileSymbolName(path as FilePath)))) {
    names.postings.each(id, (document) => {
      if (symbols.containers[document] !== document || !symbols.isLive(document)) return;
      const parts = fileOf(tables, document).lowerPath.split('/').reverse();
      const differs = parts.findIndex((part, at) => part !== wanted[at]);
      const agreeing = differs < 0 ? parts.length : differs;
      const isEnough = agreeing >= Math.min(2, wanted.length) || (agreeing === parts.length && agreeing > 0);
      if (isEnough) found.push({ document, agreeing, isWhole: fileOf(tables, document).path === path });
    });
  }
  const most = Math.max(0, ...found.map(({ agreeing }) => agreeing));
  const hasWhole = found.some(({ isWhole }) => isWhole);
  return found
    .filter(({ agreeing, isWhole }) => agreeing === most && (isWhole || !hasWhole))
    .map(({ document }) => document)
    .sort((a, b) => comparePlaces(tables, a, b))
    .slice(0, mostFiles)
    .map((document) => fileOf(tables, document).fileId);
}
