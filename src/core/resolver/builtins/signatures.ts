/**
 * Reads the small language in which built-in types are written: `map<U>: ((T, number) => U) => U[]`.
 *
 *   type  := part ('|' part)*        part := base ('[]')*
 *   base  := Name ('<' type,… '>')? | '(' types ')' ('=>' type)? | '[' types ']' | 'this'
 *
 * Parameters have types and no names; one that ends in `?` may be left out, one that begins with `...` takes all the rest.
 */

import { createDecl } from '../../parser/code/decls';
import type { Decl, TypeNode } from '../../parser/code/shapes';
import { declFlags } from '../../parser/code/shapes';

/** By head: `Map<K, V>`, `Set<T> extends Iterable<T>`. A member whose key begins with `static ` is the class's own. */
export type TypeTable = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The types of a table by name; their members name each other. */
export function readTypeTable(table: TypeTable, unit: number): ReadonlyMap<string, Decl> {
  const types = new Map<string, Decl>();
  const heads = Object.entries(table).map(([head, members]) => {
    const [, name = '', params = '', base] = /^(\w+)(?:<([^>]*)>)?(?:\s+extends\s+(.+))?$/.exec(head) ?? [];
    const decl = made('class', name, undefined, unit);
    for (const param of names(params)) decl.typeParams.push(made('typeParameter', param, decl, unit));
    types.set(name, decl);
    return { decl, members, base };
  });
  for (const { decl, members, base } of heads) {
    const params = new Map(decl.typeParams.map((param) => [param.name, param]));
    if (base !== undefined) decl.bases.push(parse(base, { types, params, owner: decl, unit }));
    for (const [key, written] of Object.entries(members))
      decl.members.push(readMember(key, written, decl, types, params));
  }
  return types;
}

function made(kind: Decl['kind'], name: string, owner: Decl | undefined, unit: number): Decl {
  const decl = createDecl(kind, name, owner);
  decl.unit = unit;
  return decl;
}

function names(list: string): string[] {
  return list.split(',').flatMap((name) => name.trim() || []);
}

interface Around {
  readonly types: ReadonlyMap<string, Decl>;
  readonly params: ReadonlyMap<string, Decl>;
  readonly owner: Decl;
  readonly unit: number;
}

function readMember(
  key: string,
  written: string,
  owner: Decl,
  types: ReadonlyMap<string, Decl>,
  outer: ReadonlyMap<string, Decl>,
): Decl {
  const [, isStatic, name = '', params = ''] = /^(static\s+)?([^<]+)(?:<([^>]*)>)?$/.exec(key) ?? [];
  const own = names(params).map((param) => made('typeParameter', param, owner, owner.unit));
  const known = new Map([...outer, ...own.map((param) => [param.name, param] as const)]);
  const type = parse(written, { types, params: known, owner, unit: owner.unit });
  const member = type.op === 'function' ? type.decl : made('property', name, owner, owner.unit);
  if (member.kind === 'property') member.type = type;
  member.name = name;
  member.typeParams.push(...own);
  if (isStatic !== undefined) member.flags |= declFlags.static;
  return member;
}

function parse(written: string, around: Around): TypeNode {
  const tokens = written.match(/=>|\.\.\.|[\w.]+|[<>()[\],|?]/g) ?? [];
  let at = 0;
  const take = (token: string): boolean => {
    if (tokens[at] !== token) return false;
    at++;
    return true;
  };

  function union(): TypeNode {
    const options = [part()];
    while (take('|')) options.push(part());
    return options.length === 1 ? options[0]! : { op: 'union', options };
  }

  function part(): TypeNode {
    let type = base();
    while (tokens[at] === '[' && tokens[at + 1] === ']') {
      at += 2;
      type = { op: 'array', element: type, unit: around.unit };
    }
    return type;
  }

  function base(): TypeNode {
    if (take('(')) return functionOrGroup();
    if (take('[')) return { op: 'tuple', items: list(']'), unit: around.unit };
    const name = tokens[at++] ?? '';
    const args = take('<') ? list('>') : [];
    if (name === 'this') return { op: 'this', decl: around.owner };
    const decl = around.params.get(name) ?? around.types.get(name);
    if (decl !== undefined) return { op: 'ref', decl, args, at: undefined, unit: around.unit };
    const isComputed = name === 'Awaited' || name === 'Record';
    return isComputed ? { op: 'name', name, args, at: undefined, unit: around.unit } : { op: 'primitive', name };
  }

  function list(end: string): TypeNode[] {
    const items: TypeNode[] = [];
    while (at < tokens.length && !take(end)) {
      items.push(union());
      take(',');
    }
    return items;
  }

  function functionOrGroup(): TypeNode {
    const decl = made('function', '', around.owner, around.unit);
    decl.flags |= declFlags.signature;
    while (at < tokens.length && !take(')')) {
      const param = made('parameter', '', decl, around.unit);
      if (take('...')) param.flags |= declFlags.rest;
      param.type = union();
      if (take('?')) param.flags |= declFlags.optional;
      decl.params.push(param);
      take(',');
    }
    if (!take('=>')) return decl.params[0]?.type ?? { op: 'opaque', parts: [] };
    decl.type = union();
    return { op: 'function', decl };
  }

  return union();
}
