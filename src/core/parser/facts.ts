/** A parsed file → the form that crosses threads and is stored. */

import type { FileFacts, ParsedFile } from '../model/file';
import { buildDigest, encodeDigest } from '../text/digest';
import type { WordCache } from '../text/words';
import { encodeReferences } from './referenceCodec';

/** `text` is the one that was parsed; `cache` saves time over many files and changes nothing else. */
export function toFacts(parsed: ParsedFile, text: string, cache?: WordCache): FileFacts {
  const { path, language, symbols, references, problems, lineCount } = parsed;
  return {
    path,
    language,
    symbols,
    problems,
    lineCount,
    referenceCount: references.length,
    references: encodeReferences(references),
    digest: encodeDigest(buildDigest(parsed, text, cache)),
  };
}
