/** Where a local name is known: from its declaration, or the start of what stands around it, to the end of that. */

import type { Span } from '../readTree';
import type { Syntax } from './syntax';

/**
 * What a node means to the names that are declared in it. `block`: they are known in it. `behind`: they are known behind it;
 * `from`: from the name on. `body`: a loop whose header does not know them; `switch`: nor does its value. `parameter`: its
 * names are parameters, which a `type` or another parameter keeps for itself. `inner`: a block for parameters alone.
 * `pattern`: known where it has matched: in an `if` where that is so, else to the end of a `statement`; `not` turns it round.
 * `branch`: what is set in it may be set or not. `variable`: the name in it is a type parameter.
 */
type Meaning =
  | 'block'
  | 'behind'
  | 'from'
  | 'body'
  | 'switch'
  | 'parameter'
  | 'type'
  | 'inner'
  | 'pattern'
  | 'if'
  | 'statement'
  | 'not'
  | 'branch'
  | 'variable';

export interface BlockRules {
  readonly nodes: Readonly<Record<string, Meaning>>;
  /**
   * How variables come to be: `declared`, each by itself; `once`, what a block declares again being the same; `set`, to
   * things of one type and of another.
   */
  readonly variables: 'declared' | 'once' | 'set';
  /** A function in a function is what a variable is set to. */
  readonly hasFunctions: boolean;
  /** Parameters are known in the body alone: `plugins []plugins.Plugin` names a package. */
  readonly inBody: boolean;
}

export interface Known extends Span {
  /** Whether it is set whenever what stands behind is run. */
  readonly always: boolean;
}

function rules(
  meanings: Partial<Record<Meaning, string>>,
  variables: BlockRules['variables'] = 'declared',
  hasFunctions = false,
  inBody = false,
): BlockRules {
  const nodes: Record<string, Meaning> = {};
  for (const [meaning, types] of Object.entries(meanings) as [Meaning, string][]) {
    for (const type of types.split(' ')) nodes[type] = meaning;
  }
  return { nodes, variables, hasFunctions, inBody };
}

const go = rules(
  {
    block:
      'function_declaration method_declaration func_literal block if_statement for_statement communication_case ' +
      'expression_switch_statement expression_case default_case type_case',
    behind: 'short_var_declaration var_spec const_spec range_clause receive_statement',
    switch: 'type_switch_statement',
    parameter: 'parameter_declaration variadic_parameter_declaration',
    type: 'function_type method_elem interface_type',
    variable: 'type_parameter_declaration type_elem',
  },
  'once',
  true,
  true,
);

const c = rules(
  {
    block:
      'function_definition lambda_expression compound_statement for_statement if_statement while_statement ' +
      'switch_statement catch_clause template_declaration requires_expression',
    from: 'declaration',
    body: 'for_range_loop',
    parameter: 'parameter_declaration optional_parameter_declaration variadic_parameter_declaration',
    variable: 'type_parameter_declaration optional_type_parameter_declaration variadic_type_parameter_declaration',
    type: 'field_declaration type_definition alias_declaration type_descriptor',
  },
  'declared',
  true,
);

const java = rules({
  block:
    'method_declaration constructor_declaration compact_constructor_declaration record_declaration lambda_expression ' +
    'block constructor_body for_statement catch_clause try_with_resources_statement switch_block',
  variable: 'type_parameter',
  from: 'local_variable_declaration',
  body: 'enhanced_for_statement',
  pattern: 'instanceof_expression type_pattern record_pattern',
  if: 'if_statement',
  not: 'unary_expression',
  statement:
    'expression_statement return_statement while_statement switch_rule switch_block_statement_group yield_statement ' +
    'throw_statement assert_statement do_statement',
});

const csharp = rules({
  block:
    'method_declaration constructor_declaration destructor_declaration operator_declaration ' +
    'conversion_operator_declaration local_function_statement lambda_expression anonymous_method_expression ' +
    'accessor_declaration property_declaration indexer_declaration record_declaration class_declaration ' +
    'struct_declaration block for_statement foreach_statement using_statement fixed_statement while_statement ' +
    'catch_clause switch_body query_expression',
  pattern: 'declaration_pattern recursive_pattern var_pattern',
  statement: 'switch_section switch_expression_arm',
  parameter: 'parameter',
  variable: 'type_parameter',
  type: 'delegate_declaration function_pointer_type',
});

