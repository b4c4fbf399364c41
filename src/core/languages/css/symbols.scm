; CSS, and what it reads of SCSS and Less.

[(comment) (js_comment)] @comment

; --- definitions: classes and ids, at each depth at which a selector may name them
((rule_set
  (selectors [
    (class_selector (class_name) @name)
    (id_selector (id_name) @name)
    (_ [(class_selector (class_name) @name) (id_selector (id_name) @name)])
    (_ (_ [(class_selector (class_name) @name) (id_selector (id_name) @name)]))
    (_ (_ (_ [(class_selector (class_name) @name) (id_selector (id_name) @name)])))
    (_ (_ (_ (_ [(class_selector (class_name) @name) (id_selector (id_name) @name)]))))
  ] @definition.constant)
  (block) @body) (#set! native "selector"))
(rule_set (selectors (_) @wrapped)) @wrapper

; --- definitions: what is named otherwise
((declaration (property_name) @name) @definition.variable (#match? @name "^--") (#set! native "custom property"))
((at_rule (at_keyword) @_property (keyword_query) @name (block) @body) @definition.variable
  (#eq? @_property "@property") (#set! native "custom property"))
((keyframes_statement (keyframes_name) @name (keyframe_block_list) @body) @definition.function
  (#set! native "keyframes"))
((at_rule (at_keyword) @_layer (keyword_query) @name (block) @body) @definition.namespace
  (#eq? @_layer "@layer") (#set! native "layer"))

; --- references
((import_statement (string_value (string_content) @reference.import @qualifier)) (#set! name "*"))
((import_statement
  (call_expression (arguments [
    (string_value (string_content) @reference.import @qualifier)
    (plain_value) @reference.import @qualifier
  ]))) (#set! name "*"))
((call_expression (function_name) @_var (arguments . (plain_value) @reference.call)) (#eq? @_var "var"))
((declaration (property_name) @_animation . (plain_value) @reference.call) (#match? @_animation "^animation(-name)?$"))
