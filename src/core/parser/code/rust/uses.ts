/** What a file of Rust uses, and the local names that tell the types of receivers. */

import type { ReferenceRole } from '../../../model/reference';
import type { Lines } from '../../lines';
import type { Syntax } from '../syntax';
import { brief, squeezed } from './expressions';
import type { Rule, RustUses } from './reader';
import { part, RustReader } from './reader';

export function readRustUses(syntax: Syntax, lines: Lines): RustUses {
  const reader = new RustReader(syntax, lines, rules);
  reader.visit(0);
  return reader.finish();
}

const rules: Readonly<Record<string, Rule>> = {
  identifier: (reader, _syntax, node) => {
    reader.say(node, 'value');
  },
  type_identifier: (reader, _syntax, node) => {
    reader.say(node, 'type');
  },
  scoped_identifier: (reader, _syntax, node) => {
    reader.path(node, 'value');
  },
  scoped_type_identifier: (reader, _syntax, node) => {
    reader.path(node, 'type');
  },
  call_expression(reader, syntax, node) {
    let callee = syntax.field(node, 'function');
    if (syntax.type(callee) === 'generic_function') {
      reader.visit(syntax.field(callee, 'type_arguments'));
      callee = syntax.field(callee, 'function');
    }
    if (syntax.type(callee) === 'field_expression') member(reader, syntax, callee, 'call');
    else reader.path(callee, 'call');
    reader.visit(syntax.field(node, 'arguments'));
  },
  field_expression: (reader, syntax, node) => {
    member(reader, syntax, node, 'value');
  },
  macro_invocation(reader, syntax, node) {
    reader.path(syntax.field(node, 'macro'), 'call', '!');
    reader.trees(node);
  },
  struct_expression(reader, syntax, node) {
    const named = syntax.field(node, 'name');
    reader.path(named, 'construct');
    const name = `.<${squeezed(syntax.textOf(named))}>`;
    for (const field of syntax.children(syntax.field(node, 'body'))) {
      if (syntax.type(field) === 'field_initializer') reader.say(syntax.field(field, 'field'), 'value', name);
      // Of `Cart { items }` the variable is what stands there.
      if (syntax.type(field) === 'shorthand_field_initializer') continue;
      if (syntax.type(field) === 'field_initializer') reader.visit(syntax.field(field, 'value'));
      else reader.visit(field);
    }
  },
  let_declaration(reader, syntax, node) {
    const [type, value] = [syntax.field(node, 'type'), syntax.field(node, 'value')];
    reader.visit(type);
    reader.visit(value);
    reader.visit(syntax.field(node, 'alternative'));
    const told = reader.typeOr(type, value);
    reader.pattern(syntax.field(node, 'pattern'), told, syntax.end(node), reader.blockEnd(node));
  },
  let_condition(reader, syntax, node) {
    const value = syntax.field(node, 'value');
    reader.visit(value);
    const told = reader.typeOr(-1, value);
    reader.pattern(syntax.field(node, 'pattern'), told, syntax.end(node), reader.blockEnd(node));
  },
  match_expression(reader, syntax, node) {
    const value = syntax.field(node, 'value');
    reader.visit(value);
    const told = reader.typeOr(-1, value);
    for (const arm of syntax.children(syntax.field(node, 'body'))) {
      const pattern = syntax.field(arm, 'pattern');
      if (pattern < 0) continue;
      reader.pattern(pattern, told, syntax.start(arm), syntax.end(arm));
      reader.visit(syntax.field(pattern, 'condition'));
      reader.visit(syntax.field(arm, 'value'));
    }
  },
  for_expression(reader, syntax, node) {
    const [value, body] = [syntax.field(node, 'value'), syntax.field(node, 'body')];
    reader.visit(value);
    const told = part(reader.typeOr(-1, value), '~*');
    reader.pattern(syntax.field(node, 'pattern'), told, syntax.start(body), syntax.end(body));
    reader.visit(body);
  },
  closure_expression(reader, syntax, node) {
    const [start, end] = [syntax.start(node), syntax.end(node)];
    syntax.children(syntax.field(node, 'parameters')).forEach((parameter, index) => {
      const isTyped = syntax.type(parameter) === 'parameter';
      if (isTyped) reader.visit(syntax.field(parameter, 'type'));
      const told = isTyped ? reader.typeOr(syntax.field(parameter, 'type'), -1) : given(syntax, node, index);
      reader.pattern(isTyped ? syntax.field(parameter, 'pattern') : parameter, told, start, end);
    });
    reader.visit(syntax.field(node, 'return_type'));
    reader.visit(syntax.field(node, 'body'));
  },
  parameter(reader, syntax, node) {
    const type = syntax.field(node, 'type');
    reader.visit(type);
    const around = syntax.parent(syntax.parent(node));
    reader.pattern(syntax.field(node, 'pattern'), reader.typeOr(type, -1), syntax.start(around), syntax.end(around));
  },
  type_parameter(reader, syntax, node) {
    const [name, bounds] = [syntax.field(node, 'name'), syntax.field(node, 'bounds')];
    reader.fact(name, syntax.textOf(name), `G${bounds < 0 ? '' : squeezed(syntax.textOf(bounds)).slice(1, 150)}`);
    reader.inside(node, true);
  },
  where_predicate(reader, syntax, node) {
    const [left, bounds] = [syntax.field(node, 'left'), syntax.field(node, 'bounds')];
    if (bounds >= 0 && syntax.type(left) === 'type_identifier')
      reader.fact(left, syntax.textOf(left), `W${squeezed(syntax.textOf(bounds)).slice(1, 150)}`);
    else reader.visit(left);
    reader.visit(bounds);
  },
  impl_item(reader, syntax, node) {
    const [trait, type] = [syntax.field(node, 'trait'), syntax.field(node, 'type')];
    if (trait >= 0) {
      reader.fact(
        trait,
        squeezed(syntax.textOf(type)).slice(0, 150),
        `I${squeezed(syntax.textOf(trait)).slice(0, 150)}`,
      );
      heritage(reader, syntax, trait);
    }
    for (const child of syntax.children(node)) if (child !== trait) reader.visit(child);
  },
  trait_item(reader, syntax, node) {
    for (const child of syntax.children(node)) {
      const field = syntax.fieldOf(child);
      if (field === 'bounds') for (const bound of syntax.children(child)) heritage(reader, syntax, bound);
      else if (field !== 'name') reader.visit(child);
    }
  },
  enum_variant: tupleType,
  struct_item: tupleType,
  const_item: writtenType,
  static_item: writtenType,
  type_item: writtenType,
};