const kotlin = rules({
  block:
    'function_declaration anonymous_function lambda_literal block for_statement catch_block when_expression getter ' +
    'setter secondary_constructor class_declaration',
  behind: 'property_declaration',
  parameter: 'parameter class_parameter',
  variable: 'type_parameter',
  type: 'function_type',
});

const php = rules(
  {
    block: 'function_definition method_declaration anonymous_function arrow_function property_hook',
    behind: 'assignment_expression reference_assignment_expression',
    branch:
      'if_statement else_clause else_if_clause while_statement do_statement for_statement foreach_statement ' +
      'switch_statement try_statement catch_clause match_expression conditional_expression binary_expression',
  },
  'set',
);

const ruby = rules(
  {
    block: 'method singleton_method class module singleton_class',
    inner: 'block do_block lambda',
    behind: 'assignment operator_assignment',
    parameter: 'block_parameters lambda_parameters method_parameters',
    branch:
      'if unless while until for case case_match when in_clause begin rescue ensure if_modifier unless_modifier ' +
      'while_modifier until_modifier rescue_modifier conditional binary',
  },
  'set',
);

const byLanguage: Readonly<Record<string, BlockRules>> = { go, c, cpp: c, java, csharp, kotlin, php, ruby };

/** Undefined for languages whose local names are not read by the query. */
export function blockRulesOf(language: string): BlockRules | undefined {
  return Object.hasOwn(byLanguage, language) ? byLanguage[language] : undefined;
}

/** The name as local names are listed: a type parameter is no name of a value. */
export function listedName(syntax: Syntax, node: number, name: string, { nodes }: BlockRules): string {
  return nodes[syntax.type(syntax.parent(node))] === 'variable' ? `${typeParameterSign}${name}` : name;
}

/** Stands before the names of type parameters among local names. */
export const typeParameterSign = '<';

/** All of the file for what has no block around it. */
export function knownAt(syntax: Syntax, name: number, { nodes, inBody }: BlockRules): Known {
  let start = -1;
  let [isParameter, isPattern, isDenied, always] = [false, false, false, true];
  for (let below = name, at = syntax.parent(name); at >= 0; below = at, at = syntax.parent(at)) {
    const type = syntax.type(at);
    const meaning = Object.hasOwn(nodes, type) ? nodes[type] : undefined;
    if (meaning === undefined) continue;
    if (meaning === 'block' || (meaning === 'inner' && isParameter)) {
      const body = inBody && isParameter ? syntax.field(at, 'body') : -1;
      return spanFrom(syntax, body < 0 ? start : syntax.start(body), at, always);
    }
    if (meaning === 'body' || meaning === 'switch') {
      const field = syntax.field(at, meaning === 'body' ? 'body' : 'value');
      if (start < 0 && field >= 0) start = meaning === 'body' ? syntax.start(field) : syntax.end(field);
      return spanFrom(syntax, start, at, always);
    }
    if (meaning === 'type' && isParameter) return spanFrom(syntax, -1, at, always);
    if (meaning === 'parameter') {
      if (isParameter) return spanFrom(syntax, -1, at, always);
      isParameter = true;
    } else if (meaning === 'behind' && start < 0) start = syntax.end(at);
    else if (meaning === 'from') {
      // Parameters of what is only declared.
      if (isParameter) return spanFrom(syntax, -1, at, always);
      // What stands between the head and the body in old C declares parameters.
      if (start < 0 && syntax.type(syntax.parent(at)) !== 'function_definition') start = syntax.start(name);
    } else if (meaning === 'pattern') {
      isPattern = true;
      start = syntax.start(name);
    } else if (meaning === 'not') isDenied = true;
    else if (meaning === 'branch' || meaning === 'inner') always = false;
    else if (isPattern && meaning === 'statement') return spanFrom(syntax, start, at, always);
    else if (isPattern && meaning === 'if' && !isDenied && syntax.fieldOf(below) === 'condition') {
      return spanFrom(syntax, start, syntax.field(at, 'consequence'), always);
    }
  }
  return spanFrom(syntax, start, 0, always);
}

function spanFrom(syntax: Syntax, from: number, block: number, always: boolean): Known {
  return { start: from < 0 ? syntax.start(block) : from, end: syntax.end(block), always };
}
