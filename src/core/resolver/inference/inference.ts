/** What the parts of inference ask of each other. One object a session: what it knows holds until a file changes. */

import type { Decl, Expr, ExprOf, TypeNode } from '../../parser/code/shapes';
import type { Program } from '../program';
import type { Type } from './types';

/** A symbol of the project. */
export interface Target {
  readonly unit: number;
  readonly symbol: number;
}

export interface Member {
  /** Undefined where what is found is no symbol. */
  readonly target: Target | undefined;
  /** All that share the name: overloads, merged declarations. */
  readonly decl: Decl | undefined;
  readonly type: () => Type | undefined;
  /** Found in a base of the receiver's type. */
  readonly inherited: boolean;
  /** Found outside the project, in this module. */
  readonly external: string | undefined;
}

export interface Inference {
  readonly program: Program;
  /** Undefined where the type is not known. */
  typeOf(expr: Expr): Type | undefined;
  evaluate(node: TypeNode): Type | undefined;
  /** Of a declaration as a value. */
  valueOf(decl: Decl): Type | undefined;
  /** Of a declaration as a type. */
  asType(decl: Decl, args: readonly (Type | undefined)[]): Type | undefined;
  /** What an alias stands for, in terms of its own type parameters. */
  aliasOf(decl: Decl): Type | undefined;
  /** What a call of a function gives, promises and generators included. */
  resultOf(decl: Decl): Type | undefined;
  /** Types that a class or interface extends, in terms of its own type parameters. */
  basesOf(decl: Decl): readonly Type[];
  /** Looks into aliases and computed types. */
  expand(type: Type | undefined): Type | undefined;
  member(type: Type | undefined, name: string): Member | undefined;
  call(callee: Type | undefined, expr: ExprOf<'call'>): Type | undefined;
  construct(
    callee: Type | undefined,
    expr: ExprOf<'new' | 'call'> | undefined,
    typeArgs: readonly TypeNode[],
  ): Type | undefined;
  /** The type that the place of an expression asks for. */
  expected(expr: Expr): Type | undefined;
  narrow(expr: ExprOf<'narrow'>): Type | undefined;
  element(type: Type | undefined): Type | undefined;
  awaited(type: Type | undefined): Type | undefined;
  /** An object of a type that the language gives: `Array<T>`. */
  builtin(name: string, unit: number, args: readonly (Type | undefined)[]): Type | undefined;
  /** Allows for as much work again. */
  renew(): void;
}
