/** Which files are asked about: code that people look for, not tests, examples or what came from elsewhere. */

import { languageOf, languages } from './index';

const aside =
  /(^|\/)(?:tests?|__tests__|spec|testdata|fixtures?|docs?|examples?|samples?|node_modules|vendor|dist|build|third_party)(?:\/|$)|\.(?:test|spec|min|d)\.|_test\.|(^|\/)test_/;
const noCode: ReadonlySet<string> = new Set(['markdown', 'css', 'html']);

export function isAskedAbout(path: string): boolean {
  const language = languageOf(path);
  return language !== undefined && !noCode.has(language.id) && !aside.test(path);
}

/** The same files by what git takes for paths, and a few more of the same languages. */
export const askedPatterns: readonly string[] = languages
  .filter(({ id }) => !noCode.has(id))
  .flatMap(({ extensions }) => extensions.map((extension) => `:(icase)*${extension}`));
