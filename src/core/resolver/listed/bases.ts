/** What a type extends and implements, part by part, with the type arguments that are written there. */

import { countTypeArguments, splitList } from '../../parser/argumentLists';
import { withArity } from '../../parser/code/listing';
import type { Target } from '../inference/inference';
import { rankOf } from './families';
import { splitPath } from './paths';
import type { ListedFile, ListedProject } from './project';

export interface Base {
  readonly name: string;
  /** Undefined for a library's, and for what is not there. */
  readonly target: Target | undefined;
  readonly arguments: readonly string[];
  /** Of Ruby: what mixes it in; '' for what is extended. */
  readonly by: string;
}

/** What a type is made of, all the way up. */
export interface Ancestry {
  readonly units: ReadonlySet<number>;
  /** Names that would add to it: of bases that led nowhere, and of types that may have more parts. */
  readonly missing: ReadonlySet<string>;
  /** Whether all of it is of the project. */
  readonly isWhole: boolean;
}

export interface Bases {
  of(type: Target): readonly Base[];
  /** Of one part alone: in Kotlin each says all that it has, and another is for another platform. */
  ofPart(type: Target): readonly Base[];
  readonly targetsOf: (type: Target) => readonly Target[];
  /** False while bases are looked up, which until then have none: what is found then may not be all. */
  readonly isSettled: () => boolean;
  /** A base as it is written: `Shelf<String>`. */
  written(file: ListedFile, from: number, text: string): Base;
  above(type: Target): Ancestry;
}

type Find = (file: ListedFile, from: number, qualifier: string, name: string) => Target | undefined;

export function createBases(project: ListedProject, find: Find): Bases {
  const known = new Map<string, readonly Base[]>();
  const targets = new Map<string, readonly Target[]>();
  const ancestries = new Map<string, Ancestry>();
  let lookingUp = 0;

  /** While they are being looked up, a type has none: its bases are not named by themselves. */
  function ofPart(type: Target): readonly Base[] {
    const key = keyOf(type);
    const found = known.get(key);
    if (found !== undefined) return found;
    known.set(key, []);
    lookingUp++;
    try {
      const bases = lookUp(type);
      known.set(key, bases);
      return bases;
    } finally {
      lookingUp--;
    }
  }

  function of(type: Target): readonly Base[] {
    const parts = project.partsOf(type);
    return parts.length === 1 ? ofPart(type) : parts.flatMap(ofPart);
  }

  function targetsOf(type: Target): readonly Target[] {
    const key = keyOf(type);
    const found = targets.get(key);
    if (found !== undefined) return found;
    const bases = of(type).flatMap(({ target }) => (target === undefined ? [] : [target]));
    if (lookingUp === 0) targets.set(key, bases);
    return bases;
  }

  function lookUp(type: Target): Base[] {
    const file = project.unit(type.unit)!;
    const found = file.listing.bases.flatMap(({ symbol, name, qualifier, arguments: given, by }): Base[] => {
      if (symbol !== type.symbol) return [];
      const target = find(file, headOf(file, symbol, by), qualifier, name);
      const isSame = target !== undefined && project.isSame(target, type);
      return [{ name, target: isSame ? undefined : target, arguments: given, by }];
    });
    const rank = ({ target }: Base): number => (target === undefined ? 0 : rankOf(project.symbol(target)));
    return file.family.isPackaged ? found.sort((one, other) => rank(one) - rank(other)) : found;
  }

  function above(type: Target): Ancestry {
    const key = keyOf(type);
    const found = ancestries.get(key);
    if (found !== undefined) return found;
    const units = new Set<number>();
    const missing = new Set<string>();
    const seen = new Set<string>();
    let isWhole = true;
    const next = [type];
    for (let at = next.pop(); at !== undefined; at = next.pop()) {
      if (seen.has(keyOf(at))) continue;
      seen.add(keyOf(at));
      const file = project.unit(at.unit)!;
      // One more part of it may come to have others.
      if (file.unit.language === 'csharp') missing.add(file.listing.symbols[at.symbol]!.name);
      for (const { unit } of project.partsOf(at)) units.add(unit);
      for (const { name, target } of of(at)) {
        if (target !== undefined) next.push(target);
        else {
          missing.add(name);
          isWhole = false;
        }
      }
    }
    const ancestry = { units, missing, isWhole };
    ancestries.set(key, ancestry);
    return ancestry;
  }

  return {
    of,
    ofPart,
    above,
    targetsOf,
    isSettled: () => lookingUp === 0,
    written(file, from, text) {
      const parts = splitPath(text.replace(/\s+/g, ' ').trim());
      const last = parts.at(-1) ?? '';
      const plain = last.replace(/[<(\s][^]*$/, '');
      const given = angleArguments(last, plain.length);
      const name = file.family.byArity ? withArity(plain, countTypeArguments(last, plain.length)) : plain;
      const qualifier = (text.trimStart().startsWith('\\') ? '\\' : '') + parts.slice(0, -1).join('.');
      return { name, target: find(file, from, qualifier, name), arguments: given, by: '' };
    },
  };
}

/** Where the names of bases are looked up: what a type has is not known in its own head, but where Ruby mixes modules in. */
export function headOf({ family, listing }: ListedFile, type: number, by: string): number {
  return family.isPackaged && by === '' ? Math.max(0, listing.symbols[type]!.container) : type;
}

/** What stands in the angle brackets of a type as written. */
function angleArguments(text: string, at: number): string[] {
  const end = text.lastIndexOf('>');
  return text[at] === '<' && end > at ? splitList(text.slice(at + 1, end)) : [];
}

function keyOf({ unit, symbol }: Target): string {
  return `${unit}:${symbol}`;
}
