/** What the heads of members say of how they are called: `virtual`, `override`, `const`, and the names of type parameters. */

import { isCallable, isType } from '../../languages/language';
import type { ParsedSymbol, Visibility } from '../../model/symbol';
import { splitList } from '../argumentLists';

export interface Dispatch {
  /** Told to be virtual or abstract, in C++, C# and PHP; in C++ also to override what is. */
  readonly isVirtual: boolean;
  /** Told to override, which a compiler checks. */
  readonly overrides: boolean;
  /** Of C++: a function that leaves its object as it is. */
  readonly isConst: boolean;
  /** In languages whose members of bases are not all seen; `public` in others. */
  readonly visibility: Visibility;
  /** Names of its type parameters, in languages where what overrides may write others in their place. */
  readonly generics: readonly string[];
}

export const plainDispatch: Dispatch = {
  ...{ isVirtual: false, overrides: false, isConst: false },
  ...{ visibility: 'public', generics: [] },
};
/** UTF-16 units before and behind a name that are looked at. */
const longestHead = 400;

/** PHP need not be told: it has one member of a name. */
const nothing = /^(?!)/;

const overriding: Readonly<Record<string, RegExp>> = {
  java: /@Override\b/,
  kotlin: /\boverride\b/,
  csharp: /\boverride\b/,
  php: nothing,
};

/** Languages in which not all that others see may be redefined: of PHP constructors alone. */
const asksVirtual: ReadonlySet<string> = new Set(['csharp', 'php']);

/** `nameAt` is where the name begins in the text. */
export function dispatchOf(symbol: ParsedSymbol, nameAt: number, text: string, language: string): Dispatch {
  if (language === 'cpp') return isCallable(symbol.kind) ? nativeDispatch(symbol, text) : plainDispatch;
  const pattern = overriding[language];
  if (pattern === undefined) return plainDispatch;
  const start = Math.max(symbol.bounds.start, nameAt - 10 * longestHead);
  const head = text.slice(start, nameAt).replace(/"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[^]*?\*\//g, '');
  return {
    isVirtual: asksVirtual.has(language) && (symbol.isAbstract || /\bvirtual\b/.test(head)),
    overrides: pattern.test(head),
    isConst: false,
    visibility: symbol.visibility ?? 'public',
    generics: language === 'php' ? [] : genericsOf(symbol, head, text, nameAt),
  };
}

/** Behind the name, or before it, where the functions of Java and Kotlin have theirs. */
function genericsOf({ kind, name }: ParsedSymbol, head: string, text: string, nameAt: number): string[] {
  if (!isType(kind) && !isCallable(kind)) return [];
  const behind = /^\s*</.exec(text.slice(nameAt + name.length, nameAt + name.length + longestHead))?.[0];
  if (behind !== undefined) return namesIn(text, nameAt + name.length + behind.length - 1);
  const before = isCallable(kind) ? /(?:^|[\s)\]]|fun)<(?=\s*[@\p{L}_])/u.exec(head) : null;
  return before === null ? [] : namesIn(head, before.index + before[0].length - 1);
}

function namesIn(text: string, at: number): string[] {
  const written = angled(text, at);
  return splitList(written).flatMap(
    (part) =>
      /^(?:(?:@\w+(?:\([^)]*\))?|\[[^\]]*\]|in|out|reified) ?)*([\p{L}_$][\p{L}\p{N}_$]*)/u.exec(part)?.[1] ?? [],
  );
}

/** What stands in the angle brackets that open there; '' if they do not close. */
export function angled(text: string, at: number): string {
  let depth = 0;
  for (let end = at; end < Math.min(text.length, at + 10 * longestHead); end++) {
    if (text[end] === '<') depth++;
    else if (text[end] === '>' && text[end - 1] !== '-') depth--;
    if (depth === 0) return text.slice(at + 1, end);
  }
  return '';
}

function nativeDispatch(symbol: ParsedSymbol, text: string): Dispatch {
  const { start, end } = symbol.bounds;
  const name = text.indexOf(symbol.name, start);
  if (name < 0 || name > end) return plainDispatch;
  const before = text.slice(Math.max(0, name - longestHead), name).replace(/^[^]*[;{}]/, '');
  const behind = behindParameters(text, name + symbol.name.length);
  const overrides = /\b(?:override|final)\b/.test(behind);
  return {
    ...plainDispatch,
    isVirtual: overrides || /\bvirtual\b/.test(before) || /=\s*0\s*$/.test(behind),
    overrides,
    isConst: /\bconst\b/.test(behind),
  };
}

/** What stands between the parameters and the body or the semicolon. */
function behindParameters(text: string, from: number): string {
  let depth = 0;
  let at = text.indexOf('(', from);
  if (at < 0) return '';
  for (const last = at + 10 * longestHead; at < text.length && at < last; at++) {
    depth += Number(text[at] === '(') - Number(text[at] === ')');
    if (depth === 0) break;
  }
  return /^[^;{}]*/.exec(text.slice(at + 1, at + 1 + longestHead))![0];
}
