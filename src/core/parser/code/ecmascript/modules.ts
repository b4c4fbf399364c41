/** Imports and exports of TypeScript and JavaScript modules. */

import { createDecl } from '../decls';
import { innerScope, lookUp } from '../scopes';
import type { Scope } from '../scopes';
import type { Decl, Expr } from '../shapes';
import { setInitial } from './functions';
import type { Reader } from './reader';
import { bind, declareAt, nameOf, placeOf, unquoted } from './reader';

/** Declares the names that an import brings in. */
export function hoistImport(reader: Reader, node: number, scope: Scope): void {
  const { syntax } = reader;
  if (syntax.type(node) === 'import_alias') {
    hoistAlias(reader, node, scope);
    return;
  }
  const source = syntax.field(node, 'source');
  if (source >= 0) recordUse(reader, source);
  for (const clause of syntax.children(node)) {
    const type = syntax.type(clause);
    if (type === 'import_clause') hoistClause(reader, clause, unquoted(syntax.textOf(source)), scope);
    else if (type === 'import_require_clause') {
      const spec = syntax.field(clause, 'source');
      recordUse(reader, spec);
      addImport(reader, syntax.first(clause), -1, unquoted(syntax.textOf(spec)), '=', scope);
    }
  }
}

function recordUse(reader: Reader, source: number): void {
  const at = placeOf(reader, source);
  if (at !== undefined) reader.uses.push({ module: unquoted(reader.syntax.textOf(source)), at });
}

function hoistClause(reader: Reader, clause: number, module: string, scope: Scope): void {
  const { syntax } = reader;
  for (const child of syntax.children(clause)) {
    const type = syntax.type(child);
    if (type === 'identifier') addImport(reader, child, -1, module, 'default', scope);
    else if (type === 'namespace_import') addImport(reader, syntax.first(child), -1, module, '*', scope);
    else if (type === 'named_imports') {
      for (const each of syntax.children(child)) {
        if (syntax.type(each) !== 'import_specifier') continue;
        const name = syntax.field(each, 'name');
        const alias = syntax.field(each, 'alias');
        addImport(reader, alias < 0 ? name : alias, name, module, nameOf(reader, name), scope);
      }
    }
  }
}

function addImport(reader: Reader, local: number, at: number, module: string, imported: string, scope: Scope): void {
  if (local < 0) return;
  const decl = declareAt(reader, 'import', local, scope.owner);
  decl.symbol = -1;
  decl.module = module;
  decl.imported = imported;
  decl.at = placeOf(reader, at < 0 ? local : at);
  bind(reader, scope, decl, 'both');
}

/** `import A = N.B`. */
function hoistAlias(reader: Reader, node: number, scope: Scope): void {
  const { syntax } = reader;
  const [name = -1, target = -1] = syntax.children(node);
  if (name < 0 || target < 0) return;
  const decl = declareAt(reader, 'alias', name, scope.owner);
  reader.hoisted.set(node, decl);
  bind(reader, scope, decl, 'both');
  decl.value = pathExpr(reader, target, scope);
  decl.type = reader.type(target, scope);
}

function pathExpr(reader: Reader, node: number, scope: Scope): Expr {
  const { syntax } = reader;
  if (syntax.type(node) !== 'nested_identifier') return reader.expr(node, scope);
  const [object = -1, property = -1] = syntax.children(node);
  return { op: 'member', object: pathExpr(reader, object, scope), name: syntax.textOf(property), at: undefined };
}

/** Import statements say nothing more than what they declare. */
export function importStatement(): void {
  return;
}

export function exportStatement(reader: Reader, node: number, scope: Scope): void {
  const { syntax } = reader;
  const source = syntax.field(node, 'source');
  const clause = syntax.child(node, 'export_clause');
  if (source >= 0) reExport(reader, node, source, clause, scope);
  else if (clause >= 0) exportLocals(reader, clause, scope);
  else exportOwn(reader, node, scope);
}

function reExport(reader: Reader, node: number, source: number, clause: number, scope: Scope): void {
  const { syntax } = reader;
  const { exports } = scope.owner;
  const module = unquoted(syntax.textOf(source));
  recordUse(reader, source);
  const none = { value: undefined, type: undefined };
  if (clause < 0) {
    const named = syntax.child(node, 'namespace_export');
    const name = named < 0 ? '*' : nameOf(reader, syntax.first(named));
    exports.push({ name, ...none, module, imported: '*', at: undefined });
    return;
  }
  for (const each of specifiers(reader, clause)) {
    exports.push({ name: each.exported, ...none, module, imported: each.name, at: placeOf(reader, each.node) });
  }
}

interface Specifier {
  readonly node: number;
  readonly name: string;
  readonly exported: string;
}

