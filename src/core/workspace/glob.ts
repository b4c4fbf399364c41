/** Glob patterns with the meaning that git gives them, matched in linear time: a hostile pattern cannot hang a scan. */

/** `maybeDirectories` is always followed by `directories`; together they stand for the `**` + `/` of a pattern. */
type Token =
  | { readonly kind: 'literal'; readonly char: string }
  | { readonly kind: 'class'; readonly has: (char: string) => boolean }
  | { readonly kind: 'star' | 'deep' | 'maybeDirectories' | 'directories' };

export type Glob = readonly Token[];

const namedClasses: Readonly<Record<string, RegExp>> = {
  alnum: /[0-9A-Za-z]/,
  alpha: /[A-Za-z]/,
  blank: /[ \t]/,
  cntrl: /\p{Cc}/u,
  digit: /[0-9]/,
  graph: /[!-~]/,
  lower: /[a-z]/,
  print: /[ -~]/,
  punct: /[!-/:-@[-`{-~]/,
  space: /[ \t\n\v\f\r]/,
  upper: /[A-Z]/,
  xdigit: /[0-9A-Fa-f]/,
};

/** Undefined for a pattern that can match nothing, such as one with an unclosed `[`. */
export function compileGlob(pattern: string): Glob | undefined {
  const tokens: Token[] = [];
  let at = 0;
  while (at < pattern.length) {
    const char = pattern[at]!;
    if (char === '*') {
      at = compileStars(pattern, at, tokens);
    } else if (char === '?') {
      tokens.push({ kind: 'class', has: () => true });
      at++;
    } else if (char === '[') {
      const parsed = compileClass(pattern, at);
      if (parsed === undefined) return undefined;
      tokens.push({ kind: 'class', has: parsed.has });
      at = parsed.end;
    } else {
      const literal = char === '\\' ? pattern[++at] : char;
      if (literal === undefined) return undefined;
      tokens.push({ kind: 'literal', char: literal });
      at++;
    }
  }
  return tokens;
}

/** Two stars cross directories only where they fill a whole part of the path. */
function compileStars(pattern: string, start: number, tokens: Token[]): number {
  let end = start;
  while (pattern[end] === '*') end++;
  const opensPart = start === 0 || pattern[start - 1] === '/';
  const closesPart = end === pattern.length || pattern[end] === '/' || pattern.startsWith('\\/', end);
  if (end - start === 1 || !opensPart || !closesPart) {
    tokens.push({ kind: 'star' });
    return end;
  }
  if (pattern[end] !== '/') {
    tokens.push({ kind: 'deep' });
    return end;
  }
  tokens.push({ kind: 'maybeDirectories' }, { kind: 'directories' });
  return end + 1;
}

function compileClass(pattern: string, start: number): { has: (char: string) => boolean; end: number } | undefined {
  let at = start + 1;
  const negated = pattern[at] === '!' || pattern[at] === '^';
  if (negated) at++;
  const tests: ((char: string) => boolean)[] = [];
  let previous: string | undefined;
  for (let first = true; first || pattern[at] !== ']'; first = false) {
    let char = pattern[at];
    if (char === undefined) return undefined;
    const next = pattern[at + 1];
    if (char === '-' && previous !== undefined && next !== undefined && next !== ']') {
      const escaped = next === '\\';
      const high = escaped ? pattern[at + 2] : next;
      if (high === undefined) return undefined;
      const low = previous;
      tests.push((tested) => tested >= low && tested <= high);
      previous = undefined;
      at += escaped ? 3 : 2;
      continue;
    }
    if (char === '[' && next === ':') {
      const close = pattern.indexOf(']', at + 2);
      if (close < 0) return undefined;
      if (close > at + 2 && pattern[close - 1] === ':') {
        const named = namedClasses[pattern.slice(at + 2, close - 1)];
        if (named === undefined) return undefined;
        tests.push((tested) => named.test(tested));
        previous = undefined;
        at = close + 1;
        continue;
      }
    }
    if (char === '\\') {
      char = pattern[++at];
      if (char === undefined) return undefined;
    }
    const exact = char;
    tests.push((tested) => tested === exact);
    previous = exact;
    at++;
  }
  return { has: (char) => tests.some((test) => test(char)) !== negated, end: at + 1 };
}

/** Follows all ways through the pattern at once: time is the product of both lengths, never more. */
export function matchGlob(glob: Glob, text: string): boolean {
  let current = new Uint8Array(glob.length + 1);
  enter(glob, current, 0);
  for (const char of text) {
    const next = new Uint8Array(glob.length + 1);
    let alive = false;
    for (let state = 0; state < glob.length; state++) {
      if (current[state] === 0) continue;
      const token = glob[state]!;
      if (advance(glob, token, state, char, next)) alive = true;
    }
    if (!alive) return false;
    current = next;
  }
  return current[glob.length] === 1;
}

function advance(glob: Glob, token: Token, state: number, char: string, next: Uint8Array): boolean {
  switch (token.kind) {
    case 'literal':
      if (token.char !== char) return false;
      enter(glob, next, state + 1);
      return true;
    case 'class':
      if (char === '/' || !token.has(char)) return false;
      enter(glob, next, state + 1);
      return true;
    case 'star':
      if (char === '/') return false;
      enter(glob, next, state);
      return true;
    case 'deep':
      enter(glob, next, state);
      return true;
    case 'directories':
      next[state] = 1;
      if (char === '/') enter(glob, next, state + 1);
      return true;
    case 'maybeDirectories':
      return false;
  }
}

/** Marks a state and all that follow from it without reading a character. */
function enter(glob: Glob, states: Uint8Array, state: number): void {
  if (states[state] === 1) return;
  states[state] = 1;
  const kind = glob[state]?.kind;
  if (kind === 'star' || kind === 'deep') enter(glob, states, state + 1);
  if (kind === 'maybeDirectories') {
    states[state + 1] = 1;
    enter(glob, states, state + 2);
  }
}
