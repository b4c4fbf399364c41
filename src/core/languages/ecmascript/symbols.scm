; Symbols and references that TypeScript, TSX and JavaScript write alike.

; --- what looks like a variable and is an import
(variable_declarator name: (identifier) @reference.import
  value: (call_expression function: (identifier) @_require @ignore arguments: (arguments . (string) @qualifier @ignore))
  (#eq? @_require "require") (#set! name "*") (#set! alias))
(variable_declarator
  name: (object_pattern [(shorthand_property_identifier_pattern) @reference.import
    (pair_pattern key: (property_identifier) @reference.import value: (identifier) @alias @ignore)])
  value: (call_expression function: (identifier) @_require @ignore arguments: (arguments . (string) @qualifier @ignore))
  (#eq? @_require "require"))

; --- definitions: types
(class_declaration name: (_) @name body: (_) @body) @definition.class
(variable_declarator name: (identifier) @name value: (class body: (_) @body)) @definition.class
(export_statement value: (class name: (_) @name body: (_) @body) @definition.class)
(export_statement value: (class !name body: (_) @body) @definition.class (#set! name "default") (#set! exported))

; --- definitions: functions
(function_declaration name: (_) @name body: (_) @body) @definition.function
(generator_function_declaration name: (_) @name body: (_) @body) @definition.function
(export_statement value: (function_expression name: (_) @name body: (_) @body) @definition.function)
(export_statement value: (function_expression !name body: (_) @body) @definition.function
  (#set! name "default") (#set! exported))
(export_statement value: (generator_function !name body: (_) @body) @definition.function
  (#set! name "default") (#set! exported))
(export_statement value: (arrow_function body: (_) @body) @definition.function (#set! name "default") (#set! exported))
(variable_declarator name: (identifier) @name value: (arrow_function body: (_) @body)) @definition.function
(variable_declarator name: (identifier) @name value: (function_expression body: (_) @body)) @definition.function
(variable_declarator name: (identifier) @name value: (generator_function body: (_) @body)) @definition.function
(assignment_expression
  left: (member_expression
    object: (member_expression object: (identifier) @owner property: (property_identifier) @_prototype)
    property: (property_identifier) @name)
  right: [(function_expression body: (_) @body) (generator_function body: (_) @body) (arrow_function body: (_) @body)]
  (#eq? @_prototype "prototype")) @definition.method
(assignment_expression
  left: (member_expression object: (identifier) @_module property: (property_identifier) @_exports @name)
  right: [(function_expression body: (_) @body) (generator_function body: (_) @body) (arrow_function body: (_) @body)]
  (#eq? @_module "module") (#eq? @_exports "exports") (#set! name "default") (#set! exported)) @definition.function
(assignment_expression
  left: (member_expression object: (identifier) @_module property: (property_identifier) @_exports @name)
  right: (class body: (_) @body)
  (#eq? @_module "module") (#eq? @_exports "exports") (#set! name "default") (#set! exported)) @definition.class
(assignment_expression
  left: (member_expression object: (_) @_exports property: (property_identifier) @name)
  right: [(function_expression body: (_) @body) (generator_function body: (_) @body) (arrow_function body: (_) @body)]
  (#any-of? @_exports "exports" "module.exports") (#set! exported)) @definition.function
(assignment_expression
  left: (member_expression object: (_) @_exports property: (property_identifier) @name)
  right: (class body: (_) @body)
  (#any-of? @_exports "exports" "module.exports") (#set! exported)) @definition.class
(program (expression_statement (assignment_expression
  left: (member_expression object: (identifier) @owner property: (property_identifier) @name)
  right: [(function_expression body: (_) @body) (generator_function body: (_) @body) (arrow_function body: (_) @body)]
  (#set! static)) @definition.method))

; --- definitions: members
(assignment_expression
  left: (member_expression) @_left
  right: (object (method_definition name: (_) @name body: (_) @body) @definition.method)
  (#any-of? @_left "exports" "module.exports") (#set! exported))
(method_definition name: (_) @name body: (_) @body) @definition.method
(variable_declarator
  value: (object (pair key: (_) @name value: [(arrow_function body: (_) @body) (function_expression body: (_) @body)])
    @definition.method))
(variable_declarator
  value: (object (pair value: (object
    (pair key: (_) @name value: [(arrow_function body: (_) @body) (function_expression body: (_) @body)])
    @definition.method))))
(assignment_expression
  right: (object (pair key: (_) @name value: [(arrow_function body: (_) @body) (function_expression body: (_) @body)])
    @definition.method))
(export_statement
  value: (object (pair key: (_) @name value: [(arrow_function body: (_) @body) (function_expression body: (_) @body)])
    @definition.method))

; --- definitions: variables at the top of a file or namespace
(program (lexical_declaration
  (variable_declarator name: (identifier) @name value: (object) @body) @definition.variable))
(program (lexical_declaration (variable_declarator name: (identifier) @name) @definition.variable))
(program (variable_declaration (variable_declarator name: (identifier) @name) @definition.variable))
(export_statement declaration: (lexical_declaration
  (variable_declarator name: (identifier) @name value: (object) @body) @definition.variable))
(export_statement declaration: (_ (variable_declarator name: (identifier) @name) @definition.variable))
(program (_ (variable_declarator name: (object_pattern [
  (shorthand_property_identifier_pattern) @name @definition.variable
  (pair_pattern value: (identifier) @name) @definition.variable
  (pair_pattern value: (assignment_pattern left: (identifier) @name)) @definition.variable
  (object_assignment_pattern left: (shorthand_property_identifier_pattern) @name) @definition.variable
  (rest_pattern (identifier) @name) @definition.variable]))))
(program (_ (variable_declarator name: (array_pattern [
  (identifier) @name @definition.variable
  (rest_pattern (identifier) @name) @definition.variable]))))
(export_statement declaration: (_ (variable_declarator name: (object_pattern [
  (shorthand_property_identifier_pattern) @name @definition.variable
  (pair_pattern value: (identifier) @name) @definition.variable
  (pair_pattern value: (assignment_pattern left: (identifier) @name)) @definition.variable
  (object_assignment_pattern left: (shorthand_property_identifier_pattern) @name) @definition.variable
  (rest_pattern (identifier) @name) @definition.variable]))) (#set! exported))
(export_statement declaration: (_ (variable_declarator name: (array_pattern [
  (identifier) @name @definition.variable
  (rest_pattern (identifier) @name) @definition.variable]))) (#set! exported))

; --- what stands around definitions
(export_statement declaration: (_) @wrapped) @wrapper
(export_statement value: (_) @wrapped) @wrapper
(expression_statement (assignment_expression right: [(function_expression) (generator_function) (arrow_function) (class)])
  @wrapped) @wrapper
(lexical_declaration (variable_declarator value: [(arrow_function) (function_expression) (generator_function) (class)])
  @wrapped) @wrapper
(variable_declaration (variable_declarator value: [(arrow_function) (function_expression) (generator_function) (class)])
  @wrapped) @wrapper
(program (lexical_declaration (variable_declarator) @wrapped) @wrapper)
(program (variable_declaration (variable_declarator) @wrapped) @wrapper)
(program (_ (variable_declarator name: [(object_pattern (_) @wrapped) (array_pattern (_) @wrapped)])) @wrapper)
(export_statement
  declaration: (_ (variable_declarator name: [(object_pattern (_) @wrapped) (array_pattern (_) @wrapped)])) @wrapper)
(export_statement (lexical_declaration (variable_declarator) @wrapped) @wrapper)
(export_statement (variable_declaration (variable_declarator) @wrapped) @wrapper)
(statement_block (lexical_declaration (variable_declarator value: (object)) @wrapped) @wrapper)
(decorator) @prefix
(comment) @comment
(export_statement !source (export_clause (export_specifier name: (_) @exported)))
(export_statement value: (identifier) @exported)
(assignment_expression left: (member_expression) @_left
  right: [(identifier) @exported (object (shorthand_property_identifier) @exported)
    (object (pair value: (identifier) @exported))]
  (#any-of? @_left "module.exports" "exports"))

; --- references: imports
(import_statement (import_clause (named_imports (import_specifier
  name: (_) @reference.import alias: (_)? @alias))) source: (string) @qualifier)
(import_statement (import_clause (identifier) @reference.import) source: (string) @qualifier
  (#set! name "default") (#set! alias))
(import_statement (import_clause (namespace_import (identifier) @reference.import)) source: (string) @qualifier
  (#set! name "*") (#set! alias))
(import_statement . source: (string) @reference.import @qualifier (#set! name ""))
(export_statement (export_clause (export_specifier name: (_) @reference.import alias: (_)? @alias))
  source: (string) @qualifier)
(export_statement (namespace_export (identifier) @reference.import) source: (string) @qualifier
  (#set! name "*") (#set! alias))
(export_statement "*" @reference.import . "from" source: (string) @qualifier (#set! name "*"))
(call_expression function: (identifier) @_require @ignore
  arguments: (arguments . (string) @reference.import @qualifier) (#eq? @_require "require") (#set! name ""))
(call_expression function: (import) arguments: (arguments . (string) @reference.import @qualifier) (#set! name "*"))

; --- references: heritage and decorators
(decorator (identifier) @reference.decorates)
(decorator (call_expression function: (identifier) @reference.decorates))
(decorator (member_expression object: (_) @qualifier property: (_) @reference.decorates))
(decorator (call_expression function: (member_expression object: (_) @qualifier property: (_) @reference.decorates)))

; --- references: uses
(call_expression function: (identifier) @reference.call)
(call_expression function: (member_expression object: (_) @qualifier property: (_) @reference.call))
(new_expression constructor: (identifier) @reference.construct)
(new_expression constructor: (member_expression object: (_) @qualifier property: (_) @reference.construct))
