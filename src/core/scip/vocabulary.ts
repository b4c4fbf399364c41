/** The format's own words for kinds and languages. */

import type { LanguageId } from '../model/ids';
import type { CodeSymbol, SymbolKind } from '../model/symbol';

/** SymbolInformation.Kind, of those that Loci tells apart. */
const kinds = {
  abstractMethod: 66,
  class: 7,
  concept: 86,
  constant: 8,
  constructor: 9,
  delegate: 73,
  enum: 11,
  enumMember: 12,
  event: 13,
  file: 16,
  function: 17,
  getter: 18,
  interface: 21,
  macro: 25,
  method: 26,
  module: 29,
  namespace: 30,
  object: 33,
  operator: 34,
  package: 35,
  property: 41,
  setter: 45,
  staticMethod: 80,
  staticProperty: 81,
  struct: 49,
  trait: 53,
  type: 54,
  union: 59,
  unspecified: 0,
  variable: 61,
} as const;

const plainKinds: Readonly<Record<SymbolKind, number>> = {
  ...{ function: kinds.function, class: kinds.class, interface: kinds.interface, method: kinds.method },
  ...{ property: kinds.property, variable: kinds.variable, constant: kinds.constant, enum: kinds.enum },
  ...{ type: kinds.type, namespace: kinds.namespace, module: kinds.module, package: kinds.package },
  ...{ import: kinds.unspecified, export: kinds.unspecified },
};

/** What a language calls it, where that says more. */
const nativeKinds: ReadonlyMap<string, number> = new Map([
  ['concept', kinds.concept],
  ['constructor', kinds.constructor],
  ['delegate', kinds.delegate],
  ['enum member', kinds.enumMember],
  ['event', kinds.event],
  ['getter', kinds.getter],
  ['macro', kinds.macro],
  ['object', kinds.object],
  ['operator', kinds.operator],
  ['setter', kinds.setter],
  ['struct', kinds.struct],
  ['trait', kinds.trait],
  ['union', kinds.union],
]);

export function scipKind(symbol: CodeSymbol): number {
  if (symbol.descriptor === '') return kinds.file;
  const native = symbol.nativeKind === undefined ? undefined : nativeKinds.get(symbol.nativeKind);
  if (native !== undefined) return native;
  if (symbol.kind === 'method' && symbol.isAbstract) return kinds.abstractMethod;
  if (symbol.kind === 'method' && symbol.isStatic) return kinds.staticMethod;
  if (symbol.kind === 'property' && symbol.isStatic) return kinds.staticProperty;
  return plainKinds[symbol.kind];
}

const languages: ReadonlyMap<string, string> = new Map([
  ['bash', 'ShellScript'],
  ['c', 'C'],
  ['cpp', 'CPP'],
  ['csharp', 'CSharp'],
  ['css', 'CSS'],
  ['go', 'Go'],
  ['html', 'HTML'],
  ['java', 'Java'],
  ['javascript', 'JavaScript'],
  ['kotlin', 'Kotlin'],
  ['markdown', 'Markdown'],
  ['php', 'PHP'],
  ['python', 'Python'],
  ['ruby', 'Ruby'],
  ['rust', 'Rust'],
  ['tsx', 'TypeScriptReact'],
  ['typescript', 'TypeScript'],
]);

/** Empty for a language that the format has no word for. */
export function scipLanguage(language: LanguageId): string {
  return languages.get(language) ?? '';
}
