/** What the Index tree is made of: rows, made anew from what is known, under ids that stay. */

import type * as vscode from 'vscode';
import { inPages } from './pages';

/** What a row shows. `folder` and `resourceUri` are what commands read. */
export interface RowFace {
  readonly label: string;
  readonly description?: string;
  readonly icon?: vscode.ThemeIcon;
  readonly tooltip?: string;
  readonly contextValue?: string;
  readonly command?: vscode.Command;
  readonly folder?: string;
  readonly resourceUri?: vscode.Uri;
  /** Open at first, if there is something below. */
  readonly isOpen?: boolean;
}

export interface RowPlan extends RowFace {
  /** Unique among its neighbours. */
  readonly key: string;
  readonly children?: readonly RowPlan[];
}

export interface IndexRow {
  readonly id: string;
  readonly parent: IndexRow | undefined;
  /** The same objects as the face's, where commands look for them. */
  folder?: string;
  resourceUri?: vscode.Uri;
  face: RowFace;
  children: readonly IndexRow[];
}

export interface RowTree {
  /** The same rows as before for the same ids, with new faces. */
  build(plans: readonly RowPlan[]): readonly IndexRow[];
  find(id: string): IndexRow | undefined;
}

export function createRowTree(numberRange: (first: number, last: number) => string): RowTree {
  let known = new Map<string, IndexRow>();

  const build = (plans: readonly RowPlan[], parent: IndexRow | undefined, now: Map<string, IndexRow>): IndexRow[] =>
    pages(plans, numberRange).map(({ key, children = [], ...face }) => {
      const id = parent === undefined ? key : `${parent.id}\n${key}`;
      const row: IndexRow = known.get(id) ?? { id, parent, face, children: [] };
      row.face = face;
      if (face.folder !== undefined) row.folder = face.folder;
      if (face.resourceUri !== undefined) row.resourceUri = face.resourceUri;
      now.set(id, row);
      row.children = build(children, row, now);
      return row;
    });

  return {
    build: (plans) => {
      const now = new Map<string, IndexRow>();
      const rows = build(plans, undefined, now);
      known = now;
      return rows;
    },
    find: (id) => known.get(id),
  };
}

function pages(plans: readonly RowPlan[], numberRange: (first: number, last: number) => string): readonly RowPlan[] {
  return inPages(plans, (children, first) => {
    return { key: `page ${first}`, label: numberRange(first, first + children.length - 1), children };
  });
}
