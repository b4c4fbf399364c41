/** What is read of a hit: its name and where it is. Texts of the code are made fit for a list. */

/** Such as a heading of a document: more would push away what stands behind it. */
const longestName = 120;
/** The list itself cuts what does not fit. */
const longestPlace = 1000;

/**
 * One line, with what the list would draw as an icon, `$(name)`, kept as text. Characters that change the direction of
 * what follows are left out.
 */
export function plainLine(text: string, longest = longestName): string {
  const line = text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .trim();
  const cut = line.length > longest ? `${line.slice(0, longest - 1).replace(/[\ud800-\udbff]$|\s$/, '')}…` : line;
  return cut.replace(/\$(?=\([\w-]+(?:~[\w-]+)?\))/g, '\\$');
}

/** `path:line`, after the folder's name where there are several. `line` is 0-based. */
export function placeText(path: string, line: number | undefined, folderName: string | undefined): string {
  const place = line === undefined ? path : `${path}:${line + 1}`;
  return plainLine(folderName === undefined ? place : `${folderName} • ${place}`, longestPlace);
}
