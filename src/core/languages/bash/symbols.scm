; Bash and other POSIX-like shells.

(comment) @comment

((declaration_command . (word) @within (variable_name) @reference.value) (#eq? @within "-f"))
((command name: (command_name) @within . argument: [(word) (string) (raw_string)] @reference.value)
  (#eq? @within "trap") (#match? @reference.value "^[\"']?\\s*\\w"))
((command name: (command_name) @within argument: (word) @_flag . argument: (word) @reference.value)
  (#eq? @within "complete") (#eq? @_flag "-F"))

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

; What a file is given by may be built of variables: their values are kept where they may be paths.
((program [
    (variable_assignment name: (variable_name) @typed value: (_) @typedas)
    (declaration_command (variable_assignment name: (variable_name) @typed value: (_) @typedas))
    (list (variable_assignment name: (variable_name) @typed value: (_) @typedas))
    (if_statement (variable_assignment name: (variable_name) @typed value: (_) @typedas))
  ]) (#match? @typedas "/|[$]0|BASH_SOURCE|dirname|pwd"))
;   for each in "$HERE"/lib/*.sh; do . "$each"; done
((for_statement variable: (variable_name) @typed . value: (_) @typedas) (#match? @typedas "/"))
((declaration_command
    ["local" "declare" "typeset"]
    (variable_assignment name: (variable_name) @typed value: (_) @typedas))
  (#match? @typedas "/|[$]0|BASH_SOURCE|dirname|pwd"))
(declaration_command ["local" "declare" "typeset"] [
    (variable_name) @typed
    (variable_assignment name: (variable_name) @typed)
  ])

((command name: (command_name) @_source . argument: (_) @reference.import @qualifier)
  (#any-of? @_source "source" "." "\\." "\\source") (#set! name "*"))
((command name: (command_name) @_plain . argument: (word) @_source . argument: (_) @reference.import @qualifier)
  (#any-of? @_plain "builtin" "command") (#any-of? @_source "source" ".") (#set! name "*"))
((command name: (command_name) @_load . argument: (_) @reference.import @qualifier)
  (#eq? @_load "load") (#set! name "load"))

; What bats runs: `run total 1`, `run -1 total`.
((command name: (command_name) @qualifier . argument: (word) @reference.call)
  (#eq? @qualifier "run") (#match? @reference.call "^\\w"))
((command name: (command_name) @qualifier . argument: (_) @_flag . argument: (word) @reference.call)
  (#eq? @qualifier "run") (#match? @_flag "^[-!]") (#match? @reference.call "^\\w"))
((command
    name: (command_name) @qualifier
    . argument: (_) @_flag . argument: (_) @_other . argument: (word) @reference.call)
  (#eq? @qualifier "run") (#match? @_flag "^-") (#match? @_other "^-") (#match? @reference.call "^\\w"))
(command name: (command_name (word) @ignore) (#any-of? @ignore
  "." ":" "[" "alias" "break" "cd" "continue" "echo" "eval" "exec" "exit" "export" "false" "getopts" "kill" "let" "popd"
  "printf" "pushd" "pwd" "read" "return" "set" "shift" "shopt" "source" "test" "trap" "true" "ulimit" "umask" "unset"
  "wait"))
(command name: (command_name (word) @reference.call))
((variable_name) @reference.value (#match? @reference.value "^[A-Za-z_]"))
