; Bash and other POSIX-like shells.

(comment) @comment

(function_definition name: (_) @name body: (_) @body) @definition.function
(program (variable_assignment name: (variable_name) @name) @definition.variable)
(program (declaration_command (variable_assignment name: (variable_name) @name) @definition.variable))
(program (declaration_command (variable_name) @name @definition.variable))
(program (list (variable_assignment name: (variable_name) @name) @definition.variable))
(program (if_statement (variable_assignment name: (variable_name) @name) @definition.variable))
(command
  name: (command_name) @_alias argument: (concatenation . (word) @name)
  (#eq? @_alias "alias") (#set! native "alias")) @definition.function
(declaration_command [(variable_assignment) (variable_name)] @wrapped) @wrapper

((command
  name: (command_name (word) @_source)
  . argument: [
    (string (string_content) @reference.import @qualifier .)
    (concatenation (word) @reference.import @qualifier .)
    (word) @reference.import @qualifier
    (raw_string) @reference.import @qualifier
  ])
  (#any-of? @_source "source" ".") (#set! name "*"))
(command name: (command_name (word) @ignore) (#any-of? @ignore
  "." ":" "[" "alias" "break" "cd" "continue" "echo" "eval" "exec" "exit" "export" "false" "getopts" "kill" "let" "popd"
  "printf" "pushd" "pwd" "read" "return" "set" "shift" "shopt" "source" "test" "trap" "true" "ulimit" "umask" "unset"
  "wait"))
(command name: (command_name (word) @reference.call))
