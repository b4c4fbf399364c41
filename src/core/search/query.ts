/**
 * The query language: `kind: lang: path: in: like:` filters, "quoted text", places of files, and everything else as plain words
 * or a name.
 */

import type { SearchQuery } from '../model/search';
import { symbolKinds } from '../model/symbol';
import { readPlaces } from './question/places';

/** UTF-16 units of a question that are read; what people type or paste is shorter. */
const longestQuery = 10_000;
/** Values of one filter and quoted texts that are heeded. */
const mostValues = 50;
/** From so many words on a question is a sentence: what it quotes is a part of it and not a text to be found as it is. */
const wordsOfSentence = 6;

type FilterName = 'kind' | 'lang' | 'path' | 'in' | 'like';

const filterNames: Readonly<Record<string, FilterName>> = {
  kind: 'kind',
  type: 'kind',
  lang: 'lang',
  language: 'lang',
  path: 'path',
  file: 'path',
  in: 'in',
  like: 'like',
};

const kindAliases: Readonly<Record<string, string>> = {
  fn: 'function',
  func: 'function',
  fun: 'function',
  def: 'function',
  cls: 'class',
  iface: 'interface',
  prop: 'property',
  attr: 'property',
  attribute: 'property',
  member: 'property',
  var: 'variable',
  const: 'constant',
  ns: 'namespace',
  mod: 'module',
  file: 'module',
  pkg: 'package',
  typedef: 'type',
  alias: 'type',
  ctor: 'constructor',
};

const languageAliases: Readonly<Record<string, string>> = {
  ts: 'typescript',
  mts: 'typescript',
  cts: 'typescript',
  js: 'javascript',
  jsx: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  node: 'javascript',
  py: 'python',
  python3: 'python',
  golang: 'go',
  rs: 'rust',
  'c++': 'cpp',
  cc: 'cpp',
  cxx: 'cpp',
  hpp: 'cpp',
  'c#': 'csharp',
  cs: 'csharp',
  kt: 'kotlin',
  kts: 'kotlin',
  rb: 'ruby',
  sh: 'bash',
  shell: 'bash',
  zsh: 'bash',
  md: 'markdown',
  htm: 'html',
};

/** Total: any text is a question. A filter without a value is one that is being typed, and counts for nothing. */
export function parseQuery(raw: string): SearchQuery {
  const words: string[] = [];
  const quoted: string[] = [];
  /** Words and quoted texts in their order. */
  const sentence: string[] = [];
  const filters: Record<FilterName, string[]> = { kind: [], lang: [], path: [], in: [], like: [] };
  const { places, rest } = readPlaces(raw.slice(0, longestQuery));
  for (const part of rest.matchAll(parts)) {
    const { filter, quote, word } = part.groups ?? {};
    if (filter !== undefined) filters[filterNames[filter.slice(0, -1).toLowerCase()]!].push(...valuesOf(part[0]));
    else if (quote !== undefined) quoted.push(...withoutBlank([quote.slice(1, -1)]));
    else if (word !== undefined) words.push(word);
    if (filter === undefined) sentence.push(word ?? quote?.slice(1, -1).trim() ?? '');
  }
  const isSentence = words.length >= wordsOfSentence;
  return {
    raw,
    text: (isSentence ? withoutBlank(sentence) : words).join(' '),
    quoted: isSentence ? [] : quoted.slice(0, mostValues),
    kinds: bounded(filters.kind.map((kind) => kindOf(kind.toLowerCase()))),
    languages: bounded(filters.lang.map((name) => languageOf(name.toLowerCase()))),
    paths: bounded(filters.path),
    containers: bounded(filters.in),
    like: bounded(filters.like),
    places,
  };
}

const quotedForm = /"[^"]*"|“[^”]*”/.source;
/** Each alternative begins where the one before ended and none can match nothing: the work is linear. */
const parts = new RegExp(
  String.raw`(?<filter>\b(?:${Object.keys(filterNames).join('|')}):(?!:))(?:${quotedForm}|[^\s",]+|,)*` +
    String.raw`|(?<quote>${quotedForm})|(?<word>[^\s"“”]+)`,
  'giu',
);
const valueForm = new RegExp(`${quotedForm}|[^,"]+`, 'gu');

function valuesOf(filter: string): string[] {
  const list = filter.slice(filter.indexOf(':') + 1);
  return withoutBlank(Array.from(list.matchAll(valueForm), ([value]) => value.replace(/^["“]|["”]$/g, '')));
}

/** The same question with what it quotes as words of it. */
export function unquoted(query: SearchQuery): SearchQuery {
  return { ...query, text: [query.text, ...query.quoted].join(' ').trim(), quoted: [] };
}

function withoutBlank(values: readonly string[]): string[] {
  return values.filter((value) => value.trim() !== '');
}

function bounded(values: readonly string[]): string[] {
  return [...new Set(values)].slice(0, mostValues);
}

/** `fn`, `functions`, `Function` → `function`; what is not known may be a native kind and stays. */
function kindOf(kind: string): string {
  if (Object.hasOwn(kindAliases, kind)) return kindAliases[kind]!;
  return symbolKinds.find((name) => kind === plural(name)) ?? kind;
}

function plural(kind: string): string {
  if (kind.endsWith('y')) return `${kind.slice(0, -1)}ies`;
  return kind.endsWith('s') ? `${kind}es` : `${kind}s`;
}

function languageOf(language: string): string {
  return Object.hasOwn(languageAliases, language) ? languageAliases[language]! : language;
}
