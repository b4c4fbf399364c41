/** A neighbourhood in words, as its page draws it. */

import { basename, dirname } from 'node:path/posix';
import { l10n } from 'vscode';
import type { SymbolId } from '../../core/model/ids';
import type { RelationshipType } from '../../core/model/relationship';
import { relationshipTypes } from '../../core/model/relationship';
import type { CodeSymbol } from '../../core/model/symbol';
import type { Graph, GraphEdge, GraphNode, GraphQuery } from '../../webview/graph/messages';
import { iconOf } from '../convert';
import { groupLabel } from '../tree/relationItems';
import { joined, numberText, spoken } from '../tree/words';
import type { Edge, Neighbour, Neighbourhood } from './neighbourhood';
import { mostShown } from './neighbourhood';

/** Surer than this is drawn as a fact. */
const sure = 0.9;

export function pictureOf(around: Neighbourhood, query: GraphQuery): Graph {
  const names = new Map(around.nodes.map(({ symbol }) => [symbol.id, nameOf(symbol)]));
  return {
    name: nameOf(around.root),
    nodes: around.nodes.map((node) => nodeOf(node, around.edges)),
    edges: around.edges.map((edge) => edgeOf(edge, names)),
    notices: noticesOf(around, query),
  };
}

/** A file's own symbol has its path for a name. */
export function nameOf({ descriptor, path, name }: CodeSymbol): string {
  return descriptor === '' ? basename(path) : name;
}

function nodeOf({ symbol, level, hidden, isExpanded }: Neighbour, edges: readonly Edge[]): GraphNode {
  const icon = iconOf(symbol.kind, symbol.nativeKind);
  const place = `${basename(symbol.path)}:${symbol.nameRange.start.line + 1}`;
  const isFile = symbol.descriptor === '';
  const name = nameOf(symbol);
  const more = hidden > 0 && l10n.t('{0} more not shown', numberText(hidden));
  return {
    id: symbol.id,
    name,
    detail: isFile ? dirname(symbol.path) : joined(symbol.container, place),
    tooltip: [symbol.signature ?? name, `${symbol.path}:${symbol.nameRange.start.line + 1}`].join('\n'),
    spoken: spoken(
      name,
      symbol.nativeKind ?? symbol.kind,
      symbol.container,
      place,
      ...countsOf(symbol.id, edges),
      more,
    ),
    icon: icon.id,
    colour: icon.color?.id ?? 'symbolIcon.methodForeground',
    level,
    hidden,
    isExpanded,
  };
}

/** `Called by 2`, `Calls 1`. */
function countsOf(id: SymbolId, edges: readonly Edge[]): string[] {
  return relationshipTypes.flatMap((type) => {
    const ofType = edges.filter((edge) => edge.type === type);
    const count = (end: 'source' | 'target'): number => ofType.filter((edge) => edge[end] === id).length;
    const said = (direction: 'in' | 'out', many: number): string[] =>
      many === 0 ? [] : [`${groupLabel(type, direction)} ${numberText(many)}`];
    return [...said('in', count('target')), ...said('out', count('source'))];
  });
}

function edgeOf({ source, target, type, confidence, sites }: Edge, names: ReadonlyMap<SymbolId, string>): GraphEdge {
  const label = l10n.t('{0} → {1}: {2}', names.get(source) ?? '', names.get(target) ?? '', typeWords()[type]);
  const places = sites.length > 1 && l10n.t('{0} places', numberText(sites.length));
  const doubt = confidence < sure && l10n.t('{0} % sure', Math.round(confidence * 100));
  return { source, target, type, confidence, spoken: joined(label, places, doubt) };
}

/** What stands at an arrow of that type. */
export function typeWords(): Record<RelationshipType, string> {
  return {
    calls: l10n.t('calls'),
    imports: l10n.t('imports'),
    extends: l10n.t('extends'),
    implements: l10n.t('implements'),
    uses: l10n.t('uses as a type'),
    references: l10n.t('references'),
    overrides: l10n.t('overrides'),
    decorates: l10n.t('decorates'),
  };
}

function noticesOf({ nodes, total, completeness }: Neighbourhood, { types }: GraphQuery): string[] {
  const shown = nodes.length - 1;
  const counted =
    total > shown
      ? l10n.t('{0} of {1} shown', numberText(shown), numberText(total))
      : shown === 1
        ? l10n.t('1 related symbol')
        : l10n.t('{0} related symbols', numberText(shown));
  const settled = {
    none: l10n.t('References of this folder are not resolved yet.'),
    partial: l10n.t('Not all references are resolved yet.'),
    complete: undefined,
  }[completeness];
  const full = nodes.length >= mostShown && l10n.t('A picture holds no more.');
  return [types.length > 0 && counted, full, settled].filter((notice) => typeof notice === 'string');
}
