/** A parsed file → the form that crosses threads and is stored. */

import type { FileFacts } from '../model/file';
import { buildDigest, encodeDigest } from '../text/digest';
import type { WordCache } from '../text/words';
import type { AssembledFile } from './assemble';
import { encodeCode } from './code/encode';
import { encodeListing } from './code/listingCodec';
import { encodeReferences } from './referenceCodec';

/** `text` is the one that was parsed; `cache` saves time over many files and changes nothing else. */
export function toFacts(parsed: AssembledFile, text: string, cache?: WordCache): FileFacts {
  const { path, language, symbols, referenceCount, problems, lineCount, code } = parsed;
  const encoded = code === undefined ? plainFacts(parsed) : encodeCode(code);
  return {
    path,
    language,
    symbols,
    problems,
    lineCount,
    referenceCount,
    ...encoded,
    digest: encodeDigest(buildDigest(parsed, text, cache)),
  };
}

/** Of a language whose code is not read further. */
function plainFacts({ references, listing }: AssembledFile): Pick<FileFacts, 'declarations' | 'references'> {
  const declarations = listing === undefined ? new Uint8Array() : encodeListing(listing);
  return { declarations, references: encodeReferences(references) };
}
