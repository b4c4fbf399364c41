; C; C++ reads this after its own.

(comment) @comment

; --- local names, also where a macro stands for the head of a function
(compound_statement (declaration
  declarator: [
    (identifier) @ignore
    (pointer_declarator declarator: (identifier) @ignore)
    (pointer_declarator declarator: (pointer_declarator declarator: (identifier) @ignore))
    (array_declarator declarator: (identifier) @ignore)
    (array_declarator declarator: (array_declarator declarator: (identifier) @ignore))
    (init_declarator declarator: (identifier) @ignore)
    (init_declarator declarator: (pointer_declarator declarator: (identifier) @ignore))
    (init_declarator declarator: (array_declarator declarator: (identifier) @ignore))
  ]))
(for_statement initializer: (declaration declarator: [
  (identifier) @ignore
  (init_declarator declarator: (identifier) @ignore)
  (init_declarator declarator: (pointer_declarator declarator: (identifier) @ignore))]))
(compound_statement [(preproc_if (declaration declarator: (identifier) @ignore))
  (preproc_ifdef (declaration declarator: (identifier) @ignore))])

; --- definitions: macros
((preproc_function_def name: (_) @name value: (_)? @body) @definition.function (#set! native "macro"))
((preproc_def name: (_) @name value: (_)) @definition.constant (#set! native "macro"))

; --- definitions: types; a type definition names the nameless
((type_definition
  type: (struct_specifier !name body: (_) @body)
  . declarator: (type_identifier) @name .) @definition.class (#set! native "struct"))
((type_definition
  type: (union_specifier !name body: (_) @body)
  . declarator: (type_identifier) @name .) @definition.class (#set! native "union"))
(type_definition
  type: (enum_specifier !name body: (_) @body)
  . declarator: (type_identifier) @name .) @definition.enum
((struct_specifier name: (type_identifier) @name body: (_) @body) @definition.class (#set! native "struct"))
((union_specifier name: (type_identifier) @name body: (_) @body) @definition.class (#set! native "union"))
(enum_specifier name: (type_identifier) @name body: (_) @body) @definition.enum
((enumerator name: (_) @name) @definition.constant (#set! native "enum member"))
(type_definition
  declarator: [
    (type_identifier) @name
    (pointer_declarator declarator: (type_identifier) @name)
    (pointer_declarator declarator: (pointer_declarator declarator: (type_identifier) @name))
    (array_declarator declarator: (type_identifier) @name)
    (function_declarator declarator: (type_identifier) @name)
    (pointer_declarator declarator: (function_declarator declarator: (type_identifier) @name))
    (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (type_identifier) @name)))
    (pointer_declarator
      declarator: (function_declarator
        declarator: (parenthesized_declarator (pointer_declarator declarator: (type_identifier) @name))))
  ] @definition.type)
(type_definition type: (_ name: (_) body: (_)) @wrapped) @wrapper
(type_definition declarator: (_) @wrapped) @wrapper

; --- definitions: functions
(function_definition
  declarator: [
    (function_declarator declarator: (identifier) @name)
    (pointer_declarator declarator: (function_declarator declarator: (identifier) @name))
    (pointer_declarator declarator: (pointer_declarator declarator: (function_declarator declarator: (identifier) @name)))
    (function_declarator
      declarator: (parenthesized_declarator
        (pointer_declarator declarator: (function_declarator declarator: (identifier) @name))))
    (function_declarator declarator: (parenthesized_declarator (identifier) @name))
    (pointer_declarator declarator: (function_declarator declarator: (parenthesized_declarator (identifier) @name)))
  ]
  body: (_) @body) @definition.function
(declaration
  declarator: [
    (function_declarator declarator: (identifier) @name)
    (pointer_declarator declarator: (function_declarator declarator: (identifier) @name))
    (pointer_declarator declarator: (pointer_declarator declarator: (function_declarator declarator: (identifier) @name)))
    (function_declarator
      declarator: (parenthesized_declarator
        (pointer_declarator declarator: (function_declarator declarator: (identifier) @name))))
    (function_declarator declarator: (parenthesized_declarator (identifier) @name))
    (pointer_declarator declarator: (function_declarator declarator: (parenthesized_declarator (identifier) @name)))
  ] @definition.function
  (#set! native "declaration"))

; --- definitions: fields
(field_declaration
  declarator: [
    (field_identifier) @name
    (pointer_declarator declarator: (field_identifier) @name)
    (pointer_declarator declarator: (pointer_declarator declarator: (field_identifier) @name))
    (pointer_declarator declarator: (array_declarator declarator: (field_identifier) @name))
    (array_declarator declarator: (field_identifier) @name)
    (array_declarator declarator: (array_declarator declarator: (field_identifier) @name))
    (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (field_identifier) @name)))
    (pointer_declarator
      declarator: (function_declarator
        declarator: (parenthesized_declarator (pointer_declarator declarator: (field_identifier) @name))))
  ] @definition.property)
(field_declaration declarator: (_) @wrapped) @wrapper

; --- definitions: variables
(declaration
  declarator: [
    (identifier) @name
    (pointer_declarator declarator: (identifier) @name)
    (pointer_declarator declarator: (pointer_declarator declarator: (identifier) @name))
    (pointer_declarator declarator: (array_declarator declarator: (identifier) @name))
    (array_declarator declarator: (identifier) @name)
    (array_declarator declarator: (array_declarator declarator: (identifier) @name))
    (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (identifier) @name)))
  ] @definition.variable)
(declaration
  declarator: (init_declarator
    declarator: [
      (identifier) @name
      (pointer_declarator declarator: (identifier) @name)
      (pointer_declarator declarator: (pointer_declarator declarator: (identifier) @name))
      (pointer_declarator declarator: (array_declarator declarator: (identifier) @name))
      (array_declarator declarator: (identifier) @name)
      (array_declarator declarator: (array_declarator declarator: (identifier) @name))
      (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (identifier) @name)))
    ]
    value: (initializer_list)? @body) @definition.variable)
(declaration declarator: (_) @wrapped) @wrapper

; --- references
(preproc_include path: (_) @reference.import @qualifier (#set! name "*"))
; What is declared in advance is not used by that.
(translation_unit [(struct_specifier name: (_) @ignore !body) (union_specifier name: (_) @ignore !body)
  (enum_specifier name: (_) @ignore !body)])
(declaration_list [(struct_specifier name: (_) @ignore !body) (union_specifier name: (_) @ignore !body)
  (enum_specifier name: (_) @ignore !body)])
(preproc_ifdef [(struct_specifier name: (_) @ignore !body) (union_specifier name: (_) @ignore !body)])
(preproc_if [(struct_specifier name: (_) @ignore !body) (union_specifier name: (_) @ignore !body)])
(field_declaration type: [(struct_specifier name: (_) @ignore !body) (union_specifier name: (_) @ignore !body)] !declarator)
(call_expression function: (identifier) @reference.call)
(call_expression function: (parenthesized_expression (pointer_expression argument: (identifier) @reference.call)))
(call_expression function: (field_expression argument: (_) @qualifier field: (field_identifier) @reference.call))
(struct_specifier name: (type_identifier) @reference.type)
(union_specifier name: (type_identifier) @reference.type)
(enum_specifier name: (type_identifier) @reference.type)
(type_identifier) @reference.type
(declaration type: (_) @within declarator: (init_declarator value: (initializer_list
  (initializer_pair designator: (field_designator (field_identifier) @reference.value)))))
(compound_literal_expression type: (_) @within value: (initializer_list
  (initializer_pair designator: (field_designator (field_identifier) @reference.value))))
(preproc_params (identifier) @ignore)
(field_expression argument: (_) @qualifier field: (field_identifier) @reference.value)
(identifier) @reference.value

; --- names with their types
(parameter_declaration type: (_) @typedas declarator: [
  (identifier) @typed
  (pointer_declarator declarator: (identifier) @typed)
  (pointer_declarator declarator: (pointer_declarator declarator: (identifier) @typed))
  (array_declarator declarator: (identifier) @typed)])
(declaration type: (_) @typedas declarator: [
  (identifier) @typed
  (pointer_declarator declarator: (identifier) @typed)
  (pointer_declarator declarator: (pointer_declarator declarator: (identifier) @typed))
  (array_declarator declarator: (identifier) @typed)
  (array_declarator declarator: (array_declarator declarator: (identifier) @typed))
  (pointer_declarator declarator: (array_declarator declarator: (identifier) @typed))
  (function_declarator declarator: (identifier) @typed)
  (pointer_declarator declarator: (function_declarator declarator: (identifier) @typed))
  (pointer_declarator declarator: (pointer_declarator declarator: (function_declarator declarator: (identifier) @typed)))])
(declaration type: (_) @typedas declarator: (init_declarator declarator: [
  (identifier) @typed
  (pointer_declarator declarator: (identifier) @typed)
  (pointer_declarator declarator: (pointer_declarator declarator: (identifier) @typed))
  (array_declarator declarator: (identifier) @typed)
  (array_declarator declarator: (array_declarator declarator: (identifier) @typed))
  (pointer_declarator declarator: (array_declarator declarator: (identifier) @typed))]))
(field_declaration type: (_) @typedas declarator: [
  (field_identifier) @typed
  (pointer_declarator declarator: (field_identifier) @typed)
  (pointer_declarator declarator: (pointer_declarator declarator: (field_identifier) @typed))
  (array_declarator declarator: (field_identifier) @typed)
  (array_declarator declarator: (array_declarator declarator: (field_identifier) @typed))
  (pointer_declarator declarator: (array_declarator declarator: (field_identifier) @typed))])
(function_definition type: (_) @typedas declarator: [
  (function_declarator declarator: (identifier) @typed)
  (pointer_declarator declarator: (function_declarator declarator: (identifier) @typed))
  (pointer_declarator declarator: (pointer_declarator declarator: (function_declarator declarator: (identifier) @typed)))])
(type_definition type: (_) @typedas declarator: [
  (type_identifier) @typed
  (pointer_declarator declarator: (type_identifier) @typed)])
; Names of which no type is told hide others all the same.
(parenthesized_declarator (pointer_declarator declarator: (identifier) @typed))
(parenthesized_declarator (pointer_declarator declarator: (array_declarator declarator: (identifier) @typed)))
(array_declarator declarator: (identifier) @typed)
(init_declarator declarator: (identifier) @typed)
