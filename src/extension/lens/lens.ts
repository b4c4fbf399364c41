/** Code lenses: what the sources say of definitions, above them, at their place in the text as it is now. */

import * as vscode from 'vscode';
import { isLociError, messageOf } from '../../core/model/errors';
import type { SymbolId } from '../../core/model/ids';
import type { Range } from '../../core/model/range';
import type { CodeSymbol } from '../../core/model/symbol';
import { commandIds } from '../contributions';
import { signalOf, toRange } from '../convert';
import { fileSelector } from '../languages';
import { mayBeAsked } from '../uses';
import type { CreateFeature, Disposable, Folder, Window } from '../window';
import { currentPlace } from './places';
import { createReadings } from './readings';
import type { LensReading, LensSource } from './source';
import { toggleCodeLens } from './toggleCodeLens';
import { createTracked } from './tracked';
import { createUseSources } from './useSources';

export const createLenses: CreateFeature = (window) => {
  const provider = createLensProvider(window, createUseSources(window.engine));
  return {
    commands: { [commandIds.toggleCodeLens]: toggleCodeLens },
    disposables: [provider, vscode.languages.registerCodeLensProvider([...fileSelector], provider)],
  };
};

/** Knows of its symbol what is needed when it comes into view. */
class SymbolLens extends vscode.CodeLens {
  constructor(
    readonly document: vscode.TextDocument,
    readonly symbol: CodeSymbol,
    readonly reading: LensReading,
    place: Range,
  ) {
    super(toRange(place));
  }
}

export interface LensProvider extends Disposable {
  readonly onDidChangeCodeLenses: vscode.Event<void>;
  provideCodeLenses(document: vscode.TextDocument, token: vscode.CancellationToken): Promise<vscode.CodeLens[]>;
  resolveCodeLens(lens: vscode.CodeLens): Promise<vscode.CodeLens>;
}

export function createLensProvider(window: Window, sources: readonly LensSource[]): LensProvider {
  const readings = createReadings(window, sources);
  const tracked = createTracked();

  const lensesOf = async (
    document: vscode.TextDocument,
    folder: Folder,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeLens[]> => {
    const told = await readings.of(document, folder);
    if (told.length === 0) return [];
    const engine = await window.engine.get();
    const { entries } = await engine.outline({ file: document.uri.fsPath }, signalOf(token));
    if (document.isClosed || token.isCancellationRequested) return [];
    const isWorth = worthALens(window, document);
    const symbols = entries.map(({ symbol }) => symbol).filter(isWorth);
    const places = placesNow(document, symbols, tracked.of(document));
    tracked.set(document, places);
    return symbols.flatMap((symbol) => {
      const place = places.get(symbol.id);
      if (place === undefined) return [];
      const speaking = told.filter((reading) => reading.has(symbol));
      return speaking.map((reading) => new SymbolLens(document, symbol, reading, place));
    });
  };

  return {
    onDidChangeCodeLenses: readings.onDidChange,
    async provideCodeLenses(document, token) {
      const folder = window.folders.containing(document.uri);
      if (folder === undefined || !mayBeAsked(folder) || !window.settings.get('codeLens.enabled', document)) return [];
      try {
        return await lensesOf(document, folder, token);
      } catch (error) {
        const isExpected = isLociError(error, 'cancelled') || isLociError(error, 'notIndexed');
        if (!isExpected) window.log.debug(`code lens: ${messageOf(error)}`);
        return [];
      }
    },
    async resolveCodeLens(lens) {
      if (!(lens instanceof SymbolLens)) return lens;
      const { document, symbol, reading } = lens;
      lens.command = await reading.command(symbol, { document, position: lens.range.start });
      return lens;
    },
    dispose: () => {
      readings.dispose();
      tracked.dispose();
    },
  };
}

/** By the settings for this document's language. */
function worthALens({ settings }: Window, document: vscode.TextDocument): (symbol: CodeSymbol) => boolean {
  const kinds: readonly string[] = settings.get('codeLens.kinds', document);
  const minimumLines = settings.get('codeLens.minimumLines', document);
  return ({ kind, range }) => kinds.includes(kind) && range.end.line - range.start.line + 1 >= minimumLines;
}

function placesNow(
  document: vscode.TextDocument,
  symbols: readonly CodeSymbol[],
  seen: ReadonlyMap<SymbolId, Range> | undefined,
): Map<SymbolId, Range> {
  const textAt = (range: Range): string => document.getText(toRange(range));
  const places = new Map<SymbolId, Range>();
  for (const { id, name, nameRange } of symbols) {
    const place = currentPlace(name, nameRange, seen?.get(id), textAt);
    if (place !== undefined) places.set(id, place);
  }
  return places;
}
