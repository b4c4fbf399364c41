/** What the readers of single forms of Rust write into: references, local names, facts for types. */

import type { RawReference } from '../../../languages/language';
import type { ReferenceRole } from '../../../model/reference';
import type { Lines } from '../../lines';
import type { TypedName } from '../../typedNames';
import type { Syntax } from '../syntax';
import { brief, squeezed } from './expressions';
import { placeNumber } from './places';
import { parametersIn, readTokenTree } from './trees';

interface Local {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

const skipped = new Set(
  'line_comment block_comment string_literal raw_string_literal attribute_item inner_attribute_item use_declaration extern_crate_declaration macro_definition lifetime label visibility_modifier primitive_type token_tree field_identifier'.split(
    ' ',
  ),
);
const items = new Set(
  'function_item function_signature_item struct_item enum_item enum_variant union_item trait_item type_item associated_type const_item static_item mod_item field_declaration type_parameter const_parameter type_binding'.split(
    ' ',
  ),
);

export interface RustUses {
  readonly references: RawReference[];
  readonly typed: Map<number, TypedName>;
}

export type Rule = (reader: RustReader, syntax: Syntax, node: number) => void;

/** A class, so that all files share what V8 makes of its functions. */
export class RustReader {
  private readonly references: RawReference[] = [];
  private readonly typed = new Map<number, TypedName>();
  private readonly locals = new Map<string, Local[]>();

  constructor(
    private readonly syntax: Syntax,
    private readonly lines: Lines,
    private readonly rules: Readonly<Record<string, Rule>>,
  ) {}

  finish(): RustUses {
    const references = this.references.filter(
      ({ name, qualifier, start }) =>
        qualifier !== undefined ||
        this.locals.get(name)?.some((local) => local.start <= start && start < local.end) !== true,
    );
    return { references, typed: this.typed };
  }

  visit(node: number): void {
    if (node < 0) return;
    const type = this.syntax.type(node);
    if (skipped.has(type)) return;
    const rule = Object.hasOwn(this.rules, type) ? this.rules[type] : undefined;
    if (rule !== undefined) rule(this, this.syntax, node);
    else this.inside(node, items.has(type));
  }

  inside(node: number, isItem = false): void {
    for (const child of this.syntax.children(node)) {
      if (!isItem || this.syntax.fieldOf(child) !== 'name') this.visit(child);
    }
  }

