/** Which symbol a command is about, from whatever it is given. Knows no editor. */

import type { Uri } from 'vscode';
import type { Position } from '../../core/model/range';

/** A symbol by its id, in an indexed folder; `at`: where in an editor it was asked about. */
export interface SymbolAddress {
  readonly symbol: string;
  readonly folder: string;
  readonly at?: { readonly uri: Uri; readonly position: Position };
}

/** From `{ symbol, folder }`, `symbol` being an id or a symbol: what links, lenses and tree items give. */
export function addressOf(argument: unknown): SymbolAddress | undefined {
  if (!isObject(argument)) return undefined;
  const { symbol, folder, at } = argument;
  const id = isObject(symbol) ? symbol['id'] : symbol;
  if (typeof id !== 'string' || typeof folder !== 'string') return undefined;
  return isPlace(at) ? { symbol: id, folder, at } : { symbol: id, folder };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isPlace(value: unknown): value is NonNullable<SymbolAddress['at']> {
  if (!isObject(value) || !isObject(value['uri'])) return false;
  const { position } = value;
  return isObject(position) && typeof position['line'] === 'number' && typeof position['character'] === 'number';
}
