/** What the captures of a match mean. */

import type { Flag } from '../languages/language';
import type { ReferenceRole } from '../model/reference';
import { referenceRoles } from '../model/reference';
import type { SymbolKind, Visibility } from '../model/symbol';
import { symbolKinds } from '../model/symbol';
import type { Syntax } from './code/syntax';

/** A node that a pattern names: its number in the tree, and its offsets. */
export interface Captured {
  readonly id: number;
  readonly startIndex: number;
  readonly endIndex: number;
}

/** Flags and visibilities, as `#set!` and `@marks` give them. */
export type Mark = Flag | Visibility;

type Part = (typeof simpleCaptures)[number];

/** A match's captures by what they mean. */
export interface Found extends Record<Part, Captured | undefined> {
  definition: Captured | undefined;
  kind: SymbolKind | undefined;
  reference: Captured | undefined;
  role: ReferenceRole | undefined;
  readonly ignored: Captured[];
  marked: Captured | undefined;
  mark: Mark | undefined;
}

const simpleCaptures = [
  ...([
    'name',
    'body',
    'owner',
    'qualifier',
    'alias',
    'wrapped',
    'wrapper',
    'prefix',
    'comment',
    'documented',
  ] as const),
  ...(['documentation', 'scope', 'exported', 'package', 'import', 'typed', 'typedas'] as const),
  ...(['arguments', 'parameters', 'within', 'member', 'memberof'] as const),
];

/** All of one form, and no list written within the literal: what runs for every match must not be looked up slowly. */
function nothingFound(ignored: Captured[]): Found {
  return {
    ignored,
    definition: undefined,
    kind: undefined,
    reference: undefined,
    role: undefined,
    name: undefined,
    body: undefined,
    owner: undefined,
    qualifier: undefined,
    alias: undefined,
    wrapped: undefined,
    wrapper: undefined,
    prefix: undefined,
    comment: undefined,
    documented: undefined,
    documentation: undefined,
    scope: undefined,
    exported: undefined,
    package: undefined,
    import: undefined,
    typed: undefined,
    typedas: undefined,
    arguments: undefined,
    parameters: undefined,
    within: undefined,
    member: undefined,
    memberof: undefined,
    marked: undefined,
    mark: undefined,
  };
}

/** What a capture says of its node; `predicate`: nothing, it is there for a test. */
export type Meaning =
  | { readonly says: 'part'; readonly part: Part }
  | { readonly says: 'definition'; readonly kind: SymbolKind }
  | { readonly says: 'reference'; readonly role: ReferenceRole }
  | { readonly says: 'mark'; readonly mark: Mark }
  | { readonly says: 'ignore' }
  | { readonly says: 'predicate' };

export function meaningOf(name: string): Meaning {
  const part = simpleCaptures.find((each) => each === name);
  const kind = symbolKinds.find((each) => name === `definition.${each}`);
  const role = referenceRoles.find((each) => name === `reference.${each}`);
  if (part !== undefined) return { says: 'part', part };
  if (kind !== undefined) return { says: 'definition', kind };
  if (role !== undefined) return { says: 'reference', role };
  if (name.startsWith('marks.')) return { says: 'mark', mark: name.slice(6) as Mark };
  return name === 'ignore' ? { says: 'ignore' } : { says: 'predicate' };
}

export function sortCaptures(captures: readonly number[], syntax: Syntax, meanings: readonly Meaning[]): Found {
  const found = nothingFound([]);
  for (let at = 0; at < captures.length; at += 2) {
    const meaning = meanings[captures[at]!]!;
    if (meaning.says === 'predicate') continue;
    const id = captures[at + 1]!;
    const node = { id, startIndex: syntax.start(id), endIndex: syntax.end(id) };
    // A repeated body (`a | b` quantified) ends the signature where the first one begins.
    if (meaning.says === 'part') found[meaning.part] ??= node;
    else if (meaning.says === 'reference') {
      found.reference = node;
      found.role = meaning.role;
    } else if (meaning.says === 'definition') {
      found.definition = node;
      found.kind = meaning.kind;
    } else if (meaning.says === 'ignore') found.ignored.push(node);
    else {
      found.marked = node;
      found.mark = meaning.mark;
    }
  }
  return found;
}
