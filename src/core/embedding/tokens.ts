/** How many tokens a model counts in a text, roughly: each counts by its own rules, which are not known here. */

/** UTF-8 bytes a token. Models see three to four of code and English in one, and about three in other scripts. */
const bytesPerToken = 3;

export function tokensOf(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / bytesPerToken);
}
