; What JavaScript writes otherwise than TypeScript.

(field_definition property: (_) @name value: (arrow_function body: (_) @body)) @definition.method
(field_definition property: (_) @name value: (function_expression body: (_) @body)) @definition.method
(field_definition property: (_) @name value: (object) @body) @definition.property
(field_definition property: (_) @name) @definition.property
(assignment_expression left: (member_expression object: (this) property: (_) @name) (#set! member)) @definition.property

(class_heritage (identifier) @reference.extends)
(class_heritage (member_expression object: (_) @qualifier property: (_) @reference.extends))
(class_heritage (call_expression function: (identifier) @reference.extends))
