/**
 * How sure an edge is by how it was found: the shares that held on projects not looked at while this was written.
 * `npm run bench:relations` prints them beside what holds today.
 */

import type { ResolutionMethod } from '../model/relationship';

type Shares = Readonly<Record<ResolutionMethod, number>>;

/** TypeScript, JavaScript and Python, against scip-typescript and scip-python. */
export const codeConfidence: Shares = {
  receiver: 0.98,
  package: 0.95,
  inheritance: 0.98,
  import: 0.99,
  scope: 0.99,
  checker: 1,
  scip: 1,
};

/** What is one of two things, by how the program runs. */
export const eitherConfidence = 0.5;

/** The other languages, by samples checked by hand. */
export const listedConfidence: Shares = {
  ...codeConfidence,
  receiver: 0.95,
  package: 0.95,
  inheritance: 0.95,
  import: 0.98,
  scope: 0.97,
};
