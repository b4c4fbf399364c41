/** Which rows the palette shows: for an empty box, and for an answer. */

import * as vscode from 'vscode';
import type { Folder } from '../window';
import { emptyAdvice, folderAdvice } from './advice';
import { adviceItem } from './adviceItems';
import type { Answer } from './answers';
import type { PaletteItem } from './items';
import { hitItem, openedItem, queryItem, section, suggestionItem } from './items';
import type { Recents } from './recents';
import type { Choices } from './suggestions';
import { suggestionsFor } from './suggestions';

/** What was opened and asked, then advice; how filters are written, for who has not asked anything yet. */
export function startRows(recents: Recents, folders: readonly Folder[]): PaletteItem[] {
  const opened = recents.opened.flatMap((one) => {
    const folder = folders.find(({ path }) => path === one.folder);
    return folder === undefined ? [] : [openedItem(one, severalName(folder, folders))];
  });
  const queries = recents.queries.map(queryItem);
  const isNew = opened.length + queries.length === 0 && folders.length > 0;
  return [
    ...section(vscode.l10n.t('recently opened'), opened),
    ...section(vscode.l10n.t('recent searches'), queries),
    ...section(vscode.l10n.t('index'), folderAdvice(folders).map(adviceItem)),
    ...section(vscode.l10n.t('filters'), isNew ? filterHints() : []),
  ];
}

/** Filters to complete come first: they are what is being typed. */
export function answerRows(query: string, answer: Answer, folders: readonly Folder[], choices: Choices): PaletteItem[] {
  const suggestions = suggestionsFor(query, choices).map(suggestionItem);
  const hits = answer.hits.map((hit) => hitItem(hit, severalName(hit.folder, folders)));
  if (suggestions.length > 0) return [...suggestions, ...section(vscode.l10n.t('symbols'), hits)];
  return hits.length > 0 ? hits : emptyAdvice(query, folders, answer).map(adviceItem);
}

/** The folder's name where there are several, so that a path alone would not tell. */
function severalName({ workspaceFolder }: Folder, folders: readonly Folder[]): string | undefined {
  return folders.length > 1 ? workspaceFolder.name : undefined;
}

function filterHints(): PaletteItem[] {
  const { l10n } = vscode;
  return [
    { label: 'kind:', query: 'kind:', description: l10n.t('functions, classes, methods…') },
    { label: 'lang:', query: 'lang:', description: l10n.t('a language') },
    { label: 'path:', query: 'path:', description: l10n.t('a part of the path, or a glob') },
    { label: 'in:', query: 'in:', description: l10n.t('a class or module around it') },
    { label: 'like:', query: 'like:', description: l10n.t('more like a symbol: copies, and alike in meaning') },
    { label: '"…"', query: '"', description: l10n.t('exact text of the definition') },
  ].map(suggestionItem);
}
