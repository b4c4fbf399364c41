/** Lists of arguments and of parameters, as written, part by part: what tells overloads apart. */

/** UTF-16 units of an argument that are kept; what is longer says little. */
const longestArgument = 80;
/** More than this are of no function that has overloads. */
const mostParts = 64;

/** Of `(a, "b", x -> { … })` its parts: strings emptied, of what is long '' or its head, `*` before what stands for several. */
export function readArguments(written: string): string[] {
  return splitList(written).map((part) => {
    const plain = part.replace(/\s+/g, ' ');
    const several = /^\*\s*\w|\.\.\.$/.test(plain);
    return plain.length > longestArgument
      ? lambdaHead(plain)
      : several
        ? `*${plain.replace(/^\*|\.\.\.$/g, '')}`
        : plain;
  });
}

/** Whether the brackets that open there close at the end, or before a body. */
export function closesAtEnd(part: string, at: number): boolean {
  let depth = 0;
  for (let end = at; end < part.length; end++) {
    depth += Number(/[([{]/.test(part[end]!)) - Number(/[)\]}]/.test(part[end]!));
    if (depth === 0) return end === part.length - 1 || /^\s*\{[^]*\}$/.test(part.slice(end + 1));
  }
  return false;
}

/** Of a long function that is written in place what tells its form, of a long construction the type. */
function lambdaHead(part: string): string {
  if (part.startsWith('{')) return '{}';
  const made = /^new [\w.]+(?:<[\w.,<> ?[\]]*>)?(?=\()/.exec(part)?.[0];
  if (made !== undefined && made.length < longestArgument && closesAtEnd(part, made.length)) return `${made}()`;
  const head = /^(?:(?:async|static) )*(?:\w+|\([\w\s,<>?[\].]*\)) ?(?:=>|->)/.exec(part)?.[0] ?? '';
  return head.length > longestArgument ? '' : head;
}

/**
 * Types of parameters: `...` behind one that takes any number, `=` behind one that may be left out, `this ` before one
 * that stands before the dot. Both `int count = 1` and `count: Int = 1` are understood.
 */
export function readParameters(written: string): string[] {
  const parts = splitList(written.replace(/,(?=\s*[)\]]?$)/, '')).map((part) =>
    part
      .replace(/@[\w.]+(?:\([^)]*\))?\s*|^\[[^\]]*\]\s*/g, '')
      .replace(/\s+/g, ' ')
      .trim(),
  );
  return parts.length === 1 && parts[0] === 'void' ? [] : parts.filter((part) => !/\bthis$/.test(part)).map(readOne);
}

function readOne(part: string): string {
  const [head = '', ...value] = part.split(/\s*(?<![=!<>])=(?!=)\s*/);
  const isLong = /\.\.\.|^(?:params|vararg) /.test(head);
  const isReceiver = head.startsWith('this ');
  const plain = head
    .replace(
      /^(?:(?:final|params|vararg|noinline|crossinline|this|ref|out|in|scoped|readonly|val|var|private|public|internal|protected|override) )+/,
      '',
    )
    .replace(/\s*\.\.\.\s*/, ' ');
  const kotlin = /^\w+ ?:(?!:) ?(.*)$/.exec(plain)?.[1];
  const type = (kotlin ?? plain.replace(/(?<=[\w>\]*&?.] ?)\b\w+(?=(?:\s*\[\s*\d*\s*\])*$)/, ''))
    .replace(/\s+(?=[[\]*&>,]|$)/g, '')
    .trim();
  return `${isReceiver ? 'this ' : ''}${type}${isLong ? '...' : value.length > 0 ? '=' : ''}`;
}

const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' };

/** The text between commas that stand in no inner brackets and no quotes; strings and comments emptied. */
export function splitList(written: string): string[] {
  const parts: string[] = [];
  const open: string[] = [];
  const tokens = /"""[^]*?"""|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)+'|\/\/[^\n]*|\/\*[^]*?\*\/|->|=>|[^]/g;
  const inner = written.replace(/^[([]|[)\]]$/g, '');
  let part = '';
  for (const [token] of inner.matchAll(tokens)) {
    const isBracket = token !== '<' || /[\w.]$/.test(part);
    if (closing[token] !== undefined && isBracket && !isComparison(token, part)) open.push(closing[token]);
    else if (token === open.at(-1)) open.pop();
    if (token === ',' && open.length === 0) {
      parts.push(part.trim());
      part = '';
    } else if (token.startsWith('"')) part += '""';
    else if (token.length < 3 || token.startsWith("'")) part += token;
    if (parts.length > mostParts) break;
  }
  if (part.trim() !== '' || parts.length > 0) parts.push(part.trim());
  return parts;
}

/** `<` opens type arguments behind the name of a type only, which begins with a capital or follows a dot. */
function isComparison(token: string, before: string): boolean {
  return token === '<' && !/(?:\b[\p{Lu}_]\w*|\.|\bstd::\w+)$/u.test(before);
}

/** How many stand in the angle brackets that open there; 0 if none do. */
export function countTypeArguments(text: string, at: number): number {
  if (text[at] !== '<') return 0;
  let count = 1;
  let depth = 0;
  for (let end = at; end < text.length; end++) {
    const sign = text[end]!;
    if (sign === '<' || sign === '(' || sign === '[') depth++;
    else if (sign === '>' || sign === ')' || sign === ']') depth--;
    else if (sign === ',' && depth === 1) count++;
    if (depth === 0) return count;
  }
  return 0;
}

/** Of a chain of calls its names: `cart.add(*).total(*)`, where `*` stands for whatever is given. */
export function withoutArguments(written: string): string {
  let kept = '';
  let depth = 0;
  for (const [token] of written.matchAll(/"""[^]*?"""|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)+'|[^]/g)) {
    const opens = token === '(' || token === '{' || token === '[';
    const closes = token === ')' || token === '}' || token === ']';
    if (closes) depth--;
    if (depth === 0) kept += token === '(' ? '(*' : token;
    if (opens) depth++;
  }
  return kept.replace(/\s+/g, ' ');
}
