/** What a name is looked for as. */

import type { ListedFile } from './project';

/** Where something is called, and with what: arguments as the parser keeps them. */
export interface CallSite {
  readonly file: ListedFile;
  readonly from: number;
  readonly arguments: readonly string[];
  /** How many type arguments are written, if any are. */
  readonly typeArguments?: number;
}

export interface Wanted {
  readonly as: 'call' | 'type' | 'value' | 'any';
  /** Of a call in a language with overloads. */
  readonly site?: CallSite;
  /** Of a method of Ruby: whether it is asked of a type or of its objects; undefined where that is not told. */
  readonly side?: Side;
}

export type Side = 'type' | 'object';

export const aType: Wanted = { as: 'type' };
export const anything: Wanted = { as: 'any' };
