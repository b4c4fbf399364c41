/** Nodes of the Explore tree as VS Code shows them. */

import * as vscode from 'vscode';
import { iconOf } from '../convert';
import type { Folder } from '../window';
import type { DirectoryNode, ExploreNode, FileNode, FolderNode, PageNode, SymbolNode } from './exploreNodes';
import { folderDescription } from './folderText';
import { signatureTail } from './signature';
import { symbolTooltip } from './symbolTooltip';
import { filesText, joined, numberText, spoken, symbolsText } from './words';

const { None, Collapsed } = vscode.TreeItemCollapsibleState;

/** Without its tooltip, which is made when it is asked for. */
export function exploreItem(node: ExploreNode, folders: readonly Folder[]): vscode.TreeItem {
  const item = itemOf(node, folders);
  item.id = node.id;
  return item;
}

function itemOf(node: ExploreNode, folders: readonly Folder[]): vscode.TreeItem {
  switch (node.kind) {
    case 'folder':
      return folderItem(node, folders);
    case 'directory':
      return directoryItem(node);
    case 'file':
      return fileItem(node);
    case 'symbol':
      return symbolItem(node);
    case 'page':
      return pageItem(node);
    case 'note':
      return noteItem(node.message);
  }
}

function folderItem(node: FolderNode, folders: readonly Folder[]): vscode.TreeItem {
  const folder = folders.find(({ path }) => path === node.folder);
  const item = new vscode.TreeItem(node.name, Collapsed);
  item.resourceUri = node.resourceUri;
  item.iconPath = new vscode.ThemeIcon('root-folder');
  item.contextValue = 'folder';
  if (folder !== undefined) item.description = folderDescription(folder, folders);
  return item;
}

function directoryItem({ label, resourceUri, entry }: DirectoryNode): vscode.TreeItem {
  const item = new vscode.TreeItem(label, Collapsed);
  item.resourceUri = resourceUri;
  item.iconPath = vscode.ThemeIcon.Folder;
  item.description = filesText(entry.files);
  item.contextValue = 'directory';
  item.accessibilityInformation = { label: spoken(label, filesText(entry.files), symbolsText(entry.symbols)) };
  return item;
}

function fileItem({ resourceUri, entry }: FileNode): vscode.TreeItem {
  const inside = symbolsInside(entry.symbols);
  const problem = entry.status === 'indexed' ? undefined : (entry.problem ?? vscode.l10n.t('Not read completely.'));
  const item = new vscode.TreeItem(entry.name, inside > 0 ? Collapsed : None);
  item.resourceUri = resourceUri;
  item.iconPath = problem === undefined ? vscode.ThemeIcon.File : warningIcon(entry.status === 'failed');
  item.description = entry.status === 'failed' ? vscode.l10n.t('not read') : inside > 0 ? numberText(inside) : '';
  item.contextValue = 'file';
  item.command = openCommand(resourceUri);
  item.accessibilityInformation = { label: spoken(entry.name, inside > 0 && symbolsText(inside), problem) };
  return item;
}

function symbolItem({ symbol, resourceUri, children }: SymbolNode): vscode.TreeItem {
  const item = new vscode.TreeItem(symbol.name, children.length > 0 ? Collapsed : None);
  item.iconPath = iconOf(symbol.kind, symbol.nativeKind);
  item.description = signatureTail(symbol);
  item.contextValue = 'symbol';
  item.command = openCommand(resourceUri, symbol.nameRange.start);
  item.accessibilityInformation = { label: spoken(symbol.name, symbol.nativeKind ?? symbol.kind, item.description) };
  return item;
}

function pageItem({ first, children }: PageNode): vscode.TreeItem {
  const last = first + children.length - 1;
  const item = new vscode.TreeItem(`${numberText(first)} – ${numberText(last)}`, Collapsed);
  item.iconPath = new vscode.ThemeIcon('ellipsis');
  return item;
}

export function noteItem(message: string): vscode.TreeItem {
  const item = new vscode.TreeItem(message, None);
  item.iconPath = new vscode.ThemeIcon('info');
  item.tooltip = message;
  return item;
}

/** VS Code's own command: a click previews and keeps the focus in the tree, a double click opens for good. */
export function openCommand(
  uri: vscode.Uri,
  at?: { readonly line: number; readonly character: number },
): vscode.Command {
  const title = vscode.l10n.t('Open');
  if (at === undefined) return { command: 'vscode.open', title, arguments: [uri] };
  const selection = new vscode.Range(at.line, at.character, at.line, at.character);
  return { command: 'vscode.open', title, arguments: [uri, { selection }] };
}

export function exploreTooltip(node: ExploreNode): vscode.MarkdownString | string | undefined {
  switch (node.kind) {
    case 'symbol':
      return symbolTooltip(node.symbol);
    case 'directory':
      return `${node.path}\n${joined(filesText(node.entry.files), symbolsText(node.entry.symbols))}`;
    case 'file': {
      const { entry, path } = node;
      return [path, symbolsText(symbolsInside(entry.symbols)), entry.problem].filter(Boolean).join('\n');
    }
    case 'folder':
      return node.folder;
    case 'page':
    case 'note':
      return undefined;
  }
}

/** The index counts a symbol for the file itself, too. */
function symbolsInside(symbols: number): number {
  return Math.max(0, symbols - 1);
}

export function warningIcon(isError: boolean): vscode.ThemeIcon {
  return isError
    ? new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'))
    : new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
}
