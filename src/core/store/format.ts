/**
 * The version of everything derived from files: symbols, references and digests as the parser and the text codecs make
 * them. Raise it whenever the same file would yield something else; files indexed by another version read as changed.
 *
 * 1: first.
 */
export const indexFormatVersion = 1;
