/** What calls a symbol and what it calls, as VS Code's call hierarchy wants it. */

import { basename } from 'node:path/posix';
import * as vscode from 'vscode';
import type { RelationsResponse } from '../../core/model/api';
import { isLociError, messageOf } from '../../core/model/errors';
import type { RelatedSymbol } from '../../core/model/relationship';
import type { CodeSymbol, SymbolKind } from '../../core/model/symbol';
import { fromPosition, signalOf, toRange, toUri } from '../convert';
import { isReadFile } from '../languages';
import { mayBeAsked } from '../uses';
import type { Window } from '../window';

/** The engine's greatest. */
const mostCalls = 1000;

interface Place {
  readonly symbol: CodeSymbol;
  /** As the window has it. */
  readonly folder: string;
}

/** VS Code brings call hierarchies of these itself; and in these nothing is called. */
const withoutOurs: ReadonlySet<string> = new Set([
  ...['typescript', 'typescriptreact', 'javascript', 'javascriptreact'],
  ...['css', 'scss', 'less', 'html', 'markdown'],
]);

export function answersFor({ settings }: Pick<Window, 'settings'>, document: vscode.TextDocument | undefined): boolean {
  if (document === undefined || !isReadFile(document) || withoutOurs.has(document.languageId)) return false;
  return settings.get('callHierarchy.enabled', document);
}

/** `onUsed`: somebody has been given a hierarchy. */
export function createCalls(window: Window, onUsed: () => void): vscode.CallHierarchyProvider {
  const places = new WeakMap<vscode.CallHierarchyItem, Place>();
  const itemOf = (place: Place, isUnsettled = false): vscode.CallHierarchyItem => {
    const item = hierarchyItem(place, isUnsettled);
    places.set(item, place);
    return item;
  };
  const calls = async (
    item: vscode.CallHierarchyItem,
    direction: 'in' | 'out',
    token: vscode.CancellationToken,
  ): Promise<readonly { readonly far: vscode.CallHierarchyItem; readonly ranges: vscode.Range[] }[] | undefined> => {
    const place = places.get(item);
    if (place === undefined) return undefined;
    const answer = await orNothing(window, callsOf(window, place, direction, mostCalls, token));
    return answer?.related.map((related) => ({
      far: itemOf({ symbol: related.symbol, folder: place.folder }),
      ranges: rangesOf(related, direction === 'in' ? place.symbol : related.symbol),
    }));
  };
  return {
    prepareCallHierarchy: async (document, position, token) => {
      const place = await orNothing(window, calledAt(window, document, position, token));
      const answer = place && (await orNothing(window, callsOf(window, place, 'in', 1, token)));
      if (place === undefined || answer === undefined) return undefined;
      onUsed();
      return itemOf(place, answer.completeness !== 'complete');
    },
    provideCallHierarchyIncomingCalls: async (item, token) =>
      (await calls(item, 'in', token))?.map(({ far, ranges }) => new vscode.CallHierarchyIncomingCall(far, ranges)),
    provideCallHierarchyOutgoingCalls: async (item, token) =>
      (await calls(item, 'out', token))?.map(({ far, ranges }) => new vscode.CallHierarchyOutgoingCall(far, ranges)),
  };
}

async function callsOf(
  window: Window,
  { symbol, folder }: Place,
  direction: 'in' | 'out',
  limit: number,
  token: vscode.CancellationToken,
): Promise<RelationsResponse> {
  const engine = await window.engine.get();
  return await engine.relations({ symbol: symbol.id, folder, direction, types: ['calls'], limit }, signalOf(token));
}

/** What is named at the place, or else stands around it, if it is something that is called. */
async function calledAt(
  window: Window,
  document: vscode.TextDocument,
  position: vscode.Position,
  token: vscode.CancellationToken,
): Promise<Place | undefined> {
  const folder = answersFor(window, document) ? window.folders.containing(document.uri) : undefined;
  if (folder === undefined || !mayBeAsked(folder)) return undefined;
  const engine = await window.engine.get();
  const place = { file: document.uri.fsPath, position: fromPosition(position) };
  const { named, enclosing } = await engine.symbolAt(place, signalOf(token));
  const symbol = [named?.symbol, enclosing].find((one) => one !== undefined && isCallable(one.kind));
  return symbol && { symbol, folder: folder.path };
}

function isCallable(kind: SymbolKind): boolean {
  return kind === 'function' || kind === 'method' || kind === 'class';
}

/** The call sites: at each of them stands the name of what is called. */
function rangesOf({ sites }: RelatedSymbol, { name }: CodeSymbol): vscode.Range[] {
  return sites.map(({ line, character }) => new vscode.Range(line, character, line, character + name.length));
}

/** A list of callers that may still grow says so at its root: the hierarchy has no other place for it. */
function hierarchyItem({ symbol, folder }: Place, isUnsettled: boolean): vscode.CallHierarchyItem {
  const isFile = symbol.descriptor === '';
  const detail = [
    symbol.container,
    isFile ? undefined : symbol.path,
    isUnsettled ? vscode.l10n.t('not all references are resolved yet') : undefined,
  ].filter((part) => part !== undefined);
  return new vscode.CallHierarchyItem(
    kinds[symbol.kind],
    isFile ? basename(symbol.path) : symbol.name,
    detail.join(' · '),
    toUri(folder, symbol.path),
    toRange(symbol.range),
    toRange(symbol.nameRange),
  );
}

/** What fails here fails in a view that shows nothing then: the log has why. */
async function orNothing<T>(window: Window, asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (!isLociError(error, 'cancelled')) window.log.debug(`call hierarchy: ${messageOf(error)}`);
    return undefined;
  }
}

const kinds: Readonly<Record<SymbolKind, vscode.SymbolKind>> = {
  function: vscode.SymbolKind.Function,
  class: vscode.SymbolKind.Class,
  interface: vscode.SymbolKind.Interface,
  method: vscode.SymbolKind.Method,
  property: vscode.SymbolKind.Property,
  variable: vscode.SymbolKind.Variable,
  constant: vscode.SymbolKind.Constant,
  enum: vscode.SymbolKind.Enum,
  type: vscode.SymbolKind.TypeParameter,
  namespace: vscode.SymbolKind.Namespace,
  import: vscode.SymbolKind.Variable,
  export: vscode.SymbolKind.Variable,
  module: vscode.SymbolKind.File,
  package: vscode.SymbolKind.Package,
};
