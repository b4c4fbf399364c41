/** What pressing a filter's button makes of the question. Whether one is on is read from the question alone. */

import type { FilterName } from './queryFilters';
import { filterValues, withFilter, withoutFilter, withOpenFilter } from './queryFilters';

export const filterToggles = ['kind', 'language', 'folder', 'file'] as const;
export type FilterToggle = (typeof filterToggles)[number];

const filterOf: Readonly<Record<FilterToggle, FilterName>> = {
  kind: 'kind',
  language: 'lang',
  folder: 'path',
  file: 'path',
};

/** `near`: the open file, relative to its folder of the window; so in all functions here. */
export function isOn(query: string, toggle: FilterToggle, near: string | undefined): boolean {
  const values = filterValues(query, filterOf[toggle]);
  if (toggle === 'kind' || toggle === 'language') return values.length > 0;
  const isFile = near !== undefined && values.length === 1 && values[0] === pathValue(near);
  return toggle === 'file' ? isFile : values.length > 0 && !isFile;
}

/** The question with the filter put in, opened for its value to be typed, or taken out. */
export function pressed(query: string, toggle: FilterToggle, near: string | undefined): string {
  const name = filterOf[toggle];
  if (isOn(query, toggle, near)) return withoutFilter(query, name);
  const value = toggle === 'file' ? near : toggle === 'folder' ? foldersAround(near ?? '')[0] : undefined;
  return value === undefined ? withOpenFilter(query, name) : withFilter(query, name, pathValue(value));
}

/** What the path filter may be set to from a file: itself and the folders around it, the innermost first. */
export function pathsNear(near: string): string[] {
  return [near, ...foldersAround(near)].map(pathValue);
}

/** Each ends in `/`. */
function foldersAround(path: string): string[] {
  const folders: string[] = [];
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) folders.push(path.slice(0, at + 1));
  return folders;
}

/** A path that would be read as a glob, `app/[id]/page.tsx`, becomes one that fits it. */
function pathValue(path: string): string {
  return /[*?[{]/.test(path) ? path.replace(/[*?[\]{}()!+@|]/g, '?').replace(/\/$/, '') : path;
}
