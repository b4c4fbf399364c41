; PHP.

(namespace_definition name: (_) @package !body)
(namespace_definition name: (_) @name body: (_) @body) @definition.namespace

(comment) @comment
(attribute_list) @prefix

; --- definitions: types
(class_declaration name: (_) @name body: (_) @body) @definition.class
(interface_declaration name: (_) @name body: (_) @body) @definition.interface
((trait_declaration name: (_) @name body: (_) @body) @definition.interface (#set! native "trait"))
(enum_declaration name: (_) @name body: (_) @body) @definition.enum
((enum_case name: (_) @name) @definition.constant (#set! native "enum member"))

; --- definitions: functions and members
(function_definition name: (_) @name body: (_) @body) @definition.function
(method_declaration name: (_) @name body: (_)? @body) @definition.method
(property_declaration
  (property_element name: (variable_name (name) @name)) @definition.property
  (property_hook_list)? @body)
(property_promotion_parameter name: (variable_name (name) @name) (#set! member)) @definition.property
(const_declaration (const_element . (name) @name) @definition.constant)
(property_declaration (property_element) @wrapped) @wrapper
(const_declaration (const_element) @wrapped) @wrapper

; --- definitions: variables and constants of a script
(function_call_expression
  function: (name) @_define arguments: (arguments . (argument (string) @name))
  (#eq? @_define "define")) @definition.constant
(program (expression_statement
  (assignment_expression
    left: (variable_name (name) @name)
    right: [(anonymous_function body: (_) @body) (arrow_function body: (_) @body)]) @definition.function))
(program (expression_statement (assignment_expression left: (variable_name (name) @name)) @definition.variable))
(expression_statement (assignment_expression) @wrapped) @wrapper

(yield_expression) @marks.generator

; --- references: imports
(namespace_use_declaration
  (namespace_name) @qualifier
  body: (namespace_use_group (namespace_use_clause . (name) @reference.import alias: (_)? @alias)))
(namespace_use_declaration
  (namespace_name) @qualifier
  body: (namespace_use_group
    (namespace_use_clause . (qualified_name (name) @reference.import .) alias: (_)? @alias)))
(namespace_use_clause
  (qualified_name . _ @qualifier (name) @reference.import .) alias: (_)? @alias)
(namespace_use_clause . (name) @reference.import alias: (_)? @alias)
(include_expression (string (string_content) @reference.import @qualifier) (#set! name "*"))
(include_once_expression (string (string_content) @reference.import @qualifier) (#set! name "*"))
(require_expression (string (string_content) @reference.import @qualifier) (#set! name "*"))
(require_once_expression (string (string_content) @reference.import @qualifier) (#set! name "*"))
(include_expression
  (binary_expression right: (string (string_content) @reference.import @qualifier)) (#set! name "*"))
(include_once_expression
  (binary_expression right: (string (string_content) @reference.import @qualifier)) (#set! name "*"))
(require_expression
  (binary_expression right: (string (string_content) @reference.import @qualifier)) (#set! name "*"))
(require_once_expression
  (binary_expression right: (string (string_content) @reference.import @qualifier)) (#set! name "*"))

; --- references: attributes and heritage
(attribute (name) @reference.decorates)
(attribute (qualified_name . _ @qualifier (name) @reference.decorates .))
(class_declaration (base_clause [
  (name) @reference.extends
  (qualified_name . _ @qualifier (name) @reference.extends .)]))
(interface_declaration (base_clause [
  (name) @reference.extends
  (qualified_name . _ @qualifier (name) @reference.extends .)]))
(class_declaration (class_interface_clause [
  (name) @reference.implements
  (qualified_name . _ @qualifier (name) @reference.implements .)]))
(enum_declaration (class_interface_clause [
  (name) @reference.implements
  (qualified_name . _ @qualifier (name) @reference.implements .)]))
(class_declaration body: (declaration_list (use_declaration [
  (name) @reference.implements
  (qualified_name . _ @qualifier (name) @reference.implements .)])))
(trait_declaration body: (declaration_list (use_declaration [
  (name) @reference.implements
  (qualified_name . _ @qualifier (name) @reference.implements .)])))
(enum_declaration body: (enum_declaration_list (use_declaration [
  (name) @reference.implements
  (qualified_name . _ @qualifier (name) @reference.implements .)])))
(use_declaration [(name) @reference.type (qualified_name . _ @qualifier (name) @reference.type .)])
(anonymous_class (base_clause [
  (name) @reference.construct
  (qualified_name . _ @qualifier (name) @reference.construct .)]))
(class_interface_clause [(name) @reference.type (qualified_name . _ @qualifier (name) @reference.type .)])

; --- references: calls
(function_call_expression function: (name) @reference.call)
(function_call_expression function: (qualified_name . _ @qualifier (name) @reference.call .))
(member_call_expression object: (_) @qualifier name: (name) @reference.call)
(nullsafe_member_call_expression object: (_) @qualifier name: (name) @reference.call)
(scoped_call_expression scope: (_) @qualifier name: (name) @reference.call)
(object_creation_expression . (name) @reference.construct
  (#not-any-of? @reference.construct "static" "self" "parent"))
(object_creation_expression . (qualified_name . _ @qualifier (name) @reference.construct .))

; --- references: types
(named_type (name) @reference.type (#not-any-of? @reference.type "static" "self" "parent"))
(named_type (qualified_name . _ @qualifier (name) @reference.type .))
(binary_expression operator: "instanceof" right: (name) @reference.type)
(binary_expression operator: "instanceof" right: (qualified_name . _ @qualifier (name) @reference.type .))
(class_constant_access_expression . (name) @reference.type)
(class_constant_access_expression . (qualified_name . _ @qualifier (name) @reference.type .))

; --- names with their types
(simple_parameter type: (_) @typedas name: (variable_name) @typed)
(simple_parameter name: (variable_name) @typed)
(property_promotion_parameter type: (_) @typedas name: (variable_name) @typed)
(property_declaration type: (_) @typedas (property_element name: (variable_name) @typed))
(assignment_expression left: (variable_name) @typed right: (object_creation_expression . [(name) (qualified_name)] @typedas))
(assignment_expression left: (variable_name) @typed right: [(member_call_expression) (scoped_call_expression)] @typedas)
(assignment_expression left: (variable_name) @typed)
(reference_assignment_expression left: (variable_name) @typed)
(list_literal (variable_name) @typed)
(foreach_statement (_) . (variable_name) @typed)
(foreach_statement (pair (variable_name) @typed))
(foreach_statement (_) . (pair (_) (variable_name) @typed .))
(by_ref (variable_name) @typed)
(variadic_parameter name: (variable_name) @typed)
(static_variable_declaration name: (variable_name) @typed)
(global_declaration (variable_name) @typed)
(catch_clause type: (_) @typedas name: (variable_name) @typed)
(method_declaration name: (name) @typed return_type: (_) @typedas)
(function_definition name: (name) @typed return_type: (_) @typedas)

; --- members of nameless classes
(anonymous_class
  (base_clause (_) @memberof) body: (declaration_list (method_declaration name: (name) @member)))
(anonymous_class
  (class_interface_clause (_) @memberof) body: (declaration_list (method_declaration name: (name) @member)))
