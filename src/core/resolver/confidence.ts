/**
 * How sure an edge is by how it was found: the shares that held on projects not looked at while this was written, which
 * the table confidence_calibration keeps. `npm run bench:relations` prints them beside what holds today.
 */

import type { ResolutionMethod } from '../model/relationship';

type Shares = Readonly<Record<ResolutionMethod, number>>;

/** TypeScript, JavaScript and Python, against scip-typescript and scip-python. */
export const codeConfidence: Shares = {
  receiver: 0.98,
  package: 0.98,
  inheritance: 0.98,
  import: 0.99,
  scope: 0.99,
  checker: 1,
  scip: 1,
};

/** What is one of two things, by how the program runs. */
export const eitherConfidence = 0.5;

/** The other languages: Go against go/types, Java against javac, C and C++ against clang. */
export const listedConfidence: Shares = {
  ...codeConfidence,
  import: 0.98,
  scope: 0.98,
};

/**
 * Rust against rust-analyzer. Receivers are inferred through what the standard library gives, which that index, made without
 * the dependencies, often does not know itself: their share is the least that holds.
 */
export const rustConfidence: Shares = { ...listedConfidence, receiver: 0.95 };

/** A call of what has several definitions that the arguments do not tell apart: the first that fits is named. */
export const overloadConfidence = 0.75;

/** The same in Rust: several `impl` blocks of one type, or definitions for several platforms. */
export const blocksConfidence = 0.85;