function specifiers(reader: Reader, clause: number): Specifier[] {
  const { syntax } = reader;
  return syntax.children(clause).flatMap((child) => {
    const node = syntax.type(child) === 'export_specifier' ? syntax.field(child, 'name') : -1;
    const alias = syntax.field(child, 'alias');
    return node < 0 ? [] : [{ node, name: nameOf(reader, node), exported: nameOf(reader, alias < 0 ? node : alias) }];
  });
}

function exportLocals(reader: Reader, clause: number, scope: Scope): void {
  for (const { node, name, exported } of specifiers(reader, clause)) {
    addExport(scope, exported, lookUp(scope, name, 'values'), lookUp(scope, name, 'types'), placeOf(reader, node));
  }
}

function addExport(scope: Scope, name: string, value: Decl | undefined, type: Decl | undefined, at: Decl['at']): void {
  if (value === undefined && type === undefined) return;
  const { exports } = scope.owner;
  if (at === undefined && exports.some((each) => each.name === name && each.value === value && each.type === type))
    return;
  exports.push({ name, value, type, module: undefined, imported: '', at });
}

/** `export class A`, `export default …`, `export = …`. */
function exportOwn(reader: Reader, node: number, scope: Scope): void {
  const { syntax } = reader;
  const isDefault = syntax.child(node, "'default'") >= 0;
  const isWhole = syntax.child(node, "'='") >= 0;
  const declaration = syntax.field(node, 'declaration');
  if (declaration >= 0) {
    reader.statement(declaration, scope);
    const decorated = declaredNames(reader, declaration);
    for (const name of decorated) {
      addExport(scope, isDefault ? 'default' : name, scope.values.get(name), scope.types.get(name), undefined);
    }
    readDecorators(reader, node, scope, decorated[0]);
    return;
  }
  const value = syntax.field(node, 'value');
  const expression = value >= 0 ? value : plainChild(reader, node);
  if (expression >= 0) exportValue(reader, expression, isWhole ? '=' : 'default', scope);
}

function plainChild(reader: Reader, node: number): number {
  return reader.syntax.children(node).find((child) => reader.syntax.type(child) !== 'decorator') ?? -1;
}

function exportValue(reader: Reader, node: number, name: string, scope: Scope): void {
  const { syntax } = reader;
  if (syntax.type(node) === 'identifier') {
    const text = syntax.textOf(node);
    const [value, type] = [lookUp(scope, text, 'values'), lookUp(scope, text, 'types')];
    addExport(scope, name, value, type, placeOf(reader, node));
    return;
  }
  const decl = createDecl('variable', name, scope.owner);
  decl.symbol = reader.symbolAt(syntax.start(node));
  setInitial(reader, decl, node, innerScope(scope, decl.symbol < 0 ? {} : { owner: decl }));
  const { value } = decl;
  const isNamed = value?.op === 'class' || value?.op === 'function';
  if (isNamed && value.decl.symbol < 0) value.decl.symbol = decl.symbol;
  addExport(
    scope,
    name,
    value?.op === 'class' ? value.decl : decl,
    value?.op === 'class' ? value.decl : undefined,
    undefined,
  );
}

function readDecorators(reader: Reader, node: number, scope: Scope, name: string | undefined): void {
  const { syntax } = reader;
  const decl = name === undefined ? undefined : scope.values.get(name);
  for (const child of syntax.children(node)) {
    if (syntax.type(child) !== 'decorator' || decl === undefined) continue;
    decl.decorators.push(reader.expr(syntax.first(child), scope));
  }
}

/** The names that a declaration binds. */
function declaredNames(reader: Reader, node: number): string[] {
  const { syntax } = reader;
  const type = syntax.type(node);
  if (type === 'ambient_declaration') return syntax.children(node).flatMap((child) => declaredNames(reader, child));
  const name = syntax.field(node, 'name');
  if (name >= 0) return [nameOf(reader, name).split('.')[0]!];
  if (type === 'import_alias') return [nameOf(reader, syntax.first(node))];
  return syntax.children(node).flatMap((child) => {
    const pattern = syntax.type(child) === 'variable_declarator' ? syntax.field(child, 'name') : -1;
    return pattern < 0 ? [] : patternNames(reader, pattern);
  });
}

function patternNames(reader: Reader, node: number): string[] {
  const { syntax } = reader;
  const type = syntax.type(node);
  if (type === 'identifier' || type === 'shorthand_property_identifier_pattern') return [syntax.textOf(node)];
  if (type === 'pair_pattern') return patternNames(reader, syntax.field(node, 'value'));
  if (type.endsWith('assignment_pattern')) return patternNames(reader, syntax.field(node, 'left'));
  return syntax.children(node).flatMap((child) => patternNames(reader, child));
}
