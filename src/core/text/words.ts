/**
 * Splits source text, identifiers and questions into the words that the index knows: lower case, lightly stemmed.
 * `getHTTPServers2` gives get, http, server, 2 and the whole identifier as one word, gethttpservers2.
 */

import { stem } from './stem';

/** Remembers how identifiers split: source repeats them. Holds at most `cacheSize` and then starts afresh. */
export type WordCache = Map<string, readonly string[]>;

const cacheSize = 50_000;
/** Longer tokens are data (keys, hashes, encoded bytes), which nobody searches by word. */
const longestToken = 100;
const longestWord = 40;
const longestNumber = 5;
const joints = /[^\p{L}\p{N}\p{M}]+/gu;

export function createWordCache(): WordCache {
  return new Map();
}

/** The words of one identifier, parts first; if there are several parts, the whole as one word last. */
export function wordsOfIdentifier(identifier: string, cache: WordCache): readonly string[] {
  const known = cache.get(identifier);
  if (known !== undefined) return known;
  const words = splitIdentifier(identifier, true);
  if (cache.size >= cacheSize) cache.clear();
  cache.set(identifier, words);
  return words;
}

/** The word that stands for the whole identifier; undefined where it is too long to be one, and its parts alone are words. */
export function wholeOfIdentifier(identifier: string, cache: WordCache): string | undefined {
  if (identifier.length > longestWord && identifier.replace(joints, '').length > longestWord) return undefined;
  return wordsOfIdentifier(identifier, cache).at(-1);
}

/** The words of the parts alone. Not remembered: for callers who remember what they make of it. */
export function partsOfIdentifier(identifier: string): readonly string[] {
  return splitIdentifier(identifier, false);
}

/** All words of a text in order, repeated where the text repeats them. */
export function wordsOfText(text: string, cache: WordCache): string[] {
  const words: string[] = [];
  eachToken(text, 0, text.length, (start, end) => {
    for (const word of wordsOfIdentifier(text.slice(start, end), cache)) words.push(word);
  });
  return words;
}

const other = 0;
const lowerCase = 1;
const upperCase = 2;
const digit = 3;
const joiner = 4;

const asciiClass = Uint8Array.from({ length: 128 }, (_, code) => {
  const char = String.fromCharCode(code);
  if (/[a-z]/.test(char)) return lowerCase;
  if (/[A-Z]/.test(char)) return upperCase;
  if (/[0-9]/.test(char)) return digit;
  return char === '_' || char === '$' ? joiner : other;
});

const wordChar = /[\p{L}\p{N}\p{M}]/u;

function isTokenChar(text: string, at: number, code: number): boolean {
  if (code < 128) return asciiClass[code] !== other;
  // A surrogate belongs to a token if its pair does.
  if (code >= 0xdc00 && code < 0xe000) return at > 0 && wordChar.test(text.slice(at - 1, at + 1));
  if (code >= 0xd800 && code < 0xdc00) return wordChar.test(text.slice(at, at + 2));
  return wordChar.test(String.fromCharCode(code));
}

/** Calls `visit` with the bounds of each identifier, word or number of the text between `from` and `to`. */
export function eachToken(text: string, from: number, to: number, visit: (start: number, end: number) => void): void {
  let at = from;
  while (at < to) {
    let code = text.charCodeAt(at);
    if (code < 128 ? asciiClass[code] === other : !isTokenChar(text, at, code)) {
      at++;
      continue;
    }
    const start = at++;
    while (at < to) {
      code = text.charCodeAt(at);
      if (code < 128 ? asciiClass[code] === other : !isTokenChar(text, at, code)) break;
      at++;
    }
    if (at - start > 1 || text.charCodeAt(start) >= 128) visit(start, at);
  }
}

function splitIdentifier(identifier: string, withWhole: boolean): readonly string[] {
  if (identifier.length > longestToken) return [];
  return isAscii(identifier) ? splitAscii(identifier, withWhole) : splitUnicode(identifier, withWhole);
}

function classAt(text: string, at: number): number {
  return at < text.length ? asciiClass[text.charCodeAt(at)]! : other;
}

function runEnd(text: string, from: number, sort: number): number {
  let at = from;
  while (classAt(text, at) === sort) at++;
  return at;
}

function splitAscii(identifier: string, withWhole: boolean): readonly string[] {
  const lower = identifier.toLowerCase();
  const words: string[] = [];
  let parts = 0;
  let at = 0;
  while (at < identifier.length) {
    const sort = classAt(identifier, at);
    if (sort === joiner || sort === other) {
      at++;
      continue;
    }
    const end = sort === upperCase ? humpEnd(identifier, at) : runEnd(identifier, at, sort);
    parts++;
    addPart(words, lower.slice(at, end));
    at = end;
  }
  if (parts > 1 && withWhole) {
    const whole = lower.replace(/[^a-z0-9]+/g, '');
    if (whole.length > 2 && whole.length <= longestWord && !/^\d/.test(whole)) words.push(whole);
  }
  return words;
}

/** The end of a part that begins with a capital: `Server`, `HTTP` of `HTTPServer`, `URLs`. */
function humpEnd(identifier: string, at: number): number {
  const capitals = runEnd(identifier, at, upperCase);
  const letters = runEnd(identifier, capitals, lowerCase);
  if (letters === capitals || capitals - at === 1) return letters;
  const plural = letters - capitals === 1 && identifier.charCodeAt(capitals) === 115;
  return plural ? letters : capitals - 1;
}

function addPart(words: string[], part: string): void {
  const first = part.charCodeAt(0);
  if (first >= 48 && first <= 57) {
    if (part.length > 1 && part.length <= longestNumber) words.push(part);
  } else if (part.length > 1 && part.length <= longestWord) {
    words.push(stem(part));
  }
}

const latinMarks = /[\u0300-\u036f]/g;
const unspaced = '\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}\\p{scx=Hangul}';
const unicodeParts = new RegExp(
  `(?<unspaced>[${unspaced}]+)|\\p{Lu}+(?!\\p{Ll})|\\p{Lu}?\\p{Ll}+|\\p{N}+|(?:(?![${unspaced}\\p{Lu}\\p{Ll}\\p{N}])[\\p{L}\\p{M}])+`,
  'gu',
);

/** Scripts that write without spaces give pairs of neighbouring characters, so that any part of a phrase is found. */
function splitUnicode(identifier: string, withWhole: boolean): readonly string[] {
  const folded = identifier.normalize('NFD').replace(latinMarks, '').normalize('NFKC');
  const words: string[] = [];
  let parts = 0;
  for (const match of folded.matchAll(unicodeParts)) {
    const part = match[0].toLowerCase();
    parts++;
    if (match.groups?.['unspaced'] !== undefined) addPairs(words, part);
    else if (isAscii(part)) addPart(words, part);
    else if (part.length <= longestWord) words.push(part);
  }
  const whole = folded.toLowerCase().replace(joints, '');
  if (parts > 1 && withWhole && whole.length <= longestWord) words.push(whole);
  return words;
}

function addPairs(words: string[], run: string): void {
  const characters = Array.from(run);
  if (characters.length === 1) words.push(run);
  for (let i = 1; i < characters.length; i++) words.push(characters[i - 1]! + characters[i]!);
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) >= 128) return false;
  }
  return true;
}
