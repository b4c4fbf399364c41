/** Markdown text → headings as nested definitions, links to files as imports. */

import MarkdownIt from 'markdown-it';
import type { Token } from 'markdown-it';
import type { RawDefinition, RawFile, RawReference } from '../language';

/** The rules that find emphasis, autolinks and entities cost time and say nothing that is wanted here. */
const markdownIt = new MarkdownIt({ html: true, linkify: false });

interface Heading {
  readonly level: number;
  readonly name: string;
  readonly firstLine: number;
  /** The line after the heading's own. */
  readonly bodyLine: number;
}

/** Never throws: markdown-it takes any text. */
export function readMarkdown(text: string): RawFile {
  const lines = lineStarts(text);
  const body = withoutFrontMatter(text);
  const tokens = markdownIt.parse(body, {});
  const headings: Heading[] = [];
  const references: RawReference[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'heading_open' && token.level === 0) headings.push(headingOf(token, tokens[index + 1]));
    if (token.type === 'inline') readLinks(token, text, lines, references);
  }
  return { definitions: nestHeadings(headings, text, lines), references };
}

/** Line ends as markdown-it counts them: it takes CRLF and a lone CR for one. */
function lineStarts(text: string): number[] {
  const starts = [0];
  for (const { index, 0: end } of text.matchAll(/\r\n|\r|\n/g)) starts.push(index + end.length);
  return starts;
}

/** Metadata between `---` lines at the top would read as a heading: its lines are emptied, so that others keep theirs. */
function withoutFrontMatter(text: string): string {
  const matter = /^---[ \t]*\r?\n[\s\S]*?\n---[ \t]*(?=\r?\n|$)/.exec(text)?.[0];
  return matter === undefined ? text : matter.replace(/[^\r\n]+/g, '') + text.slice(matter.length);
}

function headingOf(token: Token, inline: Token | undefined): Heading {
  const [firstLine, bodyLine] = token.map ?? [0, 0];
  return { level: Number(token.tag.slice(1)), name: plainText(inline), firstLine, bodyLine };
}

/** Text without its marks: `Use \`npm\` [here](x)` reads as `Use npm here`. */
function plainText(inline: Token | undefined): string {
  const parts = (inline?.children ?? []).map((child) => {
    if (child.type === 'text' || child.type === 'code_inline' || child.type === 'image') return child.content;
    return child.type === 'softbreak' || child.type === 'hardbreak' ? ' ' : '';
  });
  return parts.join('').replace(/\s+/g, ' ').trim();
}

function nestHeadings(headings: readonly Heading[], text: string, lines: readonly number[]): RawDefinition[] {
  return headings.flatMap((heading, index) => {
    if (heading.name === '') return [];
    const next = headings.slice(index + 1).find(({ level }) => level <= heading.level);
    const start = lineStart(lines, heading.firstLine, text);
    const end = endOfText(text, start, next === undefined ? text.length : lineStart(lines, next.firstLine, text));
    const own = text.slice(start, endOfText(text, start, lineStart(lines, heading.bodyLine, text)));
    const nameStart = start + Math.max(0, own.search(/[^\s#]/));
    const nameEnd = Math.max(nameStart, start + own.replace(/\s+(?:#+|[=-]+)\s*$/, '').length);
    return [
      {
        kind: 'namespace',
        nativeKind: 'heading',
        name: heading.name,
        nameStart,
        nameEnd,
        start,
        end,
        bodyStart: nameEnd,
      },
    ];
  });
}

function lineStart(lines: readonly number[], line: number, text: string): number {
  return lines[line] ?? text.length;
}

function endOfText(text: string, start: number, end: number): number {
  while (end > start && /\s/.test(text[end - 1]!)) end--;
  return end;
}

/** Links to files beside this one; addresses of the web and anchors name no file. */
function readLinks(inline: Token, text: string, lines: readonly number[], references: RawReference[]): void {
  let from = lineStart(lines, inline.map?.[0] ?? 0, text);
  const end = lineStart(lines, inline.map?.[1] ?? 0, text);
  for (const child of inline.children ?? []) {
    const target =
      child.type === 'link_open' ? child.attrGet('href') : child.type === 'image' ? child.attrGet('src') : null;
    const file = target === null ? '' : fileOf(String(target));
    if (file === '') continue;
    const at = text.indexOf(file, from);
    // Written elsewhere: `[text][label]`, with `[label]: path` at another place.
    const start = at >= 0 && at < end ? at : text.indexOf(file);
    if (start < 0) continue;
    references.push({ name: '*', role: 'import', start, end: start + file.length, qualifier: file });
    if (start === at) from = at + file.length;
  }
}

function fileOf(target: string): string {
  const path = target.replace(/[#?].*$/s, '');
  return /^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(path) ? '' : decoded(path);
}

function decoded(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}
