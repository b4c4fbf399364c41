/** References: names that a file uses. Unresolved here; the resolver binds them. */

import type { Range } from './range';

/**
 * How a name is used. `value` is a field, a constant or a variable, read or written; `type` is any use in a type position;
 * `import` names what is brought in; `overrides` is a member's own name, which may redefine one of a base.
 */
export const referenceRoles = [
  'call',
  'construct',
  'import',
  'extends',
  'implements',
  'decorates',
  'type',
  'value',
  'overrides',
] as const;
export type ReferenceRole = (typeof referenceRoles)[number];

export interface Reference {
  /** The name itself: `total` of `cart.total()`. For an import, the imported name, `*` for all, '' for a bare import. */
  readonly name: string;
  readonly role: ReferenceRole;
  /** The name's own range. */
  readonly range: Range;
  /** Index of the innermost symbol around it in {@link ParsedFile.symbols}. */
  readonly from: number;
  /** What stands before the name (`cart`, `this.items`, `std::vec`); for an import, the module. At most 200 units. */
  readonly qualifier?: string;
  /** The name an import is known by here, where it differs from `name`. */
  readonly alias?: string;
  /**
   * Of a call in a language with overloads, its arguments as written: strings emptied, '' for what is longer than 80
   * units, `*` before one that stands for several.
   */
  readonly arguments?: readonly string[];
  /** Index of the innermost of its file's scopes around it in that symbol, where names have meanings of their own. */
  readonly scope?: number;
  /** How many type arguments stand behind the name, in languages where these tell types apart. */
  readonly typeArguments?: number;
}
