/** Files that a program has squeezed: nobody looks for anything in them. */

/** UTF-16 units: shorter texts cost nothing to keep. */
const shortText = 2000;
const longLine = 300;
/** Prose in one line a paragraph has twice as much white space. */
const littleSpace = 0.09;

/** One sentence that says what gives it away; undefined if nothing does. */
export function minifiedBecause(path: string, text: string): string | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/[.-]min\.[a-z]+$/i.test(name)) return `its name says that it is minified: ${name}`;
  if (text.length < shortText) return undefined;
  const mean = Math.round(text.length / countLines(text));
  if (mean < longLine || spaceShare(text) >= littleSpace) return undefined;
  return `it looks minified: ${mean} characters a line, almost without spaces`;
}

function countLines(text: string): number {
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}

function spaceShare(text: string): number {
  let spaces = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 32 || (unit >= 9 && unit <= 13)) spaces++;
  }
  return spaces / text.length;
}
