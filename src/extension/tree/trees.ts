/** The sidebar: four trees, and the command that reads them all again. */

import * as vscode from 'vscode';
import { commandIds } from '../contributions';
import type { CreateFeature, Feature } from '../window';
import { createImpact } from '../impact/impact';
import { createExplore } from './explore';
import { createIndexView } from './indexView';
import { createRelations } from './relations';

export const createTrees: CreateFeature = (window) => {
  const asked = new vscode.EventEmitter<void>();
  const trees = [createExplore, createRelations, createImpact, createIndexView].map((create) =>
    create(window, asked.event),
  );
  const refresh = async (): Promise<void> => {
    await window.folders.refresh();
    asked.fire();
  };
  const commands = trees.reduce<NonNullable<Feature['commands']>>((all, tree) => ({ ...all, ...tree.commands }), {
    [commandIds.refreshViews]: refresh,
  });
  return {
    commands,
    disposables: [...trees.flatMap(({ disposables }) => disposables ?? []), vscode.Disposable.from(asked)],
  };
};
