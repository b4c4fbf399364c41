; Kotlin.

(package_header (_) @package)

[(block_comment) (line_comment)] @comment
(annotation) @prefix
(annotated_expression (annotation)) @prefix

; --- definitions: types
(class_declaration "interface" name: (_) @name [(class_body) (enum_class_body)]? @body) @definition.interface
(class_declaration name: (_) @name (enum_class_body) @body) @definition.enum
((class_declaration
  (modifiers (class_modifier) @_annotation) name: (_) @name
  (#eq? @_annotation "annotation")) @definition.interface (#set! native "annotation"))
(class_declaration name: (_) @name (class_body)? @body) @definition.class
((object_declaration name: (_) @name (class_body)? @body) @definition.class (#set! native "object"))
((companion_object name: (_) @name (class_body)? @body) @definition.class (#set! native "object"))
((companion_object "object" @name (class_body)? @body) @definition.class (#set! native "object") (#set! name "Companion"))
(type_alias type: (identifier) @name) @definition.type
((enum_entry . (modifiers)? . (identifier) @name (class_body)? @body) @definition.constant (#set! native "enum member"))

; --- definitions: functions and properties
((function_declaration
  (user_type (identifier) @owner .) . name: (_) @name (function_body)? @body) @definition.function
  (#set! native "extension"))
((function_declaration
  (user_type (identifier) @owner . (type_arguments)) . name: (_) @name (function_body)? @body) @definition.function
  (#set! native "extension"))
((function_declaration
  (nullable_type (user_type (identifier) @owner . (type_arguments)? .)) . name: (_) @name (function_body)? @body) @definition.function
  (#set! native "extension"))
(function_declaration name: (_) @name (function_body) @body) @definition.function
(class_declaration "interface" (class_body (function_declaration name: (_) @name) @definition.function (#set! abstract)))
(function_declaration name: (_) @name) @definition.function
((secondary_constructor "constructor" @name (block)? @body) @definition.method (#set! native "constructor"))
((property_declaration
  (user_type (identifier) @owner . (type_arguments)? .) . (variable_declaration . (identifier) @name)
  [(getter) (setter)]? @body) @definition.variable
  (#set! native "extension"))
(property_declaration (variable_declaration . (identifier) @name) [(getter) (setter)]? @body) @definition.variable
(property_declaration (multi_variable_declaration (variable_declaration . (identifier) @name) @definition.variable))
(property_declaration (multi_variable_declaration (variable_declaration) @wrapped)) @wrapper
(class_parameter ["val" "var"] . (identifier) @name) @definition.property

; --- references: imports
(import (qualified_identifier) @qualifier "*" @reference.import)
(import (qualified_identifier (identifier) @ignore .) "*")
(import (qualified_identifier (identifier) @reference.import .) @qualifier (identifier) @alias)
(import (qualified_identifier (identifier) @reference.import .) @qualifier)

; --- references: annotations
(annotation (user_type (identifier) @reference.decorates .))
(annotation (constructor_invocation (user_type (identifier) @reference.decorates .)))
(file_annotation (user_type (identifier) @reference.decorates .))
(file_annotation (constructor_invocation (user_type (identifier) @reference.decorates .)))

; --- references: heritage; what is constructed there is the class, the others are interfaces
(class_declaration "interface"
  (delegation_specifiers
    (delegation_specifier (user_type . (identifier) @qualifier (identifier) @reference.extends . (type_arguments)? .))))
(class_declaration "interface"
  (delegation_specifiers (delegation_specifier (user_type (identifier) @reference.extends . (type_arguments)? .))))
(class_declaration (delegation_specifiers (delegation_specifier [
  (constructor_invocation (user_type . (identifier) @qualifier (identifier) @reference.extends . (type_arguments)? .))
  (constructor_invocation (user_type (identifier) @reference.extends . (type_arguments)? .))
])))
(class_declaration (delegation_specifiers (delegation_specifier [
  (user_type . (identifier) @qualifier (identifier) @reference.implements . (type_arguments)? .)
  (user_type (identifier) @reference.implements . (type_arguments)? .)
  (explicit_delegation . (user_type . (identifier) @qualifier (identifier) @reference.implements . (type_arguments)? .))
  (explicit_delegation . (user_type (identifier) @reference.implements . (type_arguments)? .))
])))
(object_declaration (delegation_specifiers (delegation_specifier [
  (constructor_invocation (user_type . (identifier) @qualifier (identifier) @reference.extends . (type_arguments)? .))
  (constructor_invocation (user_type (identifier) @reference.extends . (type_arguments)? .))
])))
(object_declaration (delegation_specifiers (delegation_specifier [
  (user_type . (identifier) @qualifier (identifier) @reference.implements . (type_arguments)? .)
  (user_type (identifier) @reference.implements . (type_arguments)? .)
  (explicit_delegation . (user_type . (identifier) @qualifier (identifier) @reference.implements . (type_arguments)? .))
  (explicit_delegation . (user_type (identifier) @reference.implements . (type_arguments)? .))
])))
(companion_object (delegation_specifiers (delegation_specifier [
  (constructor_invocation (user_type . (identifier) @qualifier (identifier) @reference.extends . (type_arguments)? .))
  (constructor_invocation (user_type (identifier) @reference.extends . (type_arguments)? .))
])))
(companion_object (delegation_specifiers (delegation_specifier [
  (user_type . (identifier) @qualifier (identifier) @reference.implements . (type_arguments)? .)
  (user_type (identifier) @reference.implements . (type_arguments)? .)
  (explicit_delegation . (user_type . (identifier) @qualifier (identifier) @reference.implements . (type_arguments)? .))
  (explicit_delegation . (user_type (identifier) @reference.implements . (type_arguments)? .))
])))
(object_literal (delegation_specifiers (delegation_specifier [
  (constructor_invocation (user_type . (identifier) @qualifier (identifier) @reference.construct . (type_arguments)? .))
  (constructor_invocation (user_type (identifier) @reference.construct . (type_arguments)? .))
])))

; --- references: calls; a capital makes a construction of a call
(call_expression . (identifier) @reference.construct (#match? @reference.construct "^[A-Z]\\w*[a-z]\\w*$"))
(call_expression . (navigation_expression (_) @qualifier (identifier) @reference.construct .)
  (#match? @reference.construct "^[A-Z]\\w*[a-z]\\w*$"))
((call_expression
  (call_expression . (identifier) @reference.call . (value_arguments) @arguments .)
  (annotated_lambda)) (#set! lambda))
((call_expression
  (call_expression . (identifier) @reference.call . (type_arguments) . (value_arguments) @arguments .)
  (annotated_lambda)) (#set! lambda))
((call_expression
  (call_expression . (navigation_expression (_) @qualifier (identifier) @reference.call .) . (value_arguments) @arguments .)
  (annotated_lambda)) (#set! lambda))
((call_expression
  (call_expression . (navigation_expression (_) @qualifier (identifier) @reference.call .) . (type_arguments) . (value_arguments) @arguments .)
  (annotated_lambda)) (#set! lambda))
((call_expression . (identifier) @reference.call . (annotated_lambda)) (#set! lambda))
((call_expression . (identifier) @reference.call . (type_arguments) . (annotated_lambda)) (#set! lambda))
((call_expression . (navigation_expression (_) @qualifier (identifier) @reference.call .) . (annotated_lambda)) (#set! lambda))
((call_expression . (navigation_expression (_) @qualifier (identifier) @reference.call .) . (type_arguments) . (annotated_lambda)) (#set! lambda))
(call_expression . (identifier) @reference.call . (value_arguments) @arguments .)
(call_expression . (identifier) @reference.call . (type_arguments) . (value_arguments) @arguments .)
(call_expression . (identifier) @reference.call)
(call_expression . (navigation_expression (_) @qualifier (identifier) @reference.call .) . (value_arguments) @arguments .)
(call_expression . (navigation_expression (_) @qualifier (identifier) @reference.call .) . (type_arguments) . (value_arguments) @arguments .)
(call_expression . (navigation_expression (_) @qualifier (identifier) @reference.call .))
(binary_expression
  left: (binary_expression left: (identifier) @reference.call operator: "<" right: (identifier))
  operator: ">" right: [(parenthesized_expression) (lambda_literal)])
(binary_expression
  left: (binary_expression
    left: (navigation_expression (_) @qualifier (identifier) @reference.call .) operator: "<" right: (identifier))
  operator: ">" right: [(parenthesized_expression) (lambda_literal)])
((infix_expression . (_) @qualifier . (identifier) @reference.call . (_) @arguments .) (#set! infix))
(infix_expression . (_) @qualifier . (identifier) @reference.call)
(constructor_delegation_call ["this" "super"] @reference.call)
(callable_reference (identifier) @reference.call .)

; --- references: types
(type_parameter (identifier) @ignore)
(user_type . (identifier) @qualifier (identifier) @reference.type . (type_arguments)? .)
(user_type . (identifier) @reference.type . (type_arguments)? .)

; --- names with their types
(type_parameter (identifier) @typed . (_) @typedas)
(type_parameter (identifier) @typed)
(parameter (identifier) @typed (_) @typedas)
(class_parameter (identifier) @typed (_) @typedas)
(property_declaration (variable_declaration (identifier) @typed . (_) @typedas))
(property_declaration (variable_declaration (identifier) @typed) (call_expression) @typedas)
(variable_declaration (identifier) @typed . (_) @typedas)
(variable_declaration (identifier) @typed)
(catch_block . (identifier) @typed . (_) @typedas)
(function_declaration name: (identifier) @typed [(user_type) (nullable_type)] @typedas)
(function_declaration name: (identifier) @typed (function_value_parameters) @parameters)

; --- members of nameless objects
(object_literal
  (delegation_specifiers (delegation_specifier [(user_type) @memberof (constructor_invocation (user_type) @memberof)]))
  (class_body (function_declaration name: (_) @member)))
(object_literal
  (delegation_specifiers (delegation_specifier [(user_type) @memberof (constructor_invocation (user_type) @memberof)]))
  (class_body (property_declaration (variable_declaration . (identifier) @member))))
(class_declaration
  name: (_) @memberof
  (enum_class_body (enum_entry (class_body (property_declaration (variable_declaration . (identifier) @member))))))
