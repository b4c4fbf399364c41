/** `Loci: Search`: a quick pick that answers while typing; a newer question replaces the older. */

import * as vscode from 'vscode';
import { isLociError, messageOf } from '../../core/model/errors';
import type { SearchHit } from '../../core/model/search';
import { toRange, toUri } from '../convert';
import type { EngineAccess } from '../engineClient';

interface HitItem extends vscode.QuickPickItem {
  readonly hit: SearchHit;
  readonly folder: string;
}

const debounceMs = 80;

export async function searchCommand(engine: EngineAccess): Promise<void> {
  const pick = vscode.window.createQuickPick<HitItem>();
  pick.placeholder = vscode.l10n.t('Search names and words in the indexed code');
  let controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const answer = async (query: string): Promise<void> => {
    controller.abort();
    const mine = (controller = new AbortController());
    pick.busy = true;
    try {
      const items = query.trim() === '' ? [] : await ask(engine, query, mine.signal);
      if (!mine.signal.aborted) pick.items = items;
    } catch (error) {
      if (!isLociError(error, 'cancelled')) void vscode.window.showErrorMessage(`Loci: ${messageOf(error)}`);
    } finally {
      if (controller === mine) pick.busy = false;
    }
  };
  pick.onDidChangeValue((value) => {
    clearTimeout(timer);
    timer = setTimeout(() => void answer(value), debounceMs);
  });
  pick.onDidAccept(() => {
    const [chosen] = pick.selectedItems;
    pick.hide();
    if (chosen !== undefined) void reveal(chosen);
  });
  pick.onDidHide(() => {
    clearTimeout(timer);
    controller.abort();
    pick.dispose();
  });
  pick.show();
  await answer(pick.value);
}

async function ask(engine: EngineAccess, query: string, signal: AbortSignal): Promise<HitItem[]> {
  const client = await engine.get();
  const { hits } = await client.search({ query, limit: 50 }, signal);
  const { folders } = await client.status({}, signal);
  const folderOf = new Map(folders.map(({ vault }) => [vault.id, vault.folder]));
  return hits.map((hit) => ({
    hit,
    folder: folderOf.get(hit.symbol.vault) ?? '',
    label: hit.symbol.name,
    description: hit.symbol.container ?? '',
    detail: `${hit.symbol.path}:${hit.symbol.nameRange.start.line + 1}`,
    alwaysShow: true,
  }));
}

async function reveal({ hit, folder }: HitItem): Promise<void> {
  const selection = toRange(hit.symbol.nameRange);
  await vscode.window.showTextDocument(toUri(folder, hit.symbol.path), { selection });
}
