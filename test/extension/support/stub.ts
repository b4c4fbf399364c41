/** A window's parts with an engine that answers what a test says: for what the fixture's index cannot show. */

import * as vscode from 'vscode';
import type { FileUses, Outline } from '../../../src/core/model/api';
import type { ContentHash, Descriptor, FilePath, LanguageId, SymbolId, VaultId } from '../../../src/core/model/ids';
import { symbolId } from '../../../src/core/model/ids';
import type { CodeSymbol } from '../../../src/core/model/symbol';
import type { EngineClient } from '../../../src/protocol/client';
import type { SettingKey, Settings } from '../../../src/extension/contributions';
import { settingDefaults } from '../../../src/extension/contributions';
import type { Folder, FolderState, Window } from '../../../src/extension/window';
import { shop } from './window';

export interface Stub {
  readonly window: Window;
  /** What the engine was asked, in order. */
  readonly asked: string[];
  state: FolderState;
  readonly settings: Partial<Settings>;
  /** Tells that files were indexed. */
  indexed(paths?: readonly string[]): void;
}

type Answers = Partial<Pick<EngineClient, 'outline' | 'uses' | 'relations' | 'symbolAt' | 'symbol' | 'why'>>;

/** The first folder of the real window, indexed. */
export function stubWindow(answers: Answers): Stub {
  const asked: string[] = [];
  const noted = Object.entries(answers).map(([name, answer]) => [
    name,
    (...args: never[]) => {
      asked.push(name);
      return (answer as (...args: never[]) => unknown)(...args);
    },
  ]);
  const engine = Object.fromEntries(noted) as unknown as EngineClient;
  const [workspaceFolder] = vscode.workspace.workspaceFolders!;
  const index = new vscode.EventEmitter<{ folder: Folder; paths?: readonly string[] }>();
  const changes = new vscode.EventEmitter<void>();
  const configuration = new vscode.EventEmitter<vscode.ConfigurationChangeEvent>();
  const folder = (): Folder => ({
    workspaceFolder: workspaceFolder!,
    path: workspaceFolder!.uri.fsPath,
    state: stub.state,
  });
  const window = {
    log: { debug: () => undefined, warn: () => undefined },
    engine: { get: () => Promise.resolve(engine) },
    folders: {
      all: () => [folder()],
      containing: (uri: vscode.Uri) =>
        vscode.workspace.getWorkspaceFolder(uri) === workspaceFolder ? folder() : undefined,
      onDidIndex: index.event,
      onDidChange: changes.event,
    },
    settings: {
      get: <Key extends SettingKey>(key: Key): Settings[Key] => stub.settings[key] ?? settingDefaults[key],
      onDidChange: configuration.event,
    },
  } as unknown as Window;
  const stub: Stub = {
    window,
    asked,
    state: 'indexed',
    settings: {},
    indexed: (paths) => {
      index.fire(paths === undefined ? { folder: folder() } : { folder: folder(), paths });
    },
  };
  return stub;
}

export function fixtureUri(path: string): vscode.Uri {
  return vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, path);
}

/** A symbol whose name is the first on the line, 0-based, that reads so, and that ends on `lastLine`. */
export function symbolIn(
  document: vscode.TextDocument,
  name: string,
  line: number,
  lastLine: number,
  more: Partial<CodeSymbol> = {},
): CodeSymbol {
  const path = vscode.workspace.asRelativePath(document.uri, false) as FilePath;
  const descriptor = `${name}().` as Descriptor;
  const character = document.lineAt(line).text.indexOf(name);
  return {
    id: symbolId(path, descriptor),
    vault: '11111111-1111-4111-8111-111111111111' as VaultId,
    path,
    language: 'typescript' as LanguageId,
    name,
    qualifiedName: name,
    kind: 'function',
    descriptor,
    range: { start: { line, character: 0 }, end: { line: lastLine, character: 1 } },
    nameRange: { start: { line, character }, end: { line, character: character + name.length } },
    bounds: { start: 0, end: 0 },
    isExported: false,
    isAsync: false,
    isGenerator: false,
    isAbstract: false,
    isStatic: false,
    referenceCount: 0,
    ...more,
  };
}

export function outlineOf(document: vscode.TextDocument, symbols: readonly CodeSymbol[]): Outline {
  const file = {
    path: vscode.workspace.asRelativePath(document.uri, false) as FilePath,
    language: 'typescript' as LanguageId,
    hash: '' as ContentHash,
    size: 0,
    modifiedMs: 0,
    status: 'indexed' as const,
  };
  return { folder: shop(), file, entries: symbols.map((symbol) => ({ symbol, container: -1 })) };
}

export function usesOfSymbol(symbol: SymbolId, callers: number, implementations = 0): FileUses['uses'][number] {
  return { symbol, callers, implementations, references: callers + implementations };
}
