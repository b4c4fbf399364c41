/** The rows of a quick pick: replaced without losing the one that somebody chose. */

import type * as vscode from 'vscode';
import type { PaletteItem } from './items';
import { entryKey } from './items';

export interface List {
  /** Replaces the rows. The active one stays active if somebody moved to it and it is still there; else it is the first. */
  show(items: readonly PaletteItem[]): void;
  /** The next rows begin at the first again. */
  release(): void;
  readonly active: PaletteItem | undefined;
  /** Whether somebody moved away from the first row. */
  readonly moved: boolean;
}

/** Not in the published interface of every editor that Loci runs in, but in that of all since 2020. */
interface Ordered {
  /** False: rows stand as they were given, whatever their labels. An editor that does not know it would sort them. */
  sortByLabel?: boolean;
}

/** `onActive` is told when another row has become the active one. */
export function createList(pick: vscode.QuickPick<PaletteItem>, onActive: (item: PaletteItem) => void): List {
  let first: PaletteItem | undefined;
  let active: PaletteItem | undefined;
  let held: string | undefined;
  // Rows that are replaced make the first one active before the one that is asked for.
  let settling = false;
  (pick as Ordered).sortByLabel = false;
  pick.matchOnDescription = true;
  pick.matchOnDetail = false;
  pick.onDidChangeActive(([item]) => {
    if (item?.entry === undefined) return;
    if (settling && item === first) return;
    settling = false;
    active = item;
    held = item === first ? undefined : entryKey(item.entry);
    onActive(item);
  });
  return {
    show(items) {
      const rows = items.filter(({ entry }) => entry !== undefined);
      const kept = held === undefined ? undefined : rows.find(({ entry }) => entryKey(entry!) === held);
      first = rows[0];
      active = kept ?? first;
      held = kept === undefined || kept === first ? undefined : held;
      settling = held !== undefined;
      pick.items = items;
      if (settling) pick.activeItems = [active!];
    },
    release() {
      held = undefined;
      settling = false;
    },
    get active() {
      return active;
    },
    get moved() {
      return held !== undefined;
    },
  };
}
