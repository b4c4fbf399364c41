/** Model ↔ vscode, and nothing else. */

import { join } from 'node:path';
import * as vscode from 'vscode';
import type { FilePath } from '../core/model/ids';
import type { Position, Range } from '../core/model/range';
import type { SymbolKind } from '../core/model/symbol';

export function toRange({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

export function toUri(folder: string, path: FilePath): vscode.Uri {
  return vscode.Uri.file(join(folder, path));
}

export function toPosition({ line, character }: Position): vscode.Position {
  return new vscode.Position(line, character);
}

export function fromPosition({ line, character }: vscode.Position): Position {
  return { line, character };
}

export function fromRange({ start, end }: vscode.Range): Range {
  return { start: fromPosition(start), end: fromPosition(end) };
}

export function signalOf(token: vscode.CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  else
    token.onCancellationRequested(() => {
      controller.abort();
    });
  return controller.signal;
}

/** VS Code's own icon for such a symbol, in the colour that its outline gives it. */
export function iconOf(kind: SymbolKind, nativeKind?: string): vscode.ThemeIcon {
  const [icon, colour] = nativeIcons.get(nativeKind ?? '') ?? kindIcons[kind];
  return new vscode.ThemeIcon(`symbol-${icon}`, new vscode.ThemeColor(`symbolIcon.${colour}Foreground`));
}

type SymbolIcon = readonly [icon: string, colour: string];

const kindIcons: Readonly<Record<SymbolKind, SymbolIcon>> = {
  function: ['function', 'function'],
  class: ['class', 'class'],
  interface: ['interface', 'interface'],
  method: ['method', 'method'],
  property: ['property', 'property'],
  variable: ['variable', 'variable'],
  constant: ['constant', 'constant'],
  enum: ['enum', 'enumerator'],
  type: ['type-parameter', 'typeParameter'],
  namespace: ['namespace', 'namespace'],
  import: ['reference', 'reference'],
  export: ['reference', 'reference'],
  module: ['file', 'file'],
  package: ['package', 'package'],
};

const nativeIcons: ReadonlyMap<string, SymbolIcon> = new Map([
  ['enum member', ['enum-member', 'enumeratorMember']],
  ['custom property', ['variable', 'variable']],
  ['record component', ['field', 'field']],
  ['constructor', ['constructor', 'constructor']],
  ['event', ['event', 'event']],
  ['heading', ['string', 'string']],
  ['id', ['key', 'key']],
  ['module', ['module', 'module']],
  ['operator', ['operator', 'operator']],
  ['record', ['struct', 'struct']],
  ['section', ['string', 'string']],
  ['struct', ['struct', 'struct']],
  ['title', ['string', 'string']],
  ['trait', ['interface', 'interface']],
  ['union', ['struct', 'struct']],
]);
