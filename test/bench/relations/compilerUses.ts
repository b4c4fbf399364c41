/** What the programs in compilers/ print: where a compiler says that each name is defined. */

import type { ScipImplementation, ScipIndex, ScipUse } from './scip';

/** A file that was read, or a name in one; places are `path:line:character`, as in scip.ts. */
type Line = { readonly document: string } | CompilerUse | { readonly overrides: readonly [from: string, to: string] };

interface CompilerUse {
  readonly at: string;
  /** Empty where they are outside the project. */
  readonly defs: readonly string[];
  readonly local: boolean;
  /** Of which the compiler says nothing. */
  readonly untold?: boolean;
  /** The same, and what is defined at such a place is not told either. */
  readonly uncompiled?: boolean;
  /** No call, although a bracket follows. */
  readonly value?: boolean;
}

/** Of an index, the documents, the uses and what overrides what. Throws if a line is no JSON. */
export function readCompilerUses(text: string): ScipIndex {
  const documents = new Set<string>();
  const uses = new Map<string, ScipUse>();
  const implementations: ScipImplementation[] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const told = JSON.parse(line) as Line;
    if ('document' in told) documents.add(told.document);
    else if ('overrides' in told) {
      const [from, to] = told.overrides;
      implementations.push({ isType: false, from: new Set([from]), to: new Set([to]), direct: true });
    } else addUse(uses, told);
  }
  return {
    ...{ documents, uses, implementations },
    ...{ ownKeys: new Set(), definitions: new Map(), ancestors: new Map() },
  };
}

/** A name may be told more than once: in Java, once more for a class body behind it. */
function addUse(uses: Map<string, ScipUse>, { at, defs, local, untold, uncompiled, value }: CompilerUse): void {
  const use = uses.get(at) ?? {
    ...{ definitions: new Set<string>(), names: new Set<string>() },
    ...{ local: false, unplaced: false },
  };
  uses.set(at, use);
  for (const definition of defs) use.definitions.add(definition);
  use.local ||= local;
  use.unplaced ||= untold === true || uncompiled === true;
  if (uncompiled === true) use.isUncompiled = true;
  if (value === true) use.isValue = true;
}
