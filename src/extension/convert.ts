/** Model ↔ vscode, and nothing else. */

import { join } from 'node:path';
import * as vscode from 'vscode';
import type { FilePath } from '../core/model/ids';
import type { Range } from '../core/model/range';

export function toRange({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

export function toUri(folder: string, path: FilePath): vscode.Uri {
  return vscode.Uri.file(join(folder, path));
}
