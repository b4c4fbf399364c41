/**
 * Matches a query with a tree that has been read into arrays, as tree-sitter's own engine does with the tree itself: that
 * one analyses each query against the grammar's tables, a quarter of a second a thread, and asks for each node by calls.
 */

import type { Arrays, FlatSyntax } from '../code/syntax';
import type { Child, Pattern, ReadQuery, Step } from './readQuery';
import { anyNode } from './readQuery';

export interface Match {
  readonly pattern: Pattern;
  /** Numbers of captures and their nodes, by turns; outer before inner. */
  readonly captures: readonly number[];
}

/** What is left of a pattern when a node's children have been matched: its siblings from `at` on, with `children[index]`. */
interface Rest {
  readonly children: readonly Child[];
  readonly index: number;
  readonly at: number;
  readonly outer: Rest | undefined;
}

/** One a query: what it holds is of the file in hand, so that nothing is made for each node. */
export class QueryMatcher {
  private readonly byKind: { readonly pattern: Pattern; readonly step: Step }[][] = [];
  private readonly anywhere: { readonly pattern: Pattern; readonly step: Step }[] = [];
  private arrays!: Arrays;
  private tokens!: Uint8Array;
  private text = '';
  private found: Match[] = [];
  private pattern!: Pattern;
  /** Captures of the match in the making, the first `height` of them: cutting the list itself is a call into V8's runtime. */
  private readonly stack: number[] = [];
  private height = 0;

  constructor(query: ReadQuery) {
    for (const pattern of query.patterns) {
      for (const step of pattern.options) {
        if (step.kind < 0) this.anywhere.push({ pattern, step });
        else (this.byKind[step.kind] ??= []).push({ pattern, step });
      }
    }
  }

  /** By the start of what they match, then in the order of the patterns. `text` is what the tests are asked of. */
  match(syntax: FlatSyntax, text: string): Match[] {
    const { arrays } = syntax;
    this.arrays = arrays;
    this.tokens = syntax.tokens;
    this.text = text;
    this.found = [];
    for (let node = 0; node < arrays.count; node++) {
      for (const { pattern, step } of this.byKind[arrays.types[node]!] ?? []) this.begin(pattern, step, node);
      for (const { pattern, step } of this.anywhere) this.begin(pattern, step, node);
    }
    return this.found;
  }

  private begin(pattern: Pattern, step: Step, node: number): void {
    if (!this.fits(step, node)) return;
    this.pattern = pattern;
    this.enter(step, node, undefined);
  }

  /** True if the pattern matches with this node and what is left of it. */
  private enter(step: Step, node: number, rest: Rest | undefined): boolean {
    const { stack, height } = this;
    for (const capture of step.captures) {
      stack[this.height++] = capture;
      stack[this.height++] = node;
    }
    const matches = this.go(step.children, 0, this.arrays.firsts[node]!, rest);
    this.height = height;
    return matches;
  }

  /** All ways to match `children` from `index` on with the nodes from `at` on; what is optional is left out only if it fails. */
  private go(children: readonly Child[], index: number, at: number, outer: Rest | undefined): boolean {
    const child = children[index];
    if (child === undefined) {
      if (outer === undefined) return this.finish();
      return this.go(outer.children, outer.index, outer.at, outer.outer);
    }
    const { nexts } = this.arrays;
    const next = child.repeated ? index : index + 1;
    let matches = false;
    for (let node = at; node >= 0; node = nexts[node]!) {
      if (!child.last || !this.isNamedIn(nexts[node]!)) {
        for (const step of child.options) {
          if (!this.fits(step, node)) continue;
          const rest = next < children.length ? { children, index: next, at: nexts[node]!, outer } : outer;
          if (this.enter(step, node, rest)) matches = true;
        }
      }
      if (child.immediate && !this.isToken(node)) break;
    }
    if (matches || !child.optional || (child.last && this.isNamedIn(at))) return matches;
    return this.go(children, index + 1, at, outer);
  }

  private fits({ kind, field, without }: Step, node: number): boolean {
    const { types, fields } = this.arrays;
    const type = types[node]!;
    if (kind >= 0 ? type !== kind : kind === anyNode ? this.isError(type) : this.isError(type) || this.isToken(node))
      return false;
    if (field !== 0 && fields[node] !== field) return false;
    for (const unwanted of without) if (this.hasField(node, unwanted)) return false;
    return true;
  }

  private isError(type: number): boolean {
    return type >= this.tokens.length;
  }

  private isToken(node: number): boolean {
    return this.tokens[this.arrays.types[node]!] === 1;
  }

  private hasField(node: number, field: number): boolean {
    const { firsts, nexts, fields } = this.arrays;
    for (let at = firsts[node]!; at >= 0; at = nexts[at]!) if (fields[at] === field) return true;
    return false;
  }

  /** Whether this node or a sibling after it is no keyword or sign. */
  private isNamedIn(node: number): boolean {
    const { nexts } = this.arrays;
    for (let at = node; at >= 0; at = nexts[at]!) if (!this.isToken(at)) return true;
    return false;
  }

  /** A match with other texts than the pattern asks for is none, but no reason to leave out what is optional. */
  private finish(): boolean {
    const { pattern, stack, height } = this;
    if (pattern.tests.every(({ capture, accepts }) => this.textsOf(capture).every(accepts)))
      this.found.push({ pattern, captures: stack.slice(0, height) });
    return true;
  }

  private textsOf(capture: number): string[] {
    const { stack, height, text } = this;
    const { starts, ends } = this.arrays;
    const texts: string[] = [];
    for (let at = 0; at < height; at += 2)
      if (stack[at] === capture) texts.push(text.slice(starts[stack[at + 1]!], ends[stack[at + 1]!]));
    return texts;
  }
}
