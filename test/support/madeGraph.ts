/** A made-up relation graph, as the extension tells it to its page. */

import type { SymbolId } from '../../src/core/model/ids';
import type { RelationshipType } from '../../src/core/model/relationship';
import type { Graph } from '../../src/webview/graph/messages';

/** `levels`: of symbols by their names, which are their ids too; the first is the one that was asked about. */
export function madeGraph(
  levels: Readonly<Record<string, number>>,
  edges: readonly (readonly [source: string, target: string, type?: RelationshipType, confidence?: number])[],
): Graph {
  return {
    name: Object.keys(levels)[0]!,
    nodes: Object.entries(levels).map(([name, level]) => ({
      id: name as SymbolId,
      name,
      detail: `${name}.ts:1`,
      tooltip: `${name}()\n${name}.ts:1`,
      spoken: `${name}, function`,
      icon: 'symbol-method',
      colour: 'symbolIcon.methodForeground',
      level,
      hidden: 0,
      isExpanded: level === 0,
    })),
    edges: edges.map(([source, target, type = 'calls', confidence = 1]) => ({
      source: source as SymbolId,
      target: target as SymbolId,
      type,
      confidence,
      spoken: `${source} → ${target}: ${type}`,
    })),
    notices: [],
  };
}
