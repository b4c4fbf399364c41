/** Types of Rust as written, taken apart. */

/** `&mut`, lifetimes, `dyn`, `impl`, brackets around: what stands before a type and changes no member. */
export function bareType(written: string): string {
  return written
    .replace(/^(?:\s*(?:&|\*(?:const|mut)\b|'\w+|mut\b|dyn\b|impl\b|for<[^>]*>|\?Sized\s*\+))+\s*/, '')
    .trim();
}

/** At commas or `+` outside brackets. */
export function splitTypes(written: string, sign = ','): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < written.length; at++) {
    const each = written[at]!;
    if (each === '<' || each === '(' || each === '[') depth++;
    else if (each === ')' || each === ']' || (each === '>' && written[at - 1] !== '-')) depth--;
    else if (each === sign && depth === 0) {
      parts.push(written.slice(from, at).trim());
      from = at + 1;
    }
  }
  parts.push(written.slice(from).trim());
  return parts.filter((part) => part !== '');
}

export interface NamedType {
  readonly path: readonly string[];
  readonly args: readonly string[];
}

/** `a::B<C>` or `Fn(A) -> B`; undefined for what has no name. */
export function namedType(bare: string): NamedType | undefined {
  const found = /^((?:[\p{L}_$][\p{L}\p{N}_]*)(?:::[\p{L}_][\p{L}\p{N}_]*)*)(?:::)?([<(].*)?$/su.exec(bare);
  if (found === null) return undefined;
  const [, path = '', rest = ''] = found;
  if (rest.startsWith('(')) {
    const result = /->(.*)$/s.exec(rest)?.[1] ?? '()';
    return { path: path.split('::'), args: [result] };
  }
  const inner = rest.startsWith('<') ? rest.slice(1, closing(rest)) : '';
  const after = rest.startsWith('<') ? rest.slice(closing(rest) + 1) : '';
  const args = splitTypes(inner)
    .filter((each) => !each.startsWith("'"))
    .map((each) => each.replace(/^(?:Item|Output|Target)\s*=\s*/, ''));
  const more = /^(?:::[\p{L}_][\p{L}\p{N}_]*)+$/u.test(after) ? after.slice(2).split('::') : [];
  return { path: [...path.split('::'), ...more], args: more.length === 0 ? args : [] };
}

/** Of a text that begins with a bracket, where that is closed; its end if it is not. */
export function closing(text: string): number {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const each = text[at]!;
    if (each === '<' || each === '(' || each === '[') depth++;
    else if ((each === '>' && text[at - 1] !== '-') || each === ')' || each === ']') depth--;
    if (depth === 0) return at;
  }
  return text.length;
}

/** A step of an expression in short. */
export interface Step {
  readonly sign: '.' | '()' | '?' | '[]' | '~';
  /** Name of a member, or what stands behind `~`. */
  readonly text: string;
  /** Of a call: its type arguments, and what a closure that it is given gives. */
  readonly types?: string;
  readonly closure?: string;
}

export interface Brief {
  /** A path, or a type in brackets. */
  readonly start: string;
  readonly steps: readonly Step[];
}

const startPattern = /^(?:[\p{L}_$][\p{L}\p{N}_]*(?:::(?:<|[\p{L}_][\p{L}\p{N}_]*))*)/u;
const namePattern = /^[\p{L}\p{N}_#]+/u;

/** Undefined for what is none. */
export function readBrief(text: string): Brief | undefined {
  let at = startEnd(text);
  if (at === 0) return undefined;
  const start = text.slice(0, at);
  const steps: Step[] = [];
  while (at < text.length) {
    const rest = text.slice(at);
    const step = readStep(rest);
    if (step === undefined) return undefined;
    steps.push(step.step);
    at += step.length;
  }
  return { start, steps };
}

function startEnd(text: string): number {
  if (text.startsWith('<')) {
    const end = closing(text) + 1;
    const more = /^(?:::[\p{L}_][\p{L}\p{N}_]*)+/u.exec(text.slice(end));
    return end + (more?.[0].length ?? 0);
  }
  let at = startPattern.exec(text)?.[0].length ?? 0;
  while (at > 0 && text[at - 1] === '<') {
    at += closing(text.slice(at - 1));
    const more = /^(?:::(?:<|[\p{L}_][\p{L}\p{N}_]*))+/u.exec(text.slice(at));
    if (more === null || text.startsWith('::<', at)) break;
    at += more[0].length;
  }
  return at;
}

function readStep(rest: string): { readonly step: Step; readonly length: number } | undefined {
  if (rest.startsWith('?')) return { step: { sign: '?', text: '' }, length: 1 };
  if (rest.startsWith('[]')) return { step: { sign: '[]', text: '' }, length: 2 };
  if (rest.startsWith('~')) {
    const text = /^~(?:\*|\|\w+\|\d+|\w+)/.exec(rest)?.[0];
    return text === undefined ? undefined : { step: { sign: '~', text: text.slice(1) }, length: text.length };
  }
  if (rest.startsWith('.')) {
    const name = namePattern.exec(rest.slice(1))?.[0];
    return name === undefined ? undefined : { step: { sign: '.', text: name }, length: name.length + 1 };
  }
  const typed = rest.startsWith('::<') ? closing(rest.slice(2)) + 3 : 0;
  if (rest[typed] !== '(') return undefined;
  const end = closing(rest.slice(typed));
  const inside = rest.slice(typed + 1, typed + end);
  const types = typed === 0 ? undefined : rest.slice(3, typed - 1);
  return {
    step: {
      ...{ sign: '()', text: '' },
      ...(types !== undefined && { types }),
      ...(inside.startsWith('|') && { closure: inside.slice(1).replace(/^\|/, '') }),
    },
    length: typed + end + 1,
  };
}
