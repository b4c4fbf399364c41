/** Objects before a dot: the types of paths of names and calls, by the types that are written. */

import { isType } from '../../languages/language';
import { splitList } from '../../parser/argumentLists';
import { symbolAt } from '../../parser/code/listedScopes';
import type { Target } from '../inference/inference';
import type { Written } from './localNames';
import { hidesFirst, localNamed, typeParameterNamed } from './localNames';
import type { Found } from './lookup';
import { arityPath, elementText, firstResult, isAbsolute, partName, splitPath, typeName } from './paths';
import type { ListedFile, ListedProject } from './project';
import { typeAround } from './project';
import type { Wanted } from './wanted';
import { anything, aType } from './wanted';

export interface Objects {
  /** The type of the object that a path of names and calls gives. */
  objectOf(file: ListedFile, from: number, parts: readonly string[], depth: number): Target | undefined;
  /** The type that is written for such a path; undefined also for a type itself. */
  writtenOf(file: ListedFile, from: number, parts: readonly string[], depth: number): Written | undefined;
  /** The type that a member belongs to which stands beside it: Go's receivers, C++ definitions, Rust's `impl`. */
  ownerOf(file: ListedFile, symbol: number): Target | undefined;
  /** The type that a type as written is, or that the call gives which makes an object. */
  typeWritten(written: Written, depth: number): Target | undefined;
}

/** Names, as objects need them. */
export interface Names {
  byName(file: ListedFile, from: number, name: string, wanted: Wanted, depth: number): Found | undefined;
  byQualifier(
    file: ListedFile,
    from: number,
    qualifier: string,
    name: string,
    wanted: Wanted,
    depth: number,
  ): Found | undefined;
  /** What stands in a namespace, whose name has these parts. */
  inSpace(file: ListedFile, from: number, parts: readonly string[], name: string, wanted: Wanted): Found | undefined;
  member(type: Target, name: string, wanted: Wanted, file: ListedFile): Found | undefined;
  basesOf(type: Target): readonly Target[];
  /** Of C++: the only type of a name that a file includes, in whatever namespace. */
  typeSeen(file: ListedFile, name: string): Target | undefined;
  choose(file: ListedFile, targets: readonly Target[], wanted: Wanted): Target | undefined;
  /** False while bases are looked up, which until then have none: what is found then may not be all. */
  isSettled(): boolean;
}

export const deepest = 12;
/** Deeper, a type may be found or not by how deep it is asked for. */
const mostRemembered = 4;

