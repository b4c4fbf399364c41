/** What a name in a text is there for, told from its line alone and so by nothing that is being measured. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Of places of files. */
export interface SiteRoles {
  readonly nameAt: (site: string) => string;
  readonly isCall: (site: string) => boolean;
  /** A type that another extends or implements. */
  readonly isBase: (site: string) => boolean;
  /** A variable that `require()` gives its value: an import by another form. */
  readonly isRequired: (site: string) => boolean;
}

export function createSiteRoles(folder: string): SiteRoles {
  const texts = new Map<string, readonly string[]>();
  const at = (site: string): [lines: readonly string[], line: number, character: number] => {
    const [, file = '', line = '', character = ''] = /^(.*):(\d+):(\d+)$/.exec(site) ?? [];
    const lines = texts.get(file) ?? readFileSync(join(folder, file), 'utf8').split('\n');
    texts.set(file, lines);
    return [lines, Number(line), Number(character)];
  };
  return {
    nameAt(site) {
      const [lines, line, character] = at(site);
      return nameIn(lines[line] ?? '', character);
    },
    isCall: (site) => isCalled(...at(site)),
    isBase(site) {
      const [lines, line, character] = at(site);
      return isBaseType(lines[line] ?? '', character);
    },
    isRequired(site) {
      const [lines, line, character] = at(site);
      return isRequiredName((lines[line] ?? '').slice(character));
    },
  };
}

/** Of a line from the name on: `a = require('m')`, `a, b } = require('m')`. */
export function isRequiredName(line: string): boolean {
  return /^[\w$]+(?:[\w$\s,:]*\})?\s*=\s*require\(/.test(line);
}

const namePattern = /[\p{L}\p{N}_$#]+/uy;

function nameIn(line: string, character: number): string {
  namePattern.lastIndex = character;
  return namePattern.exec(line)?.[0] ?? '';
}

/** `name(`, `name?.(`, `name!(`, `` name`…` ``, `name<T>(` and `new name`; the bracket stands on the name's line. */
export function isCalled(lines: readonly string[], at: number, character: number): boolean {
  const line = lines[at] ?? '';
  const name = nameIn(line, character);
  if (name === '') return false;
  const before = line.slice(0, character);
  // An indexer may take the second definition of a name for a use of the first.
  if (/\bdef\s+$/.test(before)) return false;
  const behind = line.slice(character + name.length);
  const rest = behind.replace(/^!?\s*(?:\?\.)?/, '');
  const called = /^[(`]/.test(rest) || (behind.startsWith('<') && /^[(`]/.test(afterBrackets(behind, '<', '>')));
  if (!called) return !behind.startsWith('.') && /\bnew\s+(?:[\w$]+\s*\.\s*)*$/.test(before);
  return !(/^\s*(?:async\s+)?\*?\s*$/.test(before) && hasBody(rest, lines.slice(at + 1, at + longestHead)));
}

/** Lines that the parameters of a method go over, at most. */
const longestHead = 40;

/** A method of an object literal: what follows the parameters is a body, or the type of what it returns. */
function hasBody(rest: string, following: readonly string[]): boolean {
  const text = [rest, ...following].join('\n');
  const parameters = text.startsWith('<') ? afterBrackets(text, '<', '>') : text;
  return /^\s*(?:\{|:\s)/.test(afterBrackets(parameters, '(', ')'));
}

/** What stands behind the bracket that closes the one at the beginning; empty if none does. */
function afterBrackets(text: string, open: string, close: string): string {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === open) depth++;
    else if (text[at] === close && text[at - 1] !== '=') depth--;
    if (depth === 0) return text.slice(at + 1);
  }
  return '';
}

/**
 * In the head of a class or interface: behind `extends` or `implements`, between the brackets of a Python class, behind the
 * colon of a C++ one.
 */
export function isBaseType(line: string, character: number): boolean {
  if (/^(?:\.|::)/.test(line.slice(character + nameIn(line, character).length))) return false;
  const before = line.slice(0, character);
  if (/^\s*class\s+\w+\s*(?:\[.*\])?\([^()[\]=]*$/.test(before)) return true;
  const outside = withoutBrackets(before);
  if (outside !== undefined && cppHead.test(outside)) return true;
  if (!/^\s*(?:export\s+|default\s+|declare\s+|abstract\s+)*(?:class|interface)\b/.test(before)) return false;
  return outside !== undefined && /\b(?:extends|implements)\s[^{]*$/.test(outside);
}

const cppHead = /^\s*(?:template\s+)?(?:class|struct)\s+[\w\s]+:(?!:)(?:[^{;:]|::)*$/;

/** The text without what stands in angle brackets; undefined within them. */
function withoutBrackets(text: string): string | undefined {
  let kept = '';
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (character === '<') depth++;
    else if (character === '>' && text[at - 1] !== '=') depth--;
    else if (depth === 0) kept += character;
  }
  return depth === 0 ? kept : undefined;
}
