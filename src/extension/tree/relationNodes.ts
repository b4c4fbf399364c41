/** What the Relations tree is made of, and how an answer becomes nodes. Knows no editor. */

import type { Uri } from 'vscode';
import type { RelationsResponse } from '../../core/model/api';
import type { Position } from '../../core/model/range';
import type { RelatedSymbol, RelationshipType } from '../../core/model/relationship';
import { relationshipTypes } from '../../core/model/relationship';
import type { CodeSymbol } from '../../core/model/symbol';
import { inPages } from './pages';

export type Direction = 'in' | 'out';

export type RelationNode =
  SubjectNode | PinsNode | LostNode | GroupNode | RelatedNode | SiteNode | PageNode | HiddenNode | NoteNode;

interface Node {
  readonly id: string;
  parent: RelationNode | undefined;
}

interface SymbolPlace extends Node {
  readonly symbol: CodeSymbol;
  /** Absolute path, as the window has it. */
  readonly folder: string;
  readonly resourceUri: Uri;
}

/** The symbol that is asked about: the one under the cursor, or a pinned one. */
export interface SubjectNode extends SymbolPlace {
  readonly kind: 'subject';
  readonly isPinned: boolean;
}

export interface PinsNode extends Node {
  readonly kind: 'pins';
  readonly count: number;
}

/** A pinned symbol that the index does not hold now. */
export interface LostNode extends Node {
  readonly kind: 'lost';
  readonly symbol: string;
  readonly folder: string;
}

export interface GroupNode extends Node {
  readonly kind: 'group';
  readonly type: RelationshipType;
  readonly direction: Direction;
  readonly count: number;
  children: readonly RelationNode[];
}

export interface RelatedNode extends SymbolPlace {
  readonly kind: 'related';
  readonly type: RelationshipType;
  readonly direction: Direction;
  readonly confidence: number;
  /** The file that the sites are in. */
  readonly sitesUri: Uri;
  readonly sites: readonly Position[];
  /** It stands further up on the way here already: not gone into again. */
  readonly isRecursive: boolean;
}

/** One of several places where a relationship is written. */
export interface SiteNode extends Node {
  readonly kind: 'site';
  readonly uri: Uri;
  readonly position: Position;
  /** The line's text, trimmed; empty if it cannot be read. */
  readonly text: string;
}

export interface PageNode extends Node {
  readonly kind: 'page';
  readonly first: number;
  readonly children: readonly RelationNode[];
}

/** Stands for what is beyond the limit of an answer. */
export interface HiddenNode extends Node {
  readonly kind: 'hidden';
  readonly count: number;
}

export interface NoteNode extends Node {
  readonly kind: 'note';
  readonly message: string;
}

export interface RelatedContext {
  readonly parent: RelationNode;
  readonly direction: Direction;
  /** What the relationships are of: the other end of each. */
  readonly of: { readonly symbol: CodeSymbol; readonly folder: string };
  readonly uriOf: (folder: string, path: CodeSymbol['path']) => Uri;
}

/** A group for each type of relationship that there is one of, in the order of the model. */
export function groupNodes(subject: SubjectNode, answer: RelationsResponse, context: RelatedContext): RelationNode[] {
  const groups: RelationNode[] = relationshipTypes.flatMap((type) => {
    const related = answer.related.filter((one) => one.type === type);
    if (related.length === 0) return [];
    const id = `${subject.id}\n${context.direction} ${type}`;
    const place = { id, parent: subject, type, direction: context.direction };
    const group: GroupNode = { kind: 'group', ...place, count: related.length, children: [] };
    group.children = relatedNodes(related, { ...context, parent: group });
    return [group];
  });
  return [...groups, ...hiddenNodes(subject, answer)];
}

export function hiddenNodes(parent: RelationNode, { total, related }: RelationsResponse): HiddenNode[] {
  const count = total - related.length;
  return count > 0 ? [{ kind: 'hidden', id: `${parent.id}\nhidden`, parent, count }] : [];
}

export function relatedNodes(related: readonly RelatedSymbol[], context: RelatedContext): readonly RelationNode[] {
  const { parent, direction, of, uriOf } = context;
  const nodes = related.map(({ symbol, type, confidence, sites }): RelationNode => {
    const { folder } = of;
    return {
      kind: 'related',
      id: `${parent.id}\n${symbol.id}`,
      parent,
      symbol,
      folder,
      resourceUri: uriOf(folder, symbol.path),
      type,
      direction,
      confidence,
      sitesUri: uriOf(folder, direction === 'in' ? symbol.path : of.symbol.path),
      sites,
      isRecursive: isAbove(symbol, parent),
    };
  });
  return inPages(nodes, (children, first): RelationNode => {
    const page: PageNode = { kind: 'page', id: `${parent.id}\npage ${first}`, parent, first, children };
    for (const child of children) child.parent = page;
    return page;
  });
}

function isAbove(symbol: CodeSymbol, node: RelationNode): boolean {
  for (let above: RelationNode | undefined = node; above !== undefined; above = above.parent) {
    if ((above.kind === 'subject' || above.kind === 'related') && above.symbol.id === symbol.id) return true;
  }
  return false;
}

/** Where a click on the node leads: what uses the symbol is of interest where it does so. */
export function destinationOf(node: RelationNode): { readonly uri: Uri; readonly position: Position } | undefined {
  switch (node.kind) {
    case 'subject':
      return { uri: node.resourceUri, position: node.symbol.nameRange.start };
    case 'related': {
      const [first] = node.sites;
      if (node.direction === 'in' && first !== undefined) return { uri: node.sitesUri, position: first };
      return { uri: node.resourceUri, position: node.symbol.nameRange.start };
    }
    case 'site':
      return node;
    case 'pins':
    case 'lost':
    case 'group':
    case 'page':
    case 'hidden':
    case 'note':
      return undefined;
  }
}
