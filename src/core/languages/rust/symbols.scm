; Symbols and references of Rust.

; --- definitions
(struct_item name: (_) @name body: (field_declaration_list) @body (#set! native "struct")) @definition.class
(struct_item name: (_) @name (#set! native "struct")) @definition.class
(union_item name: (_) @name body: (_) @body (#set! native "union")) @definition.class
(enum_item name: (_) @name body: (_) @body) @definition.enum
(enum_variant name: (_) @name (#set! native "enum member")) @definition.constant
(trait_item name: (_) @name body: (_) @body (#set! native "trait")) @definition.interface
(type_item name: (_) @name) @definition.type
(associated_type name: (_) @name) @definition.type
(function_item name: (_) @name body: (_) @body) @definition.function
(function_signature_item name: (_) @name) @definition.function
(macro_definition name: (_) @name . "("? . (macro_rule) @body (#set! native "macro")) @definition.function
(macro_definition name: (_) @name (#set! native "macro")) @definition.function
(mod_item name: (_) @name body: (_)? @body) @definition.namespace
(const_item name: (_) @name) @definition.constant
(static_item name: (_) @name) @definition.variable
(field_declaration name: (_) @name) @definition.property
(impl_item type: [
  (type_identifier) @owner
  (generic_type type: (type_identifier) @owner)
  (scoped_type_identifier name: (_) @owner)
  (generic_type type: (scoped_type_identifier name: (_) @owner))
  (reference_type type: (type_identifier) @owner)
  (reference_type type: (generic_type type: (type_identifier) @owner))
  (dynamic_type trait: (type_identifier) @owner)
  (primitive_type) @owner]) @scope

; --- what stands around definitions
(attribute_item) @prefix
(impl_item trait: (_) body: (declaration_list (function_item name: (_) @marks.public)))
(source_file (line_comment (inner_doc_comment_marker)) @documentation) @documented
(source_file (block_comment (inner_doc_comment_marker)) @documentation) @documented
(mod_item body: (declaration_list (line_comment (inner_doc_comment_marker)) @documentation)) @documented
(mod_item body: (declaration_list (block_comment (inner_doc_comment_marker)) @documentation)) @documented
(line_comment) @comment
(block_comment) @comment

; --- references: imports
(use_declaration argument: (_) @import)
(extern_crate_declaration name: (identifier) @reference.import @qualifier alias: (_)? @alias (#set! name "*"))

; --- references: heritage and attributes
(impl_item trait: (type_identifier) @reference.implements)
(impl_item trait: (generic_type type: (type_identifier) @reference.implements))
(impl_item trait: (scoped_type_identifier path: (_) @qualifier name: (_) @reference.implements))
(impl_item
  trait: (generic_type type: (scoped_type_identifier path: (_) @qualifier name: (_) @reference.implements)))
(trait_item bounds: (trait_bounds (type_identifier) @reference.extends))
(trait_item bounds: (trait_bounds (generic_type type: (type_identifier) @reference.extends)))
(trait_item bounds: (trait_bounds (scoped_type_identifier path: (_) @qualifier name: (_) @reference.extends)))
((attribute_item (attribute (identifier) @_derive @ignore arguments: (token_tree (identifier) @reference.decorates)))
  (#eq? @_derive "derive"))
(attribute_item (attribute (identifier) @reference.decorates))
(attribute_item (attribute (scoped_identifier path: (_) @qualifier name: (_) @reference.decorates)))

; --- names with their types; what is used, and by which local names, is read in parser/code/rust
(field_declaration name: (_) @typed type: (_) @typedas)
(function_item name: (_) @typed return_type: (_) @typedas)
(function_signature_item name: (_) @typed return_type: (_) @typedas)
