/** Goes through all that a file uses, and says what each name is bound to. */

import type { Decl, Entry, Expr, ExprOf, Place, Root, TypeNode, TypeNodeOf } from '../parser/code/shapes';
import { visitExpr, visitType } from '../parser/code/visit';
import type { Visitor } from '../parser/code/visit';
import type { RelationshipType, ResolutionMethod } from '../model/relationship';
import type { Found } from './bind';
import { asValue, bindDecl, bindImported, bindMeaning, bindMember, bindQualified, ofMember } from './bind';
import { constructorOf } from './inference/calls';
import { propsOf } from './inference/expected';
import type { Inference, Target } from './inference/inference';

/** What a name was bound to: a symbol, something outside, or nothing. */
export interface Binding {
  readonly owner: Decl;
  readonly place: Place;
  readonly type: RelationshipType;
  readonly target: Target | undefined;
  /** Module of what is outside; '' for what the language gives. */
  readonly external: string | undefined;
  readonly name: string;
  readonly how: ResolutionMethod;
  /** One of several things that the name may be, as the program runs. */
  readonly unsure?: boolean;
}

export type Report = (binding: Binding) => void;

export interface Walker {
  /** Walks the declarations and roots of one file. */
  file(decls: readonly Decl[], roots: readonly Root[], report: Report): void;
}

