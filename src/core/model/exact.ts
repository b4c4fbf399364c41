/** What an outside authority found of one content of a file: a type checker, or an imported SCIP index. */

import type { Descriptor, FilePath } from './ids';
import type { Range } from './range';
import type { RelationshipType } from './relationship';

/** A later one outweighs an earlier one. Each is a `how` of relationships as well. */
export const exactSources = ['checker', 'scip'] as const;
export type ExactSource = (typeof exactSources)[number];

/**
 * One name at one place. With `target` it is a symbol of the folder, with `external` (a package or module) it is defined
 * outside; with neither it is known to be nothing that is recorded, such as a local variable or what the language gives.
 * A place with several meanings (`{ total }`) has several entries.
 */
export interface ExactReference {
  /** The name's own range. */
  readonly range: Range;
  /** Innermost symbol around it; empty for the file itself. */
  readonly from: Descriptor;
  /** Absent if the authority does not tell; what the syntax says then stands. */
  readonly type?: RelationshipType;
  readonly target?: { readonly path: FilePath; readonly descriptor: Descriptor };
  readonly external?: string;
  /** What it is called there, where it is external and that is known. */
  readonly name?: string;
  /** The authority looked at the place and could not tell: nothing is said against what others find there. */
  readonly isUnknown?: boolean;
}

export interface ExactReferences {
  /**
   * Types of which every place is listed: a reference of such a type at a place that is not listed is refuted. Empty if
   * only some places are listed.
   */
  readonly covers: readonly RelationshipType[];
  /** Every place of the file was looked at: those that could not be told are listed as such. */
  readonly isWhole?: boolean;
  /** In document order. */
  readonly references: readonly ExactReference[];
}
