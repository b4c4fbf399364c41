/**
 * A query as a language's `symbols.scm` writes it → patterns that can be matched. What tree-sitter's queries can say and ours
 * do not is an error: groups of siblings, `+`, and predicates that compare two captures.
 */

/** What a grammar calls its nodes and fields, as numbers. */
export interface QueryNames {
  /** A node's type; that of a keyword or sign stands in quotes. Undefined if there is none. */
  kindOf(type: string): number | undefined;
  fieldOf(name: string): number | undefined;
}

/** A node of a pattern. */
export interface Step {
  /** {@link anyNamed}, {@link anyNode}, or one type. */
  readonly kind: number;
  /** 0 for any. */
  readonly field: number;
  /** Fields that the node must not have. */
  readonly without: readonly number[];
  readonly captures: readonly number[];
  readonly children: readonly Child[];
}

/** What a pattern says of some child, in the order of the children. */
export interface Child {
  /** One of these. */
  readonly options: readonly Step[];
  /** Only keywords and signs stand between it and the child before, or the start. */
  readonly immediate: boolean;
  /** No child but keywords and signs follows. */
  readonly last: boolean;
  readonly optional: boolean;
  readonly repeated: boolean;
}

/** Of the texts of all nodes captured as `capture`. */
export interface TextTest {
  readonly capture: number;
  readonly accepts: (text: string) => boolean;
}

export interface Pattern {
  /** Its number in the query. */
  readonly index: number;
  /** One of these. */
  readonly options: readonly Step[];
  readonly tests: readonly TextTest[];
  /** By `#set!`; null where it only names a key. */
  readonly properties: Readonly<Record<string, string | null>>;
}

export interface ReadQuery {
  readonly patterns: readonly Pattern[];
  readonly captureNames: readonly string[];
}

export const anyNamed = -1;
export const anyNode = -2;

/** The keywords and signs that a query names, as it writes them; all, if it asks for any node. */
export function tokensOf(query: string): readonly string[] | 'all' {
  const words = wordsOf(query);
  if (words.some((word, at) => word === '_' && words[at - 1] !== '(')) return 'all';
  const isText = (at: number): boolean => {
    for (let before = at - 1; before >= 0; before--) {
      const word = words[before]!;
      if (word.startsWith('#')) return true;
      if (word === '(' || word === ')' || word === '[' || word === ']') return false;
    }
    return false;
  };
  return words.flatMap((word, at) => (word.startsWith('"') && !isText(at) ? [unquoted(word)] : []));
}

/** Throws if the query cannot be read or does not fit the grammar. */
export function readQuery(query: string, names: QueryNames): ReadQuery {
  const reader = new QueryReader(wordsOf(query), names);
  const patterns: Pattern[] = [];
  while (reader.more()) patterns.push(reader.pattern(patterns.length));
  return { patterns, captureNames: reader.captureNames };
}

const word = /;[^\n]*|\s+|"(?:[^"\\]|\\.)*"|#[\w-]+[?!]|@[\w.-]+|!\w+|\w+:?|[()[\].?*]/y;

function wordsOf(query: string): string[] {
  const words: string[] = [];
  for (word.lastIndex = 0; word.lastIndex < query.length;) {
    const at = word.lastIndex;
    const found = word.exec(query)?.[0];
    if (found === undefined) throw new Error(`the query is not readable at ${query.slice(at, at + 20)}`);
    if (!/^[;\s]/.test(found)) words.push(found);
  }
  return words;
}

function unquoted(text: string): string {
  return text.slice(1, -1).replace(/\\(.)/g, '$1');
}

/** What is told of a pattern as a whole, wherever it stands in it. */
interface Told {
  readonly tests: TextTest[];
  readonly properties: Record<string, string | null>;
}

type Writable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

class QueryReader {
  readonly captureNames: string[] = [];
  private at = 0;
  private told: Told = { tests: [], properties: {} };

  constructor(
    private readonly words: readonly string[],
    private readonly names: QueryNames,
  ) {}

  more(): boolean {
    return this.at < this.words.length;
  }

  pattern(index: number): Pattern {
    this.told = { tests: [], properties: {} };
    const options = this.captured(this.nodes(0));
    return { index, options, ...this.told };
  }

