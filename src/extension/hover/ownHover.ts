/** What the language's own hover says already, so that Loci's does not say it again. */

import { commandIds } from '../contributions';

export interface Said {
  readonly signature: boolean;
  readonly documentation: boolean;
}

export const nothingSaid: Said = { signature: false, documentation: false };
export const allSaid: Said = { signature: true, documentation: true };

/** What is read of a hover. Of a part in the older form, `{ language, value }`, the value is code. */
interface HoverText {
  readonly contents: readonly HoverPart[];
}
type HoverPart = string | { readonly value: string; readonly language?: string };

/** A signature is said where a code block holds the symbol's name; a sentence where its words follow one another. */
export function saidBy(hovers: readonly HoverText[], name: string, sentence: string | undefined): Said {
  const texts = hovers.flatMap(({ contents }) => contents.map(textOf));
  const code = texts.flatMap((text) => [...text.matchAll(/^\s*(`{3,}|~{3,})[^\n]*\n([\s\S]*?)\n?\s*\1/gm)]);
  const words = sentence === undefined ? '' : wordsOf(sentence);
  return {
    signature: code.some((block) => block[2]!.includes(name)),
    documentation: texts.some((text) => wordsOf(text).includes(words)),
  };
}

/** Whether it is Loci's: all of them link to relations, and no other does. */
export function isOurs({ contents }: HoverText): boolean {
  return contents.some((part) => textOf(part).includes(`(command:${commandIds.showRelations}?`));
}

function textOf(part: HoverPart): string {
  if (typeof part === 'string') return part;
  return part.language === undefined ? part.value : `\`\`\`${part.language}\n${part.value}\n\`\`\``;
}

/** Letters and digits alone: renderings differ in white space, escapes and marks. */
function wordsOf(text: string): string {
  return text
    .replace(/&[a-z]+;/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
}
