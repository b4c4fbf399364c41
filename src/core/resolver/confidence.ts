/**
 * How sure an edge is by its language and by how it was found: the shares that held where a compiler, a language server, a
 * program that ran or a reader told of it. The table confidence_calibration keeps them with their counts;
 * `npm run bench:relations` prints them beside what holds today.
 */

import type { LanguageId } from '../model/ids';
import type { ResolutionMethod } from '../model/relationship';

export interface Shares extends Readonly<Record<ResolutionMethod, number>> {
  /** A call of what has several definitions that the arguments do not tell apart: the first that fits is named. */
  readonly several: number;
  /** So many at most: of more the first is too rarely meant, and none is named. */
  readonly severalAtMost: number;
}

/** What a type checker or an index says. */
export const exactConfidence = 1;

const common: Shares = {
  receiver: 0.98,
  package: 0.98,
  inheritance: 0.98,
  import: 0.98,
  scope: 0.98,
  checker: exactConfidence,
  scip: exactConfidence,
  ...{ several: 0.5, severalAtMost: 1 },
};

/** Of languages whose code is inferred. Several: what is imported or, failing that, another, by how the program runs. */
const inferred: Shares = { ...common, import: 0.99, scope: 0.99, several: 0.5, severalAtMost: 2 };

/** By the names of families in the table. */
export const familyShares = {
  ecmascript: inferred,
  python: inferred,
  go: common,
  java: { ...common, several: 0.77, severalAtMost: 2 },
  kotlin: { ...common, several: 0.7, severalAtMost: Infinity },
  csharp: { ...common, several: 0.75, severalAtMost: Infinity },
  php: common,
  ruby: common,
  c: common,
  bash: common,
  pages: common,
  rust: { ...common, several: 0.85, severalAtMost: Infinity },
} as const satisfies Readonly<Record<string, Shares>>;

const families: Readonly<Record<string, keyof typeof familyShares>> = {
  typescript: 'ecmascript',
  tsx: 'ecmascript',
  javascript: 'ecmascript',
  cpp: 'c',
  css: 'pages',
  html: 'pages',
};

export function sharesOf(language: LanguageId): Shares {
  const family = families[language] ?? language;
  return Object.hasOwn(familyShares, family) ? familyShares[family as keyof typeof familyShares] : common;
}
