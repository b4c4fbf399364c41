/**
 * The version of everything derived from files: symbols, references and digests as the parser and the text codecs make
 * them. Raise it whenever the same file would yield something else; files indexed by another version read as changed.
 *
 * 1: first.
 * 2: a header is in the language that its text says.
 * 3: declarations beside references, for resolving.
 */
export const indexFormatVersion = 3;

/**
 * The version of what resolving makes of the same facts. Raise it whenever that would be something else; all files are
 * then resolved again, without being parsed again.
 *
 * 1: first.
 */
export const resolutionFormatVersion = 1;
