/** Nodes of the Relations tree as VS Code shows them. */

import { basename, dirname } from 'node:path/posix';
import * as vscode from 'vscode';
import type { RelationshipType } from '../../core/model/relationship';
import { iconOf } from '../convert';
import { noteItem, openCommand, warningIcon } from './exploreItems';
import type { Direction, GroupNode, LostNode, RelatedNode, RelationNode, SiteNode, SubjectNode } from './relationNodes';
import { destinationOf } from './relationNodes';
import { signatureTail } from './signature';
import { symbolTooltip } from './symbolTooltip';
import { joined, numberText, spoken } from './words';

const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;

/** Groups longer than this are closed at first. */
const shortGroup = 12;
const sure = 0.9;
const likely = 0.6;

/** Without its tooltip, which is made when it is asked for. */
export function relationItem(node: RelationNode): vscode.TreeItem {
  const item = itemOf(node);
  item.id = node.id;
  const destination = destinationOf(node);
  if (destination !== undefined) item.command = openCommand(destination.uri, destination.position);
  return item;
}

export function relationTooltip(node: RelationNode): vscode.MarkdownString | undefined {
  return node.kind === 'subject' || node.kind === 'related' ? symbolTooltip(node.symbol) : undefined;
}

function itemOf(node: RelationNode): vscode.TreeItem {
  const { t } = vscode.l10n;
  switch (node.kind) {
    case 'subject':
      return subjectItem(node);
    case 'group':
      return groupItem(node);
    case 'related':
      return relatedItem(node);
    case 'site':
      return siteItem(node);
    case 'lost':
      return lostItem(node);
    case 'pins': {
      const item = new vscode.TreeItem(t('Pinned'), Expanded);
      item.iconPath = new vscode.ThemeIcon('pinned');
      item.description = numberText(node.count);
      return item;
    }
    case 'page': {
      const last = node.first + node.children.length - 1;
      return new vscode.TreeItem(`${numberText(node.first)} – ${numberText(last)}`, Collapsed);
    }
    case 'hidden':
      return noteItem(t('{0} more are not shown.', numberText(node.count)));
    case 'note':
      return noteItem(node.message);
  }
}

function subjectItem({ symbol, isPinned, parent }: SubjectNode): vscode.TreeItem {
  const item = new vscode.TreeItem(symbol.name, parent === undefined ? Expanded : Collapsed);
  item.iconPath = iconOf(symbol.kind, symbol.nativeKind);
  item.description = signatureTail(symbol);
  item.contextValue = isPinned ? 'symbol pinned' : 'symbol';
  item.accessibilityInformation = {
    label: spoken(symbol.name, symbol.nativeKind ?? symbol.kind, isPinned && vscode.l10n.t('pinned')),
  };
  return item;
}

function groupItem({ type, direction, count }: GroupNode): vscode.TreeItem {
  const label = groupLabel(type, direction);
  const item = new vscode.TreeItem(label, count <= shortGroup ? Expanded : Collapsed);
  item.iconPath = new vscode.ThemeIcon(groupIcons[type][direction]);
  item.description = numberText(count);
  item.accessibilityInformation = { label: spoken(label, numberText(count)) };
  return item;
}

function relatedItem(node: RelatedNode): vscode.TreeItem {
  const { symbol, sites, isRecursive, confidence } = node;
  const item = new vscode.TreeItem(symbol.name, isRecursive && sites.length < 2 ? None : Collapsed);
  item.iconPath = iconOf(symbol.kind, symbol.nativeKind);
  const { position } = destinationOf(node)!;
  const place = `${basename(symbol.path)}:${position.line + 1}`;
  const directory = dirname(symbol.path);
  const doubt = doubtText(confidence);
  const again = isRecursive && vscode.l10n.t('recursive');
  item.description = joined(symbol.container, place, doubt, again, directory !== '.' && directory);
  item.contextValue = 'symbol';
  item.accessibilityInformation = {
    label: spoken(symbol.name, symbol.nativeKind ?? symbol.kind, symbol.container, place, doubt, again),
  };
  return item;
}

/** Undefined for what is as good as sure. */
export function doubtText(confidence: number): string | undefined {
  if (confidence >= sure) return undefined;
  return confidence >= likely ? vscode.l10n.t('likely') : vscode.l10n.t('possible');
}

function siteItem({ uri, position, text }: SiteNode): vscode.TreeItem {
  const line = vscode.l10n.t('Line {0}', numberText(position.line + 1));
  const item = new vscode.TreeItem(text === '' ? line : text, None);
  if (text !== '') item.description = `:${position.line + 1}`;
  item.tooltip = `${vscode.workspace.asRelativePath(uri)}:${position.line + 1}`;
  item.accessibilityInformation = { label: spoken(text, line) };
  return item;
}

function lostItem({ symbol }: LostNode): vscode.TreeItem {
  const item = new vscode.TreeItem(symbol, None);
  item.iconPath = warningIcon(false);
  item.description = vscode.l10n.t('not in the index');
  item.contextValue = 'pinned';
  return item;
}

const groupIcons: Readonly<Record<RelationshipType, Readonly<Record<Direction, string>>>> = {
  calls: { in: 'call-incoming', out: 'call-outgoing' },
  imports: { in: 'arrow-left', out: 'arrow-right' },
  extends: { in: 'type-hierarchy-sub', out: 'type-hierarchy-super' },
  implements: { in: 'type-hierarchy-sub', out: 'type-hierarchy-super' },
  uses: { in: 'references', out: 'references' },
  references: { in: 'references', out: 'references' },
  overrides: { in: 'type-hierarchy-sub', out: 'type-hierarchy-super' },
  decorates: { in: 'mention', out: 'mention' },
};

export function groupLabel(type: RelationshipType, direction: Direction): string {
  const { t } = vscode.l10n;
  const isIn = direction === 'in';
  switch (type) {
    case 'calls':
      return isIn ? t('Called by') : t('Calls');
    case 'imports':
      return isIn ? t('Imported by') : t('Imports');
    case 'extends':
      return isIn ? t('Extended by') : t('Extends');
    case 'implements':
      return isIn ? t('Implemented by') : t('Implements');
    case 'uses':
      return isIn ? t('Used as a type by') : t('Uses the types');
    case 'references':
      return isIn ? t('Used by') : t('Uses');
    case 'overrides':
      return isIn ? t('Overridden by') : t('Overrides');
    case 'decorates':
      // Written at what is decorated: that is where the relationship starts.
      return isIn ? t('Decorates') : t('Decorated with');
  }
}
