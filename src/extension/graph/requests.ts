/** What comes from the page, and from an earlier window's memory, is checked before it is believed. Knows no editor. */

import type { SymbolId } from '../../core/model/ids';
import { relationshipTypes } from '../../core/model/relationship';
import type { GraphQuery, GraphRequest } from '../../webview/graph/messages';
import { graphDepths, graphDirections } from '../../webview/graph/messages';

type Fields = Readonly<Record<string, unknown>>;

/** A larger picture is none that the page draws. UTF-16 units. */
const largestSvg = 16 * 1024 * 1024;
/** More symbols than are ever shown cannot have been expanded. */
const mostPages = 300;

/** Undefined for what is no request. */
export function readRequest(value: unknown): GraphRequest | undefined {
  if (!isFields(value)) return undefined;
  switch (value['kind']) {
    case 'ready':
    case 'leave':
      return { kind: value['kind'] };
    case 'drawn': {
      const { nodes, edges } = value;
      return isCount(nodes) && isCount(edges) ? { kind: 'drawn', nodes, edges } : undefined;
    }
    case 'ask': {
      const query = readQuery(value['query']);
      return query && { kind: 'ask', query };
    }
    case 'open':
      return isText(value['symbol']) ? { kind: 'open', symbol: value['symbol'] as SymbolId } : undefined;
    case 'save': {
      const { svg } = value;
      return isText(svg) && svg.length <= largestSvg ? { kind: 'save', svg } : undefined;
    }
    default:
      return undefined;
  }
}

/** Undefined for what is no query. */
export function readQuery(value: unknown): GraphQuery | undefined {
  if (!isFields(value)) return undefined;
  const { symbol, folder, types, pages } = value;
  const direction = graphDirections.find((one) => one === value['direction']);
  const depth = graphDepths.find((one) => one === value['depth']);
  if (!isText(symbol) || !isText(folder) || direction === undefined || depth === undefined) return undefined;
  if (!Array.isArray(types) || !isFields(pages)) return undefined;
  const counted = Object.entries(pages).filter((entry): entry is [string, number] => isCount(entry[1]));
  return {
    symbol: symbol as SymbolId,
    folder,
    direction,
    depth,
    types: relationshipTypes.filter((type) => types.includes(type)),
    pages: Object.fromEntries(counted.slice(0, mostPages)),
  };
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
