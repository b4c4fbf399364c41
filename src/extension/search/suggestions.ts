/** Filters to choose from: for the one that is being typed, or for an empty box. Knows no words of any language. */

import { symbolKinds } from '../../core/model/symbol';
import type { Folder } from '../window';
import type { FilterName } from './queryFilters';
import { completed, openFilter } from './queryFilters';
import type { OpenedSymbol } from './recents';

export interface Suggestion {
  /** `kind:function` */
  readonly label: string;
  /** The question as it becomes. */
  readonly query: string;
  readonly description: string;
}

export interface Choice {
  readonly value: string;
  /** Shown in its place, where the value is for machines. */
  readonly name?: string;
  readonly description?: string;
}

export type Choices = Readonly<Record<FilterName, readonly Choice[]>>;

/** What languages say more exactly than the kinds of all of them, and people look for. */
const nativeKinds = ['struct', 'trait', 'constructor', 'enum member', 'macro', 'heading'];
const mostSuggested = 20;

/** `near`: paths to offer, such as the open file's; relative. `opened`: symbols that somebody may want more like. */
export function filterChoices(
  folders: readonly Folder[],
  near: readonly string[],
  opened: readonly OpenedSymbol[],
  filesText: (count: number) => string,
): Choices {
  const languages = Object.entries(languageCounts(folders)).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return {
    kind: [...symbolKinds, ...nativeKinds].map((value) => ({ value })),
    lang: languages.map(([value, count]) => ({ value, description: filesText(count) })),
    path: near.map((value) => ({ value })),
    in: [],
    like: opened.map(({ symbol, name, container = '', path }) => ({
      value: symbol,
      name: container === '' ? name : `${container}.${name}`,
      description: path,
    })),
  };
}

/** None where the question does not end in a filter, or its value is one of the choices already. */
export function suggestionsFor(query: string, choices: Choices): Suggestion[] {
  const open = openFilter(query);
  if (open === undefined) return [];
  const typed = open.typed.toLowerCase();
  const texts = ({ value, name }: Choice): string[] => [name ?? value, value].map((text) => text.toLowerCase());
  const fitting = choices[open.name].filter((choice) => texts(choice).some((text) => text.includes(typed)));
  if (fitting.some(({ value }) => value.toLowerCase() === typed)) return [];
  const rank = (choice: Choice): number => (texts(choice).some((text) => text.startsWith(typed)) ? 0 : 1);
  return fitting
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, mostSuggested)
    .map(({ value, name = value, description = '' }) => ({
      label: `${open.name}:${name}`,
      query: completed(query, open, value),
      description,
    }));
}

function languageCounts(folders: readonly Folder[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status } of folders) {
    for (const [language, count] of Object.entries(status?.filesByLanguage ?? {})) {
      counts[language] = (counts[language] ?? 0) + count;
    }
  }
  return counts;
}
