/** What the extension and the page of the relation graph say to each other. Plain data; knows neither. */

import type { SymbolId } from '../../core/model/ids';
import type { RelationshipType } from '../../core/model/relationship';

export const graphDirections = ['both', 'in', 'out'] as const;
export type GraphDirection = (typeof graphDirections)[number];

export const graphDepths = [1, 2, 3] as const;

/** What is pictured. */
export interface GraphQuery {
  readonly symbol: SymbolId;
  /** Absolute path, as the window has it. */
  readonly folder: string;
  readonly direction: GraphDirection;
  readonly types: readonly RelationshipType[];
  /** One of {@link graphDepths}. */
  readonly depth: number;
  /** Symbols that were expanded, and how many times more was asked for. */
  readonly pages: Readonly<Record<string, number>>;
}

export interface GraphNode {
  readonly id: SymbolId;
  readonly name: string;
  /** The second line. */
  readonly detail: string;
  readonly tooltip: string;
  /** All that a screen reader says of it. */
  readonly spoken: string;
  /** Of VS Code's icons, such as `symbol-method`; and the colour's id, such as `symbolIcon.methodForeground`. */
  readonly icon: string;
  readonly colour: string;
  /** Steps from the symbol that was asked about; negative on the side of what points at it. */
  readonly level: number;
  /** Neighbours on the way outwards that are not shown. */
  readonly hidden: number;
  readonly isExpanded: boolean;
}

export interface GraphEdge {
  readonly source: SymbolId;
  readonly target: SymbolId;
  readonly type: RelationshipType;
  readonly confidence: number;
  /** Such as `checkout calls total`. */
  readonly spoken: string;
}

export interface Graph {
  /** Of the symbol that was asked about. */
  readonly name: string;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** Such as `40 of 212 shown`, and how far the folder is resolved; empty if there is nothing to say. */
  readonly notices: readonly string[];
}

/** To the page. */
export type GraphAnswer =
  | { readonly kind: 'graph'; readonly query: GraphQuery; readonly graph: Graph }
  | { readonly kind: 'busy' }
  | { readonly kind: 'failed'; readonly message: string };

/** From the page. */
export type GraphRequest =
  /** It stands, and can be told what to show. */
  | { readonly kind: 'ready' }
  /** What it was told is seen. */
  | { readonly kind: 'drawn'; readonly nodes: number; readonly edges: number }
  | { readonly kind: 'ask'; readonly query: GraphQuery }
  | { readonly kind: 'open'; readonly symbol: SymbolId }
  | { readonly kind: 'leave' }
  | { readonly kind: 'save'; readonly svg: string };

/** What the page remembers of itself, and what it is made anew from after a restart. */
export interface GraphMemory {
  readonly query: GraphQuery;
  readonly graph: Graph;
  readonly focused?: SymbolId;
  readonly view: { readonly x: number; readonly y: number; readonly scale: number };
}

/** The page's own texts, in the person's language. */
export interface GraphWords {
  readonly direction: string;
  readonly directions: Readonly<Record<GraphDirection, string>>;
  readonly depth: string;
  /** In the order of {@link graphDepths}. */
  readonly depths: readonly string[];
  readonly types: Readonly<Record<RelationshipType, string>>;
  readonly typesLabel: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly fit: string;
  readonly save: string;
  readonly tryAgain: string;
  /** Keys, for a screen reader. */
  readonly help: string;
  readonly picture: string;
  readonly controls: string;
  readonly loading: string;
  readonly noneChosen: string;
  readonly nothing: string;
}
