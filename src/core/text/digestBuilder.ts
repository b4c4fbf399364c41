/** Builds a {@link FileDigest}: gives every word of a file's text to the symbols that it says something about. */

import type { ParsedFile } from '../model/file';
import { symbolKinds } from '../model/symbol';
import type { ParsedSymbol, SymbolKind } from '../model/symbol';
import { countOne, digestFlags, oneInBody, oneInDocumentation, oneInName, oneInSignature } from './fileDigest';
import type { FileDigest, OneInPart } from './fileDigest';
import { sketchesOf } from './sketch';
import { noiseTokens } from './stopWords';
import { createWordCache, eachToken, wordsOfIdentifier } from './words';
import type { WordCache } from './words';

/** About sixty lines. Past it a symbol's words count once at most: a long body must not say everything. */
const fullTokens = 400;
/** About four hundred lines. Past it a symbol's words do not count at all. */
const lastToken = 3_000;

/**
 * Pure. A word belongs to the innermost symbol around it. Functions also get the words of what is nested in them, for
 * those are their doing; classes, namespaces and the file get only the names of theirs, or they would outrank every
 * method. `cache` makes runs over many files faster and changes no answer.
 */
export function buildDigest(file: ParsedFile, text: string, cache: WordCache = createWordCache()): FileDigest {
  const builder = new BagBuilder(file.symbols, cache);
  countBodies(builder, file.symbols, text);
  countParts(builder, file.symbols);
  passUp(builder, file.symbols);
  const sketches = sketchesOf(
    text,
    file.symbols.map(({ bounds }) => bounds),
  );
  return { ...describe(file.symbols, text), ...builder.finish(), sketches };
}

const noise: readonly number[] = [];

class BagBuilder {
  readonly bags: Map<number, number>[];
  private readonly ids = new Map<string, number>();
  private readonly tokens = new Map<string, readonly number[]>();
  private readonly bodyTokens = new Map<string, readonly number[]>();

  constructor(
    symbols: readonly ParsedSymbol[],
    private readonly cache: WordCache,
  ) {
    this.bags = symbols.map(() => new Map<number, number>());
  }

  /** Of a token in a body: {@link noise} itself where it is that, so that a token is looked up once. */
  bodyWordsOf(token: string): readonly number[] {
    const known = this.bodyTokens.get(token);
    if (known !== undefined) return known;
    const words = noiseTokens.has(token) ? noise : this.wordsOf(token);
    this.bodyTokens.set(token, words);
    return words;
  }

  wordsOf(token: string): readonly number[] {
    const known = this.tokens.get(token);
    if (known !== undefined) return known;
    const words = wordsOfIdentifier(token, this.cache).map((word) => this.idOf(word));
    this.tokens.set(token, words);
    return words;
  }

  count(symbol: number, text: string, part: OneInPart): void {
    const bag = this.bags[symbol]!;
    eachToken(text, 0, text.length, (start, end) => {
      for (const word of this.wordsOf(text.slice(start, end))) bag.set(word, countOne(bag.get(word) ?? 0, part));
    });
  }

  finish(): Pick<FileDigest, 'words' | 'bagStarts' | 'bagWords' | 'bagCounts'> {
    const bagStarts = new Uint32Array(this.bags.length + 1);
    this.bags.forEach((bag, i) => (bagStarts[i + 1] = bagStarts[i]! + bag.size));
    const bagWords = new Uint32Array(bagStarts[this.bags.length]!);
    const bagCounts = new Uint16Array(bagWords.length);
    let at = 0;
    for (const bag of this.bags) {
      for (const [word, packed] of bag) {
        bagWords[at] = word;
        bagCounts[at++] = packed;
      }
    }
    return { words: [...this.ids.keys()], bagStarts, bagWords, bagCounts };
  }

  private idOf(word: string): number {
    let id = this.ids.get(word);
    if (id === undefined) this.ids.set(word, (id = this.ids.size));
    return id;
  }
}

function countBodies(builder: BagBuilder, symbols: readonly ParsedSymbol[], text: string): void {
  const spent = new Uint32Array(symbols.length);
  const countGap = (symbol: number, from: number, to: number): void => {
    if (from >= to || spent[symbol]! >= lastToken) return;
    const bag = builder.bags[symbol]!;
    eachToken(text, from, to, (start, end) => {
      // Before the look-up: what does not count is no word of the file.
      if (spent[symbol]! >= lastToken) return;
      const words = builder.bodyWordsOf(text.slice(start, end));
      if (words === noise) return;
      const full = ++spent[symbol]! <= fullTokens;
      for (const word of words) {
        const known = bag.get(word);
        if (known === undefined) bag.set(word, oneInBody);
        else if (full) bag.set(word, countOne(known, oneInBody));
      }
    });
  };
  walkGaps(symbols, text, countGap);
}

