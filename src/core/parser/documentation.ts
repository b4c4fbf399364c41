/** Documentation: which comments belong to a definition or to the file, and their text without comment marks. */

import type { Span } from './readTree';
import { lastAtMost } from './lines';
import { cut } from './wording';

export const documentationLimit = 4000;

/** Comments and prefixes (decorators), by their ends: what may stand directly above a definition. */
export interface Leading {
  readonly pieces: readonly (Span & { readonly comment: boolean })[];
  readonly ends: readonly number[];
  /** End of the prefix that starts at an offset. */
  readonly prefixAt: ReadonlyMap<number, number>;
}

export function readLeading(comments: readonly Span[], prefixes: readonly Span[], text: string): Leading {
  const pieces = [
    ...comments.map(({ start, end }) => ({ start, end: trimmedEnd(text, start, end), comment: true })),
    ...prefixes.map(({ start, end }) => ({ start, end, comment: false })),
  ].sort((a, b) => a.end - b.end || b.start - a.start);
  return {
    pieces,
    ends: pieces.map(({ end }) => end),
    prefixAt: new Map(prefixes.map(({ start, end }) => [start, end])),
  };
}

/** Some grammars count the line end to the comment. */
export function trimmedEnd(text: string, start: number, end: number): number {
  let trimmed = Math.min(end, text.length);
  while (trimmed > start && isSpace(text.charCodeAt(trimmed - 1))) trimmed--;
  return trimmed;
}

export interface Above {
  /** Where the definition starts, decorators above it included. */
  readonly start: number;
  /** The comments directly above, without a blank line between, in order. */
  readonly comments: readonly Span[];
}

export function lookAbove(start: number, leading: Leading, text: string): Above {
  const comments: Span[] = [];
  let from = start;
  for (let at = start, index = lastAtMost(leading.ends, start); index >= 0; index--) {
    const piece = leading.pieces[index]!;
    if (piece.end > at) continue;
    const lineEnds = blankBetween(text, piece.end, at);
    if (lineEnds === undefined || lineEnds > 1) break;
    if (piece.comment) {
      if (lineEnds > 0 && !opensLine(text, piece.start)) break;
      comments.unshift(piece);
    } else from = piece.start;
    at = piece.start;
  }
  return { start: from, comments };
}

/** Number of line ends between two offsets if there is only white space; undefined otherwise. */
function blankBetween(text: string, start: number, end: number): number | undefined {
  let lineEnds = 0;
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (!isSpace(unit)) return undefined;
    if (unit === 10 || (unit === 13 && text.charCodeAt(at + 1) !== 10)) lineEnds++;
  }
  return lineEnds;
}

function opensLine(text: string, offset: number): boolean {
  for (let at = offset - 1; at >= 0; at--) {
    const unit = text.charCodeAt(at);
    if (unit === 10 || unit === 13) return true;
    if (!isSpace(unit)) return false;
  }
  return true;
}

function isSpace(unit: number): boolean {
  return unit === 32 || (unit >= 9 && unit <= 13) || unit === 0xa0 || unit === 0xfeff;
}

const licence = /copyright|\blicen[cs]ed?\b|spdx-|all rights reserved|\(c\) \d{4}/i;

/** What may stand before the first comment: an interpreter line, PHP's opening, directives such as 'use strict'. */
const prologue = /^(?:#![^\r\n]*)?\s*(?:<\?php\b)?\s*(?:(?:'use \w+'|"use \w+");?\s*)*/;

/**
 * The comment that opens a file, unless it is a licence or belongs to a definition: then the next group of comments
 * before the first code is tried.
 */
export function headerComment(
  leading: Leading,
  claimed: ReadonlySet<number>,
  text: string,
  directives: RegExp | undefined,
): string | undefined {
  let at = prologue.exec(text)![0].length;
  for (let index = 0; index < leading.pieces.length;) {
    const group: Span[] = [];
    for (let piece = leading.pieces[index]; piece?.comment === true; piece = leading.pieces[++index]) {
      const lineEnds = blankBetween(text, at, piece.start);
      if (piece.end <= at) continue;
      if (lineEnds === undefined || (group.length > 0 && lineEnds > 1)) break;
      group.push(piece);
      at = piece.end;
    }
    if (group.length === 0) return undefined;
    const words = cleanComments(group, text, directives);
    if (words !== undefined && !licence.test(words))
      return group.some(({ start }) => claimed.has(start)) ? undefined : words;
  }
  return undefined;
}

/** Text of comments that follow one another; undefined if they say nothing to readers. */
export function cleanComments(
  comments: readonly Span[],
  text: string,
  directives: RegExp | undefined,
): string | undefined {
  const parts: string[] = [];
  for (const { start, end } of comments) {
    const words = cleanComment(text.slice(start, Math.min(end, start + 2 * documentationLimit)));
    if (directives?.test(words) !== true) parts.push(words);
  }
  const joined = parts.join('\n').trim();
  return joined === '' ? undefined : cut(joined, documentationLimit);
}

const starMargin = /^\s*\*+\s?/;
const lineMargin = /^\s*(?:\/\/+[/!<]*|#+[!:]?|--+|;+|%+)? ?/;

/** One comment or string of documentation, its marks and margin taken off. */
export function cleanComment(written: string): string {
  if (/^\/\*+\/$/.test(written)) return '';
  const block = /^(?:\/\*+!?|<!--|[rRuUbBfF]{0,2}("""|''')|=begin\b|<#)/.exec(written)?.[0];
  const quote = block === undefined ? /^[rRuUbBfF]{0,2}(["'])/.exec(written) : null;
  const body = written.slice((block ?? quote?.[0] ?? '').length).replace(endMark(block, quote?.[1]), '');
  const lines = body.split(/\r\n|\r|\n/);
  const inner =
    block?.startsWith('/*') === true
      ? lines.map((line, at) => (at === 0 ? line : line.replace(starMargin, '')))
      : block === undefined && quote === null
        ? lines.map((line) => line.replace(lineMargin, ''))
        : lines;
  return dedent(inner).join('\n').trim();
}

function endMark(block: string | undefined, quote: string | undefined): RegExp {
  if (quote !== undefined) return quote === '"' ? /"$/ : /'$/;
  if (block === undefined) return /$^/;
  return /(?:\*+\/|-->|"""|'''|=end|#>)\s*$/;
}

/** Takes off the white space that all lines but the first share. */
function dedent(lines: readonly string[]): string[] {
  const indents = lines.slice(1).flatMap((line) => (line.trim() === '' ? [] : [line.length - line.trimStart().length]));
  const shared = Math.min(...indents.slice(0, 500), 200);
  return lines.map((line, at) => (at === 0 ? line.trim() : line.slice(shared)).trimEnd());
}
