/** Rust's `use` trees: `std::{fmt, io::{self, Read as R}, mem::*}` → one import a leaf. */

import type { RawReference } from '../language';

const token = /[\p{L}_][\p{L}\p{N}_]*|::|[{},*]/uy;
const space = /(?:\s|\/\/[^\n]*|\/\*[^]*?\*\/|r#)*/y;

/** `name` is the leaf, `qualifier` the path before it; `self` stands for the path itself. */
export function readUse(written: string, at: number): readonly RawReference[] {
  const references: RawReference[] = [];
  const prefixes: string[][] = [];
  let path: { readonly word: string; readonly start: number }[] = [];
  let alias: string | undefined;
  let aliasing = false;

  const finishLeaf = (): void => {
    const leaf = path.at(-1);
    if (leaf !== undefined)
      references.push(
        leafOf(leaf, [...(prefixes.at(-1) ?? []), ...path.slice(0, -1).map(({ word }) => word)], alias, at),
      );
    path = [];
    alias = undefined;
    aliasing = false;
  };

  for (const { word, start } of tokensOf(written)) {
    if (word === '{') {
      prefixes.push([...(prefixes.at(-1) ?? []), ...path.map((part) => part.word)]);
      path = [];
    } else if (word === '}' || word === ',') {
      finishLeaf();
      if (word === '}') prefixes.pop();
    } else if (word === 'as' && path.length > 0) aliasing = true;
    else if (aliasing) alias = word;
    else if (word !== '::') path.push({ word, start });
  }
  finishLeaf();
  return references;
}

function leafOf(
  leaf: { readonly word: string; readonly start: number },
  parts: readonly string[],
  alias: string | undefined,
  at: number,
): RawReference {
  const self = leaf.word === 'self' && parts.length > 0;
  const start = at + leaf.start;
  const qualifier = (self ? parts.slice(0, -1) : parts).join('::');
  return {
    name: self ? parts.at(-1)! : leaf.word,
    role: 'import',
    start,
    end: start + leaf.word.length,
    ...(qualifier === '' ? {} : { qualifier }),
    ...(alias === undefined ? {} : { alias }),
  };
}

/** Ends at the first sign that no `use` tree holds. */
function* tokensOf(written: string): Generator<{ word: string; start: number }> {
  for (let from = 0; from < written.length;) {
    space.lastIndex = from;
    space.exec(written);
    token.lastIndex = Math.max(from, space.lastIndex);
    const found = token.exec(written);
    if (found === null) return;
    yield { word: found[0], start: found.index };
    from = token.lastIndex;
  }
}
