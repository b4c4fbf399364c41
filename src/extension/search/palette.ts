/** One opened palette: a quick pick that answers while somebody types, from its first key to its end. */

import path from 'node:path';
import * as vscode from 'vscode';
import { LociError } from '../../core/model/errors';
import { delayed } from '../coalesce';
import type { ContextKeys } from '../contributions';
import { commandIds } from '../contributions';
import { tellFailure } from '../failures';
import type { Window } from '../window';
import { adviceCommand } from './adviceItems';
import type { FilterButton } from './filterButtons';
import { filterButtons, insideBox } from './filterButtons';
import { pressed } from './filterToggles';
import { plainLine } from './hitText';
import type { Entry, ItemAction, ItemButton, PaletteItem } from './items';
import { createList } from './list';
import { openPlace, targetOf } from './places';
import { createPreview } from './preview';
import type { Recents } from './recents';
import { createResults } from './results';

const previewMovedMs = 50;
/** The first hit is shown when typing rests. */
const previewRestedMs = 200;

export interface Palette {
  search(query: string): void;
  /** Does it to the active row. */
  act(action: ItemAction): void;
  readonly isOpen: boolean;
  /** Resolves when it is gone and the editor is as it is to be. */
  readonly closed: Promise<void>;
}

interface ClearButton extends vscode.QuickInputButton {
  readonly filter: undefined;
}

export function openPalette(window: Window, recents: Recents, query: string): Palette {
  return new OpenPalette(window, recents, query);
}

class OpenPalette implements Palette {
  readonly closed: Promise<void>;
  private readonly pick = vscode.window.createQuickPick<PaletteItem>();
  private readonly near: string | undefined;
  private readonly preview;
  private readonly results;
  private readonly list;
  private readonly previewMoved = delayed(previewMovedMs, () => {
    this.previewActive();
  });
  private readonly previewRested = delayed(previewRestedMs, () => {
    this.previewActive();
  });
  private value: string | undefined;
  /** Enter was pressed before the answer had come. */
  private acceptNext = false;
  /** What ends the palette, once something does. */
  private ending: (() => Promise<void>) | undefined;

  constructor(
    private readonly window: Window,
    private readonly recents: Recents,
    query: string,
  ) {
    const { pick } = this;
    this.near = nearFile(window);
    this.preview = createPreview(window.log);
    this.list = createList(pick, (item) => {
      this.activeChanged(item);
    });
    this.results = createResults({
      ...{ window, recents, pick, list: this.list, near: this.near, open: openFile() },
      onRows: () => {
        this.rowsChanged();
      },
    });
    pick.placeholder = vscode.l10n.t('Names or words, narrowed by kind: lang: path: in: like: or "exact text"');
    pick.onDidChangeValue((value) => {
      this.typed(value);
    });
    pick.onDidAccept(() => {
      this.accepted();
    });
    pick.onDidTriggerButton((button) => {
      this.buttonPressed(button as FilterButton | ClearButton);
    });
    pick.onDidTriggerItemButton(({ item, button }) => {
      this.doTo(item, (button as ItemButton).action);
    });
    this.closed = new Promise((resolve) => {
      pick.onDidHide(() => {
        void this.end().finally(resolve);
      });
    });
    this.search(query);
    pick.show();
  }

  get isOpen(): boolean {
    return this.ending === undefined;
  }

  search(query: string): void {
    this.pick.value = query;
    this.typed(query);
  }

  act(action: ItemAction): void {
    const { active } = this.list;
    if (active !== undefined) this.doTo(active, action);
  }

  private typed(value: string): void {
    if (value === this.value) return;
    const wasEmpty = (this.value ?? '').trim() === '';
    this.value = value;
    this.acceptNext = false;
    if (wasEmpty) this.list.release();
    setContext(value.trim() === '' ? 'recent' : 'text');
    this.showButtons();
    this.results.ask(value);
  }

  private showButtons(): void {
    const isEmpty = (this.value ?? '').trim() === '';
    const hasRecents = this.recents.queries.length + this.recents.opened.length > 0;
    const clear: ClearButton = {
      filter: undefined,
      iconPath: new vscode.ThemeIcon('clear-all'),
      tooltip: vscode.l10n.t('Clear Recent Searches'),
      ...insideBox,
    };
    this.pick.buttons = [...(isEmpty && hasRecents ? [clear] : []), ...filterButtons(this.value ?? '', this.near)];
  }

  private buttonPressed(button: FilterButton | ClearButton): void {
    if (button.filter !== undefined) {
      this.search(pressed(this.value ?? '', button.filter, this.near));
      this.showButtons();
      return;
    }
    void this.recents.clear().then(() => {
      this.showButtons();
      this.results.refresh();
    });
  }

  private rowsChanged(): void {
    if (this.acceptNext) this.accepted();
    else if (this.list.active !== undefined) this.activeChanged(this.list.active);
  }

