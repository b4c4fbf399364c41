/** What a symbol's name says of the text where it stands: the only way to tell an index of this text from one of another. */

import type { ReadSymbol } from './read';

export interface LastDescriptor {
  readonly name: string;
  /**
   * `module`: a package, a file, or what an indexer makes up; its name need not be written anywhere. `parameter`: of a
   * function or type; nothing that Loci has a symbol for.
   */
  readonly kind: 'module' | 'parameter' | 'other';
}

const last = /(?:`((?:[^`]|``)+)`|([\w+$-]+))(?:([#/.!:])|\([\w+$-]*\)\.)$/u;
const parameter = /(?:\[([^\]]*)\]|\(([^)]*)\))$/u;

export function isLocal(symbol: string): boolean {
  return symbol.startsWith('local ');
}

/** Undefined for a local symbol, and for what is in another grammar. */
export function lastDescriptor(symbol: string): LastDescriptor | undefined {
  if (isLocal(symbol)) return undefined;
  const named = last.exec(symbol);
  if (named !== null) {
    const name = named[2] ?? named[1]!.replaceAll('``', '`');
    return { name, kind: named[3] === '/' || named[3] === ':' ? 'module' : 'other' };
  }
  const [, type, value] = parameter.exec(symbol) ?? [];
  const name = type ?? value;
  return name === undefined ? undefined : { name: name.replaceAll('`', ''), kind: 'parameter' };
}

/** The package that a symbol is of, and what follows its name: version and descriptors. Spaces in a part are doubled. */
export function packageOf(symbol: string): { readonly name: string; readonly path: string } {
  const parts = symbol.replaceAll('  ', '\0').split(' ');
  const name = (parts[2] ?? '').replaceAll('\0', ' ');
  return { name: name === '.' ? '' : name, path: parts.slice(4).join(' ').replaceAll('\0', '  ') };
}

/**
 * `unlike`: this text is not what the index is of. Names that are not written as they are (`<init>`, modules, what is
 * generated) say nothing.
 */
export function compareSpelling(text: string, symbol: string, information?: ReadSymbol): 'like' | 'unlike' | 'unknown' {
  const { displayName = '' } = information ?? {};
  const descriptor = lastDescriptor(symbol);
  const own = descriptor === undefined || descriptor.kind === 'module' ? '' : descriptor.name;
  const written = bare(text);
  const names = [own, displayName].filter((name) => name !== '').map(bare);
  if (names.some((name) => written === name)) return 'like';
  if (!names.some((name) => identifier.test(name)) || !identifier.test(written)) return 'unknown';
  return names.some((name) => name.includes(written) || written.includes(name)) ? 'unknown' : 'unlike';
}

const identifier = /^[\p{L}\p{Nl}_$][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}$]*$/u;

/** Without what languages put around names, or indexers before them. */
function bare(name: string): string {
  return name.replace(/^(?:<[gs]et>|r#|[@#$'"`:]+)|['"`]+$/gu, '');
}
