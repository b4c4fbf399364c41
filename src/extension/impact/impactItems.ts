/** Nodes of the Impact tree as VS Code shows them. */

import { basename, dirname } from 'node:path/posix';
import * as vscode from 'vscode';
import type { ChangeKind } from '../../core/model/api';
import { iconOf } from '../convert';
import { noteItem, openCommand, warningIcon } from '../tree/exploreItems';
import { doubtText, groupLabel } from '../tree/relationItems';
import { symbolTooltip } from '../tree/symbolTooltip';
import { joined, numberText, spoken } from '../tree/words';
import type { AffectedNode, ChangedNode, ExportNode, GroupNode, ImpactNode, NoteNode, TestNode } from './impactNodes';

const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;

/** Longer groups are closed at first. */
const shortGroup = 12;

/** Without its tooltip, which is made when it is asked for. */
export function impactItem(node: ImpactNode): vscode.TreeItem {
  const item = itemOf(node);
  item.id = node.id;
  if ('place' in node) item.command = openCommand(node.place.uri, node.place.position);
  return item;
}

export function impactTooltip(node: ImpactNode): vscode.MarkdownString | undefined {
  return 'symbol' in node ? symbolTooltip(node.symbol) : undefined;
}

function itemOf(node: ImpactNode): vscode.TreeItem {
  switch (node.kind) {
    case 'folder': {
      const item = new vscode.TreeItem(node.name, Expanded);
      item.iconPath = new vscode.ThemeIcon('root-folder');
      return item;
    }
    case 'group':
      return groupItem(node);
    case 'changed':
      return changedItem(node);
    case 'affected':
      return affectedItem(node);
    case 'test':
      return testItem(node);
    case 'export':
      return exportItem(node);
    case 'note':
      return noteItem(noteText(node.note));
  }
}

function noteText(note: NoteNode['note']): string {
  const { t } = vscode.l10n;
  switch (note.what) {
    case 'text':
      return note.text;
    case 'more':
      return t('{0} more are not shown.', numberText(note.count));
    case 'elsewhere':
      return t('Affected: {0} listed elsewhere', numberText(note.count));
  }
}

function groupItem({ group, total }: GroupNode): vscode.TreeItem {
  const { t } = vscode.l10n;
  const [label, icon] = (
    {
      changed: [t('Changed'), 'diff-modified'],
      tests: [t('Tests to run'), 'beaker'],
      surface: [t('Exported'), 'export'],
    } as const
  )[group];
  const isShort = group === 'changed' || total <= shortGroup;
  const item = new vscode.TreeItem(label, isShort ? Expanded : Collapsed);
  item.iconPath = new vscode.ThemeIcon(icon);
  item.description = numberText(total);
  item.accessibilityInformation = { label: spoken(label, numberText(total)) };
  return item;
}

function changedItem({ symbol, changed, children, place }: ChangedNode): vscode.TreeItem {
  const name = symbol.descriptor === '' ? basename(symbol.path) : symbol.name;
  const item = symbolItem(name, children.length);
  const kind = changeText(changed.change);
  const signature = changed.signatureChanged && vscode.l10n.t('signature changed');
  const unknown = !changed.indexed && vscode.l10n.t('effects not known yet');
  const at = `${basename(symbol.path)}:${changed.line + 1}`;
  item.iconPath = changed.indexed ? iconOf(symbol.kind, symbol.nativeKind) : warningIcon(false);
  item.description = joined(kind, signature, unknown, symbol.container, at);
  if (place !== undefined) item.contextValue = 'symbol';
  item.accessibilityInformation = {
    label: spoken(name, symbol.nativeKind ?? symbol.kind, kind, signature, unknown, symbol.container, at),
  };
  return item;
}

function changeText(change: ChangeKind): string {
  const { t } = vscode.l10n;
  switch (change) {
    case 'added':
      return t('added');
    case 'modified':
      return t('modified');
    case 'deleted':
      return t('deleted');
    case 'moved':
      return t('moved');
    case 'named':
      return t('named');
  }
}

/** What it does to what it stands below: `calls`, `is overridden by`. */
function affectedItem({ symbol, affected, children, place }: AffectedNode): vscode.TreeItem {
  const { type, direction, confidence } = affected;
  const name = symbol.descriptor === '' ? basename(symbol.path) : symbol.name;
  const item = symbolItem(name, children.length);
  const at = `${basename(symbol.path)}:${(place?.position.line ?? 0) + 1}`;
  const how = groupLabel(type, direction === 'in' ? 'out' : 'in');
  const doubt = doubtText(confidence);
  const directory = dirname(symbol.path);
  item.iconPath = iconOf(symbol.kind, symbol.nativeKind);
  item.description = joined(how, symbol.container, at, doubt, directory !== '.' && directory);
  item.contextValue = 'symbol';
  item.accessibilityInformation = {
    label: spoken(name, symbol.nativeKind ?? symbol.kind, how, symbol.container, at, doubt),
  };
  return item;
}

function testItem({ symbol, test, folder, place }: TestNode): vscode.TreeItem {
  const item = new vscode.TreeItem(basename(test.path), None);
  item.resourceUri = place?.uri ?? vscode.Uri.joinPath(vscode.Uri.file(folder), test.path);
  item.iconPath = vscode.ThemeIcon.File;
  item.description = joined(
    symbol.descriptor === '' ? undefined : symbol.name,
    stepsText(test.depth),
    doubtText(test.confidence),
  );
  item.contextValue = 'symbol';
  item.accessibilityInformation = { label: spoken(basename(test.path), item.description) };
  return item;
}

function exportItem({ symbol, exported }: ExportNode): vscode.TreeItem {
  const item = symbolItem(symbol.name, 0);
  const place = `${basename(symbol.path)}:${symbol.nameRange.start.line + 1}`;
  item.iconPath = iconOf(symbol.kind, symbol.nativeKind);
  item.description = joined(symbol.container, place, stepsText(exported.depth), doubtText(exported.confidence));
  item.contextValue = 'symbol';
  item.accessibilityInformation = { label: spoken(symbol.name, symbol.nativeKind ?? symbol.kind, item.description) };
  return item;
}

function stepsText(depth: number): string {
  if (depth === 0) return vscode.l10n.t('changed itself');
  return depth === 1 ? vscode.l10n.t('1 step away') : vscode.l10n.t('{0} steps away', depth);
}

function symbolItem(name: string, children: number): vscode.TreeItem {
  return new vscode.TreeItem(name, children > 0 ? Collapsed : None);
}
