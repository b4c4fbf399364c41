/** How often a symbol is used: picked from the engine's answer for a file, and put into words. */

import { l10n } from 'vscode';
import type { FileUses } from '../core/model/api';
import type { SymbolId } from '../core/model/ids';
import type { Folder } from './window';

export interface SymbolUses {
  readonly callers: number;
  readonly implementations: number;
  /** Some references are not resolved yet: the counts may grow. */
  readonly atLeast: boolean;
}

/** Whether the index holds something of the folder, finished or not. */
export function mayBeAsked({ state }: Folder): boolean {
  return state === 'indexed' || state === 'indexing' || state === 'paused';
}

/** Undefined while nothing is resolved: a zero would not be true. */
export function usesOf({ completeness, uses }: FileUses, id: SymbolId): SymbolUses | undefined {
  if (completeness === 'none') return undefined;
  const found = uses.find(({ symbol }) => symbol === id);
  const { callers, implementations } = found ?? { callers: 0, implementations: 0 };
  return { callers, implementations, atLeast: completeness === 'partial' };
}

export function callersInWords(callers: number, atLeast: boolean): string {
  if (callers === 1) return atLeast ? l10n.t('at least 1 caller') : l10n.t('1 caller');
  return atLeast ? l10n.t('at least {0} callers', callers) : l10n.t('{0} callers', callers);
}

export function implementationsInWords(implementations: number, atLeast: boolean): string {
  if (implementations === 1) return atLeast ? l10n.t('at least 1 implementation') : l10n.t('1 implementation');
  return atLeast
    ? l10n.t('at least {0} implementations', implementations)
    : l10n.t('{0} implementations', implementations);
}
