/**
 * The version of everything derived from files: symbols, references and digests as the parser and the text codecs make
 * them. Raise it whenever the same file would yield something else; files indexed by another version read as changed.
 *
 * 1: first.
 * 2: a header is in the language that its text says.
 * 3: declarations beside references, for resolving.
 * 4: what require() brings in is an import.
 * 5: arguments of calls and parameters, in the languages that have overloads.
 * 6: forms of TypeScript that the grammar does not know are read.
 * 7: fields, constants and variables of Go and Java that are used.
 * 8: what a module of CommonJS is as a whole, and members that an object is given at the top of a file.
 * 9: sketches of definitions in the digests, which tell copies.
 * 10: what Rust uses: paths, fields, variants, arguments of macros; its local names with where they are known.
 * 11: the root of all names in PHP; names alone, local names and objects' variables of Ruby; what is asked of a type itself.
 * 12: fields, constants, variables and macros of C and C++ that are used, not what is declared in advance.
 * 13: type parameters and type arguments of C#, global usings, heads of lambdas among arguments, receivers of any length.
 * 14: functions behind the brackets of Kotlin's calls.
 * 15: of long arguments the types that they construct.
 * 16: C and C++ behind macros for fields and heads of functions; none of their local names are variables of the file.
 * 17: the argument of Kotlin's infix calls, members of C# for an interface alone, what Ruby's files name in no symbol.
 * 18: names of C++ members that may redefine one of a base.
 * 19: what scripts of shells read and use, and tests of bats; what HTML and CSS load and name.
 * 20: commands that trap is given.
 * 21: names of members of Java, C#, Kotlin, PHP and Ruby that may redefine one of a base, with what stands for the bases' type
 *     parameters; Kotlin's heritage by what stands before a name, none of nameless objects; a comma behind the last parameter.
 * 22: blocks in which local names are known, type parameters, variables of PHP, what `**self` of Rust points to.
 * 23: so may what constants of Kotlin's enumerations have.
 * 24: C++ names with type arguments behind macros; all local names of large files of Rust.
 * 25: what loops of shells go over; expansions that their grammar does not know.
 */
export const indexFormatVersion = 25;

/**
 * The version of what resolving makes of the same facts. Raise it whenever that would be something else; all files are
 * then resolved again, without being parsed again.
 *
 * 1: first.
 * 2: static members override; a name that two modules give by `export *` is none; in Python the last star counts.
 * 3: calls of overloads are less sure; a method of Go is not called by its name alone.
 * 4: so are those of what several blocks of Rust define.
 * 5: overloads are told apart by what they are given.
 * 6: the constructor property of an object is no method of its class.
 * 7: values of Go and Java; in Rust a member is not called by its plain name, and what is derived is no type.
 * 8: a function stands for the namespace that adds to it; names of what another module is as a whole.
 * 9: Rust by its modules, re-exports and the types of receivers.
 * 10: receivers in Rust are as sure as was measured.
 * 11: a file whose types are deeply nested is resolved where it had ended the thread.
 * 12: of namesakes the nearest; traits before interfaces; the two sides of Ruby's types.
 * 13: C and C++ by what stands around and by the types before a name; what arguments do not tell apart is none.
 * 14: C# by type arguments, what its projects bring in and methods for others' types; lambdas tell overloads apart.
 * 15: Kotlin's extensions by import, types in several parts, of what takes the same the nearest.
 * 16: what a file of Ruby defines twice is less sure.
 * 17: other names of types in C++ under several conditions; macros of C's own headers.
 * 18: what companion objects of Kotlin have, usings of C# from within a namespace.
 * 19: confidence by language; none of what Ruby defines twice, nor of more than two overloads of Java.
 * 20: members of C++ override; the checker binds a module that several files declare to the first; attributes of Rust itself.
 * 21: what a file adds to a library's module is not that module.
 * 22: members of Java, C#, Kotlin, PHP and Ruby override; extends or implements by what the base is; what an import leads outside
 *     for is none of the package.
 * 23: what answers rest on in circles of questions, and where a part of the answer was known before.
 * 24: local names hide what has their name where they are known; elements of lists, what packages of Go give.
 * 25: what overrides a method of Java as those see it who know nothing of type parameters.
 * 26: what extends a template extends none of its specializations; a type parameter is its bound for names alone.
 * 27: overloads of Java by results, constants and constructions of its libraries, and by what takes any number.
 * 28: of a module that several files declare the first by path, and before those that add to it.
 */
export const resolutionFormatVersion = 28;

/**
 * The version of the texts that stand for symbols where they are embedded. Raise it whenever the same file would yield
 * other texts; texts that are the same after all are not embedded again.
 *
 * 1: first.
 * 2: names and what they are in are bounded.
 */
export const documentFormatVersion = 2;
