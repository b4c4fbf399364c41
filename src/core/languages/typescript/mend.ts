/**
 * What the grammar cannot read of TypeScript, written so that it can: of the same length, so that every place stays where
 * it is. Only texts that the grammar stumbles over are mended; names are read from the text as it was.
 */

type Mend = readonly [pattern: RegExp, replace: (written: string) => string];

/** Spaces for what a pattern found, except for its line ends. */
function blank(written: string): string {
  return written.replace(/[^\r\n]/g, ' ');
}

const mends: readonly Mend[] = [
  // `export type * from`
  [/(?<=\bexport\s+)type(?=\s*\*)/g, blank],
  // `interface Box<in out T>`
  [/(?<=[<,]\s*)(?:in\s+out|in|out)(?=\s+[\w$]+\s*(?:[,>=]|extends\b))/g, blank],
  // `abstract override run(): void`
  [/(?<=\babstract\s+)override(?=\s)|\boverride(?=\s+abstract\s)/g, blank],
  // `let fs: typeof import('fs')`
  [/\btypeof(?=\s+import\s*\()/g, blank],
  // sql<{ one: number }>`…`
  [/(?<=[\w$])<\{[^{}<>`]*\}>(?=`)/g, blank],
  // A parameter that is called as a keyword of newer versions.
  [/\busing(?=\s*[:,).?=\]}])/g, () => 'usinG'],
];

/** `<` that begins a line and a list of type parameters; the rest of a list that goes over lines is not looked at. */
const signature =
  /^([ \t]*)([ \t])<(?=\s*(?:\/\/[^\n]*\n\s*)*(?:const\s+)?[A-Za-z_$][\w$]*\s*(?:extends\b|,|=[^>]|>\s*\())/gm;
/** The end of a type, on a line before a signature. */
const typeEnd = /[\w$\])}>'"`]$/;

export function mendTypeScript(text: string): string {
  let mended = text;
  for (const [pattern, replace] of mends) mended = mended.replace(pattern, replace);
  return mended.replace(signature, (written, indent: string, _last: string, at: number) =>
    typeEnd.test(wordsBefore(mended, at)) ? `${indent};<` : written,
  );
}

/** The nearest line above with more than a comment, without the comment behind it. */
function wordsBefore(text: string, at: number): string {
  for (let end = at - 1; end > 0;) {
    const start = text.lastIndexOf('\n', end - 1) + 1;
    const words = text
      .slice(start, end)
      .replace(/\/\/.*$|\/\*.*\*\/\s*$|^\s*(?:\/?\*.*)$/, '')
      .trim();
    if (words !== '') return words;
    end = start - 1;
  }
  return '';
}
