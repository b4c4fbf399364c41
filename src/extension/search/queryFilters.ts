/** The filters of a question as text: which there are, and the text with one more or one less. */

export const filterNames = ['kind', 'lang', 'path', 'in', 'like'] as const;
export type FilterName = (typeof filterNames)[number];

/** Spellings that the query language takes, and what they stand for. */
const spellings: Readonly<Record<string, FilterName>> = {
  kind: 'kind',
  type: 'kind',
  lang: 'lang',
  language: 'lang',
  path: 'path',
  file: 'path',
  in: 'in',
  like: 'like',
};

interface Part {
  readonly start: number;
  readonly end: number;
  /** Of a filter only. */
  readonly name?: FilterName;
  readonly values: readonly string[];
}

const quotedForm = /"[^"]*"|“[^”]*”/.source;
const partForm = new RegExp(
  String.raw`(?<filter>\b(?:${Object.keys(spellings).join('|')}):(?!:))(?:${quotedForm}|[^\s",]+|,)*` +
    String.raw`|(?:${quotedForm})|[^\s"“”]+`,
  'giu',
);
const valueForm = new RegExp(`${quotedForm}|[^,"]+`, 'gu');

/** Values of the filters of that name, without quotes; empty if there are none. */
export function filterValues(query: string, name: FilterName): string[] {
  return partsOf(query).flatMap((part) => (part.name === name ? part.values : []));
}

export function hasFilters(query: string): boolean {
  return filterNames.some((name) => filterValues(query, name).length > 0);
}

/** Without the filters of that name, of every name if none is given. */
export function withoutFilter(query: string, name?: FilterName): string {
  const gone = partsOf(query).filter((part) => part.name !== undefined && (name === undefined || part.name === name));
  return without(query, gone);
}

/** Without filters and quotation marks: what a search for text takes. */
export function plainText(query: string): string {
  return withoutFilter(query).replace(/["“”]/g, '').trim();
}

/** With that filter, in place of those of its name; ends with a space, ready for the next word. */
export function withFilter(query: string, name: FilterName, value: string): string {
  const rest = withoutFilter(query, name).trimEnd();
  return `${rest === '' ? '' : `${rest} `}${name}:${quoted(value)} `;
}

/** With `name:` at the end, for a value to be typed. */
export function withOpenFilter(query: string, name: FilterName): string {
  const rest = withoutFilter(query, name).trimEnd();
  return `${rest === '' ? '' : `${rest} `}${name}:`;
}

/** A filter that is being typed: `start` and `end` are the bounds of its last value. */
export interface OpenFilter {
  readonly name: FilterName;
  readonly typed: string;
  readonly start: number;
}

/** The filter that the text ends in, if its value may go on. */
export function openFilter(query: string): OpenFilter | undefined {
  const last = partsOf(query).at(-1);
  if (last?.name === undefined || last.end !== query.length) return undefined;
  const text = query.slice(last.start);
  const at = Math.max(text.indexOf(':'), text.lastIndexOf(','));
  const typed = text.slice(at + 1);
  return /["“”]/.test(typed) ? undefined : { name: last.name, typed, start: last.start + at + 1 };
}

/** The text with the open filter's value in full. */
export function completed(query: string, { start }: OpenFilter, value: string): string {
  return `${query.slice(0, start)}${quoted(value)} `;
}

function partsOf(query: string): Part[] {
  return Array.from(query.matchAll(partForm), (match) => {
    const [text] = match;
    const bounds = { start: match.index, end: match.index + text.length };
    const filter = match.groups?.['filter'];
    if (filter === undefined) return { ...bounds, values: [] };
    const list = text.slice(filter.length);
    const values = Array.from(list.matchAll(valueForm), ([value]) => value.replace(/^["“]|["”]$/g, ''));
    return {
      ...bounds,
      name: spellings[filter.slice(0, -1).toLowerCase()]!,
      values: values.filter((value) => value.trim() !== ''),
    };
  });
}

/** The spaces around what is cut out become one. */
function without(query: string, gone: readonly Part[]): string {
  let text = '';
  let from = 0;
  for (const { start, end } of gone) {
    text += query.slice(from, start);
    from = end;
    if (/(^|\s)$/.test(text)) while (/\s/.test(query.charAt(from))) from += 1;
  }
  return text + query.slice(from);
}

function quoted(value: string): string {
  return /[\s,"“”]/.test(value) ? `"${value.replaceAll('"', '')}"` : value;
}
