/** What a path says of the code in the file: tests, examples and written-by-programs files rank below the rest. */

import { pathPriors } from './weights';
import type { PathTrait } from './weights';

export const pathTraitNames = Object.keys(pathPriors) as readonly PathTrait[];

const patterns: readonly (readonly [PathTrait, RegExp])[] = [
  ['test', /(^|\/)(tests?|__tests__|__mocks__|specs?|testdata|testing|e2e|fixtures?|mocks?)(\/|$)/],
  ['test', /(^|\/)(test_[^/]*|conftest\.py)$|[._-](test|tests|spec|e2e|bench)\.[^/]*$|_test\.[^/]*$/],
  ['test', /(^|[a-z0-9])(Tests?|TestCase|Spec|IT)\.(java|kt|kts|cs|php|swift|scala|groovy)$/],
  ['example', /(^|\/)(examples?|samples?|demos?|docs?|benchmarks?|bench)(\/|$)/],
  ['vendored', /(^|\/)(vendor|vendored|third[_-]?party|node_modules|bower_components|external|deps)(\/|$)/],
  [
    'generated',
    /(^|\/)(generated|__generated__|gen|dist|build|out)(\/|$)|\.(pb|gen|generated|g)\.[^/]+$|_pb2(_grpc)?\.py$/,
  ],
  ['minified', /[.-]min\.[^/]*$|\.bundle\.[^/]*$/],
  ['declaration', /\.d\.[cm]?ts$|\.pyi$/],
];

/** What a build writes: its sources are elsewhere, in the folder or not, under the same names or others. */
const outputs = /(^|\/)(dist|build|out)(\/|$)/;

export function isBuildOutput(path: string): boolean {
  return outputs.test(path);
}

/** The words by which a question asks for files of a trait. */
const askedBy: Readonly<Record<PathTrait, RegExp>> = {
  test: /\b(tests?|tested|testing|specs?|mock(s|ed|ing)?|fixtures?|e2e|benchmarks?)\b/i,
  example: /\b(examples?|samples?|demos?|docs?|documentation|benchmarks?)\b/i,
  vendored: /\b(vendor(ed)?|third[- ]party|external|dependency)\b/i,
  generated: /\b(generated|build|dist|protobuf)\b/i,
  minified: /\b(minified|bundle)\b/i,
  declaration: /\b(declarations?|typings?|d\.ts|stubs?)\b/i,
};

/** A bit a trait, in the order of {@link pathTraitNames}. */
export function pathTraits(path: string): number {
  let traits = 0;
  for (const [trait, pattern] of patterns) {
    if (pattern.test(path)) traits |= traitBit(trait);
  }
  return traits;
}

/** A test, or what tests need: helpers, fixtures, mocks. */
export function isTestPath(path: string): boolean {
  return (pathTraits(path) & traitBit('test')) !== 0;
}

/** A runner would look for tests here by the file's name alone. */
const namedAsTest =
  /(^|\/)test_[^/]*\.py$|[._-](test|tests|spec|e2e)\.[^/]*$|_test\.[^/]*$|(^|[a-z0-9])(Tests?|TestCase|Spec|IT)\.[a-z]+$/;

export function isNamedAsTest(path: string): boolean {
  return namedAsTest.test(path);
}

export function traitBit(trait: PathTrait): number {
  return 1 << pathTraitNames.indexOf(trait);
}

/** In a sentence such words often say what code does, `runs the tests`: it must say that files of the trait are wanted. */
const askedInSentence: Readonly<Record<PathTrait, RegExp>> = {
  test: wantedFiles('tests?|specs?|fixtures?|mocks?|benchmarks?'),
  example: wantedFiles('examples?|samples?|demos?|docs|documentation|benchmarks?'),
  vendored: /\b(vendored|third[- ]party)\b/i,
  generated: /\bgenerated (code|files?|sources?)\b/i,
  minified: /\bminified\b/i,
  declaration: /\b(declaration files?|typings|d\.ts|stub files?)\b/i,
};
const fewWords = 4;

/** `tests for…`, `unit test of…`, `in the examples`. */
function wantedFiles(words: string): RegExp {
  const followed = `(${words}) (for|of|that|where|which|about|covering)\\b`;
  const sorts = `(unit|integration|e2e|regression)[- ](${words})\\b`;
  return new RegExp(`^\\W*(${words})\\b|\\b(${followed}|${sorts}|(in|from) (the )?(${words})\\b)`, 'i');
}

/** The traits that a question's words or path filters ask for. */
export function askedTraits(text: string, paths: readonly string[]): number {
  let asked = 0;
  const words = text.split(/\s+/).length > fewWords ? askedInSentence : askedBy;
  for (const trait of pathTraitNames) {
    if (words[trait].test(text)) asked |= traitBit(trait);
  }
  for (const path of paths) asked |= pathTraits(path) | (askedBy.test.test(path) ? traitBit('test') : 0);
  return asked;
}

/** The product of the priors of the traits in `traits`, worked out once for each set of them. */
export const traitPriors: readonly number[] = Array.from({ length: 1 << pathTraitNames.length }, (_, traits) =>
  pathTraitNames.reduce((prior, trait) => ((traits & traitBit(trait)) === 0 ? prior : prior * pathPriors[trait]), 1),
);
