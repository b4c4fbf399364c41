/** The line of an ignore file that leaves one folder out. */

/** `path` is relative to the ignore file, with `/`. Anchored, so that folders of that name elsewhere stay in. */
export function ignoreLine(path: string): string {
  const escaped = path.replace(/[\\*?[\]]/g, '\\$&').replace(/ $/, '\\ ');
  return `/${escaped}/`;
}

/** `text` with `line` at its end; undefined if it holds the line already. */
export function withLine(text: string, line: string): string | undefined {
  const lines = text.split(/\r?\n/);
  if (lines.includes(line)) return undefined;
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const gap = text === '' || text.endsWith('\n') ? '' : lineEnd;
  return `${text}${gap}${line}${lineEnd}`;
}
