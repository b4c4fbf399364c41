; C#.

(namespace_declaration name: (_) @name body: (_) @body) @definition.namespace
(file_scoped_namespace_declaration name: (_) @package)

(comment) @comment
(attribute_list) @prefix

; --- definitions: types
(class_declaration name: (_) @name body: (_)? @body) @definition.class
((struct_declaration name: (_) @name body: (_)? @body) @definition.class (#set! native "struct"))
((record_declaration name: (_) @name body: (_)? @body) @definition.class (#set! native "record"))
(interface_declaration name: (_) @name body: (_)? @body) @definition.interface
(enum_declaration name: (_) @name body: (_)? @body) @definition.enum
((delegate_declaration name: (_) @name) @definition.type (#set! native "delegate"))
((enum_member_declaration name: (_) @name) @definition.constant (#set! native "enum member"))

; --- definitions: members
((constructor_declaration name: (_) @name body: (_)? @body) @definition.method (#set! native "constructor"))
((destructor_declaration name: (_) @name body: (_)? @body) @definition.method (#set! native "destructor"))
((method_declaration (explicit_interface_specifier) name: (_) @name body: (_)? @body) @definition.method
  (#set! native "explicit implementation"))
(method_declaration name: (_) @name body: (_)? @body) @definition.method
(local_function_statement name: (_) @name body: (_)? @body) @definition.function
((operator_declaration operator: _ @name body: (_)? @body) @definition.method (#set! native "operator"))
((conversion_operator_declaration type: (_) @name body: (_)? @body) @definition.method (#set! native "operator"))
((indexer_declaration "this" @name accessors: (_)? @body) @definition.property (#set! native "indexer"))
(property_declaration name: (_) @name accessors: (_)? @body value: (_)? @body) @definition.property
((event_declaration name: (_) @name accessors: (_)? @body) @definition.property (#set! native "event"))
(event_field_declaration
  (variable_declaration (variable_declarator name: (_) @name) @definition.property)
  (#set! native "event"))
(field_declaration (variable_declaration (variable_declarator name: (_) @name) @definition.property))
(record_declaration
  (parameter_list (parameter name: (_) @name) @definition.property)
  (#set! native "record parameter") (#set! public))

(event_field_declaration (variable_declaration (variable_declarator) @wrapped)) @wrapper
(field_declaration (variable_declaration (variable_declarator) @wrapped)) @wrapper

(await_expression) @marks.async
(yield_statement) @marks.generator

; --- references: imports
(using_directive name: (identifier) @ignore)
(using_directive name: (identifier) @alias (qualified_name qualifier: (_) @qualifier name: (_) @reference.import))
(using_directive name: (identifier) @alias (identifier) @reference.import)
(using_directive "global" !name [(qualified_name) (identifier)] @qualifier @reference.import
  (#set! name "*") (#set! alias))
(using_directive !name [(qualified_name) (identifier)] @qualifier @reference.import (#set! name "*"))

; --- references: attributes
(attribute name: (identifier) @reference.decorates)
(attribute name: (qualified_name qualifier: (_) @qualifier name: (_) @reference.decorates))
(attribute name: (generic_name . (identifier) @reference.decorates))

; --- references: heritage; what a class lists first may be either, and only its name tells
(interface_declaration (base_list (identifier) @reference.extends))
(interface_declaration (base_list (generic_name . (identifier) @reference.extends)) (#set! generic))
(base_list (identifier) @reference.implements (#match? @reference.implements "^I[A-Z]"))
(base_list (identifier) @reference.extends)
(base_list (generic_name . (identifier) @reference.implements) (#match? @reference.implements "^I[A-Z]") (#set! generic))
(base_list (generic_name . (identifier) @reference.extends) (#set! generic))
(base_list (qualified_name qualifier: (_) @qualifier name: (identifier) @reference.implements)
  (#match? @reference.implements "^I[A-Z]"))
(base_list (qualified_name qualifier: (_) @qualifier name: (identifier) @reference.extends))
(base_list (primary_constructor_base_type type: (identifier) @reference.extends))
(base_list (primary_constructor_base_type type: (generic_name . (identifier) @reference.extends)) (#set! generic))

; --- references: calls
(invocation_expression function: (identifier) @reference.call arguments: (_) @arguments (#not-eq? @reference.call "nameof"))
(invocation_expression function: (generic_name . (identifier) @reference.call) arguments: (_) @arguments (#set! generic))
(invocation_expression
  function: (member_access_expression expression: _ @qualifier name: (identifier) @reference.call)
  arguments: (_) @arguments)
(invocation_expression
  function: (member_access_expression expression: _ @qualifier name: (generic_name . (identifier) @reference.call))
  arguments: (_) @arguments (#set! generic))
(invocation_expression
  function: (conditional_access_expression
    condition: (_) @qualifier (member_binding_expression name: (identifier) @reference.call))
  arguments: (_) @arguments)

; --- references: constructions
(object_creation_expression type: (identifier) @reference.construct)
(object_creation_expression type: (generic_name . (identifier) @reference.construct) (#set! generic))
(object_creation_expression type: (qualified_name qualifier: (_) @qualifier name: (identifier) @reference.construct))
(object_creation_expression
  type: (qualified_name qualifier: (_) @qualifier name: (generic_name . (identifier) @reference.construct)) (#set! generic))

; --- references: types
(type_parameter name: (identifier) @ignore)
(type_parameter_constraints_clause . (identifier) @ignore)
(_ type: (identifier) @reference.type)
(_ returns: (identifier) @reference.type)
(_ type: (qualified_name qualifier: (_) @qualifier name: (identifier) @reference.type))
(_ returns: (qualified_name qualifier: (_) @qualifier name: (identifier) @reference.type))
(qualified_name qualifier: (_) @qualifier name: (generic_name . (identifier) @reference.type) (#set! generic))
(generic_name . (identifier) @reference.type (#set! generic))
(type_argument_list (identifier) @reference.type)
(type_argument_list (qualified_name qualifier: (_) @qualifier name: (identifier) @reference.type))
(nullable_type (identifier) @reference.type)
(array_type (identifier) @reference.type)
(as_expression right: (identifier) @reference.type)
(is_expression right: (identifier) @reference.type)

; --- names with their types
(type_parameter name: (identifier) @typed)
(parameter type: (_) @typedas name: (identifier) @typed)
(implicit_parameter) @typed
(foreach_statement type: (_) @typedas left: (identifier) @typed)
(catch_declaration type: (_) @typedas name: (identifier) @typed)
(declaration_expression type: (_) @typedas name: (identifier) @typed)
(recursive_pattern type: (_) @typedas name: (identifier) @typed)
(recursive_pattern name: (identifier) @typed)
(tuple_pattern name: (identifier) @typed)
(from_clause name: (identifier) @typed)
(declaration_pattern type: (_) @typedas name: (identifier) @typed)
(variable_declaration type: (implicit_type) (variable_declarator name: (identifier) @typed
  [(object_creation_expression type: (_) @typedas) (invocation_expression) @typedas
    (await_expression (invocation_expression) @typedas)]))
(variable_declaration type: (implicit_type) (variable_declarator name: (identifier) @typed))
(variable_declaration type: (_) @typedas (variable_declarator name: (identifier) @typed))
(property_declaration type: (_) @typedas name: (identifier) @typed)
(method_declaration returns: (_) @typedas name: (identifier) @typed)
(method_declaration name: (identifier) @typed parameters: (_) @parameters)
(constructor_declaration name: (identifier) @typed parameters: (_) @parameters)
(local_function_statement name: (identifier) @typed parameters: (_) @parameters)

; --- members for one interface alone
(method_declaration (explicit_interface_specifier (_) @memberof) name: (identifier) @member)
(property_declaration (explicit_interface_specifier (_) @memberof) name: (identifier) @member)
(event_declaration (explicit_interface_specifier (_) @memberof) name: (identifier) @member)
(indexer_declaration (explicit_interface_specifier (_) @memberof) "this" @member)
