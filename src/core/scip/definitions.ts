/** What the symbols of an index are in the vault. Global ones are known by their names wherever they are used. */

import type { Descriptor, FilePath } from '../model/ids';
import type { ImportableFile } from '../store/imports';
import type { MatchedDocument } from './matched';
import { symbolsByPlace } from './matched';
import { isLocal, lastDescriptor, packageOf } from './spelling';

export interface ScipTarget {
  readonly path: FilePath;
  readonly descriptor: Descriptor;
  readonly name: string;
  /** Of a constructor: its type, which is what a use by the type's name means. */
  readonly type?: { readonly descriptor: Descriptor; readonly name: string };
}

/**
 * `nothing`: defined where the vault has no symbol, such as a parameter. `open`: defined in the project, but it cannot be
 * said where. `external`: of another package; '' is the language itself.
 */
export type ScipMeaning =
  | { readonly kind: 'target'; readonly target: ScipTarget }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'open' }
  | { readonly kind: 'external'; readonly module: string; readonly name: string };

export interface Definitions {
  add(document: MatchedDocument): void;
  /** Defined in a document that is of another text than the vault's file. */
  addLost(symbol: string): void;
  /** Defined in a document that the vault does not have. */
  addOutside(symbol: string): void;
  meaning(symbol: string): ScipMeaning;
  /** What a symbol implements or overrides, without what follows from the others. */
  basesOf(symbol: string): readonly ScipTarget[];
}

const nothing = -1;
const open = -2;
/** More than a file has symbols. */
const ordinals = 2 ** 22;

interface DefiningFile {
  readonly path: FilePath;
  readonly symbols: readonly { readonly descriptor: Descriptor; readonly name: string }[];
  /** Constructor → its type. */
  readonly constructors: ReadonlyMap<number, number>;
}

export function createDefinitions(): Definitions {
  const files: DefiningFile[] = [];
  /** A file's number and a symbol's ordinal in one, or one of the negative marks. */
  const places = new Map<string, number>();
  const bases = new Map<string, readonly string[]>();
  const packages = new Set<string>();

  const put = (symbol: string, place: number): void => {
    if (isLocal(symbol)) return;
    packages.add(packageOf(symbol).name);
    const known = places.get(symbol);
    // The first place counts; of what is defined time and again nothing is sure but that.
    if (known === undefined || (known < 0 && place >= 0)) places.set(symbol, place);
  };
  const targetAt = (place: number): ScipTarget => {
    const { path, symbols, constructors } = files[Math.floor(place / ordinals)]!;
    const ordinal = place % ordinals;
    const of = constructors.get(ordinal);
    const type = of === undefined ? undefined : symbols[of];
    return { path, ...symbols[ordinal]!, ...(type !== undefined && { type }) };
  };
  /** All that these symbols implement, near and far. */
  const above = (from: readonly string[]): Set<string> => {
    const found = new Set<string>();
    const waiting = [...from];
    for (let symbol = waiting.pop(); symbol !== undefined; symbol = waiting.pop()) {
      for (const base of bases.get(symbol) ?? []) {
        if (found.has(base)) continue;
        found.add(base);
        waiting.push(base);
      }
    }
    return found;
  };

  return {
    add({ file, definitions, symbols }) {
      const number = files.push(definingFile(file)) - 1;
      const ordinalOf = symbolsByPlace(file);
      for (const definition of definitions) {
        const { symbol } = definition;
        const ordinal = ordinalOf(definition);
        if (ordinal !== undefined) put(symbol, number * ordinals + ordinal);
        else put(symbol, lastDescriptor(symbol)?.kind === 'module' ? open : nothing);
        const implemented = symbols.get(symbol)?.implements ?? [];
        if (implemented.length > 0 && !isLocal(symbol)) bases.set(symbol, implemented);
      }
    },
    addLost: (symbol) => {
      put(symbol, open);
    },
    addOutside: (symbol) => {
      put(symbol, nothing);
    },
    meaning(symbol) {
      const place = places.get(symbol);
      if (place === nothing) return { kind: 'nothing' };
      if (place === open) return { kind: 'open' };
      if (place !== undefined) return { kind: 'target', target: targetAt(place) };
      const of = packageOf(symbol);
      // What is missing of the project itself may be anywhere.
      if (of.name === '' || packages.has(of.name)) return { kind: 'open' };
      const module = languagePackages.test(`${of.name} ${of.path}`) ? '' : of.name;
      return { kind: 'external', module, name: lastDescriptor(symbol)?.name ?? '' };
    },
    basesOf(symbol) {
      const direct = bases.get(symbol) ?? [];
      const implied = direct.length > 1 ? above(direct) : new Set<string>();
      return direct
        .filter((base) => !implied.has(base))
        .flatMap((base) => {
          const place = places.get(base);
          return place === undefined || place < 0 ? [] : [targetAt(place)];
        });
    },
  };
}

/** What languages give without being asked is recorded nowhere. */
const languagePackages = /^(?:typescript lib\/|python-stdlib builtins\/|jdk java\/lang\/)/;

const constructorNames: ReadonlySet<string> = new Set(['constructor', '__init__', '__construct']);

function definingFile({ path, symbols }: ImportableFile): DefiningFile {
  const constructors = new Map<number, number>();
  for (const [ordinal, { symbol, container }] of symbols.entries()) {
    const isConstructor = symbol.nativeKind === 'constructor' || constructorNames.has(symbol.name);
    if (isConstructor && container > 0) constructors.set(ordinal, container);
  }
  return { path, constructors, symbols: symbols.map(({ symbol: { descriptor, name } }) => ({ descriptor, name })) };
}
