/**
 * A light stemmer for the English that identifiers and comments are written in: it makes `parse`, `parses`, `parsed`,
 * `parsing` and `parser` one word. Stems need not be words; they only have to be equal where meanings are.
 */

import { abbreviations } from './abbreviations';

/** `word` is lower case. Words of up to three letters stay as they are, unless they are abbreviations. */
export function stem(word: string): string {
  const full = abbreviations.get(word) ?? word;
  if (full.length < 4) return full;
  const plain = dropPlural(full);
  const root = dropNounEnding(plain);
  return dropFinalVowel(root === plain ? dropVerbEnding(plain) : root);
}

function dropPlural(word: string): string {
  if (!word.endsWith('s') || word.endsWith('ss') || word.endsWith('us') || word.endsWith('is')) return word;
  if (word.endsWith('ies')) return word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1);
  if (/(?:s|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}

/** Endings that make other sorts of word of a stem, and what a stem keeps of them; longer ones first. */
const nounEndings: readonly (readonly [string, string])[] = [
  ['ization', 'iz'],
  ['ational', ''],
  ['fication', 'fi'],
  ['ation', ''],
  ['ating', ''],
  ['ated', ''],
  ['ator', ''],
  ['ition', 'it'],
  ['ction', 'ct'],
  ['sion', 's'],
  ['ment', ''],
  ['ness', ''],
  ['able', ''],
  ['ible', ''],
  ['ance', ''],
  ['ence', ''],
  ['ally', ''],
  ['ate', ''],
  ['ant', ''],
  ['ent', ''],
  ['ity', ''],
  ['ive', ''],
];
/** Most words have none of the endings: told by the last letter. */
const lastLetters = new Set(nounEndings.map(([ending]) => ending.charCodeAt(ending.length - 1)));

function dropNounEnding(word: string): string {
  if (!lastLetters.has(word.charCodeAt(word.length - 1))) return word;
  for (const [ending, kept] of nounEndings) {
    if (word.length >= ending.length + 3 && word.endsWith(ending)) return word.slice(0, -ending.length) + kept;
  }
  return word;
}

function dropVerbEnding(word: string): string {
  for (const ending of ['ing', 'ed', 'er', 'or']) {
    if (!word.endsWith(ending)) continue;
    const rest = word.slice(0, -ending.length);
    // `string`, `need`, `user`: what is left must still be a stem, not a scrap.
    if (rest.length < 3 || !/[aeiouy]/.test(rest)) return word;
    return undouble(rest);
  }
  return word;
}

/** `mapping` → `map`, but `calling` → `call`. */
function undouble(word: string): string {
  return /([^aeioulsz])\1$/.test(word) ? word.slice(0, -1) : word;
}

function dropFinalVowel(word: string): string {
  if (word.length > 3 && word.endsWith('e')) return word.slice(0, -1);
  if (word.length > 3 && word.endsWith('y')) return `${word.slice(0, -1)}i`;
  return word;
}
