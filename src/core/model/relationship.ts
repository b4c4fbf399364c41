/** Relationships between symbols, and what resolving one file's references yields. */

import type { Descriptor, FilePath, SymbolId } from './ids';
import type { Position, Range } from './range';
import type { CodeSymbol } from './symbol';

/** The stored, forward types (symbol_relationships.relationship_type), source → target. */
export const relationshipTypes = [
  'calls',
  'imports',
  'extends',
  'implements',
  'uses', // a type in a type position
  'references', // any other use of a value
  'overrides',
  'decorates',
] as const;
export type RelationshipType = (typeof relationshipTypes)[number];

/** What each type is called when it is read from its target. Served by a view, never stored. */
export const inverseTypes = {
  calls: 'called_by',
  imports: 'imported_by',
  extends: 'extended_by',
  implements: 'implemented_by',
  uses: 'used_by',
  references: 'referenced_by',
  overrides: 'overridden_by',
  decorates: 'decorated_by',
} as const satisfies Readonly<Record<RelationshipType, string>>;
export type InverseRelationshipType = (typeof inverseTypes)[RelationshipType];

/** What found a relationship, the surest last. */
export const resolutionMethods = [
  'receiver', // a member, by the inferred type of what stands before it
  'package', // a name that the language makes visible without naming its file
  'inheritance', // a member that a base type defines
  'import', // a name that an import brings in
  'scope', // a name that the file itself defines
  'checker', // the language's own type checker
  'scip', // an imported SCIP index
] as const;
export type ResolutionMethod = (typeof resolutionMethods)[number];

/** One use of a name, bound to what it names. */
export interface ResolvedReference {
  /** Innermost symbol around it; empty for the file itself. */
  readonly from: Descriptor;
  /** The name's own range. */
  readonly range: Range;
  readonly type: RelationshipType;
  /** Absent if the name is defined outside the folder: `external` then names the package or module. */
  readonly target?: { readonly path: FilePath; readonly descriptor: Descriptor };
  readonly external?: string;
  /** What it is called there, where it is external and that is known. */
  readonly name?: string;
  readonly how: ResolutionMethod;
  /** Probability that it is true, 0 to 1. */
  readonly confidence: number;
}

/** What resolving makes of one file. */
export interface ResolvedFile {
  readonly path: FilePath;
  /** In document order. */
  readonly references: readonly ResolvedReference[];
  /** References that could be bound to nothing, inside or outside: unknown receivers and the like. */
  readonly unresolved: number;
  /** Files whose declarations this answer rests on, itself left out: when one changes, this file is asked again. */
  readonly dependsOn: readonly FilePath[];
  /** Names that are bound to nothing that is recorded, and how they are used; where that was asked for. */
  readonly open?: readonly OpenReference[];
}

export type OpenReference = Pick<ResolvedReference, 'range' | 'type'>;

/** How far the references of the files that matter to an answer have been resolved. */
export const completenesses = ['none', 'partial', 'complete'] as const;
export type Completeness = (typeof completenesses)[number];

/** A symbol at the other end of a relationship. */
export interface RelatedSymbol {
  readonly symbol: CodeSymbol;
  readonly type: RelationshipType;
  readonly confidence: number;
  readonly how: ResolutionMethod;
  /** Where it is written, in the file of the relationship's source. */
  readonly sites: readonly Position[];
  /** 1 for a direct neighbour. */
  readonly depth: number;
  /** The neighbour on the way to the asked symbol, where depth is greater than 1. */
  readonly via?: SymbolId;
}
