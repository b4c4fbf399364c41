/** Types of expressions in Rust: what is written, followed through members. */

import { isCallable, isType } from '../../languages/language';
import type { Target } from '../inference/inference';
import type { ListedFile, ListedProject } from '../listed/project';
import type { Members } from './members';
import { partsOf } from './modules';
import type { Scopes } from './scopes';
import { closureGiven, elementOf, standardResult, transparent } from './standard';
import type { Step } from './written';
import { readBrief, splitTypes } from './written';
import type { MemberFound, Type } from './writtenTypes';
import { createWrittenTypes, deepest } from './writtenTypes';

/** Where an expression is written; `at` as the parser numbers places. */
export interface Site {
  readonly file: ListedFile;
  readonly from: number;
  readonly at: number;
}

export interface Types {
  /** Of an expression in short. */
  typeOf(site: Site, text: string, depth?: number): Type | undefined;
  written(file: ListedFile, from: number, text: string, self?: Type, depth?: number): Type | undefined;
  member(type: Type, name: string, isCall: boolean, depth?: number): MemberFound | undefined;
  /** What a name of a type parameter must have. */
  boundsOf(file: ListedFile, from: number, name: string): readonly string[] | undefined;
}

export function createTypes(project: ListedProject, scopes: Scopes, members: Members): Types {
  const { written, ofPath, associated, selfType, member, boundsOf } = createWrittenTypes(project, scopes, members);
  const cache = new Map<string, Type | undefined>();

  function typeOf(site: Site, text: string, depth = 0): Type | undefined {
    if (depth > deepest) return undefined;
    const read = readBrief(text);
    if (read === undefined) return undefined;
    const [first, ...rest] = read.steps;
    const isCall = first?.sign === '()';
    let type = startOf(site, read.start, isCall, depth + 1);
    const steps = isCall ? rest : read.steps;
    for (let index = 0; index < steps.length && type !== undefined; index++) {
      const step = steps[index]!;
      const call = steps[index + 1];
      if (step.sign === '.' && call?.sign === '()') {
        type = ofCall(site, type, step.text, call, depth);
        index++;
      } else type = ofStep(type, step, depth);
    }
    return type;
  }

  function startOf(site: Site, start: string, isCall: boolean, depth: number): Type | undefined {
    const { file, from } = site;
    if (start.startsWith('<')) {
      const bare = start.replace(/^</, '').replace(/>$/, '');
      return bare.includes(' as ')
        ? undefined
        : (ofVariant(file, from, bare) ?? written(file, from, bare, undefined, depth));
    }
    if (start === 'self') return selfType(file, from);
    const plain = start.replace(/::<[^]*?>(?=::|$)/g, '');
    const path = plain.split('::');
    if (path.length === 1 && !isCall) {
      const local = localAt(site, start, depth);
      if (local !== undefined) return local.type;
    }
    const target = valueAt(file, from, path, depth);
    if (target !== undefined) return resultOf(target.target, target.self, isCall, depth);
    // `Vec::<Cart>::new()`
    const typed = isCall && /^(?:new|with_capacity|default|from)$/.test(path.at(-1)!) && start.includes('::<');
    return typed ? written(file, from, start.replace(/::\w+$/, ''), undefined, depth) : undefined;
  }

  /** `<Entry::File>` of a variant is its enum's. */
  function ofVariant(file: ListedFile, from: number, text: string): Type | undefined {
    if (!/^[\w:]+$/.test(text)) return undefined;
    const found = valueAt(file, from, partsOf(text), 0);
    if (found === undefined || project.symbol(found.target).nativeKind !== 'enum member') return undefined;
    return { name: project.symbol(found.target).name, target: found.target, args: [] };
  }

  function valueAt(
    file: ListedFile,
    from: number,
    path: readonly string[],
    depth: number,
  ): { readonly target: Target; readonly self: Type | undefined } | undefined {
    const found = path[0] === 'Self' ? undefined : scopes.resolve(file, from, path, 'value');
    if (found !== undefined && 'target' in found) return { target: found.target, self: undefined };
    if (path.length < 2) return undefined;
    const type = ofPath(file, from, path.slice(0, -1), [], undefined, depth + 1);
    const inner = type && member(type, path.at(-1)!, true, depth);
    const [target] = inner?.targets ?? [];
    return target && { target, self: inner!.type };
  }

  /** Of what a name stands for: a call's result, a constant's type, a type that is constructed. */
  function resultOf(target: Target, self: Type | undefined, isCall: boolean, depth: number): Type | undefined {
    const file = project.unit(target.unit)!;
    const symbol = file.listing.symbols[target.symbol]!;
    if (symbol.nativeKind === 'enum member') {
      const of = { unit: target.unit, symbol: symbol.container };
      return { name: project.symbol(of).name, target: of, args: [] };
    }
    if (isType(symbol.kind)) return { name: symbol.name, target, args: [] };
    if (isCallable(symbol.kind) !== isCall || symbol.type === '') return undefined;
    return written(file, target.symbol, symbol.type, self, depth + 1);
  }

  /** Undefined where no local name is meant. */
  function localAt(
    { file, from, at }: Site,
    name: string,
    depth: number,
  ): { readonly type: Type | undefined } | undefined {
    const { symbols } = file.listing;
    for (let around = from; around >= 0; around = around === 0 ? -1 : symbols[around]!.container) {
      let best: { start: number; told: string } | undefined;
      for (const [local, told] of symbols[around]!.locals) {
        if (local !== name) continue;
        const [, start = '', end = '', rest = ''] = /^(\d+)-(\d+)([^]*)$/.exec(told) ?? [];
        if (start === '' || Number(start) > at || at >= Number(end)) continue;
        if (best === undefined || Number(start) >= best.start) best = { start: Number(start), told: rest };
      }
      if (best === undefined) continue;
      const key = `${file.unit.id}:${around}:${best.start}:${name}`;
      if (!cache.has(key)) {
        cache.set(key, undefined);
        cache.set(key, toldType({ file, from, at: best.start - 1 }, best.told, depth));
      }
      return { type: cache.get(key) };
    }
    return undefined;
  }

  function toldType(site: Site, told: string, depth: number): Type | undefined {
    if (told.startsWith(':')) return written(site.file, site.from, told.slice(1), undefined, depth + 1);
    return told.startsWith('=') ? typeOf(site, told.slice(1), depth + 1) : undefined;
  }

  function ofCall(site: Site, type: Type, name: string, { types, closure }: Step, depth: number): Type | undefined {
    const found = member(type, name, true);
    if (found !== undefined) {
      const [target] = found.targets;
      return target && resultOf(target, found.type, true, depth);
    }
    if (name === 'collect' || name === 'parse' || name === 'sum') return collected(site, type, types, depth);
    const given = closure === undefined ? undefined : typeOf(site, closure, depth + 1);
    return throughStandard(type, (each) => standardResult(each, name, given));
  }

  function collected({ file, from }: Site, type: Type, types: string | undefined, depth: number): Type | undefined {
    if (types === undefined) return undefined;
    const told = written(file, from, types, undefined, depth + 1);
    const item = type.name === 'Iterator' ? type.args[0] : undefined;
    return told && item && told.args.length === 1 && told.args[0]!.name === '_' && told.name !== 'Result'
      ? { ...told, args: [item] }
      : told;
  }

  /** What the thing itself answers, or what it is a wrapper of. */
  function throughStandard(type: Type, ask: (type: Type) => Type | undefined): Type | undefined {
    let at: Type | undefined = type;
    for (let steps = 0; at !== undefined && steps < 6; steps++) {
      const wraps: boolean = at.target === undefined && transparent.has(at.name);
      const found: Type | undefined = wraps ? undefined : ask(at);
      if (found !== undefined) return found.name === '_' ? undefined : found;
      at = wraps ? at.args[0] : undefined;
    }
    return undefined;
  }

  function ofStep(type: Type, { sign, text }: Step, depth: number): Type | undefined {
    if (sign === '.') {
      if (text === 'await') return type;
      if (/^\d+$/.test(text)) return tuplePart(type, Number(text), depth);
      const found = member(type, text, false);
      const [target] = found?.targets ?? [];
      return target && resultOf(target, found!.type, false, depth);
    }
    if (sign === '?') return type.name === 'Result' || type.name === 'Option' ? known(type.args[0]) : undefined;
    if (sign === '[]')
      return throughStandard(type, (each) =>
        each.name === 'HashMap' || each.name === 'BTreeMap' ? each.args[1] : elementOf(each),
      );
    if (sign !== '~') return undefined;
    if (text === '*') return looped(type, depth);
    if (text === 'deref') return pointed(type, depth);
    if (/^\d+$/.test(text)) return tuplePart(type, Number(text), depth);
    const [, method = '', index = '0'] = /^\|(\w+)\|(\d+)$/.exec(text) ?? [];
    if (method !== '') return throughStandard(type, (each) => closureGiven(each, method, Number(index)));
    return throughStandard(type, ({ name, args }) =>
      name === 'Option' || name === 'Result' ? args[text === 'Err' ? 1 : 0] : undefined,
    );
  }

  /** What is a reference only is itself. */
  function pointed(type: Type, depth: number): Type | undefined {
    if (type.target === undefined) return transparent.has(type.name) ? known(type.args[0]) : undefined;
    return members.find(type, 'Target', false) === undefined ? type : associated(type, 'Target', depth + 1);
  }

  function looped(type: Type, depth: number): Type | undefined {
    const standard = throughStandard(type, elementOf);
    return standard ?? (type.target === undefined ? undefined : associated(type, 'Item', depth + 1));
  }

  /** Of a tuple, of a struct or of a variant that is one. */
  function tuplePart(type: Type, index: number, depth: number): Type | undefined {
    if (type.name === '()' && type.target === undefined) return known(type.args[index]);
    if (type.target === undefined)
      return transparent.has(type.name) && type.args[0] ? tuplePart(type.args[0], index, depth + 1) : undefined;
    const file = project.unit(type.target.unit)!;
    const { type: text, nativeKind, container } = project.symbol(type.target);
    const isVariant = nativeKind === 'enum member';
    const part = text.startsWith('(') ? splitTypes(text.slice(1, -1))[index] : undefined;
    const self = isVariant ? { name: '', target: { unit: type.target.unit, symbol: container }, args: [] } : type;
    return part === undefined ? undefined : written(file, type.target.symbol, part, self, depth + 1);
  }

  return { typeOf, written, member, boundsOf };
}

function known(type: Type | undefined): Type | undefined {
  return type?.name === '_' ? undefined : type;
}
