/** Tells which symbols a question's filters let through. Filters of one sort are alternatives, sorts are all required. */

import picomatch from 'picomatch';
import { symbolKinds } from '../model/symbol';
import type { SearchQuery } from '../model/search';
import { containerPath, dotted, fileOf, greatestPrior } from './tables';
import { foldName, letterMask } from './nameTable';
import type { NameTable } from './nameTable';
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
  /** The same for all files. */
  readonly greatestPrior: number;
}

/** To be held for one question: it remembers what it found of each file. */
export function filterOf(tables: Tables, query: SearchQuery): Filter {
  const all = (): boolean => true;
  const acceptPath = query.languages.length + query.paths.length > 0 ? fileTest(tables, query) : all;
  const acceptKind = query.kinds.length > 0 ? kindTest(tables, query.kinds) : all;
  const within = query.containers.length > 0 ? containerTest(tables, query.containers) : { accept: all, inFile: all };
  const acceptFile = (document: number): boolean => within.inFile(document) && acceptPath(document);
  const kinds = kindsBehind(tables, query.kinds);
  const bounds = {
    bestPrior: ({ slot }: FileEntry): number => tables.bestPriors.best(slot, kinds),
    greatestPrior: greatestPrior(kinds),
  };
  if (!hasFilters(query)) return { acceptFile, accept: all, ...bounds };
  const accept = (document: number): boolean => acceptKind(document) && acceptFile(document) && within.accept(document);
  return { acceptFile, accept, ...bounds };
}

/** The numbers of the kinds that may be let through. A native kind may belong to any kind. */
function kindsBehind({ nativeKinds }: Tables, wanted: readonly string[]): readonly number[] {
  const some = wanted.length > 0 && !nativeKinds.texts.some((name) => name !== '' && wanted.includes(name));
  return [...symbolKinds.keys()].filter((kind) => !some || wanted.includes(symbolKinds[kind]!));
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
    const byName = !glob.includes('/');
    const forms = [glob, `**/${glob}`, `${glob}/**`].map((form) => picomatch.makeRe(form, { dot: true }).source);
    // One expression for all forms: the matcher's own function does much more for each path.
    const expression = new RegExp(forms.join('|'));
    return (path) => path === glob || expression.test(byName ? path.slice(path.lastIndexOf('/') + 1) : path);
  } catch {
    return () => false;
  }
}

interface ContainerTest {
  accept(document: number): boolean;
  /** False if no symbol of the document's file can be accepted. */
  inFile(document: number): boolean;
}

/** A part without a joint stands in one of the names around; one with joints is looked for in the whole path. */
function containerTest(tables: Tables, wanted: readonly string[]): ContainerTest {
  const parts = wanted.map((part) => dotted(part.toLowerCase()));
  const single = parts.filter((part) => !part.includes('.'));
  const joined = parts.filter((part) => part.includes('.'));
  const nameFits = nameTest(tables.names, single);
  const scopeFits = tables.scopes.texts.map((scope) => holdsOne(scope, single));
  const { containers, scopes, names, files } = tables.symbols;
  const hasName = joined.length === 0 ? filesWithNames(tables, single, nameFits, scopeFits) : undefined;
  const inFile = (document: number): boolean => hasName === undefined || hasName[files[document]!] === yes;
  const accept = (document: number): boolean => {
    for (let at = document; ; at = containers[at]!) {
      if (scopeFits[scopes[at]!]!) return true;
      const outer = containers[at]!;
      // The file's own name belongs to no qualified name.
      if (containers[outer] === outer) break;
      if (nameFits(names[outer]!)) return true;
    }
    if (joined.length === 0) return false;
    const path = containerPath(tables, document).toLowerCase();
    return joined.some((part) => path.includes(part));
  };
  return { accept, inFile };
}

/** Parts shorter than this stand in so many names that finding out where is no gain. */
const tellingPart = 3;

/** By file slot, whether a name or scope in the file fits. Undefined where it is not worth finding out. */
function filesWithNames(
  { names, symbols, files }: Tables,
  parts: readonly string[],
  nameFits: (name: number) => boolean,
  scopeFits: readonly boolean[],
): Uint8Array | undefined {
  if (parts.some((part) => part.length < tellingPart) || scopeFits.includes(true)) return undefined;
  const found = new Uint8Array(files.length);
  const mark = (document: number): void => {
    found[symbols.files[document]!] = yes;
  };
  for (let name = 0; name < names.names.length; name++) if (nameFits(name)) names.postings.each(name, mark);
  return found;
}

/** Each name is looked at once, and only if it has the letters of a part: folding takes the same from both. */
function nameTest({ names, masks }: NameTable, parts: readonly string[]): (name: number) => boolean {
  const known = new Uint8Array(names.length);
  const letters = parts.map((part) => (/[^_$\-\s]/.test(part) ? letterMask(foldName(part)) : 0));
  return (name) => {
    if (known[name] === unknown) {
      const mask = masks[name]!;
      const may = letters.some((needed) => (mask & needed) >>> 0 === needed);
      known[name] = may && holdsOne(names[name]!, parts) ? yes : no;
    }
    return known[name] === yes;
  };
}

function holdsOne(text: string, parts: readonly string[]): boolean {
  const lower = text.toLowerCase();
  return parts.some((part) => lower.includes(part));
}
