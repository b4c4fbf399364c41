/** COPY's text format: one line a row, tabs between fields. */

export type CopyValue = string | number | boolean | null | undefined;

/** One row, line feed included. `undefined` and `null` are NULL. NUL bytes, which no text in PostgreSQL can hold, go. */
export function copyRow(values: readonly CopyValue[]): string {
  let line = '';
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (i > 0) line += '\t';
    if (value === null || value === undefined) line += '\\N';
    else if (typeof value === 'string') line += escapeCopy(value);
    else if (typeof value === 'boolean') line += value ? 't' : 'f';
    else line += String(value);
  }
  return line + '\n';
}

const special = /[\\\t\n\r\0]/;
const allSpecial = /[\\\t\n\r\0]/g;
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r', '\0': '' };

function escapeCopy(text: string): string {
  return special.test(text) ? text.replace(allSpecial, (character) => escapes[character] ?? '') : text;
}

/** Quotes a name for SQL, where it cannot be a parameter. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
