/** What types of Rust have: fields, variants, what `impl` blocks give them, and what their traits do. */

import { isCallable, isType } from '../../languages/language';
import type { Target } from '../inference/inference';
import type { ListedFile, ListedProject } from '../listed/project';
import type { Scopes } from './scopes';
import type { Shape } from './standard';
import { bareType, namedType, splitTypes } from './written';

export interface Members {
  /** All of a name; several if blocks or traits define it more than once. */
  find(
    type: Shape<Target>,
    name: string,
    isCall: boolean,
  ): { readonly targets: readonly Target[]; readonly isInherited: boolean } | undefined;
}

interface Had {
  readonly names: Map<string, Target[]>;
  /** Traits that it has, or extends. */
  readonly traits: Target[];
}

const deepest = 6;

export function createMembers(project: ListedProject, scopes: Scopes): Members {
  let known: Map<string, Had> | undefined;

  function all(): Map<string, Had> {
    if (known !== undefined) return known;
    known = new Map();
    for (const file of scopes.files()) {
      addSymbols(known, file);
      addTraits(known, file);
    }
    return known;
  }

  function addSymbols(into: Map<string, Had>, file: ListedFile): void {
    file.listing.symbols.forEach(({ container, owner, name }, symbol) => {
      if (symbol === 0) return;
      const around = file.listing.symbols[container]!;
      if (owner === '' && !isType(around.kind) && around.nativeKind !== 'enum member') return;
      const of = owner === '' ? keyOf({ unit: file.unit.id, symbol: container }) : ownerKey(file, container, owner);
      const { names } = hadOf(into, of);
      const targets = names.get(name);
      const target = { unit: file.unit.id, symbol };
      if (targets === undefined) names.set(name, [target]);
      else targets.push(target);
    });
  }

  /** An `impl` whose type is a parameter gives its members to no type that is named. */
  function ownerKey(file: ListedFile, from: number, name: string): string {
    const found = scopes.resolve(file, from, [name], 'type');
    return found !== undefined && 'target' in found ? keyOf(found.target) : `std:${name}`;
  }

  function addTraits(into: Map<string, Had>, file: ListedFile): void {
    file.listing.symbols.forEach(({ locals, kind }, symbol) => {
      for (const [type, told] of locals) {
        if (!told.startsWith('I')) continue;
        const named = namedType(splitTypes(bareType(type), '+')[0] ?? '');
        const trait = traitAt(file, symbol, told.slice(1));
        if (named === undefined || trait === undefined) continue;
        const found = scopes.resolve(file, symbol, named.path, 'type');
        const key = found !== undefined && 'target' in found ? keyOf(found.target) : `std:${named.path.at(-1)!}`;
        hadOf(into, key).traits.push(trait);
      }
      if (kind !== 'interface') return;
      const bases = file.listing.bases.filter((base) => base.symbol === symbol);
      for (const { qualifier, name } of bases) {
        const trait = traitAt(file, symbol, qualifier === '' ? name : `${qualifier}::${name}`);
        if (trait !== undefined && !(trait.unit === file.unit.id && trait.symbol === symbol))
          hadOf(into, keyOf({ unit: file.unit.id, symbol })).traits.push(trait);
      }
    });
  }

  function traitAt(file: ListedFile, from: number, text: string): Target | undefined {
    const named = namedType(bareType(text));
    const found = named && scopes.resolve(file, from, named.path, 'type');
    return found !== undefined && 'target' in found ? found.target : undefined;
  }

  function search(key: string, name: string, isCall: boolean, depth: number): Target[] {
    const had = all().get(key);
    if (had === undefined || depth > deepest) return [];
    const own = (had.names.get(name) ?? []).filter((target) => isMember(target, isCall));
    if (own.length > 0) return own;
    for (const trait of had.traits) {
      const found = search(keyOf(trait), name, isCall, depth + 1);
      if (found.length > 0) return found;
    }
    return [];
  }

  /** What is called is a method, or a variant; what is not is no method. */
  function isMember(target: Target, isCall: boolean): boolean {
    const { kind, nativeKind } = project.symbol(target);
    return isCallable(kind) ? isCall : !isCall || nativeKind === 'enum member' || kind === 'constant';
  }

  return {
    find(type, name, isCall) {
      const key = type.target === undefined ? `std:${type.name}` : keyOf(type.target);
      const targets = search(key, name, isCall, 0);
      if (targets.length === 0) return undefined;
      return { targets, isInherited: !(all().get(key)?.names.has(name) ?? false) };
    },
  };
}

function hadOf(into: Map<string, Had>, key: string): Had {
  const found = into.get(key) ?? { names: new Map<string, Target[]>(), traits: [] };
  into.set(key, found);
  return found;
}

function keyOf({ unit, symbol }: Target): string {
  return `${unit}:${symbol}`;
}
