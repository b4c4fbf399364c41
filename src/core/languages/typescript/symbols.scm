; What TypeScript adds to the query that it shares with JavaScript.

; --- definitions: types
(abstract_class_declaration name: (_) @name body: (_) @body) @definition.class
(interface_declaration name: (_) @name body: (_) @body) @definition.interface
(type_alias_declaration name: (_) @name) @definition.type
(enum_declaration name: (_) @name body: (_) @body) @definition.enum
(enum_body name: (_) @name @definition.constant (#set! native "enum member"))
(enum_assignment name: (_) @name (#set! native "enum member")) @definition.constant
(internal_module name: (_) @name body: (_) @body) @definition.namespace
(module name: (_) @name body: (_)? @body) @definition.namespace

; --- definitions: functions
(function_signature name: (_) @name) @definition.function

; --- definitions: members
(method_signature name: (_) @name) @definition.method
(abstract_method_signature name: (_) @name) @definition.method
(public_field_definition name: (_) @name value: (arrow_function body: (_) @body)) @definition.method
(public_field_definition name: (_) @name value: (function_expression body: (_) @body)) @definition.method
(public_field_definition name: (_) @name value: (object) @body) @definition.property
(public_field_definition name: (_) @name) @definition.property
(interface_body (property_signature name: (_) @name) @definition.property)
(type_alias_declaration value: (object_type (property_signature name: (_) @name) @definition.property))
(type_alias_declaration
  value: (intersection_type (object_type (property_signature name: (_) @name) @definition.property)))
(required_parameter (accessibility_modifier) pattern: (identifier) @name (#set! member)) @definition.property
(required_parameter "readonly" pattern: (identifier) @name (#set! member)) @definition.property

; --- definitions: variables at the top of a file or namespace
(ambient_declaration (_ (variable_declarator name: (identifier) @name) @definition.variable))
(internal_module body: (statement_block
  (lexical_declaration (variable_declarator name: (identifier) @name) @definition.variable)))
(module body: (statement_block
  (lexical_declaration (variable_declarator name: (identifier) @name) @definition.variable)))

; --- what stands around definitions
(ambient_declaration (_) @wrapped) @wrapper
(expression_statement (internal_module) @wrapped) @wrapper
(ambient_declaration (lexical_declaration (variable_declarator) @wrapped) @wrapper)
(ambient_declaration (variable_declaration (variable_declarator) @wrapped) @wrapper)
(export_statement "=" (identifier) @exported)

; --- references: imports
(import_statement (import_require_clause (identifier) @reference.import source: (string) @qualifier)
  (#set! name "*") (#set! alias))
(import_alias (identifier) @alias (nested_identifier object: (_) @qualifier property: (_) @reference.import))

; --- references: heritage and decorators
(extends_clause value: (identifier) @reference.extends)
(extends_clause value: (member_expression object: (_) @qualifier property: (_) @reference.extends))
(extends_clause value: (call_expression function: (identifier) @reference.extends))
(extends_type_clause type: (type_identifier) @reference.extends)
(extends_type_clause type: (generic_type name: (type_identifier) @reference.extends))
(extends_type_clause type: (nested_type_identifier module: (_) @qualifier name: (_) @reference.extends))
(extends_type_clause
  type: (generic_type name: (nested_type_identifier module: (_) @qualifier name: (_) @reference.extends)))
(implements_clause (type_identifier) @reference.implements)
(implements_clause (generic_type name: (type_identifier) @reference.implements))
(implements_clause (nested_type_identifier module: (_) @qualifier name: (_) @reference.implements))
(implements_clause
  (generic_type name: (nested_type_identifier module: (_) @qualifier name: (_) @reference.implements)))

; --- references: uses
(call_expression function: (non_null_expression (identifier) @reference.call))
(call_expression
  function: (non_null_expression (member_expression object: (_) @qualifier property: (_) @reference.call)))
(type_parameter name: (type_identifier) @ignore)
(nested_type_identifier module: (_) @qualifier name: (type_identifier) @reference.type)
(type_identifier) @reference.type
(type_query (identifier) @reference.type)
(type_query (member_expression object: (_) @qualifier property: (_) @reference.type))