  say(node: number, role: ReferenceRole, qualifier = ''): void {
    const start = this.syntax.start(node);
    const name = this.syntax.textOf(node).replace(/^r#/, '');
    this.references.push({
      ...{ name, role, start, end: this.syntax.end(node) },
      ...(qualifier === '' ? {} : { qualifier }),
    });
  }

  /** A path's last name in a role, those before it as types. */
  path(node: number, role: ReferenceRole, sign = ''): void {
    const { syntax } = this;
    const type = syntax.type(node);
    if (type === 'generic_type' || type === 'generic_type_with_turbofish' || type === 'generic_function') {
      const [named = -1, ...rest] = syntax.children(node);
      this.path(named, role, sign);
      for (const each of rest) this.visit(each);
    } else if (type === 'scoped_identifier' || type === 'scoped_type_identifier') {
      const before = syntax.field(node, 'path');
      if (before >= 0) this.path(before, 'type');
      this.say(syntax.field(node, 'name'), role, `${before < 0 ? '' : squeezed(syntax.textOf(before))}${sign}`);
    } else if (type === 'identifier' || type === 'type_identifier') this.say(node, role, sign);
    else this.visit(node);
  }

  trees(node: number): void {
    const tree = this.syntax.child(node, 'token_tree');
    if (tree < 0) return;
    const [text, start] = [this.syntax.textOf(tree), this.syntax.start(tree)];
    this.references.push(...readTokenTree(text, start));
    for (const { name, type, at } of parametersIn(text))
      this.localAt(start + at, name, `:${squeezed(type)}`, start + at, start + text.length);
  }

  /** `told` is the kind and what tells the type. */
  local(node: number, told: string, start: number, end: number): void {
    this.localAt(this.syntax.start(node), this.syntax.textOf(node), told, start, end);
  }

  private localAt(at: number, name: string, told: string, start: number, end: number): void {
    const { lines } = this;
    const known = this.locals.get(name);
    const local = { name, start, end };
    if (known === undefined) this.locals.set(name, [local]);
    else known.push(local);
    const range = `${placeNumber(lines.positionAt(start))}-${placeNumber(lines.positionAt(end))}`;
    this.typed.set(at, { name, type: `${range}${told}`, node: -1 });
  }

  /** What is no scope of its own: bounds of a parameter, traits of a type. */
  fact(node: number, name: string, told: string): void {
    this.typed.set(this.syntax.start(node), { name, type: told, node: -1 });
  }

  own(node: number, type: string): void {
    this.typed.set(this.syntax.start(node), { name: '', type, node: -1 });
  }

  pattern(node: number, told: string, start: number, end: number): void {
    const { syntax } = this;
    if (node < 0) return;
    const type = syntax.type(node);
    const each = (nodes: readonly number[], of: (index: number) => string): void => {
      nodes.forEach((child, index) => {
        this.pattern(child, of(index), start, end);
      });
    };
    if (type === 'identifier' || type === 'shorthand_field_identifier') {
      if (/^[A-Z]/.test(syntax.textOf(node))) this.say(node, 'value');
      else this.local(node, told, start, end);
    } else if (type === 'scoped_identifier') this.path(node, 'value');
    else if (type === 'tuple_pattern') each(syntax.children(node), (index) => part(told, `~${index}`));
    else if (type === 'tuple_struct_pattern') {
      const [named = -1, ...rest] = syntax.children(node);
      this.path(named, 'value');
      const name = squeezed(syntax.textOf(named));
      const isOwn = /^(?:Some|Ok|Err)$/.test(name);
      each(rest, (index) => (isOwn ? part(told, `~${name}`) : `=<${name}>~${index}`));
    } else if (type === 'struct_pattern') this.structPattern(node, start, end);
    else if (type === 'slice_pattern') each(syntax.children(node), () => part(told, '[]'));
    else if (/^(?:or|reference|ref|mut|captured|match)_pattern$/.test(type)) {
      each(
        syntax.children(node).filter((child) => syntax.fieldOf(child) !== 'condition'),
        () => told,
      );
    } else if (type !== 'mutable_specifier') this.visit(node);
  }

  private structPattern(node: number, start: number, end: number): void {
    const { syntax } = this;
    const named = syntax.field(node, 'type');
    this.path(named, 'value');
    const name = squeezed(syntax.textOf(named));
    for (const field of syntax.children(node)) {
      if (syntax.type(field) !== 'field_pattern') continue;
      const key = syntax.field(field, 'name');
      this.say(key, 'value', `.<${name}>`);
      const told = `=<${name}>.${syntax.textOf(key)}`;
      const inner = syntax.field(field, 'pattern');
      if (inner >= 0) this.pattern(inner, told, start, end);
      else this.local(key, told, start, end);
    }
  }

  typeOr(type: number, value: number): string {
    if (type >= 0) return `:${squeezed(this.syntax.textOf(type)).slice(0, 180)}`;
    const text = brief(this.syntax, value);
    return text === '' ? '' : `=${text}`;
  }

  blockEnd(node: number): number {
    const { syntax } = this;
    let at = syntax.parent(node);
    while (at > 0 && !/^(?:block|if_expression|while_expression|match_arm|declaration_list)$/.test(syntax.type(at))) {
      at = syntax.parent(at);
    }
    return syntax.end(Math.max(at, 0));
  }
}

export function part(told: string, sign: string): string {
  return told === '' || told.length > 180 ? '' : told.startsWith(':') ? `=<${told.slice(1)}>${sign}` : told + sign;
}
