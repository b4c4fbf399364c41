/** How one name fits what was typed: pure functions over two short texts. */

/** Longer texts fit by exact name, prefix and words only: the rest would cost too much. */
export const longestTyped = 64;

/**
 * Whether `typed` (folded) names `name` by the heads of its words in order: `gUN`, `gun` and `getUN` fit
 * `getUserName`. The first letter is the name's first; each other follows the one before it or opens a later word.
 * Answers the number of words of the name that are passed over, undefined if it does not fit.
 */
export function matchHumps(typed: string, name: string): number | undefined {
  const lower = name.toLowerCase();
  if (lower.length !== name.length || typed.length > longestTyped) return undefined;
  const heads = humpHeads(name);
  // States that were seen to lead nowhere: backtracking stays within typed × name steps.
  const dead = new Set<number>();
  const opened = openedFrom(0, heads[0] ?? 0);
  return opened === undefined ? undefined : heads.length - opened;

  /** Words opened when the rest of `typed`, from `at`, is laid from `place` of the name; the first letter stands there. */
  function openedFrom(at: number, place: number): number | undefined {
    if (lower.charCodeAt(place) !== typed.charCodeAt(at)) return undefined;
    const here = heads.includes(place) ? 1 : 0;
    if (at === typed.length - 1) return here;
    const state = at * lower.length + place;
    if (dead.has(state)) return undefined;
    let rest = openedFrom(at + 1, place + 1);
    for (let i = 0; rest === undefined && i < heads.length; i++) {
      if (heads[i]! > place + 1) rest = openedFrom(at + 1, heads[i]!);
    }
    if (rest === undefined) dead.add(state);
    return rest === undefined ? undefined : rest + here;
  }
}

const wordless = 0;
const small = 1;
const capital = 2;
const figure = 3;

function sortOf(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code < 128) {
    if (code >= 97 && code <= 122) return small;
    if (code >= 65 && code <= 90) return capital;
    return code >= 48 && code <= 57 ? figure : wordless;
  }
  const char = text.charAt(at);
  return char !== char.toLowerCase() ? capital : small;
}

/** Where the words of a name begin: `getHTTPServer_v2` at 0, 3, 7, 14, 15. */
export function humpHeads(name: string): number[] {
  const heads: number[] = [];
  let before = wordless;
  for (let i = 0; i < name.length; i++) {
    const sort = sortOf(name, i);
    const fresh = sort !== wordless && before === wordless;
    const rises = sort === capital && (before !== capital || (i + 1 < name.length && sortOf(name, i + 1) === small));
    if (fresh || rises || (sort === figure && before !== figure)) heads.push(i);
    before = sort;
  }
  return heads;
}

/** Typing errors that are forgiven in a text of this length. */
export function typosAllowed(length: number): number {
  if (length < 4) return 0;
  return length < 8 ? 1 : 2;
}

/**
 * Insertions, deletions, changes and swaps of neighbours that make one text of the other; undefined if more than
 * `most` (at most 2) are needed.
 */
export function editDistance(a: string, b: string, most: number): number | undefined {
  if (Math.abs(a.length - b.length) > most) return undefined;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let cost = same ? last[j - 1]! : 1 + Math.min(last[j]!, row[j - 1]!, last[j - 1]!);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) cost = Math.min(cost, beforeLast[j - 2]! + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return undefined;
    beforeLast = last;
    last = row;
  }
  return last[b.length]! <= most ? last[b.length] : undefined;
}

/** Share (0 to 1] of `name`'s stretch that `typed`'s letters fill when they stand in it in order; undefined if not. */
export function subsequenceShare(typed: string, name: string): number | undefined {
  let at = 0;
  for (let i = 0; i < typed.length; i++) {
    at = name.indexOf(typed.charAt(i), at) + 1;
    if (at === 0) return undefined;
  }
  return typed.length / at;
}
