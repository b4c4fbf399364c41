/** Questions and answers. */

import type { CodeSymbol } from './symbol';

/** A question, parsed: filters taken out of the text. Filters of one sort are alternatives; sorts are all required. */
export interface SearchQuery {
  /** What was typed, as typed. */
  readonly raw: string;
  /** What is left when filters and quoted text are taken out, trimmed. */
  readonly text: string;
  /** Exact text, each of which a hit's definition must contain (case-insensitive). */
  readonly quoted: readonly string[];
  /** A kind or a native kind, lower case. */
  readonly kinds: readonly string[];
  readonly languages: readonly string[];
  /** Globs or parts of a path. */
  readonly paths: readonly string[];
  /** Parts of the container's qualified name. */
  readonly containers: readonly string[];
  /** Symbols, by id, qualified name or name, that hits are to be like. */
  readonly like: readonly string[];
  /** Places of files that the question names: what stands there comes first. The best first. */
  readonly places: readonly AskedPlace[];
}

export interface AskedPlace {
  /** With `/`; absolute, relative, or the end of a path. */
  readonly path: string;
  /** From 1; the file itself is meant unless told. */
  readonly line?: number;
  /** From 1. */
  readonly column?: number;
  /** What runs there, by a stack trace's word. */
  readonly name?: string;
}

/**
 * One reason a hit is in the list, or, of `references`, `near` and `recent`, why it stands where it does: without that it would be
 * further down. `rank` is 1-based within its source; `score` is in the source's own unit.
 */
export interface SearchReason {
  readonly source:
    | 'place'
    | 'exact name'
    | 'prefix'
    | 'camel humps'
    | 'fuzzy name'
    | 'words'
    | 'meaning'
    | 'quoted text'
    | 'copy'
    | 'alike in meaning'
    | 'filter'
    | 'references'
    | 'near'
    | 'recent';
  readonly rank: number;
  readonly score: number;
  /** For people, a few words: `total, cart`. */
  readonly detail?: string;
}

const decisive: ReadonlySet<SearchReason['source']> = new Set(['references', 'near', 'recent']);

/** What a list tells of a hit: why it is there, and whether its place is due to how often it is referred to. */
export function shownReasons(reasons: readonly SearchReason[]): readonly SearchReason[] {
  return reasons.filter(({ source }, at) => at === 0 || decisive.has(source));
}

export interface SearchHit {
  readonly symbol: CodeSymbol;
  /** Absolute path of the folder that the symbol's path is relative to. */
  readonly folder: string;
  /** Greater is better; comparable within one answer only. */
  readonly score: number;
  readonly reasons: readonly SearchReason[];
}

/** What an answer saw, so that absence can be trusted. */
export interface Freshness {
  /** The commit that was checked out when the folder was last indexed. */
  readonly commit?: string;
  /** ISO 8601; absent if the folder was never indexed whole. */
  readonly indexedAt?: string;
  /** False while a first index is under way. */
  readonly complete: boolean;
}
