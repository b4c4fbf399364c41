/** Text on a terminal: nothing in it can steer the terminal, and its width is known. */

/** C0 and C1 controls, and the marks that turn the direction of writing: names of files may hold any of them. */
const unprintable = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** One line without control characters: each is shown by its number. */
export function printable(text: string): string {
  return text.replace(unprintable, escaped);
}

/** As {@link printable}, but lines and tabs stay. */
export function printableLines(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(unprintable, (c) => (c === '\n' || c === '\t' ? c : escaped(c)));
}

function escaped(character: string): string {
  const number = character.codePointAt(0) ?? 0;
  return number < 256 ? `\\x${number.toString(16).padStart(2, '0')}` : `\\u{${number.toString(16)}}`;
}

const zeroWidth = /^[\p{Mn}\p{Me}\p{Cf}]$/u;
const wide =
  /^(?:[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|[\u{20000}-\u{3fffd}])$/u;

/** Columns that `text` takes. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += columnsOf(character);
  return width;
}

function columnsOf(character: string): number {
  if (character < '\u0300') return 1;
  if (zeroWidth.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}

/** At most `columns` wide; what is cut off leaves an ellipsis. */
export function cut(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  let kept = '';
  let width = 1;
  for (const character of text) {
    width += columnsOf(character);
    if (width > columns) break;
    kept += character;
  }
  return columns < 1 ? '' : `${kept}…`;
}

export function padded(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - widthOf(text)));
}

/** `1,234`, the same in every locale. */
export function count(number: number): string {
  return number.toLocaleString('en-US');
}

/** `1 file`, `2 files`. */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${count(number)} ${number === 1 ? one : many}`;
}

export function bytes(size: number): string {
  if (size < 1000) return `${size} B`;
  const exponent = Math.min(4, Math.floor(Math.log10(size) / 3));
  return `${(size / 1000 ** exponent).toFixed(1)} ${['B', 'kB', 'MB', 'GB', 'TB'][exponent] ?? ''}`;
}

export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}