/** Visits the stretches of text between symbols, each with its innermost symbol, in document order. */
function walkGaps(
  symbols: readonly ParsedSymbol[],
  text: string,
  visit: (symbol: number, from: number, to: number) => void,
): void {
  if (symbols.length === 0) return;
  const open = [0];
  const ends = [text.length];
  let at = 0;
  const advance = (to: number): void => {
    visit(open.at(-1)!, at, Math.min(to, text.length));
    at = Math.max(at, to);
  };
  for (const i of inTextOrder(symbols)) {
    const { bounds, documentation } = symbols[i]!;
    while (open.length > 1 && ends.at(-1)! <= bounds.start) {
      advance(ends.pop()!);
      open.pop();
    }
    advance(documentation === undefined ? bounds.start : documentationStart(text, at, bounds.start, documentation));
    at = Math.max(at, bounds.start);
    open.push(i);
    ends.push(Math.min(bounds.end, ends.at(-1)!));
  }
  while (open.length > 0) {
    advance(ends.pop()!);
    open.pop();
  }
}

function inTextOrder(symbols: readonly ParsedSymbol[]): number[] {
  const order = Array.from({ length: symbols.length - 1 }, (_, i) => i + 1);
  const inOrder = order.every((i) => i === 1 || symbols[i - 1]!.bounds.start <= symbols[i]!.bounds.start);
  if (inOrder) return order;
  return order.sort((a, b) => symbols[a]!.bounds.start - symbols[b]!.bounds.start || a - b);
}

/** Where the comment above a definition begins: its words count as documentation, not as its container's body. */
function documentationStart(text: string, from: number, to: number, documentation: string): number {
  const newline = documentation.indexOf('\n');
  const firstLine = newline < 0 ? documentation : documentation.slice(0, newline);
  const found = text.lastIndexOf(firstLine, to);
  // Comment marks and indentation make the text at most a few times as long as what is left without them.
  return found >= from && found >= to - documentation.length * 3 - 200 ? found : to;
}

function countParts(builder: BagBuilder, symbols: readonly ParsedSymbol[]): void {
  symbols.forEach((symbol, i) => {
    if (i > 0) builder.count(i, symbol.name, oneInName);
    if (symbol.signature !== undefined) builder.count(i, symbol.signature, oneInSignature);
    if (symbol.documentation !== undefined) builder.count(i, symbol.documentation, oneInDocumentation);
  });
}

function isCallable(kind: SymbolKind): boolean {
  return kind === 'function' || kind === 'method';
}

/** From the innermost outwards; a container stands before what it holds. */
function passUp(builder: BagBuilder, symbols: readonly ParsedSymbol[]): void {
  for (let i = symbols.length - 1; i > 0; i--) {
    const container = symbols[i]!.container;
    const target = builder.bags[container];
    if (target === undefined) continue;
    const whole = isCallable(symbols[container]!.kind);
    for (const [word, packed] of builder.bags[i]!) {
      if (!whole && packed < oneInName) continue;
      target.set(word, countOne(target.get(word) ?? 0, oneInBody));
    }
  }
}

type Description = Omit<FileDigest, 'words' | 'bagStarts' | 'bagWords' | 'bagCounts' | 'sketches'>;

function describe(symbols: readonly ParsedSymbol[], text: string): Description {
  const nativeKinds = new Map([['', 0]]);
  const scopes = new Map([['', 0]]);
  const description = {
    names: symbols.map((symbol, i) => (i === 0 ? '' : symbol.name.replaceAll('\0', ' '))),
    kinds: Uint8Array.from(symbols, (symbol) => symbolKinds.indexOf(symbol.kind)),
    nativeKinds: Uint16Array.from(symbols, ({ nativeKind = '' }) => indexIn(nativeKinds, nativeKind.toLowerCase())),
    flags: Uint8Array.from(symbols, flagsOf),
    containers: Int32Array.from(symbols, (symbol) => symbol.container),
    scopes: Uint16Array.from(symbols, (symbol, i) => indexIn(scopes, i === 0 ? '' : scopeOf(symbol, symbols))),
  };
  if (symbols.length > 0 && saysGenerated(text)) description.flags[0]! |= digestFlags.generated;
  return { ...description, nativeKindNames: [...nativeKinds.keys()], scopeNames: [...scopes.keys()] };
}

/** Past the columns' 16 bits a text counts as none. */
function indexIn(texts: Map<string, number>, text: string): number {
  const clean = text.replaceAll('\0', ' ');
  let index = texts.get(clean);
  if (index === undefined) {
    if (texts.size > 0xffff) return 0;
    texts.set(clean, (index = texts.size));
  }
  return index;
}

function flagsOf(symbol: ParsedSymbol): number {
  return (
    (symbol.isExported ? digestFlags.exported : 0) |
    (symbol.isAsync ? digestFlags.async : 0) |
    (symbol.isGenerator ? digestFlags.generator : 0) |
    (symbol.isAbstract ? digestFlags.abstract : 0) |
    (symbol.isStatic ? digestFlags.static : 0) |
    (symbol.visibility === 'private' || symbol.visibility === 'protected' ? digestFlags.hidden : 0)
  );
}

function scopeOf(symbol: ParsedSymbol, symbols: readonly ParsedSymbol[]): string {
  const { qualifiedName, name, container } = symbol;
  if (!qualifiedName.endsWith(name)) return '';
  const prefix = qualifiedName.slice(0, -name.length).replace(/[^\p{L}\p{N}_]+$/u, '');
  const given = container > 0 && prefix === symbols[container]?.qualifiedName;
  return given ? '' : prefix;
}

function saysGenerated(text: string): boolean {
  return /@generated|\bDO NOT EDIT\b|\bgenerated by\b|\bauto-?generated\b/i.test(text.slice(0, 1_000));
}
