/**
 * The text that stands for a symbol where it is embedded: a few labelled lines, an empty one, and the source. Any model
 * can read it; the built-in one takes it apart again, because a name says more than a word of a body.
 */

/** All but `name` and `path` may be missing. */
export interface DocumentParts {
  readonly name: string;
  /** What the symbol is in: `Cart`, `shop.Cart`. */
  readonly scope?: string | undefined;
  readonly path: string;
  /** Without comment marks. */
  readonly documentation?: string | undefined;
  /** The definition as it is written, signature and all. */
  readonly source?: string | undefined;
}

const labels = { name: 'symbol: ', scope: 'in: ', path: 'file: ', documentation: 'says: ' } as const;
type Label = keyof typeof labels;
const order: readonly Label[] = ['name', 'scope', 'path', 'documentation'];

export function documentText(parts: DocumentParts): string {
  const lines = order.flatMap((label) => {
    const text = parts[label]?.replace(/\s+/g, ' ').trim() ?? '';
    return text === '' && label !== 'name' ? [] : [`${labels[label]}${text}`];
  });
  return `${lines.join('\n')}\n\n${parts.source ?? ''}`;
}

/** The parts of a text that {@link documentText} made; any other text is all source. */
export function partsOfText(text: string): Partial<DocumentParts> {
  if (!text.startsWith(labels.name)) return { source: text };
  const parts: Partial<Record<Label | 'source', string>> = {};
  let at = 0;
  for (const label of order) {
    if (!text.startsWith(labels[label], at)) continue;
    const end = endOfLine(text, at);
    parts[label] = text.slice(at + labels[label].length, end);
    at = end + 1;
  }
  parts.source = text.slice(text.charAt(at) === '\n' ? at + 1 : at);
  return parts;
}

/** UTF-16 units in which a signature ends, whatever it looks like. */
const longestSignature = 400;

/** A definition's head, up to where its body begins in most languages, and the rest. */
export function splitSignature(source: string): { readonly signature: string; readonly body: string } {
  const end = source.slice(0, longestSignature).search(/[{;]|:\s*\n|=>/);
  const at = end >= 0 ? end : Math.min(endOfLine(source, 0), longestSignature);
  return { signature: source.slice(0, at), body: source.slice(at) };
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}
