/** Local names as the query finds them → those of definitions, and those of blocks of their own. */

import type { ParsedSymbol } from '../../model/symbol';
import type { Span } from '../readTree';
import type { BlockRules, Known } from './blocks';
import { typeParameterSign } from './blocks';
import type { ListedScope } from './listedScopes';

export interface Local extends Known {
  readonly name: string;
  readonly type: string;
  /** Where it stands. */
  readonly at: number;
  /** The innermost symbol around. */
  readonly symbol: number;
  /** The symbol that it is, of a function. */
  readonly own?: number;
}

export interface SettledLocals {
  /** By symbol. */
  readonly locals: Map<number, [string, string][]>;
  readonly scopes: readonly ListedScope[];
  /** Of each scope, and the symbol that it stands in. */
  readonly spans: readonly (Span & { readonly symbol: number })[];
  /** Where names of scopes are declared, which is before they are known. */
  readonly declared: ReadonlySet<number>;
}

/** UTF-16 units of a file that are looked through for its names; beyond it each keeps the block that it stands in. */
const mostLooked = 4_000_000;

export function settleLocals(
  found: readonly Local[],
  symbols: readonly ParsedSymbol[],
  text: string,
  variables: BlockRules['variables'],
): SettledLocals {
  const locals = new Map<number, [string, string][]>();
  const kept = new Set<Local>();
  const keptNames = new Set<string>();
  const settled = settleVariables(found, variables);
  const alike = alikeIn(settled);
  let looked = 0;
  for (const local of settled) {
    const { bounds } = symbols[local.symbol]!;
    const like = alike.get(keyOf(local)) ?? [local];
    const isTold = like[0] !== local && !kept.has(like[0]!);
    if (isTold) continue;
    const isWhole = like.some(({ start, end }) => start <= bounds.start && end >= bounds.end);
    if (!isWhole) looked += bounds.end - bounds.start;
    const isOwn = !isWhole && (looked > mostLooked || isUsedOutside(text, like, bounds));
    if (isOwn || (!isWhole && restsOn(local.type, keptNames))) {
      kept.add(local);
      keptNames.add(local.name);
    } else if (local.own === undefined) {
      const known = locals.get(local.symbol);
      const told: [string, string] = [plainName(local.name), local.type];
      if (known === undefined) locals.set(local.symbol, [told]);
      else known.push(told);
    }
  }
  return { locals, ...(kept.size === 0 ? noScopes : toScopes([...kept], symbols)) };
}

const noScopes: Omit<SettledLocals, 'locals'> = { scopes: [], spans: [], declared: new Set<number>() };

function settleVariables(found: readonly Local[], variables: BlockRules['variables']): readonly Local[] {
  const sorted = [...found].sort((one, other) => one.at - other.at);
  if (variables === 'declared') return sorted;
  return variables === 'once' ? withoutSaidAgain(sorted) : settleSet(sorted);
}

/** `r, err := open()` declares no `err` in a block that has one. */
function withoutSaidAgain(found: readonly Local[]): readonly Local[] {
  const said = new Set<string>();
  return found.filter(({ name, symbol, end, type, own }) => {
    const key = `${symbol} ${end} ${name}`;
    const again = said.has(key) && type === '' && own === undefined;
    said.add(key);
    return !again;
  });
}

/**
 * A variable that is set to things of several types is of each from there on, if it is so in any case; otherwise of none. One
 * that is set to things of one type is of it everywhere.
 */
function settleSet(found: readonly Local[]): readonly Local[] {
  const variables = new Map<string, Local[]>();
  for (const local of found) {
    const key = `${local.symbol} ${local.end} ${local.name}`;
    const known = variables.get(key);
    if (known === undefined) variables.set(key, [local]);
    else known.push(local);
  }
  return [...variables.values()]
    .flatMap((all) => {
      const [first] = all as [Local];
      if (all.every(({ type }) => type === first.type)) return [first];
      return all.every(({ always }) => always) ? all : [{ ...first, type: '' }];
    })
    .sort((one, other) => one.at - other.at);
}

