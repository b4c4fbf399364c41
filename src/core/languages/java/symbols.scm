; Java.

(package_declaration [(scoped_identifier) (identifier)] @package)

[(block_comment) (line_comment)] @comment
[(marker_annotation) (annotation)] @prefix

; Types
(class_declaration name: (_) @name body: (_) @body) @definition.class
(interface_declaration name: (_) @name body: (_) @body) @definition.interface
(enum_declaration name: (_) @name body: (_) @body) @definition.enum
((record_declaration name: (_) @name body: (_) @body) @definition.class (#set! native "record"))
((annotation_type_declaration name: (_) @name body: (_) @body) @definition.interface (#set! native "annotation"))

; Members
(method_declaration name: (_) @name body: (_)? @body) @definition.method
(annotation_type_element_declaration name: (_) @name) @definition.method
((constructor_declaration name: (_) @name body: (_) @body) @definition.method (#set! native "constructor"))
((compact_constructor_declaration name: (_) @name body: (_) @body) @definition.method (#set! native "constructor"))
(field_declaration declarator: (variable_declarator name: (_) @name) @definition.property)
(constant_declaration declarator: (variable_declarator name: (_) @name) @definition.constant)
((enum_constant name: (_) @name body: (_)? @body) @definition.constant (#set! native "enum member"))
(record_declaration
  parameters: (formal_parameters (formal_parameter name: (_) @name) @definition.property)
  (#set! native "record component") (#set! public))

(field_declaration declarator: (_) @wrapped) @wrapper
(constant_declaration declarator: (_) @wrapped) @wrapper

; Imports
(import_declaration [(scoped_identifier) (identifier)] @qualifier (asterisk) @reference.import)
(import_declaration (identifier) @ignore)
(import_declaration (scoped_identifier scope: (_) @qualifier name: (_) @reference.import) . ";")

; Annotations
(marker_annotation name: (identifier) @reference.decorates)
(annotation name: (identifier) @reference.decorates)
(marker_annotation name: (scoped_identifier scope: (_) @qualifier name: (_) @reference.decorates))
(annotation name: (scoped_identifier scope: (_) @qualifier name: (_) @reference.decorates))

; Heritage; what begins small before a dot is a package
((scoped_type_identifier . (type_identifier) @ignore (type_identifier)) (#match? @ignore "^[a-z]"))
((scoped_type_identifier (scoped_type_identifier (type_identifier) @ignore .) (type_identifier)) (#match? @ignore "^[a-z]"))
(superclass (type_identifier) @reference.extends)
(superclass (generic_type . (type_identifier) @reference.extends))
(superclass (scoped_type_identifier (_) @qualifier (type_identifier) @reference.extends .))
(superclass (generic_type . (scoped_type_identifier (_) @qualifier (type_identifier) @reference.extends .)))
(extends_interfaces (type_list (type_identifier) @reference.extends))
(extends_interfaces (type_list (generic_type . (type_identifier) @reference.extends)))
(extends_interfaces (type_list (scoped_type_identifier (_) @qualifier (type_identifier) @reference.extends .)))
(extends_interfaces
  (type_list (generic_type . (scoped_type_identifier (_) @qualifier (type_identifier) @reference.extends .))))
(super_interfaces (type_list (type_identifier) @reference.implements))
(super_interfaces (type_list (generic_type . (type_identifier) @reference.implements)))
(super_interfaces (type_list (scoped_type_identifier (_) @qualifier (type_identifier) @reference.implements .)))
(super_interfaces
  (type_list (generic_type . (scoped_type_identifier (_) @qualifier (type_identifier) @reference.implements .))))

; Calls
(method_invocation object: (_) @qualifier name: (_) @reference.call arguments: (_) @arguments)
(method_invocation !object name: (_) @reference.call arguments: (_) @arguments)
(method_reference . (_) @qualifier (identifier) @reference.call .)
(method_reference . (identifier) @reference.construct "new")
(explicit_constructor_invocation constructor: (_) @reference.call arguments: (_) @arguments)

; Constructions
(object_creation_expression type: (type_identifier) @reference.construct)
(object_creation_expression type: (generic_type . (type_identifier) @reference.construct))
(object_creation_expression type: (scoped_type_identifier (_) @qualifier (type_identifier) @reference.construct .))
(object_creation_expression
  type: (generic_type . (scoped_type_identifier (_) @qualifier (type_identifier) @reference.construct .)))

; Types
(type_parameter (type_identifier) @ignore)
(scoped_type_identifier (_) @qualifier (type_identifier) @reference.type .)
((type_identifier) @reference.type (#not-eq? @reference.type "var"))

; Values
(package_declaration (_) @ignore)
(scoped_identifier (identifier) @ignore)
(labeled_statement . (identifier) @ignore)
(break_statement (identifier) @ignore)
(continue_statement (identifier) @ignore)
(element_value_pair key: (_) @ignore)
(switch_label (identifier) @ignore)
(field_access object: (_) @qualifier field: (identifier) @reference.value)
(identifier) @reference.value

; --- names with their types
(type_parameter (type_identifier) @typed (type_bound . (_) @typedas))
(type_parameter (type_identifier) @typed)
(instanceof_expression right: (_) @typedas name: (identifier) @typed)
(type_pattern (_) @typedas . (identifier) @typed)
(record_pattern_component (_) @typedas . (identifier) @typed)
(spread_parameter (_) @typedas . (variable_declarator name: (identifier) @typed))
(formal_parameter type: (_) @typedas name: (identifier) @typed)
(catch_formal_parameter (catch_type . (_) @typedas) name: (identifier) @typed)
(resource type: (_) @typedas name: (identifier) @typed)
(enhanced_for_statement type: (_) @typedas name: (identifier) @typed)
(lambda_expression parameters: (identifier) @typed)
(inferred_parameters (identifier) @typed)
(local_variable_declaration type: (_) @_var declarator: (variable_declarator name: (identifier) @typed
  value: [(object_creation_expression type: (_) @typedas) (method_invocation) @typedas]) (#eq? @_var "var"))
(local_variable_declaration type: (_) @typedas declarator: (variable_declarator name: (identifier) @typed))
(field_declaration type: (_) @typedas declarator: (variable_declarator name: (identifier) @typed))
(method_declaration type: (_) @typedas name: (identifier) @typed)
(method_declaration name: (identifier) @typed parameters: (_) @parameters)
(constructor_declaration name: (identifier) @typed parameters: (_) @parameters)

; --- members of nameless classes
(object_creation_expression type: (_) @memberof (class_body (method_declaration name: (identifier) @member)))