/** The name itself is a base. */
function heritage(reader: RustReader, syntax: Syntax, node: number): void {
  const type = syntax.type(node);
  if (type === 'generic_type') {
    heritage(reader, syntax, syntax.field(node, 'type'));
    reader.visit(syntax.field(node, 'type_arguments'));
  } else if (type === 'scoped_type_identifier') {
    const before = syntax.field(node, 'path');
    if (before >= 0) reader.path(before, 'type');
  } else if (type !== 'type_identifier') reader.visit(node);
}

function tupleType(reader: RustReader, syntax: Syntax, node: number): void {
  const fields = syntax.child(node, 'ordered_field_declaration_list');
  if (fields >= 0) {
    const types = syntax.children(fields).filter((each) => syntax.fieldOf(each) === 'type');
    const written = types.map((each) => squeezed(syntax.textOf(each))).join(',');
    reader.own(syntax.field(node, 'name'), `(${written},)`.slice(0, 300));
  }
  reader.inside(node, true);
}

function writtenType(reader: RustReader, syntax: Syntax, node: number): void {
  const type = syntax.field(node, 'type');
  if (type >= 0) reader.own(syntax.field(node, 'name'), squeezed(syntax.textOf(type)).slice(0, 300));
  reader.inside(node, true);
}

function member(reader: RustReader, syntax: Syntax, node: number, role: ReferenceRole): void {
  const [value, field] = [syntax.field(node, 'value'), syntax.field(node, 'field')];
  reader.visit(value);
  const object = brief(syntax, value);
  if (syntax.type(field) === 'field_identifier') reader.say(field, role, `.${object}`);
}

/** What the parameter of a closure is given by the method that it is given to. */
function given(syntax: Syntax, closure: number, index: number): string {
  const call = syntax.parent(syntax.parent(closure));
  let callee = call < 0 || syntax.type(call) !== 'call_expression' ? -1 : syntax.field(call, 'function');
  if (callee >= 0 && syntax.type(callee) === 'generic_function') callee = syntax.field(callee, 'function');
  if (callee < 0 || syntax.type(callee) !== 'field_expression') return '';
  const object = brief(syntax, syntax.field(callee, 'value'));
  return object === '' ? '' : `=${object}~|${syntax.textOf(syntax.field(callee, 'field'))}|${index}`;
}
