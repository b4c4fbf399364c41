/**
 * Expressions of Rust in short, for types: `te.test_root().join()?`, arguments left out. `<T>` is of type T, `[]` an item,
 * `~0` the first part of a tuple, `~*` what a loop gives, `~deref` what a pointer points
 * to, `~|map` what a closure is given that `map` calls.
 */

import type { Syntax } from '../syntax';

const longest = 180;
const wrappers = /(?:^|::)(?:Box|Arc|Rc|RefCell|Mutex|RwLock|Cell|Pin|Cow)::(?:new|pin|from)$/;

/** '' for what says nothing of a type. */
export function brief(syntax: Syntax, node: number): string {
  const text = node < 0 ? '' : briefOf(syntax, node, 0);
  return text.length > longest ? '' : text;
}

type Rule = (syntax: Syntax, node: number, depth: number) => string;

const inner: Rule = (syntax, node, depth) => briefOf(syntax, syntax.children(node).at(-1) ?? -1, depth + 1);
const plain: Rule = (syntax, node) => squeezed(syntax.textOf(node));
const typed =
  (type: string): Rule =>
  () =>
    `<${type}>`;

const rules: Readonly<Record<string, Rule>> = {
  identifier: plain,
  self: plain,
  scoped_identifier: plain,
  parenthesized_expression: inner,
  reference_expression: inner,
  unary_expression(syntax, node, depth) {
    const stars = /^(\**)\s*self$/.exec(syntax.textOf(node))?.[1];
    return stars === undefined
      ? inner(syntax, node, depth)
      : `self${'~deref'.repeat(derefsOfSelf(syntax, node, stars.length))}`;
  },
  block: inner,
  unsafe_block: inner,
  expression_statement: inner,
  string_literal: typed('str'),
  raw_string_literal: typed('str'),
  boolean_literal: typed('bool'),
  char_literal: typed('char'),
  field_expression(syntax, node, depth) {
    const object = briefOf(syntax, syntax.field(node, 'value'), depth + 1);
    return object === '' ? '' : `${object}.${syntax.textOf(syntax.field(node, 'field'))}`;
  },
  call_expression: briefCall,
  try_expression: (syntax, node, depth) => after(inner(syntax, node, depth), '?'),
  await_expression: (syntax, node, depth) => after(inner(syntax, node, depth), '.await'),
  index_expression(syntax, node, depth) {
    const [object = -1, index = -1] = syntax.children(node);
    const text = briefOf(syntax, object, depth + 1);
    return syntax.type(index) === 'range_expression' ? text : after(text, '[]');
  },
  struct_expression: (syntax, node) => `<${squeezed(syntax.textOf(syntax.field(node, 'name')))}>`,
  type_cast_expression: (syntax, node) => `<${squeezed(syntax.textOf(syntax.field(node, 'type')))}>`,
  if_expression: (syntax, node, depth) => briefOf(syntax, syntax.field(node, 'consequence'), depth + 1),
  match_expression(syntax, node, depth) {
    const arms = syntax.children(syntax.field(node, 'body'));
    for (const arm of arms.slice(0, 8)) {
      const found = briefOf(syntax, syntax.field(arm, 'value'), depth + 1);
      if (found !== '') return found;
    }
    return '';
  },
  macro_invocation(syntax, node) {
    const name = syntax.textOf(syntax.field(node, 'macro'));
    return name === 'format' ? '<String>' : '';
  },
};

function briefOf(syntax: Syntax, node: number, depth: number): string {
  if (node < 0 || depth > 40) return '';
  const type = syntax.type(node);
  return Object.hasOwn(rules, type) ? rules[type]!(syntax, node, depth) : '';
}

/** The first star takes off the reference that `&self` is. */
function derefsOfSelf(syntax: Syntax, node: number, stars: number): number {
  let at = node;
  while (at >= 0 && syntax.type(at) !== 'function_item') at = syntax.parent(at);
  const given = at < 0 ? -1 : syntax.child(syntax.field(at, 'parameters'), 'self_parameter');
  const isReference = given >= 0 && syntax.textOf(given).startsWith('&');
  return Math.max(0, stars - Number(isReference));
}

function briefCall(syntax: Syntax, node: number, depth: number): string {
  let callee = syntax.field(node, 'function');
  let types = '';
  if (syntax.type(callee) === 'generic_function') {
    types = squeezed(syntax.textOf(syntax.field(callee, 'type_arguments')));
    callee = syntax.field(callee, 'function');
  }
  const name = briefOf(syntax, callee, depth + 1);
  if (name === '') return '';
  const given = syntax.children(syntax.field(node, 'arguments'));
  if (wrappers.test(name) && given.length === 1) return briefOf(syntax, given[0]!, depth + 1);
  return `${name}${types === '' ? '' : `::${types}`}(${closureResult(syntax, given, depth)})`;
}

/** `|result` of a closure that is all that is given. */
function closureResult(syntax: Syntax, given: readonly number[], depth: number): string {
  const [closure = -1] = given;
  if (given.length !== 1 || syntax.type(closure) !== 'closure_expression') return '';
  const result = briefOf(syntax, syntax.field(closure, 'body'), depth + 1);
  return result === '' || result.includes('|') ? '' : `|${result}`;
}

function after(text: string, sign: string): string {
  return text === '' ? '' : text + sign;
}

export function squeezed(text: string): string {
  return text
    .replace(/\s*\/\/[^\n]*\n\s*/g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?(::|[<>,&(]) ?/g, '$1');
}
