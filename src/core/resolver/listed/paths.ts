/** Names with their packages as paths: `com.acme.Cart.total`, whatever a language puts between the parts. */

import { countTypeArguments, splitList } from '../../parser/argumentLists';
import { withArity } from '../../parser/code/listing';
import { basename } from '../modules/paths';

/** Splits at `.`, `::`, `\`, `->` and `?.` outside brackets; the brackets of a call stay with its name. */
export function splitPath(written: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < written.length; at++) {
    const sign = written[at]!;
    if (sign === '(' || sign === '[' || sign === '<' || sign === '{') depth++;
    else if (sign === ')' || sign === ']' || sign === '}' || (sign === '>' && written[at - 1] !== '-')) depth--;
    const length = depth > 0 ? 0 : separatorAt(written, at);
    if (length === 0) continue;
    parts.push(written.slice(from, at).trim());
    at += length - 1;
    from = at + 1;
  }
  parts.push(written.slice(from).trim());
  return parts.filter((part) => part !== '');
}

function separatorAt(written: string, at: number): number {
  const two = written.slice(at, at + 2);
  if (two === '::' || two === '->' || two === '?.' || two === '!.') return written.startsWith('?->', at) ? 3 : 2;
  if (written.startsWith('?->', at)) return 3;
  return written[at] === '.' || written[at] === '\\' ? 1 : 0;
}

/** The name of a type without what is written around it: pointers, arguments, arrays, modifiers. */
export function typeName(written: string): string {
  const plain = written
    .replace(
      /^(?:\s*(?:\*|&|\?|const\b|mut\b|struct\b|enum\b|class\b|unsigned\b|dyn\b|impl\b|'\w+|ref\b|out\b|in\b|final\b|@\w+))+\s*/,
      '',
    )
    .trim();
  return /^[\p{L}_$\\][\p{L}\p{N}_$.:\\]*/u.exec(plain)?.[0].replace(/[.:\\]+$/, '') ?? '';
}

/**
 * The name in a part of a path: `total` of `total<int>(1)`, `Cart` of `new Cart<int>(1)`; where types are told apart by
 * their type arguments, `Cart`1` of `Cart<int>`.
 */
export function partName(part: string, byArity: boolean): string {
  const isNew = /^new\s/.test(part);
  const plain = part.replace(/^[&*$]+/, '').replace(/^new\s+/, '');
  const name = plain.replace(/[([{<].*$/, '').trim();
  const arity = byArity && plain[name.length] === '<' ? countTypeArguments(plain, name.length) : 0;
  const isCall = !isNew && /^<.*>\s*\(/.test(plain.slice(name.length));
  return isCall ? name : withArity(name, arity);
}

/** The parts of a type as written, each with how many type arguments it has. */
export function arityPath(written: string): string[] {
  const plain = written.replace(/^(?:\s*(?:ref|out|in|readonly|scoped|params|this)\s)+/, '').replace(/^global::/, '');
  return splitPath(plain)
    .map((part) => partName(part, true).replace(/[^\w`].*$/, ''))
    .filter((part) => part !== '');
}

/** Of Go's `(*Cart, error)` the first; of others the type itself. */
export function firstResult(written: string): string {
  return written.startsWith('(')
    ? written
        .slice(1)
        .replace(/^\s*\w+\s+(?=[*\w])/, '')
        .replace(/[,)].*$/, '')
    : written;
}

/** Of a list or a map as written the type of what it holds; undefined for all else. */
export function elementText(written: string): string | undefined {
  // `make([]Cart, 0)` of Go.
  const made = /^make\((.*)\)$/.exec(written)?.[1];
  if (made !== undefined) return elementText(splitList(made)[0] ?? '');
  const list = /^(?:Mutable|I|IReadOnly|Array)?(?:List|Array|Map|Dictionary)<(.+)>\??$/.exec(written)?.[1];
  if (list !== undefined) return splitList(list).at(-1);
  return /^\*?(?:\[\w*\]|\.\.\.|map\[[^\]]+\])(.+)$/.exec(written)?.[1] ?? /^(.+?)\??\[,*\]\??$/.exec(written)?.[1];
}

export function joinPath(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('.');
}

/** What stands before the last dot; '' if there is none. */
export function parentPath(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('.')));
}

/** What stands behind the last dot. */
export function lastName(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** The name by which a file knows an import: for Go, the last part of its path. */
export function importedAs(
  family: string,
  { module, name, alias }: { module: string; name: string; alias: string },
): string {
  if (family === 'go') return alias === '*' || alias === module ? basename(module.replace(/\/v\d+$/, '')) : alias;
  return name === '*' ? alias : alias;
}

/** Begins at the root of all names, as in PHP's `\\DateTime`. */
export function isAbsolute(written: string): boolean {
  return written.startsWith('\\');
}

/** Whether a path ends with what is a type by its first letter. */
export function isTypeName(path: string): boolean {
  return /(?:^|\.)[A-Z]\w*$/.test(path);
}

/** How many folders two files have above both; of the next, how much of the names is the same counts for less. */
export function sharedFolders(one: string, other: string): number {
  let count = 0;
  let start = 0;
  for (let end = one.indexOf('/'); end >= 0 && isSamePart(one, other, start, end); end = one.indexOf('/', start)) {
    count++;
    start = end + 1;
  }
  const end = partEnd(one, start);
  const most = Math.min(end, partEnd(other, start));
  let at = start;
  while (at < most && one[at] === other[at]) at++;
  return count + (at - start) / (end - start + 1);
}

function isSamePart(one: string, other: string, start: number, end: number): boolean {
  if (start > other.length || partEnd(other, start) !== end) return false;
  for (let at = start; at < end; at++) if (one[at] !== other[at]) return false;
  return true;
}

function partEnd(path: string, start: number): number {
  const slash = path.indexOf('/', start);
  return slash < 0 ? path.length : slash;
}
