/** What stands before a name, and a declaration without its body. */

import type { Span } from './readTree';
import { lastAtMost } from './lines';
import { cut, fold } from './wording';

export const signatureLimit = 500;
const headLimit = 1000;

/**
 * Words and signs of a text outside brackets, quotes and comments, and without decorators; at most the last 1,000 units
 * are looked at, which is where modifiers stand.
 */
export function readHead(text: string): string[] {
  const words: string[] = [];
  const tokens = /@[\w$.:]+|[\p{L}_$][\p{L}\p{N}_$]*|["'`([{<]|\/\/[^\n]*|\/\*[^]*?\*\/|[*&~#]/gu;
  const head = text.length > headLimit ? text.slice(-headLimit) : text;
  for (let token = tokens.exec(head); token !== null; token = tokens.exec(head)) {
    const [word] = token;
    const close = closing[word];
    if (close !== undefined) tokens.lastIndex = skipBracket(head, tokens.lastIndex, word, close);
    else if (!word.startsWith('@') && !word.startsWith('/')) words.push(word);
  }
  return words;
}

const closing: Readonly<Record<string, string>> = {
  '(': ')',
  '[': ']',
  '{': '}',
  '<': '>',
  '"': '"',
  "'": "'",
  '`': '`',
};

/** Offset behind the bracket that closes the one before `from`; the end of the text if it stays open. */
function skipBracket(text: string, from: number, open: string, close: string): number {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    const unit = text[at];
    if (unit === close) depth--;
    else if (unit === open) depth++;
    if (depth === 0) return at + 1;
  }
  return text.length;
}

/** The declaration on one line, comments left out; undefined if nothing is left. */
export function readSignature(
  before: string,
  start: number,
  end: number,
  comments: readonly Span[],
  commentEnds: readonly number[],
  text: string,
): string | undefined {
  let words = before;
  let from = start;
  const until = Math.min(end, start + 4 * signatureLimit);
  for (let index = lastAtMost(commentEnds, start) + 1; index < comments.length; index++) {
    const comment = comments[index]!;
    if (comment.start >= until) break;
    if (comment.start < from) continue;
    words += `${text.slice(from, comment.start)} `;
    from = comment.end;
  }
  if (from < until) words += text.slice(from, until);
  const folded = fold(words).replace(/\s*(?:=>|=|\{|:|;)$/, '');
  return folded === '' ? undefined : cut(folded, signatureLimit);
}
