; Symbols and references of Python.

; --- definitions
(class_definition name: (_) @name body: (_) @body) @definition.class
(decorated_definition
  (decorator [(identifier) @_d (attribute attribute: (identifier) @_d)])
  definition: (function_definition name: (_) @name body: (_) @body) @definition.method
  (#any-of? @_d "property" "cached_property" "abstractproperty" "getter") (#set! native "getter"))
(decorated_definition
  (decorator (attribute attribute: (identifier) @_d))
  definition: (function_definition name: (_) @name body: (_) @body) @definition.method
  (#any-of? @_d "setter" "deleter") (#set! native "setter"))
(function_definition name: (_) @name body: (_) @body) @definition.function
(type_alias_statement left: (type (identifier) @name)) @definition.type
(type_alias_statement left: (type (generic_type . (identifier) @name))) @definition.type

; enum members: what a class of an Enum sets
(class_definition
  superclasses: (argument_list [(identifier) @_base (attribute attribute: (identifier) @_base)])
  body: (block (expression_statement (assignment left: (identifier) @name !type) @definition.constant))
  (#any-of? @_base "Enum" "IntEnum" "StrEnum" "Flag" "IntFlag") (#set! native "enum member"))

; attributes of classes and of instances
(class_definition body: (block (expression_statement (assignment left: (identifier) @name) @definition.property)))
(class_definition body: (block (expression_statement
  (assignment left: (pattern_list (identifier) @name @definition.property)))))
(assignment left: (attribute object: (identifier) @_self attribute: (identifier) @name)
  (#any-of? @_self "self" "cls") (#set! member)) @definition.property
(assignment left: (pattern_list (attribute object: (identifier) @_self attribute: (identifier) @name)
  @definition.property) (#any-of? @_self "self" "cls") (#set! member))

; module variables, also those that a condition guards
(module (expression_statement (assignment left: (identifier) @name right: (lambda body: (_) @body))
  @definition.function))
(module (expression_statement (assignment left: (identifier) @_all) @ignore) (#eq? @_all "__all__"))
(module (expression_statement (assignment left: (identifier) @name) @definition.variable))
(module (expression_statement (assignment left: (pattern_list (identifier) @name @definition.variable))))
(module (expression_statement
  (assignment left: (pattern_list (tuple_pattern (identifier) @name @definition.variable)))))
(module (expression_statement (assignment left: (tuple_pattern (identifier) @name @definition.variable))))
(module (expression_statement
  (assignment right: (assignment left: (identifier) @name) @definition.variable)))
(module (if_statement consequence: (block (expression_statement
  (assignment left: (identifier) @name) @definition.variable))))
(module (if_statement alternative: (_ (block (expression_statement
  (assignment left: (identifier) @name) @definition.variable)))))
(module (try_statement body: (block (expression_statement
  (assignment left: (identifier) @name) @definition.variable))))
(module (try_statement (except_clause (block (expression_statement
  (assignment left: (identifier) @name) @definition.variable)))))

; --- what stands around definitions
(decorated_definition definition: (_) @wrapped) @wrapper
(decorator) @prefix
(comment) @comment
(module . (comment)* . (expression_statement (string) @documentation)) @documented
(class_definition body: (block . (comment)* . (expression_statement (string) @documentation))) @documented
(function_definition body: (block . (comment)* . (expression_statement (string) @documentation))) @documented
(yield) @marks.generator
(decorated_definition
  (decorator [(identifier) @_d (attribute attribute: (identifier) @_d)])
  definition: (function_definition name: (_) @marks.static)
  (#any-of? @_d "staticmethod" "classmethod" "abstractstaticmethod" "abstractclassmethod"))
(decorated_definition
  (decorator [(identifier) @_d (attribute attribute: (identifier) @_d)])
  definition: (function_definition name: (_) @marks.abstract)
  (#match? @_d "^abstract"))
(module (expression_statement (assignment left: (identifier) @_all
  right: [(list (string (string_content) @exported)) (tuple (string (string_content) @exported))]))
  (#eq? @_all "__all__"))
(module (expression_statement (augmented_assignment left: (identifier) @_all
  right: [(list (string (string_content) @exported)) (tuple (string (string_content) @exported))]))
  (#eq? @_all "__all__"))

; --- references: imports
(import_statement name: (dotted_name) @reference.import @qualifier (#set! name "*") (#set! alias))
(import_statement name: (aliased_import name: (dotted_name) @reference.import @qualifier alias: (_) @alias)
  (#set! name "*"))
(import_from_statement module_name: (_) @qualifier name: (dotted_name) @reference.import)
(import_from_statement module_name: (_) @qualifier
  name: (aliased_import name: (dotted_name) @reference.import alias: (_) @alias))
(import_from_statement module_name: (_) @qualifier (wildcard_import) @reference.import)
(future_import_statement name: (dotted_name) @reference.import (#set! qualifier "__future__"))

; --- references: heritage and decorators
(class_definition superclasses: (argument_list (identifier) @reference.extends))
(class_definition superclasses: (argument_list (attribute object: (_) @qualifier attribute: (_) @reference.extends)))
(class_definition superclasses: (argument_list (subscript value: (identifier) @reference.extends)))
(class_definition superclasses: (argument_list
  (subscript value: (attribute object: (_) @qualifier attribute: (_) @reference.extends))))
(decorator (identifier) @reference.decorates)
(decorator (attribute object: (_) @qualifier attribute: (_) @reference.decorates))
(decorator (call function: (identifier) @reference.decorates))
(decorator (call function: (attribute object: (_) @qualifier attribute: (_) @reference.decorates)))

; --- references: uses
(call function: (identifier) @reference.call)
(call function: (attribute object: (_) @qualifier attribute: (_) @reference.call))
(call function: (subscript value: (identifier) @reference.call))
(type (identifier) @reference.type)
(type (attribute object: (_) @qualifier attribute: (_) @reference.type))
(type (generic_type . (identifier) @reference.type))
(type (subscript value: (identifier) @reference.type))
(type (subscript value: (attribute object: (_) @qualifier attribute: (_) @reference.type)))
(type (binary_operator (identifier) @reference.type))
(type (binary_operator (attribute object: (_) @qualifier attribute: (_) @reference.type)))
(type (binary_operator (binary_operator (identifier) @reference.type)))
((type (string (string_content) @reference.type)) (#match? @reference.type "^[A-Za-z_][A-Za-z0-9_]*$"))
