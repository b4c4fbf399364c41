; C++: what C has not; C's own query follows.

; --- definitions: namespaces, types
(namespace_definition name: (_) @name body: (_) @body) @definition.namespace
((namespace_definition !name body: (_) @body) @definition.namespace (#set! native "anonymous") (#set! name "anonymous"))
((namespace_alias_definition name: (_) @name) @definition.namespace (#set! native "alias"))
(class_specifier name: (type_identifier) @name body: (_) @body) @definition.class
((class_specifier name: (template_type name: (_) @name) body: (_) @body) @definition.class
  (#set! native "specialization"))
(class_specifier
  name: (qualified_identifier
    scope: [(namespace_identifier) @owner (template_type name: (_) @owner)] name: (type_identifier) @name)
  body: (_) @body) @definition.class
((struct_specifier name: (template_type name: (_) @name) body: (_) @body) @definition.class
  (#set! native "specialization"))
((struct_specifier
  name: (qualified_identifier
    scope: [(namespace_identifier) @owner (template_type name: (_) @owner)] name: (type_identifier) @name)
  body: (_) @body) @definition.class
  (#set! native "struct"))
(alias_declaration name: (_) @name) @definition.type
((concept_definition name: (_) @name) @definition.type (#set! native "concept"))
((access_specifier) @name @definition.property (#set! native "section"))

; --- definitions: methods inside their type
(function_definition
  declarator: [
    (function_declarator declarator: [(field_identifier) (operator_name) (destructor_name)] @name)
    (pointer_declarator declarator: (function_declarator declarator: [(field_identifier) (operator_name)] @name))
    (pointer_declarator
      declarator: (pointer_declarator declarator: (function_declarator declarator: (field_identifier) @name)))
    (reference_declarator (function_declarator declarator: [(field_identifier) (operator_name)] @name))
    (operator_cast type: (_) @name)
  ]
  (field_initializer_list)? @body
  body: (_)? @body) @definition.function
(field_declaration
  declarator: [
    (function_declarator declarator: [(field_identifier) (operator_name) (destructor_name)] @name)
    (pointer_declarator declarator: (function_declarator declarator: (field_identifier) @name))
    (reference_declarator (function_declarator declarator: (field_identifier) @name))
  ] @definition.function
  default_value: (number_literal)
  (#set! native "declaration") (#set! abstract))
(field_declaration
  declarator: [
    (function_declarator declarator: [(field_identifier) (operator_name) (destructor_name)] @name)
    (pointer_declarator declarator: (function_declarator declarator: [(field_identifier) (operator_name)] @name))
    (pointer_declarator
      declarator: (pointer_declarator declarator: (function_declarator declarator: (field_identifier) @name)))
    (reference_declarator (function_declarator declarator: [(field_identifier) (operator_name)] @name))
  ] @definition.function
  (#set! native "declaration"))
(declaration
  declarator: [
    (function_declarator declarator: [(operator_name) (destructor_name)] @name)
    (pointer_declarator declarator: (function_declarator declarator: (operator_name) @name))
    (reference_declarator (function_declarator declarator: [(identifier) (operator_name)] @name))
    (operator_cast type: (_) @name)
  ] @definition.function
  (#set! native "declaration"))
(function_definition
  declarator: [
    (reference_declarator (function_declarator declarator: (identifier) @name))
    (function_declarator declarator: (identifier) @name)
  ]
  (field_initializer_list)? @body
  body: (_) @body) @definition.function
(function_definition
  declarator: (function_declarator declarator: (identifier) @name)
  [(default_method_clause) (delete_method_clause)]) @definition.function
(field_declaration declarator: (reference_declarator (field_identifier) @name) @definition.property)

; --- definitions: methods outside of their type
(function_definition
  declarator: [
    (function_declarator declarator: (qualified_identifier
      scope: [(namespace_identifier) @owner (template_type name: (_) @owner)]
      name: [(identifier) (operator_name) (destructor_name)] @name))
    (function_declarator declarator: (qualified_identifier name: (qualified_identifier
      scope: [(namespace_identifier) @owner (template_type name: (_) @owner)]
      name: [(identifier) (operator_name) (destructor_name)] @name)))
    (function_declarator declarator: (qualified_identifier name: (qualified_identifier name: (qualified_identifier
      scope: [(namespace_identifier) @owner (template_type name: (_) @owner)]
      name: [(identifier) (operator_name) (destructor_name)] @name))))
    (pointer_declarator declarator: (function_declarator declarator: (qualified_identifier
      scope: [(namespace_identifier) @owner (template_type name: (_) @owner)]
      name: [(identifier) (operator_name)] @name)))
    (pointer_declarator declarator: (function_declarator declarator: (qualified_identifier name: (qualified_identifier
      scope: [(namespace_identifier) @owner (template_type name: (_) @owner)]
      name: [(identifier) (operator_name)] @name))))
    (reference_declarator (function_declarator declarator: (qualified_identifier
      scope: [(namespace_identifier) @owner (template_type name: (_) @owner)]
      name: [(identifier) (operator_name)] @name)))
    (reference_declarator (function_declarator declarator: (qualified_identifier name: (qualified_identifier
      scope: [(namespace_identifier) @owner (template_type name: (_) @owner)]
      name: [(identifier) (operator_name)] @name))))
    (qualified_identifier
      scope: [(namespace_identifier) @owner (template_type name: (_) @owner)]
      name: (operator_cast type: (_) @name))
  ]
  (field_initializer_list)? @body
  body: (_)? @body) @definition.method
(declaration
  declarator: [
    (init_declarator declarator: (qualified_identifier
      scope: [(namespace_identifier) @owner (template_type name: (_) @owner)] name: (identifier) @name))
    (qualified_identifier
      scope: [(namespace_identifier) @owner (template_type name: (_) @owner)] name: (identifier) @name)
  ] @definition.property)

(template_declaration (_) @wrapped .) @wrapper
(linkage_specification body: [(function_definition) (declaration)] @wrapped) @wrapper
(friend_declaration [(function_definition) (declaration)] @wrapped) @wrapper

[(co_await_expression) (co_return_statement)] @marks.async
(co_yield_statement) @marks.generator

; --- references
(using_declaration "namespace" (qualified_identifier name: (identifier) @ignore))
(using_declaration (qualified_identifier scope: (_) @qualifier name: (identifier) @reference.import))
(using_declaration "namespace" [(identifier) (qualified_identifier)] @reference.import @qualifier (#set! name "*"))
(base_class_clause (type_identifier) @reference.extends)
(base_class_clause (template_type name: (_) @reference.extends))
(base_class_clause
  (qualified_identifier scope: (_) @qualifier name: [(type_identifier) @reference.extends
    (template_type name: (_) @reference.extends)]))
(base_class_clause
  (qualified_identifier name: (qualified_identifier scope: (_) @qualifier name: [(type_identifier) @reference.extends
    (template_type name: (_) @reference.extends)])))
(attribute name: (_) @reference.decorates)

(new_expression type: [(type_identifier) @reference.construct (template_type name: (_) @reference.construct)])
(new_expression
  type: (qualified_identifier scope: (_) @qualifier
    name: [(type_identifier) @reference.construct (template_type name: (_) @reference.construct)]))
(call_expression function: (template_function name: (identifier) @reference.call) arguments: (_) @arguments
  (#not-any-of? @reference.call "static_cast" "dynamic_cast" "const_cast" "reinterpret_cast"))
(call_expression
  function: (qualified_identifier scope: (_) @qualifier
    name: (qualified_identifier
      name: (qualified_identifier
        name: [(identifier) @reference.call (template_function name: (_) @reference.call)])))
  arguments: (_) @arguments)
(call_expression
  function: (qualified_identifier scope: (_) @qualifier
    name: (qualified_identifier
      name: [(identifier) @reference.call (template_function name: (_) @reference.call)]))
  arguments: (_) @arguments)
(call_expression
  function: (qualified_identifier scope: (_) @qualifier
    name: [(identifier) @reference.call (template_function name: (_) @reference.call)])
  arguments: (_) @arguments)
(call_expression
  function: (field_expression argument: (_) @qualifier field: (template_method name: (_) @reference.call))
  arguments: (_) @arguments)
(call_expression function: (identifier) @reference.call arguments: (_) @arguments)
(call_expression function: (field_expression argument: (_) @qualifier field: (field_identifier) @reference.call)
  arguments: (_) @arguments)
(compound_literal_expression type: (type_identifier) @reference.construct)
(type_parameter_declaration (type_identifier) @ignore)
(optional_type_parameter_declaration name: (type_identifier) @ignore)
(variadic_type_parameter_declaration (type_identifier) @ignore)
(translation_unit (class_specifier name: (_) @ignore !body))
(declaration_list (class_specifier name: (_) @ignore !body))
(preproc_ifdef (class_specifier name: (_) @ignore !body))
(preproc_if (class_specifier name: (_) @ignore !body))
(field_declaration type: (class_specifier name: (_) @ignore !body) !declarator)
(template_declaration [(class_specifier name: (_) @ignore !body) (struct_specifier name: (_) @ignore !body)])
(friend_declaration (type_identifier) @ignore)
(destructor_name (identifier) @ignore)
(class_specifier name: (type_identifier) @reference.type)
(qualified_identifier !scope name: [(identifier) (type_identifier)] @ignore)
(qualified_identifier scope: (_) @qualifier name: (qualified_identifier name: (qualified_identifier
  name: [(type_identifier) @reference.type (template_type name: (type_identifier) @reference.type)])))
(qualified_identifier scope: (_) @qualifier name: (qualified_identifier name: (qualified_identifier
  scope: (template_type name: (type_identifier) @reference.type))))
(qualified_identifier scope: (_) @qualifier name: (qualified_identifier name: [(type_identifier) @reference.type
  (template_type name: (type_identifier) @reference.type)]))
(qualified_identifier scope: (_) @qualifier name: (qualified_identifier
  scope: (template_type name: (type_identifier) @reference.type)))
(qualified_identifier scope: (_) @qualifier name: [(type_identifier) @reference.type
  (template_type name: (type_identifier) @reference.type)])
(qualified_identifier scope: (_) @qualifier name: (qualified_identifier name: (qualified_identifier
  scope: (namespace_identifier) @reference.value)))
(qualified_identifier scope: (_) @qualifier name: (qualified_identifier scope: (namespace_identifier) @reference.value))
((qualified_identifier scope: (namespace_identifier) @reference.value) (#not-eq? @reference.value "std"))
(field_initializer . (field_identifier) @reference.value)
(qualified_identifier scope: (_) @qualifier name: (qualified_identifier name: (qualified_identifier
  name: (identifier) @reference.value)))
(qualified_identifier scope: (_) @qualifier name: (qualified_identifier name: (identifier) @reference.value))
(qualified_identifier scope: (_) @qualifier name: (identifier) @reference.value)

; --- names with their types
(type_parameter_declaration (type_identifier) @typed)
(optional_type_parameter_declaration name: (type_identifier) @typed)
(variadic_type_parameter_declaration (type_identifier) @typed)
(parameter_declaration type: (_) @typedas declarator: (reference_declarator (identifier) @typed))
(optional_parameter_declaration type: (_) @typedas declarator: [
  (identifier) @typed (pointer_declarator declarator: (identifier) @typed) (reference_declarator (identifier) @typed)])
(declaration type: (_) @typedas declarator: (init_declarator declarator: (reference_declarator (identifier) @typed)))
(field_declaration type: (_) @typedas declarator: (reference_declarator (field_identifier) @typed))
(for_range_loop type: (_) @typedas declarator: (identifier) @typed)
(for_range_loop type: (_) @typedas declarator: (reference_declarator (identifier) @typed))
(structured_binding_declarator (identifier) @typed)
(variadic_declarator (identifier) @typed)
(lambda_capture_initializer left: (identifier) @typed)
(function_definition type: (_) @typedas declarator: [
  (function_declarator declarator: [(identifier) (field_identifier)] @typed)
  (function_declarator declarator: (qualified_identifier name: (identifier) @typed))
  (pointer_declarator declarator: (function_declarator declarator: [(identifier) (field_identifier)] @typed))
  (pointer_declarator declarator: (function_declarator declarator: (qualified_identifier name: (identifier) @typed)))
  (reference_declarator (function_declarator declarator: [(identifier) (field_identifier)] @typed))
  (reference_declarator (function_declarator declarator: (qualified_identifier name: (identifier) @typed)))])
(field_declaration type: (_) @typedas declarator: [
  (function_declarator declarator: (field_identifier) @typed)
  (pointer_declarator declarator: (function_declarator declarator: (field_identifier) @typed))
  (reference_declarator (function_declarator declarator: (field_identifier) @typed))])
(declaration type: (_) @typedas declarator: (reference_declarator (function_declarator declarator: (identifier) @typed)))
(alias_declaration name: (type_identifier) @typed type: (_) @typedas)
(function_declarator
  declarator: [(identifier) (field_identifier) (operator_name) (destructor_name)] @typed parameters: (_) @parameters)
(function_declarator declarator: (qualified_identifier name: (identifier) @typed) parameters: (_) @parameters)
(function_declarator
  declarator: (qualified_identifier name: (qualified_identifier name: (identifier) @typed)) parameters: (_) @parameters)