/** One for all files: its rules are not made for each. Lists, most of them empty, are gone through by what makes no iterator. */
export function createWalker(inference: Inference): Walker {
  const { program } = inference;
  let report: Report;
  let owner: Decl;

  function say(place: Place | undefined, type: RelationshipType, name: string, found: Found): void {
    if (place === undefined) return;
    const { target, external, how, unsure } = found;
    // Bindings are many: written out, they are all of one shape but for the few unsure ones.
    if (unsure === undefined) report({ owner, place, type, target, external, name, how });
    else report({ owner, place, type, target, external, name, how, unsure });
  }

  const plain: Visitor = {
    expr(expr) {
      walkExpr(expr, 'references');
    },
    type(type) {
      walkType(type, 'uses');
    },
    decl() {
      // Declarations are walked on their own.
    },
  };

  const reference = (expr: Expr): void => {
    walkExpr(expr, 'references');
  };
  const used = (type: TypeNode): void => {
    walkType(type, 'uses');
  };
  const extended = (type: TypeNode): void => {
    walkType(type, 'extends');
  };
  const implemented = (type: TypeNode): void => {
    walkType(type, 'implements');
  };
  const decorating = (expr: Expr): void => {
    walkExpr(expr, 'decorates');
  };

  function walkAll(args: readonly Expr[]): void {
    args.forEach(reference);
  }

  function walkTypes(types: readonly TypeNode[]): void {
    types.forEach(used);
  }

  const exprs: { readonly [Op in Expr['op']]?: (expr: ExprOf<Op>, use: RelationshipType) => void } = {
    ref(expr, use) {
      say(expr.at, use, expr.decl.name, bindDecl(inference, expr.decl, 'value'));
    },
    name(expr, use) {
      say(expr.at, use, expr.name, bindMeaning(asValue(program.global(expr.name, expr.unit ?? -1)), 'value'));
    },
    member(expr, use) {
      if (expr.at !== undefined) say(expr.at, use, expr.name, bindMember(inference, expr.object, expr.name));
      walkExpr(expr.object, 'references');
    },
    call(expr, use) {
      walkExpr(expr.callee, use === 'decorates' ? use : 'calls');
      walkTypes(expr.typeArgs);
      for (const arg of expr.args) if (arg.op === 'keyword') walkKeyword(expr.callee, arg);
      walkAll(expr.args);
    },
    new(expr) {
      walkExpr(expr.callee, 'calls');
      walkTypes(expr.typeArgs);
      walkAll(expr.args);
    },
    object(expr) {
      for (const entry of expr.entries) walkEntry(expr, entry);
    },
    jsx(expr) {
      walkExpr(expr.component, 'calls');
      for (const { key, at, value } of expr.attributes) {
        if (key !== undefined) say(at, 'references', key, ofMember(inference.member(propsOf(inference, expr), key)));
        walkExpr(value, 'references');
      }
      walkAll(expr.children);
    },
    last(expr, use) {
      walkAll(expr.parts.slice(0, -1));
      for (const part of expr.parts.slice(-1)) walkExpr(part, use);
    },
    either(expr, use) {
      for (const option of expr.options) walkExpr(option, use);
    },
  };

  function walkExpr(expr: Expr, use: RelationshipType): void {
    const rule = exprs[expr.op] as ((expr: Expr, use: RelationshipType) => void) | undefined;
    if (rule === undefined) visitExpr(expr, plain);
    else rule(expr, use);
  }

  /** A name in a call of a class may be that of a member that its objects get. */
  function walkKeyword(callee: Expr, { name, at }: ExprOf<'keyword'>): void {
    const type = inference.expand(inference.typeOf(callee));
    if (type?.kind !== 'class' || constructorOf(inference, type.decl) !== undefined) return;
    const found = ofMember(inference.member(type, name));
    if (found.target !== undefined) say(at, 'references', name, found);
  }

  /** A key is a use of the member that is asked for; a shorthand is one of the variable as well. */
  function walkEntry(object: Expr, { key, at, value, symbol }: Entry): void {
    if (key !== undefined && at !== undefined && symbol < 0) {
      const found = ofMember(inference.member(inference.expected(object), key));
      if (found.target !== undefined) say(at, 'references', key, found);
    }
    walkExpr(value, 'references');
  }

  const types: { readonly [Op in TypeNode['op']]?: (type: TypeNodeOf<Op>, use: RelationshipType) => void } = {
    ref(type, use) {
      say(type.at, use, type.decl.name, bindDecl(inference, type.decl, 'type'));
      walkTypes(type.args);
    },
    name(type, use) {
      say(type.at, use, type.name, bindMeaning(program.global(type.name, type.unit ?? -1), 'type'));
      walkTypes(type.args);
    },
    member(type, use) {
      say(type.at, use, type.name, bindQualified(inference, type.object, type.name));
      walkType(type.object, 'uses');
      walkTypes(type.args);
    },
    instance(type, use) {
      walkExpr(type.value, use);
      walkTypes(type.args);
    },
    typeof(type) {
      walkExpr(type.value, 'uses');
    },
    import({ at, names, module, unit = -1 }, use) {
      say(at, use, names.at(-1) ?? '', bindImported(inference, unit, module, names));
    },
  };

  function walkType(type: TypeNode, use: RelationshipType): void {
    const rule = types[type.op] as ((type: TypeNode, use: RelationshipType) => void) | undefined;
    if (rule === undefined) visitType(type, plain);
    else rule(type, use);
  }

  function walkDecl(decl: Decl): void {
    owner = decl.kind === 'parameter' && decl.owner !== undefined ? decl.owner : decl;
    if (decl.kind === 'import') {
      say(decl.at, 'imports', decl.imported, bindDecl(inference, decl, 'value'));
      return;
    }
    decl.bases.forEach(decl.kind === 'typeParameter' ? used : extended);
    decl.interfaces.forEach(implemented);
    decl.decorators.forEach(decorating);
    if (decl.type !== undefined) walkType(decl.type, 'uses');
    if (decl.value !== undefined) walkExpr(decl.value, 'references');
    decl.returns.forEach(reference);
    if (decl.exports.length > 0) for (const each of decl.exports) walkExport(decl, each);
  }

  function walkExport(decl: Decl, { at, name, module, imported, value, type }: Decl['exports'][number]): void {
    if (at === undefined) return;
    if (module === undefined) {
      const shown = value ?? type;
      if (shown !== undefined)
        say(at, 'references', name, bindDecl(inference, shown, value === undefined ? 'type' : 'value'));
      return;
    }
    const target = program.module(decl.unit, module);
    const meaning = target?.module === undefined ? target : program.exported(target.module, imported);
    say(at, 'imports', imported, bindMeaning(meaning, 'value', 'import'));
  }

  return {
    file(decls, roots, given) {
      report = given;
      for (const decl of decls) {
        inference.renew();
        walkDecl(decl);
      }
      for (const root of roots) {
        inference.renew();
        ({ owner } = root);
        if (root.value !== undefined) walkExpr(root.value, 'references');
        if (root.type !== undefined) walkType(root.type, 'uses');
      }
    },
  };
}
