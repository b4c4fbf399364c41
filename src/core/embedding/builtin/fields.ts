/** The parts of a document that the built-in model weighs apart. The order is that of the numbers in model files. */

export const fields = ['name', 'scope', 'path', 'documentation', 'signature', 'body'] as const;
export type Field = (typeof fields)[number];

export const nameField = 0;
export const scopeField = 1;
export const pathField = 2;
export const documentationField = 3;
export const signatureField = 4;
export const bodyField = 5;

/** What `count` uses of a word in a field of `distinct` different words weigh, before any learned weight. */
export function plainWeight(count: number, distinct: number): number {
  // Vectors of unlike words are nearly at right angles: the length of their sum goes by the root of their number.
  return (1 + Math.log(count)) / Math.sqrt(distinct);
}
