; Symbols and references of Go.

(package_clause (package_identifier) @package)

; --- definitions
(function_declaration name: (_) @name body: (_)? @body) @definition.function
(method_declaration
  receiver: (parameter_list (parameter_declaration type: [
    (type_identifier) @owner
    (generic_type type: (type_identifier) @owner)
    (pointer_type [(type_identifier) @owner (generic_type type: (type_identifier) @owner)])
    (parenthesized_type (pointer_type (type_identifier) @owner))]))
  name: (_) @name body: (_)? @body) @definition.method
(type_spec name: (_) @name type: (struct_type (field_declaration_list) @body) (#set! native "struct")) @definition.class
(type_spec name: (_) @name type: (interface_type "{" @body)) @definition.interface
(type_spec name: (_) @name) @definition.type
(type_alias name: (_) @name) @definition.type
(field_declaration name: (_) @name) @definition.property
(method_elem name: (_) @name) @definition.method
; The grammar gives the field `name` to the first of several names only.
(const_spec (identifier) @name) @definition.constant
(var_spec name: (identifier) @name value: (expression_list . (func_literal body: (_) @body) .)) @definition.function
(source_file (var_declaration (var_spec name: (identifier) @name) @definition.variable))
(source_file (var_declaration (var_spec_list (var_spec name: (identifier) @name) @definition.variable)))
(short_var_declaration
  left: (expression_list . (identifier) @name .)
  right: (expression_list . (func_literal body: (_) @body) .)) @definition.function

; --- what stands around definitions
(type_declaration [(type_spec) (type_alias)] @wrapped) @wrapper
(const_declaration (const_spec) @wrapped) @wrapper
(var_declaration (var_spec) @wrapped) @wrapper
(var_declaration (var_spec_list (var_spec) @wrapped)) @wrapper
(comment) @comment

; --- references: imports
(import_spec !name path: (_) @reference.import @qualifier (#set! name "*"))
(import_spec name: [(package_identifier) (dot)] @alias path: (_) @reference.import @qualifier (#set! name "*"))
(import_spec name: (blank_identifier) path: (_) @reference.import @qualifier (#set! name ""))

; --- references: heritage by embedding
(field_declaration !name type: (type_identifier) @reference.extends)
(field_declaration !name type: (generic_type type: (type_identifier) @reference.extends))
(field_declaration !name type: (qualified_type package: (_) @qualifier name: (_) @reference.extends))
(interface_type (type_elem . (type_identifier) @reference.extends .))
(interface_type (type_elem . (qualified_type package: (_) @qualifier name: (_) @reference.extends) .))

; --- references: uses
(call_expression function: (identifier) @reference.call)
(call_expression function: (selector_expression operand: (_) @qualifier field: (_) @reference.call))
(composite_literal type: (type_identifier) @reference.construct)
(composite_literal type: (generic_type type: (type_identifier) @reference.construct))
(composite_literal type: (qualified_type package: (_) @qualifier name: (_) @reference.construct))
(type_parameter_declaration name: (identifier) @ignore)
(qualified_type package: (_) @qualifier name: (_) @reference.type)
((type_identifier) @reference.type (#not-any-of? @reference.type "int" "string" "bool" "error" "byte" "any" "float64"
  "int64" "uint64" "int32" "uint32" "uint8" "rune" "float32" "uint" "int8" "int16" "uint16" "uintptr" "comparable"))

; --- references: values; the keys of a literal are fields of its type
(composite_literal type: [(type_identifier) (qualified_type)] @within
  body: (literal_value (keyed_element . (literal_element (identifier) @reference.value))))
(composite_literal type: [(slice_type element: (_) @within) (array_type element: (_) @within)]
  body: (literal_value (literal_element (literal_value (keyed_element . (literal_element (identifier) @reference.value))))))
(composite_literal type: (map_type)
  body: (literal_value (keyed_element . (literal_element (identifier) @reference.value))))
(keyed_element . (literal_element (identifier) @ignore))
(selector_expression operand: (_) @qualifier field: (_) @reference.value)
((identifier) @reference.value (#not-any-of? @reference.value "_" "iota"))

; --- names with their types
(type_parameter_declaration name: (identifier) @typed type: (type_constraint . (_) @typedas .))
(type_parameter_declaration name: (identifier) @typed)
(method_declaration receiver: (parameter_list (parameter_declaration type: [
  (generic_type (type_arguments (type_elem (type_identifier) @typed)))
  (pointer_type (generic_type (type_arguments (type_elem (type_identifier) @typed))))])))
(parameter_declaration name: (identifier) @typed type: (_) @typedas)
(variadic_parameter_declaration name: (identifier) @typed) @typedas
(type_switch_statement alias: (expression_list (identifier) @typed))
(receive_statement left: (expression_list (identifier) @typed) ":=")
(var_spec name: (identifier) @typed type: (_) @typedas)
(var_spec name: (identifier) @typed value: (expression_list . (composite_literal type: (_) @typedas)))
(var_spec name: (identifier) @typed value: (expression_list . (call_expression) @typedas))
(var_spec name: (identifier) @typed)
(const_spec (identifier) @typed type: (_) @typedas)
(const_spec (identifier) @typed)
(short_var_declaration left: (expression_list . (identifier) @typed)
  right: (expression_list . (composite_literal type: (_) @typedas)))
(short_var_declaration left: (expression_list . (identifier) @typed)
  right: (expression_list . (unary_expression operand: (composite_literal type: (_) @typedas))))
(short_var_declaration left: (expression_list . (identifier) @typed)
  right: (expression_list . (call_expression) @typedas))
(short_var_declaration left: (expression_list . (identifier) @typed)
  right: (expression_list . (type_assertion_expression type: (_) @typedas)))
(short_var_declaration left: (expression_list . (identifier) @typed)
  right: (expression_list . [
    (identifier) (selector_expression) (index_expression operand: [(identifier) (selector_expression)])] @typedas))
(short_var_declaration left: (expression_list (identifier) @typed))
(range_clause left: (expression_list (_) (identifier) @typed) ":=") @typedas
(range_clause left: (expression_list (identifier) @typed) ":=")
(field_declaration name: (field_identifier) @typed type: (_) @typedas)
(function_declaration name: (identifier) @typed result: (_) @typedas)
(method_declaration name: (field_identifier) @typed result: (_) @typedas)
(method_elem name: (field_identifier) @typed result: (_) @typedas)
