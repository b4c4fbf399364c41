/**
 * The path that a word of the shell stands for, as far as it can be known without running it: `"$(dirname "$0")/x.sh"`,
 * `${BASH_SOURCE%/*}/x.sh`, `$HERE/x.sh` where HERE is assigned such a path. Paths of the folder begin with {@link root}.
 */

import { dirname, join } from '../modules/paths';

export const root = '\u0000';
/** Stands for what is not known. */
export const unknown = '\u0001';

/** The path of the file that the word stands in, and what its variables are assigned, as written. */
export interface Surroundings {
  readonly path: string;
  valuesOf(variable: string): readonly string[];
}

const mostSteps = 24;
const longestPath = 4096;

/** With {@link unknown} in place of what cannot be known. */
export function evaluateWord(word: string, around: Surroundings): string {
  return word.length > longestPath ? unknown : evaluate(word, around, new Map());
}

/** `known`: variables that were evaluated; one that needs itself is unknown. */
function evaluate(word: string, around: Surroundings, known: Map<string, string>): string {
  // Quotes say nothing more here: a path with blanks is none that is known.
  let text = word.replace(/["']/g, '').replace(/`([^`]*)`/g, '$($1)');
  for (let step = 0; step < mostSteps && text.includes('$'); step++) {
    const next = text
      .replace(/\$\(([^$()]*)\)/, (_, command: string) => resultOf(command))
      .replace(/\$\{(\(%\):-%x|\w+)(?:\[[^\]{}$]*\])?([^\w{}$[\]][^{}$]*)?\}/, (_, name: string, how = '') =>
        expand(variable(name, around, known), String(how)),
      )
      .replace(/\$(\w+)/, (_, name: string) => variable(name, around, known));
    if (next === text || next.length > longestPath) return unknown;
    text = next;
  }
  return text.includes('$') ? unknown : text;
}

const own = /^(?:BASH_SOURCE|0|\(%\):-%x|BATS_TEST_FILENAME)$/;
function variable(name: string, around: Surroundings, known: Map<string, string>): string {
  if (own.test(name)) return `${root}/${around.path}`;
  if (name === 'BATS_TEST_DIRNAME') return above(`${root}/${around.path}`);
  if (name === 'PWD') return '.';
  let found = known.get(name);
  if (found === undefined) {
    known.set(name, unknown);
    const values = around
      .valuesOf(name)
      .map((value) => (value.length > longestPath ? unknown : tidy(evaluate(value, around, known))));
    const told = new Set(values.filter((value) => value !== '' && !value.includes(unknown)));
    found = told.size === 1 ? [...told][0]! : unknown;
    known.set(name, found);
  }
  return found;
}

/** `${name%/*}`, `${name:-default}`, `${name:A:h}` of zsh. */
function expand(value: string, how: string): string {
  if (how === '' || /^:?\?/.test(how)) return value;
  if (how === '%/*') return above(value);
  // Where it is installed by default is not where it is in the folder.
  if (/^:?[-=]/.test(how)) return value !== unknown || /^:?[-=]\//.test(how) ? value : how.replace(/^:?[-=]/, '');
  if (!/^(?::[aAPh])+$/.test(how)) return unknown;
  return how.split(':h').slice(1).reduce(above, value);
}

/** What a command prints, of those that print paths. */
function resultOf(written: string): string {
  const command = written
    .replace(/\s*(?:\d|&)?>(?:&\d|>?\s*\/dev\/null)/g, '')
    .replace(/\\|\b(?:command|builtin)\s|(?<=\s)-[-\w]*(?=\s)|(?:^|\s)CDPATH=\S*(?=\s)/g, ' ')
    .trim();
  if (command === 'pwd') return '.';
  if (/^git rev-parse\s+--show-toplevel$/.test(written.trim())) return root;
  const [, name, given] = /^(dirname|readlink|greadlink|realpath|cd)\s+([^\s;&|]+)$/.exec(withoutPwd(command)) ?? [];
  if (given === undefined) return unknown;
  return name === 'dirname' ? above(given) : given;
}

/** `cd X && pwd` prints X. */
function withoutPwd(command: string): string {
  return command.startsWith('cd ') ? command.replace(/\s*(?:&&|;)\s*pwd(?:\s+-\w)?$/, '') : command;
}

function above(path: string): string {
  const plain = tidy(path);
  if (plain.includes(unknown) || plain === root || plain === '.' || plain.endsWith('..')) return unknown;
  return plain.includes('/') ? dirname(plain) : '.';
}

function tidy(path: string): string {
  if (!path.startsWith(root)) return path.replace(/(?<=.)\/+$/, '');
  const plain = join('', path.slice(root.length));
  return plain === undefined ? unknown : plain === '' ? root : `${root}/${plain}`;
}
