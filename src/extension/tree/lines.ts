/** Single lines of files, as the editor has them. */

import * as vscode from 'vscode';

/** Longer files are not read for the sake of a few lines. Bytes. */
const largest = 4 * 1024 * 1024;

/** Trimmed; an empty text for each line that is not there or cannot be read. */
export async function linesOf(uri: vscode.Uri, lines: readonly number[]): Promise<string[]> {
  const key = uri.toString();
  const document = vscode.workspace.textDocuments.find((one) => one.uri.toString() === key);
  if (document !== undefined) {
    return lines.map((line) => (line < document.lineCount ? document.lineAt(line).text.trim() : ''));
  }
  try {
    if ((await vscode.workspace.fs.stat(uri)).size > largest) return lines.map(() => '');
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    const all = text.split(/\r\n|\r|\n/);
    return lines.map((line) => all[line]?.trim() ?? '');
  } catch {
    return lines.map(() => '');
  }
}