  /** The ways in which one node may look. */
  private nodes(field: number): Step[] {
    const next = this.take();
    const plain = { field, without: [], captures: [], children: [] };
    if (next === '_') return [{ ...plain, kind: anyNode }];
    if (next.startsWith('"')) return [{ ...plain, kind: this.kind(`'${unquoted(next)}'`) }];
    if (next === '[') {
      const options: Step[] = [];
      while (!this.takeIf(']')) options.push(...this.captured(this.nodes(this.field() ?? field)));
      return options;
    }
    if (next !== '(') throw new Error(`the query has ${next} in the place of a node`);
    return this.peek() === '(' || this.peek() === '[' ? this.group(field) : [this.node(field)];
  }

  /** A node in brackets with what is said of it. */
  private group(field: number): Step[] {
    const options = this.captured(this.nodes(field));
    while (!this.takeIf(')')) if (!this.predicate()) throw new Error('the query has a group of siblings');
    return options;
  }

  private node(field: number): Step {
    const type = this.take();
    const kind = type === '_' ? anyNamed : this.kind(type);
    const without: number[] = [];
    const children: Writable<Child>[] = [];
    let immediate = false;
    while (!this.takeIf(')')) {
      if (this.predicate()) continue;
      if (this.takeIf('.')) immediate = true;
      else if (this.peek().startsWith('!')) without.push(this.fieldCalled(this.take().slice(1)));
      else {
        const nodes = this.nodes(this.field() ?? 0);
        const quantifier = this.takeIf('?') ? '?' : this.takeIf('*') ? '*' : '';
        const options = this.captured(nodes);
        const repeated = quantifier === '*';
        children.push({ options, immediate, last: false, optional: quantifier !== '', repeated });
        immediate = false;
      }
    }
    const last = children.at(-1);
    if (immediate && last !== undefined) last.last = true;
    return { kind, field, without, captures: [], children };
  }

  private captured(nodes: readonly Step[]): Step[] {
    const captures: number[] = [];
    while (this.more() && this.peek().startsWith('@')) captures.push(this.capture(this.take().slice(1)));
    return nodes.map((node) => (captures.length === 0 ? node : { ...node, captures: [...node.captures, ...captures] }));
  }

  private capture(name: string): number {
    const known = this.captureNames.indexOf(name);
    return known >= 0 ? known : this.captureNames.push(name) - 1;
  }

  /** `(#eq? @name "text" …)`, told of the whole pattern. */
  private predicate(): boolean {
    const name = this.words[this.at + 1];
    if (this.peek() !== '(' || name?.startsWith('#') !== true) return false;
    this.at += 2;
    const given: string[] = [];
    while (!this.takeIf(')')) given.push(this.take());
    const [first = '', ...others] = given;
    const texts = others.map((text) => (text.startsWith('"') ? unquoted(text) : text));
    if (name === '#set!') this.told.properties[first] = texts[0] ?? null;
    else if (others.some((other) => other.startsWith('@'))) throw new Error('the query compares two captures');
    else this.told.tests.push({ capture: this.capture(first.slice(1)), accepts: textTest(name, texts) });
    return true;
  }

  private field(): number | undefined {
    const next = this.peek();
    if (!/^\w+:$/.test(next)) return undefined;
    this.at++;
    return this.fieldCalled(next.slice(0, -1));
  }

  private fieldCalled(name: string): number {
    const field = this.names.fieldOf(name);
    if (field === undefined) throw new Error(`the grammar has no field ${name}`);
    return field;
  }

  private kind(type: string): number {
    const kind = this.names.kindOf(type);
    if (kind === undefined) throw new Error(`the grammar has no node ${type}`);
    return kind;
  }

  private peek(): string {
    const next = this.words[this.at];
    if (next === undefined) throw new Error('the query ends within a pattern');
    return next;
  }

  private take(): string {
    const next = this.peek();
    this.at++;
    return next;
  }

  private takeIf(expected: string): boolean {
    if (this.words[this.at] !== expected) return false;
    this.at++;
    return true;
  }
}

function textTest(name: string, texts: readonly string[]): (text: string) => boolean {
  const pattern = new RegExp(name.endsWith('match?') ? (texts[0] ?? '') : '');
  switch (name) {
    case '#eq?':
    case '#any-of?':
      return (text) => texts.includes(text);
    case '#not-eq?':
    case '#not-any-of?':
      return (text) => !texts.includes(text);
    case '#match?':
      return (text) => pattern.test(text);
    default:
      throw new Error(`the query asks for ${name}`);
  }
}
