/** Text from files as Markdown that shows exactly this text, and links that run commands. */

import type { CommandId } from '../contributions';

/** One line; white space is folded, spans in backticks stay code. */
export function escapeMarkdown(text: string): string {
  const parts = text.replace(/\s+/g, ' ').split(/`([^`]+)`/);
  return parts.map((part, index) => (index % 2 === 1 ? codeSpan(part) : escapePunctuation(part))).join('');
}

/** CommonMark lets every ASCII punctuation mark be escaped; escaping them all leaves no syntax to think of. */
function escapePunctuation(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, '\\$&');
}

/** A span of white space alone would not be one. */
function codeSpan(text: string): string {
  return text.trim() === '' ? escapePunctuation(`\`${text}\``) : `\`${text}\``;
}

/** `label` is Markdown already. */
export function commandLink(label: string, command: CommandId, argument: unknown, tooltip: string): string {
  const encoded = encodeURIComponent(JSON.stringify([argument])).replace(
    /[()'!*~]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `[${label}](command:${command}?${encoded} "${tooltip.replace(/["\\\n]/g, ' ')}")`;
}

const longestSentence = 240;

/** The first sentence of a documentation comment: its first paragraph at most, up to its tags. */
export function firstSentence(documentation: string): string | undefined {
  const [start] = documentation.trim().split(/\n\s*\n|\n\s*(?=@[a-z]|:(?:param|returns?|raises|rtype|type)\b)/);
  const paragraph = withoutMarkup(start!).replace(/\s+/g, ' ').trim();
  if (paragraph === '' || paragraph.startsWith('@')) return undefined;
  const end = /(?<!\b(?:e\.g|i\.e|cf|vs))[.!?。！？](?=\s+\P{Ll}|$)/u.exec(paragraph);
  const sentence = end === null ? paragraph : paragraph.slice(0, end.index + 1);
  return sentence.length <= longestSentence
    ? sentence
    : `${sentence.slice(0, longestSentence).replace(/\s+\S*$/, '')}…`;
}

/** Links of JSDoc and the elements of XML comments as the words that they stand for. */
function withoutMarkup(text: string): string {
  return text
    .replace(/\{@link(?:code|plain)?\s+([^}|\s]+)\s*\|?\s*([^}]*)\}/g, (_, target: string, label: string) =>
      label.trim() === '' ? target : label.trim(),
    )
    .replace(/<see(?:also)?\s+cref="(?:[A-Z]:)?([^"]+)"\s*\/>/g, '$1')
    .replace(/<\/?(?:summary|remarks|para|p|c|code|b|i|em|strong)\s*\/?>/g, ' ');
}
