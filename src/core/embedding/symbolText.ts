/** What is embedded of a file: the texts that stand for its symbols, bounded, without secrets. */

import type { SymbolKind } from '../model/symbol';
import { redactSecrets } from '../text/redact';
import { documentText } from './documentText';

/** A symbol, as much of it as is embedded. */
export interface EmbeddedPart {
  readonly name: string;
  readonly kind: SymbolKind;
  /** Qualified name of what it is in. */
  readonly scope: string | null;
  readonly documentation: string | null;
  /** UTF-16 offsets of the definition into the file's text, the end exclusive. */
  readonly start: number;
  readonly end: number;
}

/** UTF-16 units. A model of code reads a few hundred words; what a definition is for stands at its beginning. */
const mostSource = 2_000;
const mostDocumentation = 1_000;
/** Of what a symbol is called, and of what it is in: some formats take whole paragraphs for a name. */
const mostName = 300;

/** By the parts' places; undefined for what is not worth a vector. `text` is that of the whole file. */
export function symbolTexts(path: string, text: string, parts: readonly EmbeddedPart[]): (string | undefined)[] {
  // Asked of the file at once, as definitions overlap; files with secrets are few.
  const clean = redactSecrets(text) === text ? (some: string): string => some : redactSecrets;
  return parts.map((part) => {
    const source = text.slice(part.start, Math.min(part.end, part.start + mostSource));
    if (!saysSomething(part, source)) return undefined;
    const documentation = part.documentation?.slice(0, mostDocumentation);
    const [name, scope] = [part.name.slice(0, mostName), part.scope?.slice(0, mostName)];
    return clean(documentText({ name, scope, path, documentation, source }));
  });
}

const values: ReadonlySet<SymbolKind> = new Set(['property', 'variable', 'constant', 'export']);

/** A value of one line without a comment is its name, which is found by name. */
function saysSomething({ kind, documentation, start, end }: EmbeddedPart, source: string): boolean {
  if (kind === 'import') return false;
  if (start === end && kind !== 'module') return false;
  return !values.has(kind) || documentation !== null || source.includes('\n');
}