/** By name and symbol, all where they are several of one type: together they may be one for the whole definition. */
function alikeIn(settled: readonly Local[]): ReadonlyMap<string, readonly Local[]> {
  const byName = new Map<string, Local[]>();
  for (const local of settled) {
    const known = byName.get(keyOf(local));
    if (known === undefined) byName.set(keyOf(local), [local]);
    else known.push(local);
  }
  for (const [key, all] of byName) {
    const [{ type }] = all as [Local];
    if (all.some((each) => each.type !== type || each.own !== undefined)) byName.delete(key);
  }
  return byName;
}

function keyOf({ symbol, name }: Local): string {
  return `${symbol} ${name}`;
}

/** Whether their name stands in the same definition where none of them is known, as another's then. */
function isUsedOutside(text: string, alike: readonly Local[], bounds: Span): boolean {
  const [{ name: listed }] = alike as readonly [Local];
  const name = listed.startsWith(typeParameterSign) ? listed.slice(typeParameterSign.length) : listed;
  for (let at = text.indexOf(name, bounds.start); at >= 0 && at < bounds.end; at = text.indexOf(name, at)) {
    const place = at;
    const known = alike.find(({ start, end }) => place >= start && place < end);
    if (known !== undefined) at = known.end;
    else {
      const behind = at + name.length;
      const isOwn = alike.some((each) => each.at === place);
      if (!isOwn && !isNamePart(text, behind) && !isNamePart(text, at - 1) && !isMember(text, at)) return true;
      at = behind;
    }
  }
  return false;
}

function isNamePart(text: string, at: number): boolean {
  return /^[\p{L}\p{N}_$]/u.test(text.charAt(at));
}

function isMember(text: string, at: number): boolean {
  const before = text.charAt(at - 1);
  return (before === '.' && text.charAt(at - 2) !== '.') || (before === '>' && text.charAt(at - 2) === '-');
}

/** What tells the type of a name is to be read where it stands, if it names what is known there alone. */
function restsOn(type: string, names: ReadonlySet<string>): boolean {
  return (
    names.size > 0 && type !== '' && (type.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? []).some((each) => names.has(each))
  );
}

/** Without the sign of PHP's variables. */
function plainName(name: string): string {
  return name.startsWith('$') ? name.slice(1) : name;
}

interface OpenScope extends Span {
  readonly symbol: number;
  readonly place: number;
}

function toScopes(kept: readonly Local[], symbols: readonly ParsedSymbol[]): Omit<SettledLocals, 'locals'> {
  const groups = new Map<string, [Local, ...Local[]]>();
  for (const local of kept) {
    const key = `${local.start} ${local.end} ${local.symbol}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [local]);
    else known.push(local);
  }
  const sorted = [...groups.values()].sort(([one], [other]) => one.start - other.start || other.end - one.end);
  const open: OpenScope[] = [];
  const made = sorted.map((all, index) => {
    const [{ start, end, symbol }] = all;
    while (open.length > 0 && open.at(-1)!.end <= start) open.pop();
    const around = open.findLast((each) => each.symbol === symbol)?.place ?? symbol;
    open.push({ start, end, symbol, place: symbols.length + index });
    const locals = all.flatMap(({ name, type, own }) => (own === undefined ? [[plainName(name), type] as const] : []));
    const named = all.flatMap(({ own }) => own ?? []);
    return { span: { start, end, symbol }, scope: { around, locals, named, inside: [] as number[] } };
  });
  const spans = made.map(({ span }) => span);
  const starts = symbols.map(({ bounds: { start }, container }) => ({ start, symbol: container }));
  scopesOf(starts, spans).forEach((scope, symbol) => {
    if (scope !== undefined && symbol > 0) made[scope]!.scope.inside.push(symbol);
  });
  return { scopes: made.map(({ scope }) => scope), spans, declared: new Set(kept.map(({ at }) => at)) };
}

/** The innermost scope of each, by the offset where it stands, in the order of the document, and the symbol around. */
export function scopesOf(
  places: readonly { readonly start: number; readonly symbol: number }[],
  spans: SettledLocals['spans'],
): (number | undefined)[] {
  const open: number[] = [];
  let next = 0;
  return places.map(({ start, symbol }) => {
    while (next < spans.length && spans[next]!.start <= start) open.push(next++);
    while (open.length > 0 && spans[open.at(-1)!]!.end <= start) open.pop();
    return open.findLast((scope) => spans[scope]!.symbol === symbol && start < spans[scope]!.end);
  });
}