  private activeChanged({ entry }: PaletteItem): void {
    this.previewMoved.cancel();
    this.previewRested.cancel();
    if (entry === undefined || !this.window.settings.get('search.preview')) return;
    if (this.list.moved) this.previewMoved.soon();
    // What was opened before is not shown again before somebody asks for it.
    else if (entry.kind === 'hit') this.previewRested.soon();
  }

  private previewActive(): void {
    const entry = this.list.active?.entry;
    if (entry === undefined || this.ending !== undefined) return;
    this.preview.show(async () => (await targetOf(entry, () => this.window.engine.get()))?.place);
  }

  private accepted(): void {
    this.acceptNext = this.results.pending && !this.list.moved;
    const entry = (this.pick.selectedItems[0] ?? this.list.active)?.entry;
    if (!this.acceptNext && entry !== undefined) this.choose(entry, false);
  }

  private choose(entry: Entry, side: boolean): void {
    switch (entry.kind) {
      case 'hit':
      case 'opened':
        this.endWith(() => this.open(entry, side));
        break;
      case 'query':
      case 'suggestion':
        this.search(entry.query);
        break;
      case 'advice': {
        const command = adviceCommand(entry.advice);
        if (command !== undefined) this.endBefore(...command);
        else if (entry.advice.kind === 'dropFilters') this.search(entry.advice.query);
      }
    }
  }

  private doTo(item: PaletteItem, action: ItemAction): void {
    const { entry } = item;
    if (entry === undefined) return;
    if (action === 'side') this.choose(entry, true);
    else if (action === 'remove') void this.remove(entry);
    else if (entry.kind === 'hit' || entry.kind === 'opened') {
      const { symbol, folder } =
        entry.kind === 'hit' ? { symbol: entry.hit.symbol.id, folder: entry.hit.folder.path } : entry.opened;
      if (action === 'relations') this.endBefore(commandIds.showRelations, { symbol, folder });
      else void copy(symbol);
    }
  }

  private async remove(entry: Entry): Promise<void> {
    if (entry.kind === 'opened') await this.recents.removeOpened(entry.opened);
    else if (entry.kind === 'query') await this.recents.removeQuery(entry.query);
    else return;
    this.showButtons();
    this.results.refresh();
  }

  private async open(entry: Extract<Entry, { kind: 'hit' | 'opened' }>, side: boolean): Promise<void> {
    const asked = entry.kind === 'hit' ? (this.value ?? '') : '';
    await this.preview.keep();
    try {
      const target = await targetOf(entry, () => this.window.engine.get());
      if (target === undefined) throw goneError(entry);
      await openPlace(target.place, side);
      await this.recents.addQuery(asked);
      await this.recents.addOpened(target.opened);
    } catch (error) {
      if (entry.kind === 'opened') await this.recents.removeOpened(entry.opened);
      await this.preview.restore();
      tellFailure(this.window.log, error);
    }
  }

  private endBefore(command: string, ...args: readonly unknown[]): void {
    this.endWith(async () => {
      await this.preview.restore();
      await vscode.commands.executeCommand(command, ...args);
    });
  }

  private endWith(ending: () => Promise<void>): void {
    this.ending ??= ending;
    this.pick.hide();
  }

  private async end(): Promise<void> {
    this.ending ??= () => this.preview.restore();
    this.previewMoved.cancel();
    this.previewRested.cancel();
    this.results.dispose();
    setContext(undefined);
    this.pick.dispose();
    await this.ending().catch((error: unknown) => {
      tellFailure(this.window.log, error);
    });
  }
}

/** The active editor's file, if it is on a disk. */
function openFile(): string | undefined {
  const uri = vscode.window.activeTextEditor?.document.uri;
  return uri?.scheme === 'file' ? uri.fsPath : undefined;
}

/** The active editor's file, relative to its folder of the window. */
function nearFile({ folders }: Window): string | undefined {
  const uri = vscode.window.activeTextEditor?.document.uri;
  const folder = uri === undefined ? undefined : folders.containing(uri);
  return folder === undefined ? undefined : path.relative(folder.path, uri!.fsPath).replaceAll(path.sep, '/');
}

function goneError(entry: Extract<Entry, { kind: 'hit' | 'opened' }>): LociError {
  const { name, path: file } =
    entry.kind === 'opened' ? entry.opened : { name: entry.hit.symbol.name, path: entry.hit.path };
  return new LociError('notFound', vscode.l10n.t('{0} is no longer in {1}', name, file));
}

async function copy(symbol: string): Promise<void> {
  await vscode.env.clipboard.writeText(symbol);
  vscode.window.setStatusBarMessage(vscode.l10n.t('Copied {0}', plainLine(symbol)), 3000);
}

function setContext(value: ContextKeys['loci.searching']): void {
  void vscode.commands.executeCommand('setContext', 'loci.searching', value);
}
