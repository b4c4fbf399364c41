/** What stands between the brackets of a macro's call: names that are plainly called, or paths. */

import type { RawReference } from '../../../languages/language';

const token =
  /\/\/[^\n]*|\/\*[^]*?\*\/|b?r(#*)"[^]*?"\1|b?"(?:\\[^]|[^"\\])*"|b?'(?:\\[^']+|[^'\\])'|'\w+|[\p{L}_][\p{L}\p{N}_]*|\d[\w]*(?:\.\d\w*)?|::|\.\.=?|=>|->|[^\s]/gu;
const word = /^[\p{L}_]/u;
const keywords = new Set(
  'as async await break const continue crate dyn else enum extern false fn for if impl in let loop match mod move mut pub ref return self static struct super trait true type unsafe use where while'.split(
    ' ',
  ),
);

interface Token {
  readonly text: string;
  readonly at: number;
}

/** `at` is the offset of the text. Of `$name`, of keys `name: …` and of plain small names nothing is told. */
export function readTokenTree(written: string, at: number): RawReference[] {
  const tokens: Token[] = [];
  for (const found of written.matchAll(token)) {
    if (!/^(?:\/\/|\/\*)/.test(found[0])) tokens.push({ text: found[0], at: at + found.index });
  }
  const references: RawReference[] = [];
  /** What stands before the names that follow, by depth of brackets. */
  const chains: string[] = [''];
  tokens.forEach(({ text, at: start }, index) => {
    const before = tokens[index - 1]?.text ?? '';
    const next = tokens[index + 1]?.text ?? '';
    if (/^[([{]$/.test(text)) chains.push('');
    else if (/^[)\]}]$/.test(text)) {
      chains.pop();
      const known = chains.at(-1) ?? '';
      chains[Math.max(0, chains.length - 1)] =
        known === '' || text === '}' ? '' : `${known}${text === ')' ? '()' : '[]'}`;
    } else if (word.test(text) && (text === 'self' || text === 'crate' || text === 'super' || !keywords.has(text))) {
      chains[chains.length - 1] = readName(references, chains.at(-1) ?? '', { text, at: start }, before, next);
    } else if (text === '?') chains[chains.length - 1] = chains.at(-1) === '' ? '' : `${chains.at(-1) ?? ''}?`;
    else if (text !== '.' && text !== '::') chains[chains.length - 1] = '';
  });
  return references;
}

/** The chain with the name. */
function readName(
  references: RawReference[],
  chain: string,
  { text, at }: Token,
  before: string,
  next: string,
): string {
  const joint = before === '.' || before === '::' ? before : '';
  const known = joint === '' ? '' : chain;
  if (joint !== '' && known === '') return '';
  const role = next === '(' ? 'call' : joint === '.' || next !== '::' ? 'value' : 'type';
  const isNamed = joint !== '' || next === '(' || next === '::' || next === '!' || /^[A-Z]/.test(text);
  if (isNamed && before !== '$' && !keywords.has(text)) {
    const macro = next === '!' && joint !== '.';
    const qualifier = joint === '.' ? `.${known}` : macro ? `${known}!` : known;
    references.push({
      ...{ name: text, role: macro ? 'call' : role, start: at, end: at + text.length },
      ...(qualifier === '' ? {} : { qualifier }),
    });
  }
  return before === '$' || next === '!' ? '' : `${known}${joint}${text}`;
}

/** Parameters with types of closures that a macro is given, and where each stands. */
export function parametersIn(written: string): { readonly name: string; readonly type: string; readonly at: number }[] {
  const lists = written.matchAll(/\|((?:\s*(?:mut\s+)?[a-z_]\w*\s*:\s*[&\w:<> ]{1,80},?){1,9})\s*\|/g);
  return [...lists].flatMap(({ 0: whole, 1: list = '', index }) =>
    [...list.matchAll(/([a-z_]\w*)\s*:(?!:)\s*([&\w:<> ]+)/g)].map((found) => ({
      ...{ name: found[1]!, type: found[2]!.trim(), at: index + whole.indexOf(list) + found.index },
    })),
  );
}