export function createObjects(project: ListedProject, names: Names): Objects {
  const types = new Map<ListedFile, Map<number, Map<string, Target | undefined>>>();

  function objectOf(file: ListedFile, from: number, parts: readonly string[], depth: number): Target | undefined {
    const [first = '', ...others] = parts;
    let rest = others;
    let type = startOf(file, from, first, depth);
    if (type === undefined && file.family.startsInSpaces && !hidesFirst(file, from, first)) {
      const start = startInSpace(file, from, parts, depth);
      type = start?.type;
      rest = parts.slice(start?.length);
    }
    for (const part of rest) {
      if (type === undefined) return undefined;
      // `Cart.this`, inside of what stands in a cart.
      if (file.family.self.test(part)) continue;
      // `Cart.new.total`, `self.class.open`
      if (file.family.hasSides && /^(?:new|class)\b/.test(part)) continue;
      const found = memberAt(type, part, file, from);
      type =
        found &&
        (isElement(file, part) ? elementType(writtenFor(found.target), depth) : typeOfSymbol(found.target, depth + 1));
    }
    return type;
  }

  /** `shop::Cart::current()`, `shop.Current()`: the first parts are namespaces. */
  function startInSpace(
    file: ListedFile,
    from: number,
    parts: readonly string[],
    depth: number,
  ): { readonly type: Target | undefined; readonly length: number } | undefined {
    for (let at = 1; at < parts.length && depth < deepest && /^\w+$/.test(parts[at - 1]!); at++) {
      const name = parts[at]!.replace(/[([<].*$/, '');
      const found = names.inSpace(file, from, parts.slice(0, at), name, wantedBy(parts[at]!, file, from));
      if (found !== undefined) return { type: typeOfSymbol(found.target, depth + 1), length: at + 1 };
    }
    return undefined;
  }

  function memberAt(type: Target, part: string, file: ListedFile, from: number): Found | undefined {
    const { byArity, id } = file.family;
    const name = byArity || id === 'jvm' ? partName(part, byArity) : part.replace(/[([].*$/, '');
    return names.member(type, name, wantedBy(part, file, from), file);
  }

  function startOf(file: ListedFile, from: number, written: string, depth: number): Target | undefined {
    const { family, listing, unit } = file;
    const around = typeAround(listing, from);
    if (family.self.test(written))
      return around === 0 ? ownerOf(file, symbolAt(listing, from)) : { unit: unit.id, symbol: around };
    if (family.parent.test(written)) {
      const bases = around === 0 ? [] : names.basesOf({ unit: unit.id, symbol: around });
      return bases.find((base) => project.symbol(base).kind === 'class') ?? bases[0];
    }
    if (isElement(file, written) && depth < deepest) {
      return elementType(writtenOf(file, from, splitPath(written.replace(/\[[^[\]]*\]$/, '')), depth + 1), depth);
    }
    const cast = castType(written) ?? /^(?:const |struct |union |class )+(.+)$/.exec(written)?.[1];
    if (cast !== undefined) return typeWritten({ file, from, text: cast }, depth + 1);
    const name = startName(written, family.byArity);
    if (name === '') {
      // `(*cart)`, `(&this->cart)`
      const pointed = /^\([&*]+\s*([\w.>[\]:-]+)\)$/.exec(written)?.[1];
      return pointed === undefined || depth > deepest ? undefined : objectOf(file, from, splitPath(pointed), depth + 1);
    }
    const local = localNamed(file, from, name);
    if (local !== undefined) return local.text === '' ? undefined : typeWritten(local, depth + 1);
    // A variable of PHP is nothing else.
    if (family.id === 'php' && written.startsWith('$')) return undefined;
    const found = names.byName(file, from, name, wantedBy(written, file, from), depth);
    if (found === undefined) return undefined;
    return typeOfSymbol(found.target, depth + 1);
  }

  function ownerOf(file: ListedFile, symbol: number): Target | undefined {
    const { owner = '', container = 0, nativeKind } = file.listing.symbols[symbol] ?? {};
    if (owner === '') return undefined;
    // A Kotlin extension names its receiver type as written, not as part of its own name.
    if (nativeKind === 'extension') return typeWritten({ file, from: container, text: owner }, 1);
    const full = file.names[symbol]!.replace(/\.[^.]*$/, '');
    const found = names.choose(file, project.named(file.family, full), aType);
    // `void shop::Cart::add() { … }` names its namespace, which its symbol does not.
    return found ?? (file.family.hasAliases ? names.typeSeen(file, owner) : undefined);
  }

  /** What another name of a type stands for; itself, if that is not of the project. */
  function aliased(target: Target, depth: number): Target {
    const file = project.unit(target.unit);
    const { kind, type = '' } = file?.listing.symbols[target.symbol] ?? {};
    if (file?.family.hasAliases !== true || kind !== 'type' || type === '') return target;
    // Under another condition it may be another name of another type.
    const told = project.siblings(target).map((each) => project.symbol(each).type);
    if (told.some((each) => each !== type)) return target;
    return typeWritten({ file, from: target.symbol, text: type }, depth + 1) ?? target;
  }

  function typeOfSymbol(target: Target, depth: number): Target | undefined {
    if (isType(project.symbol(target).kind)) return aliased(target, depth);
    const written = writtenFor(target);
    // `struct { int x; } place;`: the fields of what has no name are those of what it stands in.
    if (written?.file.family.hasAliases === true && /^(?:struct|union)\s*\{/.test(written.text)) {
      const { listing } = written.file;
      const hasFields = listing.symbols.some(({ container }) => container === target.symbol);
      return hasFields ? target : { unit: target.unit, symbol: typeAround(listing, target.symbol) };
    }
    return written && typeWritten(written, depth + 1);
  }

  function writtenFor({ unit, symbol }: Target): Written | undefined {
    const file = project.unit(unit);
    const { type = '', nativeKind, container } = file?.listing.symbols[symbol] ?? {};
    if (file !== undefined && container !== undefined && nativeKind === 'enum member') {
      return { file, from: container, text: file.listing.symbols[container]!.name };
    }
    return file === undefined || type === ''
      ? undefined
      : { file, from: symbol, text: firstResult(type), isGiven: true };
  }

  /** Parameters are asked for their types at every call: what is no call itself is the same each time. */
  function typeWritten(written: Written, depth: number): Target | undefined {
    const { file, from, text, isGiven = false } = written;
    if (depth > mostRemembered || text.includes('(') || text.includes('range ')) return lookUpType(written, depth);
    const ofFile = types.get(file) ?? new Map<number, Map<string, Target | undefined>>();
    const known = ofFile.get(from) ?? new Map<string, Target | undefined>();
    types.set(file, ofFile.set(from, known));
    const key = isGiven ? `=${text}` : text;
    let found = known.get(key);
    if (found === undefined && !known.has(key)) {
      found = lookUpType(written, depth);
      if (names.isSettled()) known.set(key, found);
    }
    return found;
  }

  function lookUpType({ file, from, text, isGiven = false }: Written, depth: number): Target | undefined {
    if (depth > deepest) return undefined;
    const isCall = file.family.isPackaged ? packagedCall : plainCall;
    if (isCall.test(text)) return objectOf(file, from, splitPath(text), depth + 1);
    const looped = /:?= range (.+)$/.exec(text)?.[1];
    if (looped !== undefined) return elementOf(file, from, looped, depth + 1);
    if (elementPath.test(text) && file.family.id === 'go' && hidesFirst(file, from, text.replace(/\W.*$/, '')))
      return objectOf(file, from, splitPath(text), depth + 1);
    const parts = file.family.byArity ? arityPath(text) : splitPath(typeName(text));
    const name = parts.pop() ?? '';
    if (name === '') return undefined;
    const root = isAbsolute(text) ? '\\' : '';
    if (parts.length === 0 && /^(?:Self|self|static)$/.test(name)) return startOf(file, from, name, depth + 1);
    const bound = parts.length === 0 ? typeParameterNamed(file, from, name) : undefined;
    if (bound !== undefined) return bound.text === '' || isGiven ? undefined : typeWritten(bound, depth + 1);
    const found =
      parts.length === 0 && root === ''
        ? names.byName(file, from, name, aType, depth + 1)
        : names.byQualifier(file, from, root + parts.join('.'), name, aType, depth + 1);
    if (found !== undefined && isType(project.symbol(found.target).kind)) return aliased(found.target, depth + 1);
    // `next := cart.next`
    return file.family.id === 'go' && /^[\w.]+$/.test(text)
      ? objectOf(file, from, splitPath(text), depth + 1)
      : undefined;
  }

  /** Of lists and maps, what a loop of Go gives second. */
  function elementOf(file: ListedFile, from: number, looped: string, depth: number): Target | undefined {
    if (depth > deepest) return undefined;
    return elementType(writtenOf(file, from, splitPath(looped), depth), depth);
  }

  function elementType(list: Written | undefined, depth: number): Target | undefined {
    if (list === undefined || depth > deepest) return undefined;
    const text = elementText(list.text);
    if (text !== undefined) return typeWritten({ ...list, text }, depth + 1);
    // `all := cart.items()`
    const isPath = /^[\w.]+(?:\(.*\))?$/.test(list.text);
    return isPath
      ? elementType(writtenOf(list.file, list.from, splitPath(list.text), depth + 1), depth + 1)
      : undefined;
  }

  function writtenOf(file: ListedFile, from: number, parts: readonly string[], depth: number): Written | undefined {
    const last = parts.at(-1) ?? '';
    if (parts.length > 1) {
      const owner = objectOf(file, from, parts.slice(0, -1), depth + 1);
      const inSpace = owner === undefined && file.family.startsInSpaces && !hidesFirst(file, from, parts[0]!);
      const found = inSpace
        ? names.inSpace(file, from, parts.slice(0, -1), last.replace(/[([<].*$/, ''), wantedBy(last, file, from))
        : owner && memberAt(owner, last, file, from);
      return found && (isType(project.symbol(found.target).kind) ? undefined : writtenFor(found.target));
    }
    const name = startName(last, file.family.byArity);
    if (name === '') return undefined;
    const local = localNamed(file, from, name);
    if (local !== undefined) return local.text === '' ? undefined : local;
    const found = names.byName(file, from, name, wantedBy(last, file, from), depth);
    return found && !isType(project.symbol(found.target).kind) ? writtenFor(found.target) : undefined;
  }

  return { objectOf, writtenOf, ownerOf, typeWritten };
}

/** `carts[1]`, in languages where what has an index may be no list. */
function isElement({ unit: { language } }: ListedFile, part: string): boolean {
  return indexed.has(language) && /^\w+\[[^[\]]*\]$/.test(part);
}

const elementPath = /^\w[\w.]*\[[^[\]]*\]$/;
const indexed: ReadonlySet<string> = new Set(['go', 'csharp', 'kotlin']);

/** Of `((Cart) each)`, Go's `new(Cart)`, `((struct cart *) each)`, `static_cast<Cart *>(each)`. */
function castType(written: string): string | undefined {
  const asFunction = /^(?:static|dynamic|reinterpret|const)_cast<([^()]+)>\(/.exec(written)?.[1];
  return (
    asFunction ??
    /^new\(([\w.]+)\)$/.exec(written)?.[1] ??
    /^\(\((?:const |struct |union )*([\w.:]+)(?:<[^()]*>)?[ *]*\) ?[^()]+(?:\([^()]*\))?\)$/.exec(written)?.[1]
  );
}

const plainCall = /^[\w.:\\>$-]+\(/;
/** `await Cart.open<int>()`, `new Cart<int>().total()`; a construction alone is a type. */
const packagedCall = /^(?:await )?(?:new [\w.]+(?:<[^()]*>)?\(.*\)\.)?[\w.:\\>$?-]+(?:<[^()]*>)?\(/;

function startName(written: string, byArity: boolean): string {
  if (byArity) return partName(written, true);
  return written
    .replace(/[([{<].*$/, '')
    .replace(/^[&*$]+/, '')
    .replace(/^new\s+/, '');
}

/** What a part of a path is: the call of `total(1)` tells overloads apart. */
function wantedBy(part: string, file: ListedFile, from: number): Wanted {
  const list = /^\w+(?:<[^()]*>)?(\(.*\))$/.exec(part)?.[1];
  return list === undefined ? anything : { as: 'any', site: { file, from, arguments: splitList(list) } };
}
