/** Buttons that put a filter into the question or take it out. */

import * as vscode from 'vscode';
import type { FilterToggle } from './filterToggles';
import { filterToggles, isOn } from './filterToggles';

export interface FilterButton extends vscode.QuickInputButton {
  readonly filter: FilterToggle;
  /** Heeded where the editor has toggles in the box: elsewhere the icon says it. */
  readonly toggle: { checked: boolean };
  readonly location?: number;
}

const icons: Readonly<Record<FilterToggle, string>> = {
  kind: 'symbol-class',
  language: 'code',
  folder: 'folder',
  file: 'file',
};

/** `near`: the open file, relative to its folder of the window. */
export function filterButtons(query: string, near: string | undefined): FilterButton[] {
  const offered = filterToggles.filter((filter) => filter !== 'file' || near !== undefined);
  return offered.map((filter) => {
    const checked = isOn(query, filter, near);
    const icon = checked && inputLocation === undefined ? 'filter-filled' : icons[filter];
    const tooltip = tooltipOf(filter, checked);
    return { filter, iconPath: new vscode.ThemeIcon(icon), tooltip, toggle: { checked }, ...insideBox };
  });
}

function tooltipOf(filter: FilterToggle, on: boolean): string {
  const { l10n } = vscode;
  switch (filter) {
    case 'kind':
      return on ? l10n.t('All Kinds') : l10n.t('Filter by Kind');
    case 'language':
      return on ? l10n.t('All Languages') : l10n.t('Filter by Language');
    case 'folder':
      return on ? l10n.t('All Folders') : l10n.t('In This Folder Only');
    case 'file':
      return on ? l10n.t('All Files') : l10n.t('In This File Only');
  }
}

/** Later editors than the oldest that Loci runs in can show buttons inside the box. */
const inputLocation = (vscode as { readonly QuickInputButtonLocation?: { readonly Input?: number } })
  .QuickInputButtonLocation?.Input;
export const insideBox: { readonly location?: number } = inputLocation === undefined ? {} : { location: inputLocation };
