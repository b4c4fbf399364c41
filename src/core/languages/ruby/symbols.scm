; Ruby.

(comment) @comment

; --- definitions: modules, classes, constants
((module name: (constant) @name body: (_)? @body) @definition.namespace (#set! native "module"))
((module name: (scope_resolution scope: (_) @owner name: (_) @name) body: (_)? @body) @definition.namespace
  (#set! native "module"))
(class name: (constant) @name body: (_)? @body) @definition.class
(class name: (scope_resolution scope: (_) @owner name: (_) @name) body: (_)? @body) @definition.class
(assignment
  left: (constant) @name
  right: (call receiver: (constant) @_maker method: (identifier) @_new block: (_)? @body)
  (#any-of? @_maker "Class" "Struct" "Data" "Module") (#any-of? @_new "new" "define")) @definition.class
(assignment
  right: (call
    receiver: (constant) @_maker method: (identifier) @_new
    arguments: (argument_list (simple_symbol) @name @definition.property))
  (#any-of? @_maker "Struct" "Data") (#any-of? @_new "new" "define"))
(assignment left: (constant) @name) @definition.constant
(assignment left: (scope_resolution scope: (_) @owner name: (constant) @name)) @definition.constant
(operator_assignment left: (constant) @name) @definition.constant
(program (assignment left: (global_variable) @name) @definition.variable)
(body_statement (assignment left: (class_variable) @name) @definition.property (#set! static) (#set! private))

; --- definitions: methods
((singleton_class value: (_) @name body: (_) @body) @definition.class (#set! native "singleton"))
((method name: (setter) @name body: (_)? @body) @definition.function (#set! native "setter"))
(method name: (_) @name body: (_)? @body) @definition.function
((singleton_method object: (constant) @owner name: (_) @name body: (_)? @body) @definition.method (#set! static))
((singleton_method name: (_) @name body: (_)? @body) @definition.method (#set! static))
((alias name: (_) @name) @definition.method (#set! native "alias"))
(call
  !receiver method: (identifier) @_define
  arguments: (argument_list . [(simple_symbol) (string)] @name)
  block: (_)? @body
  (#any-of? @_define "define_method" "define_singleton_method")) @definition.method
(call
  !receiver method: (identifier) @_alias
  arguments: (argument_list . [(simple_symbol) (string)] @name)
  (#eq? @_alias "alias_method") (#set! native "alias")) @definition.method

; --- definitions: attributes, and what frameworks declare in the same form
(call
  !receiver method: (identifier) @_attribute
  arguments: (argument_list [(simple_symbol) (string)] @name @definition.property)
  (#any-of? @_attribute "attr_accessor" "attr_reader" "attr_writer" "attr" "cattr_accessor" "mattr_accessor"
    "class_attribute"))
(call
  !receiver method: (identifier) @_association
  arguments: (argument_list . (simple_symbol) @name)
  (#any-of? @_association "has_many" "has_one" "belongs_to" "has_and_belongs_to_many" "scope" "enum")
  (#set! native "association")) @definition.property
(call
  !receiver method: (identifier) @_task
  arguments: (argument_list . [(simple_symbol) @name (string) @name (pair key: (_) @name)])
  block: (_) @body
  (#eq? @_task "task") (#set! native "task")) @definition.function

; --- visibility: sections, and names made private after the fact
(body_statement (identifier) @name @definition.property
  (#any-of? @name "private" "protected" "public" "module_function") (#set! native "section"))
(call
  !receiver method: (identifier) @_hide arguments: (argument_list (simple_symbol) @name @definition.property)
  (#any-of? @_hide "private" "private_class_method" "private_constant") (#set! native "hidden") (#set! private))
(call
  !receiver method: (identifier) @_protect arguments: (argument_list (simple_symbol) @name @definition.property)
  (#eq? @_protect "protected") (#set! native "hidden") (#set! protected))
(call arguments: (argument_list . [(method) (singleton_method)] @wrapped)) @wrapper
(call
  !receiver method: (identifier) @_attribute arguments: (argument_list [(simple_symbol) (string)] @wrapped)
  (#match? @_attribute "^[cm]?attr")) @wrapper

; --- references: imports
(call
  !receiver method: (identifier) @_require
  arguments: (argument_list . (string (string_content) @reference.import @qualifier))
  (#any-of? @_require "require" "require_relative" "load" "require_dependency") (#set! name ""))
(call
  !receiver method: (identifier) @_autoload
  arguments: (argument_list . (simple_symbol) @reference.import (string (string_content) @qualifier))
  (#eq? @_autoload "autoload") (#set! name "*"))
(call
  !receiver method: (identifier) @ignore
  (#any-of? @ignore "require" "require_relative" "load" "require_dependency" "autoload" "attr_accessor" "attr_reader"
    "attr_writer" "attr" "include" "extend" "prepend" "private" "protected" "public" "private_constant"
    "private_class_method" "module_function" "alias_method" "define_method"))

; --- references: heritage
(superclass (constant) @reference.extends)
(superclass (scope_resolution scope: (_) @qualifier name: (_) @reference.extends))
(assignment
  left: (constant)
  right: (call
    receiver: (constant) @_class method: (identifier) @_new
    arguments: (argument_list . [
      (constant) @reference.extends
      (scope_resolution scope: (_) @qualifier name: (_) @reference.extends)]))
  (#eq? @_class "Class") (#eq? @_new "new"))
; what stands in a block may be run for another class
(class body: (body_statement
  (call
    !receiver method: (identifier) @alias
    arguments: (argument_list [
      (constant) @reference.implements
      (scope_resolution scope: (_) @qualifier name: (constant) @reference.implements)]))
  (#any-of? @alias "include" "extend" "prepend")))
(module body: (body_statement
  (call
    !receiver method: (identifier) @alias
    arguments: (argument_list [
      (constant) @reference.implements
      (scope_resolution scope: (_) @qualifier name: (constant) @reference.implements)]))
  (#any-of? @alias "include" "extend" "prepend")))
(singleton_class body: (body_statement
  (call
    !receiver method: (identifier) @_mixin
    arguments: (argument_list [
      (constant) @reference.implements
      (scope_resolution scope: (_) @qualifier name: (constant) @reference.implements)]))
  (#any-of? @_mixin "include" "extend" "prepend")))

; --- references: calls
(call receiver: (constant) @reference.construct method: (identifier) @_new (#eq? @_new "new"))
(call
  receiver: (scope_resolution scope: (_) @qualifier name: (constant) @reference.construct)
  method: (identifier) @_new (#eq? @_new "new"))
(call receiver: [(constant) (scope_resolution)] method: (identifier) @ignore (#eq? @ignore "new"))
(call receiver: (_) @qualifier method: [(identifier) (constant)] @reference.call)
(call method: [(identifier) (constant) (super)] @reference.call)
(super) @reference.call

; --- references: constants stand for classes and modules wherever they are used
(scope_resolution scope: (_) @qualifier name: (constant) @reference.type)
(constant) @reference.type

; --- references: a name alone is a local name, or a method without arguments
(identifier) @reference.value

; --- names with their types
(assignment left: [(identifier) (instance_variable)] @typed
  right: (call receiver: [(constant) (scope_resolution)] @typedas method: (identifier) @_new) (#eq? @_new "new"))
(assignment left: (instance_variable) @typed right: (nil) @typedas)
(assignment left: [(identifier) (instance_variable)] @typed)
(operator_assignment left: [(identifier) (instance_variable)] @typed)
(left_assignment_list [(identifier) (instance_variable)] @typed)
(destructured_left_assignment [(identifier) (instance_variable)] @typed)
(rest_assignment [(identifier) (instance_variable)] @typed)
(method_parameters (identifier) @typed)
(lambda_parameters (identifier) @typed)
(block_parameters (identifier) @typed)
(destructured_parameter (identifier) @typed)
(optional_parameter name: (identifier) @typed)
(keyword_parameter name: (identifier) @typed)
(splat_parameter name: (identifier) @typed)
(hash_splat_parameter name: (identifier) @typed)
(block_parameter name: (identifier) @typed)
(exception_variable [(identifier) (instance_variable)] @typed)
(for pattern: (identifier) @typed)
(in_clause pattern: (identifier) @typed)
(as_pattern name: (identifier) @typed)
(array_pattern (identifier) @typed)
(find_pattern (identifier) @typed)
(keyword_pattern value: (identifier) @typed)
(keyword_pattern key: (hash_key_symbol) @typed)
