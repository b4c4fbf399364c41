/** Rows of the palette: a symbol, a recent question, a filter to complete, advice. */

import * as vscode from 'vscode';
import { shownReasons } from '../../core/model/search';
import type { SearchReason } from '../../core/model/search';
import { iconOf } from '../convert';
import type { Advice } from './advice';
import type { FoundSymbol } from './answers';
import { keyOf } from './answers';
import { placeText, plainLine } from './hitText';
import type { OpenedSymbol } from './recents';
import type { Suggestion } from './suggestions';

export type Entry =
  | { readonly kind: 'hit'; readonly hit: FoundSymbol }
  | { readonly kind: 'opened'; readonly opened: OpenedSymbol }
  | { readonly kind: 'query'; readonly query: string }
  | { readonly kind: 'suggestion'; readonly query: string }
  | { readonly kind: 'advice'; readonly advice: Advice };

export interface PaletteItem extends vscode.QuickPickItem {
  /** Absent for separators. */
  readonly entry?: Entry;
}

/** Tells one row from another, however often it is made anew. */
export function entryKey(entry: Entry): string {
  switch (entry.kind) {
    case 'hit':
      return `symbol ${keyOf(entry.hit)}`;
    case 'opened':
      return `opened ${entry.opened.folder} ${entry.opened.symbol}`;
    case 'query':
    case 'suggestion':
      return `${entry.kind} ${entry.query}`;
    case 'advice':
      return `advice ${entry.advice.kind}`;
  }
}

export const itemActions = ['side', 'relations', 'copy', 'remove'] as const;
export type ItemAction = (typeof itemActions)[number];

export interface ItemButton extends vscode.QuickInputButton {
  readonly action: ItemAction;
}

/** `folderName` where the window has several folders, so that a path alone would not tell. */
export function hitItem(hit: FoundSymbol, folderName: string | undefined): PaletteItem {
  const { symbol, path, reasons } = hit;
  const place = placeText(path, symbol.nameRange.start.line, folderName);
  const why = shownReasons(reasons).map(reasonText).filter(Boolean).join(', ');
  return {
    entry: { kind: 'hit', hit },
    label: plainLine(symbol.descriptor === '' ? path.slice(path.lastIndexOf('/') + 1) : symbol.name),
    description: plainLine(symbol.container ?? ''),
    detail: why === '' ? place : `${place}  ·  ${why}`,
    iconPath: iconOf(symbol.kind, symbol.nativeKind),
    buttons: symbolButtons(),
    alwaysShow: true,
  };
}

export function openedItem(opened: OpenedSymbol, folderName: string | undefined): PaletteItem {
  return {
    entry: { kind: 'opened', opened },
    label: plainLine(opened.name),
    description: plainLine(opened.container ?? ''),
    detail: placeText(opened.path, undefined, folderName),
    iconPath: iconOf(opened.kind, opened.nativeKind),
    buttons: [...symbolButtons(), removeButton()],
    alwaysShow: true,
  };
}

export function suggestionItem({ label, query, description }: Suggestion): PaletteItem {
  const iconPath = new vscode.ThemeIcon('filter');
  const texts = { label: plainLine(label), description: plainLine(description) };
  return { entry: { kind: 'suggestion', query }, ...texts, iconPath, alwaysShow: true };
}

export function section(label: string, items: readonly PaletteItem[]): PaletteItem[] {
  return items.length === 0 ? [] : [{ label, kind: vscode.QuickPickItemKind.Separator }, ...items];
}

export function queryItem(query: string): PaletteItem {
  const iconPath = new vscode.ThemeIcon('history');
  return {
    entry: { kind: 'query', query },
    label: plainLine(query),
    iconPath,
    buttons: [removeButton()],
    alwaysShow: true,
  };
}

function symbolButtons(): ItemButton[] {
  return [
    { action: 'side', iconPath: new vscode.ThemeIcon('split-horizontal'), tooltip: vscode.l10n.t('Open to the Side') },
    { action: 'relations', iconPath: new vscode.ThemeIcon('type-hierarchy'), tooltip: vscode.l10n.t('Show Relations') },
    { action: 'copy', iconPath: new vscode.ThemeIcon('copy'), tooltip: vscode.l10n.t('Copy Symbol Id') },
  ];
}

function removeButton(): ItemButton {
  return { action: 'remove', iconPath: new vscode.ThemeIcon('close'), tooltip: vscode.l10n.t('Remove') };
}

/** A filter alone is no reason: it lets through all that is listed. */
function reasonText({ source, detail }: SearchReason): string {
  switch (source) {
    case 'place':
      return detail === undefined
        ? vscode.l10n.t('at this place')
        : vscode.l10n.t('at this place: {0}', plainLine(detail));
    case 'exact name':
      return vscode.l10n.t('exact name');
    case 'prefix':
      return vscode.l10n.t('beginning of the name');
    case 'camel humps':
      return vscode.l10n.t('humps of the name');
    case 'fuzzy name':
      return vscode.l10n.t('similar name');
    case 'words':
      return detail === undefined ? vscode.l10n.t('words') : vscode.l10n.t('words: {0}', plainLine(detail));
    case 'meaning':
      return vscode.l10n.t('meaning');
    case 'quoted text':
      return vscode.l10n.t('holds the quoted text');
    case 'near':
      return vscode.l10n.t('near the open file');
    case 'recent':
      return vscode.l10n.t('recently worked on');
    case 'copy':
      return vscode.l10n.t('a copy, {0}', plainLine(detail ?? ''));
    case 'alike in meaning':
      return vscode.l10n.t('alike in meaning');
    case 'references':
      return vscode.l10n.t('references: {0}', plainLine(detail ?? ''));
    case 'filter':
      return '';
  }
}
