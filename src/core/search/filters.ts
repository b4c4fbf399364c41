/** Tells which symbols a question's filters let through. Filters of one sort are alternatives, sorts are all required. */

import picomatch from 'picomatch';
import { symbolKinds } from '../model/symbol';
import type { SearchQuery } from '../model/search';
import { containerPath, dotted, fileOf } from './tables';
import type { FileEntry, Tables } from './tables';

/** Languages that people mean together by one name. */
const families: Readonly<Record<string, readonly string[]>> = {
  typescript: ['typescript', 'tsx'],
  javascript: ['javascript', 'jsx'],
};

const unknown = 0;
const yes = 1;
const no = 2;

export interface Filter {
  /** Whether the file's own filters, language and path, let it through; asked once a file and remembered. */
  acceptFile(document: number): boolean;
  /** Whether all filters let a live symbol through. */
  accept(document: number): boolean;
  /** At least the own prior of each symbol of the file that the kinds let through; 0 if they let none through. */
  bestPrior(file: FileEntry): number;
}

/** To be held for one question: it remembers what it found of each file. */
export function filterOf(tables: Tables, query: SearchQuery): Filter {
  const all = (): boolean => true;
  const acceptFile = query.languages.length + query.paths.length > 0 ? fileTest(tables, query) : all;
  const acceptKind = query.kinds.length > 0 ? kindTest(tables, query.kinds) : all;
  const acceptContainer = query.containers.length > 0 ? containerTest(tables, query.containers) : all;
  const bestPrior = priorBound(tables, query.kinds);
  if (!hasFilters(query)) return { acceptFile, accept: all, bestPrior };
  const accept = (document: number): boolean =>
    acceptKind(document) && acceptFile(document) && acceptContainer(document);
  return { acceptFile, accept, bestPrior };
}

/** A native kind may belong to any kind. */
function priorBound({ nativeKinds, bestPriors }: Tables, wanted: readonly string[]): (file: FileEntry) => number {
  const some = wanted.length > 0 && !nativeKinds.texts.some((name) => name !== '' && wanted.includes(name));
  const kinds = [...symbolKinds.keys()].filter((kind) => !some || wanted.includes(symbolKinds[kind]!));
  return ({ slot }) => bestPriors.best(slot, kinds);
}

export function hasFilters(query: SearchQuery): boolean {
  return query.kinds.length + query.languages.length + query.paths.length + query.containers.length > 0;
}

function kindTest({ symbols, nativeKinds }: Tables, wanted: readonly string[]): (document: number) => boolean {
  const kinds = symbolKinds.map((kind) => wanted.includes(kind));
  const natives = nativeKinds.texts.map((name) => name !== '' && wanted.includes(name));
  return (document) => kinds[symbols.kinds[document]!]! || natives[symbols.nativeKinds[document]!]!;
}

function fileTest(tables: Tables, query: SearchQuery): (document: number) => boolean {
  const languages = new Set(query.languages.flatMap((language) => families[language] ?? [language]));
  const paths = query.paths.map(pathTest);
  const test = (file: FileEntry): boolean =>
    (languages.size === 0 || languages.has(file.language)) && (paths.length === 0 || paths.some((fits) => fits(file)));
  const known = new Uint8Array(tables.files.length);
  const { files } = tables.symbols;
  return (document) => {
    const slot = files[document]!;
    if (known[slot] === unknown) known[slot] = test(fileOf(tables, document)) ? yes : no;
    return known[slot] === yes;
  };
}

function pathTest(pattern: string): (file: FileEntry) => boolean {
  const lower = pattern.toLowerCase().replaceAll('\\', '/').replace(/^\.\//, '');
  if (!/[*?[{]/.test(lower)) return (file) => file.lowerPath.includes(lower);
  const fits = globTest(lower);
  return (file) => fits(file.lowerPath);
}

/** A glob without a folder fits at any depth. A glob that cannot be read fits nothing. */
function globTest(glob: string): (path: string) => boolean {
  try {
    const options = { dot: true, basename: !glob.includes('/') };
    const fits = picomatch([glob, `**/${glob}`, `${glob}/**`], options);
    return (path) => fits(path);
  } catch {
    return () => false;
  }
}

/** A part without a joint stands in one of the names around; one with joints is looked for in the whole path. */
function containerTest(tables: Tables, wanted: readonly string[]): (document: number) => boolean {
  const parts = wanted.map((part) => dotted(part.toLowerCase()));
  const single = parts.filter((part) => !part.includes('.'));
  const joined = parts.filter((part) => part.includes('.'));
  const nameFits = fitsOnce(tables.names.names, single);
  const scopeFits = fitsOnce(tables.scopes.texts, single);
  const { containers, scopes, names } = tables.symbols;
  return (document) => {
    for (let at = document; ; at = containers[at]!) {
      if (scopeFits(scopes[at]!)) return true;
      const outer = containers[at]!;
      // The file's own name belongs to no qualified name.
      if (containers[outer] === outer) break;
      if (nameFits(names[outer]!)) return true;
    }
    if (joined.length === 0) return false;
    const path = containerPath(tables, document).toLowerCase();
    return joined.some((part) => path.includes(part));
  };
}

/** Whether a text, given by its place in the list, holds one of the parts; each text is looked at once. */
function fitsOnce(texts: readonly string[], parts: readonly string[]): (place: number) => boolean {
  const known = new Uint8Array(texts.length);
  return (place) => {
    if (known[place] === unknown) {
      const text = texts[place]!.toLowerCase();
      known[place] = parts.some((part) => text.includes(part)) ? yes : no;
    }
    return known[place] === yes;
  };
}
