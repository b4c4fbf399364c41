/**
 * Ignore files in git's syntax. Asked for one path at a time, without its parents: only so can a nested file reopen
 * what an outer one closes. Compares bytes, as git does (`?` is one byte of a name).
 */

import { compileGlob, matchGlob } from './glob';

export interface Pattern {
  /** As written, such as `!/build/`. */
  readonly text: string;
  /** 1-based. */
  readonly line: number;
  readonly negated: boolean;
  readonly directoryOnly: boolean;
  /** True if a part of it has no wildcard: it speaks of something in particular. */
  readonly named: boolean;
  /** With a `/` before its end: it says where, and not only what. */
  readonly anchored: boolean;
  /** The parts before the first with a wildcard. */
  readonly leading: readonly string[];
  readonly matches: (path: string, name: string) => boolean;
}

export interface IgnoreFile {
  /** As shown to people. */
  readonly label: string;
  /** The scanned folder's path below the directory that the file rules, '' if that is not above the folder. */
  readonly above: string;
  /** The directory that the file rules, below the scanned folder; '' for the folder itself. */
  readonly base: string;
  readonly foldCase: boolean;
  readonly patterns: readonly Pattern[];
}

export interface IgnoreFilePlace {
  readonly label: string;
  readonly above?: string;
  readonly base?: string;
  readonly foldCase?: boolean;
}

export function parseIgnoreFile(text: string, place: IgnoreFilePlace): IgnoreFile {
  const foldCase = place.foldCase ?? false;
  const patterns: Pattern[] = [];
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  for (const [index, written] of lines.entries()) {
    const pattern = parsePattern(written, index + 1, foldCase);
    if (pattern !== undefined) patterns.push(pattern);
  }
  return { label: place.label, above: place.above ?? '', base: place.base ?? '', foldCase, patterns };
}

/** The pattern that decides about a path of the scanned folder (`/` between parts): in the last file, the last. */
export function lastMatch(
  files: readonly IgnoreFile[],
  path: string,
  isDirectory: boolean,
): { readonly file: IgnoreFile; readonly pattern: Pattern } | undefined {
  for (let index = files.length - 1; index >= 0; index--) {
    const file = files[index]!;
    const relative = pathBelow(file, path);
    const name = relative.slice(relative.lastIndexOf('/') + 1);
    for (let at = file.patterns.length - 1; at >= 0; at--) {
      const pattern = file.patterns[at]!;
      if (pattern.directoryOnly && !isDirectory) continue;
      if (pattern.matches(relative, name)) return { file, pattern };
    }
  }
  return undefined;
}

/** True if an anchored pattern may match something below a directory of the scanned folder. */
export function leadsInto(file: IgnoreFile, pattern: Pattern, directory: string): boolean {
  const parts = pathBelow(file, directory).split('/');
  return pattern.anchored && pattern.leading.every((part, index) => index >= parts.length || parts[index] === part);
}

function pathBelow(file: IgnoreFile, path: string): string {
  const below = file.base === '' ? path : path.slice(file.base.length + 1);
  return comparable(file.above === '' ? below : `${file.above}/${below}`, file.foldCase);
}

function comparable(text: string, foldCase: boolean): string {
  const folded = foldCase ? text.toLowerCase() : text;
  return /[^\0-\x7f]/.test(folded) ? Buffer.from(folded, 'utf8').toString('latin1') : folded;
}

function parsePattern(written: string, line: number, foldCase: boolean): Pattern | undefined {
  const text = trimTrailingSpaces(written.replace(/\r$/, ''));
  if (text === '' || text.startsWith('#')) return undefined;
  const negated = text.startsWith('!');
  let body = comparable(negated ? text.slice(1) : text, foldCase);
  const directoryOnly = body.endsWith('/');
  if (directoryOnly) body = body.slice(0, -1);
  const matches = body.includes('/') ? matchPath(body) : matchName(body);
  if (matches === undefined) return undefined;
  const parts = body.replace(/^\//, '').split('/');
  const firstWild = parts.findIndex(isWild);
  const leading = firstWild < 0 ? parts : parts.slice(0, firstWild);
  const named = parts.some((part) => part !== '' && !isWild(part));
  return { text, line, negated, directoryOnly, named, anchored: body.includes('/'), leading, matches };
}

function isWild(part: string): boolean {
  return /[*?[]/.test(part);
}

/** A backslash keeps the space after it. */
function trimTrailingSpaces(text: string): string {
  let end = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '\\') {
      if (at + 1 >= text.length) return text;
      at++;
    } else if (text[at] === ' ') {
      continue;
    }
    end = at + 1;
  }
  return text.slice(0, end);
}

function matchName(pattern: string): Pattern['matches'] | undefined {
  if (!/[*?[\\]/.test(pattern)) return (_path, name) => name === pattern;
  if (/^\*[^*?[\\]*$/.test(pattern)) {
    const ending = pattern.slice(1);
    return (_path, name) => name.endsWith(ending);
  }
  const glob = compileGlob(pattern);
  return glob && ((_path, name) => matchGlob(glob, name));
}

/** git compares what stands before the first wildcard as it is, and globs only the rest: `a**` + `/b` depends on it. */
function matchPath(pattern: string): Pattern['matches'] | undefined {
  const anchored = pattern.startsWith('/') ? pattern.slice(1) : pattern;
  const plain = anchored.search(/[*?[\\]/);
  if (plain < 0) return (path) => path === anchored;
  const prefix = anchored.slice(0, plain);
  const glob = compileGlob(anchored.slice(plain));
  return glob && ((path) => path.startsWith(prefix) && matchGlob(glob, path.slice(prefix.length)));
}
