/**
 * What search needs of one file: its symbols' names and the words around each. It depends on the file's content and
 * language alone, never on its path, so that one copy serves every file with that content.
 */

export { buildDigest } from './digestBuilder';
export { decodeDigest, encodeDigest } from './digestCodec';
export type { FileDigest } from './fileDigest';
