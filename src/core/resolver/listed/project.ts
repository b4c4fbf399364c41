/** What the files of such languages define, by full name; what their types contain and extend. */

import type { FilePath } from '../../model/ids';
import { isCallable, isType } from '../../languages/language';
import { symbolAt } from '../../parser/code/listedScopes';
import type { ListedSymbol, Listing } from '../../parser/code/listing';
import { isListing } from '../../parser/code/listingCodec';
import type { Target } from '../inference/inference';
import type { FileSet } from '../modules/lookup';
import type { Unit } from '../program';
import type { Family } from './families';
import { familyOf } from './families';
import type { DecodedListing, Listings } from './listings';
import { joinPath, lastName, parentPath } from './paths';

export interface ListedFile extends DecodedListing {
  readonly unit: Unit;
  readonly family: Family;
  /** Where its names belong: its package, its folder, its module. */
  readonly package: string;
  /** Full name of every symbol. */
  readonly names: readonly string[];
}

export interface ListedProject {
  file(unit: Unit): ListedFile;
  /** Undefined for a unit that is in none of these languages. */
  unit(id: number): ListedFile | undefined;
  /** All files in the languages of a family. */
  filesOf(family: Family): ListedFile[];
  /** What has a full name in the languages of a family. */
  named(family: Family, name: string): readonly Target[];
  /** The same for a name in a package or a type: what is asked for most, and makes no string. */
  namedIn(family: Family, space: string, name: string): readonly Target[];
  /** What has a full name below this one, by what stands behind it; undefined if nothing has. */
  space(family: Family, space: string): ReadonlyMap<string, readonly Target[]> | undefined;
  /** Whether anything of the project is in a package. */
  hasPackage(family: Family, name: string): boolean;
  symbol(target: Target): ListedSymbol;
  fullName(target: Target): string;
  isSame(one: Target, other: Target): boolean;
  /** What the companion object of a type of Kotlin has of a name, which is called like a member of the type. */
  companions(type: Target, name: string): readonly Target[];
  /** Whether its file defines it once more, for another case, where that can be: in Ruby. */
  isRedefined(target: Target): boolean;
  /** A type, with the other parts of it where a language may write it in several: C#, Kotlin. */
  partsOf(type: Target): readonly Target[];
  /** What has the same name in the same place of its file, itself among them. */
  siblings(target: Target): readonly Target[];
  /** Files whose names end so. */
  byFileName(name: string): readonly FilePath[];
}

interface FamilyNames {
  /** By what stands before the last dot of a full name, then by what stands behind it. */
  readonly spaces: Map<string, Map<string, Target[]>>;
  readonly packages: Set<string>;
}

export function createListedProject(
  units: ReadonlyMap<number, Unit>,
  files: FileSet,
  listings: Listings,
): ListedProject {
  const opened = new Map<number, ListedFile>();
  const families = new Map<Family, FamilyNames>();
  let fileNames: Map<string, FilePath[]> | undefined;

  function open(unit: Unit): ListedFile {
    const known = opened.get(unit.id);
    if (known !== undefined) return known;
    const family = familyOf(unit.language)!;
    const decoded = listings.of(unit);
    const { listing } = decoded;
    const own = family.packageOf(unit.path, listing, files);
    const whereOf = (type: string): string | undefined => {
      const found =
        family.id === 'rust' ? listing.imports.find(({ alias, name }) => alias === type && name !== '*') : undefined;
      const module = found && family.moduleOf(found.module, { path: unit.path, package: own }, files);
      return module && joinPath(module, found.name);
    };
    const names = fullNames(own, family.id === 'ruby' ? dottedOwners(listing) : listing, whereOf);
    const file = { unit, family, ...decoded, package: own, names };
    opened.set(unit.id, file);
    return file;
  }

  function namesOf(family: Family): FamilyNames {
    const known = families.get(family);
    if (known !== undefined) return known;
    const made: FamilyNames = { spaces: new Map(), packages: new Set() };
    families.set(family, made);
    for (const unit of units.values()) {
      if (familyOf(unit.language) !== family || !isListing(unit.declarations)) continue;
      const file = open(unit);
      made.packages.add(file.package);
      file.names.forEach((name, symbol) => {
        if (symbol === 0 || isHidden(file.listing, symbol)) return;
        addName(made.spaces, name, { unit: unit.id, symbol });
        if (isSpread(file, symbol)) addName(made.spaces, nameAround(file, symbol), { unit: unit.id, symbol });
      });
    }
    return made;
  }

  function named(family: Family, name: string): readonly Target[] {
    return namesOf(family).spaces.get(parentPath(name))?.get(lastName(name)) ?? none;
  }

  const fileOf = ({ unit }: Target): ListedFile => open(units.get(unit)!);

  return {
    file: open,
    unit(id) {
      const unit = units.get(id);
      return unit === undefined || !isListing(unit.declarations) ? undefined : open(unit);
    },
    filesOf: (family) =>
      [...units.values()].flatMap((unit) =>
        familyOf(unit.language) === family && isListing(unit.declarations) ? [open(unit)] : [],
      ),
    named,
    namedIn(family, space, name) {
      const isPlain = name !== '' && !name.includes('.');
      return isPlain ? (namesOf(family).spaces.get(space)?.get(name) ?? none) : named(family, joinPath(space, name));
    },
    space: (family, space) => namesOf(family).spaces.get(space),
    hasPackage: (family, name) => namesOf(family).packages.has(name),
    symbol: (target) => fileOf(target).listing.symbols[target.symbol]!,
    siblings({ unit, symbol }) {
      const { symbols } = fileOf({ unit, symbol }).listing;
      const { name, container } = symbols[symbol]!;
      return symbols.flatMap((each, at) =>
        each.name === name && each.container === container ? [{ unit, symbol: at }] : [],
      );
    },
    fullName: (target) => fileOf(target).names[target.symbol]!,
    isSame: (one, other) => one.unit === other.unit && one.symbol === other.symbol,
    companions(type, name) {
      const { family, unit, names } = fileOf(type);
      if (unit.language !== 'kotlin') return [];
      return named(family, joinPath(names[type.symbol]!, 'Companion', name));
    },
    isRedefined({ unit, symbol }) {
      const { listing, byName, family } = open(units.get(unit)!);
      const { name, container, isStatic, kind } = listing.symbols[symbol]!;
      if (!family.hasSides || !isCallable(kind)) return false;
      const named = (byName.get(name) ?? []).map((each) => listing.symbols[each]!);
      return named.filter((each) => each.container === container && each.isStatic === isStatic).length > 1;
    },
    partsOf(type) {
      const { family, unit, names } = fileOf(type);
      if (unit.language !== 'csharp' && unit.language !== 'kotlin') return [type];
      const parts = named(family, names[type.symbol]!);
      const isOther = ({ unit: file, symbol }: Target): boolean => file !== type.unit || symbol !== type.symbol;
      return [
        type,
        ...parts.filter((each) => isOther(each) && isType(fileOf(each).listing.symbols[each.symbol]!.kind)),
      ];
    },
    byFileName(name) {
      if (fileNames === undefined) {
        fileNames = new Map();
        for (const path of files.paths()) {
          const base = path.slice(path.lastIndexOf('/') + 1);
          fileNames.set(base, [...(fileNames.get(base) ?? []), path as FilePath]);
        }
      }
      return fileNames.get(name) ?? [];
    },
  };
}

function addName(spaces: FamilyNames['spaces'], fullName: string, target: Target): void {
  const names = spaceOf(spaces, parentPath(fullName));
  const name = lastName(fullName);
  const targets = names.get(name);
  if (targets === undefined) names.set(name, [target]);
  else targets.push(target);
}

/** Made, with those around it. */
function spaceOf(spaces: FamilyNames['spaces'], space: string): Map<string, Target[]> {
  const known = spaces.get(space);
  if (known !== undefined) return known;
  const made = new Map<string, Target[]>();
  spaces.set(space, made);
  if (space !== '') spaceOf(spaces, parentPath(space));
  return made;
}

const none: readonly never[] = [];

/** Whether a constant of an enumeration is known around it. */
export function isSpread({ family, listing }: ListedFile, symbol: number): boolean {
  const { nativeKind, container } = listing.symbols[symbol]!;
  return family.spreadsEnums && nativeKind === 'enum member' && listing.symbols[container]?.nativeKind !== 'enum class';
}

/** The full name of such a constant there. */
function nameAround({ listing, names }: ListedFile, symbol: number): string {
  const { name, container } = listing.symbols[symbol]!;
  return joinPath(names[listing.symbols[container]!.container] ?? '', name);
}

/** `class Shop::Cart::Row` of Ruby. */
function dottedOwners({ symbols }: Listing): Pick<Listing, 'symbols'> {
  return { symbols: symbols.map((symbol) => ({ ...symbol, owner: symbol.owner.replaceAll('::', '.') })) };
}

/** `whereOf` tells the full name of an owner that the file imports: in Rust, types have members in other modules. */
function fullNames(
  own: string,
  { symbols }: Pick<Listing, 'symbols'>,
  whereOf: (type: string) => string | undefined,
): string[] {
  const names: string[] = [];
  const around = (container: number, owner: string): string =>
    owner === '' ? (names[container] ?? '') : (whereOf(owner) ?? joinPath(names[container] ?? '', owner));
  for (const { name, container, owner } of symbols) {
    // Names may hold parts themselves: `namespace Acme.Shop`, `class Shop::Cart`.
    const plain = name.replaceAll('::', '.').replaceAll('\\', '.');
    names.push(container < 0 ? own : joinPath(around(container, owner), plain));
  }
  return names;
}

/** What a function defines inside itself is not seen from elsewhere. */
function isHidden({ symbols }: Listing, symbol: number): boolean {
  for (let at = symbols[symbol]!.container; at > 0; at = symbols[at]!.container) {
    if (isCallable(symbols[at]!.kind)) return true;
  }
  return false;
}

/** Where names may begin that have parts: what stands around, innermost first, in languages where that counts. */
export function spacesAround({ family, listing, names }: ListedFile, from: number): string[] {
  const spaces: string[] = [];
  if (!family.hasAliases) return spaces;
  for (let at = symbolAt(listing, from); at > 0; at = listing.symbols[at]!.container) {
    const { kind, owner } = listing.symbols[at]!;
    if (isType(kind) || kind === 'namespace') spaces.push(names[at]!);
    if (owner !== '') spaces.push(names[at]!.replace(/\.[^.]*$/, ''));
  }
  return spaces;
}

/** Innermost first. */
export function typesAround({ listing, unit }: ListedFile, from: number): Target[] {
  const types: Target[] = [];
  for (let at = symbolAt(listing, from); at > 0; at = listing.symbols[at]!.container) {
    if (isType(listing.symbols[at]!.kind)) types.push({ unit: unit.id, symbol: at });
  }
  return types;
}

/** The innermost type that a symbol stands in, or is; 0 if there is none. */
export function typeAround(listing: Listing, place: number): number {
  const { symbols } = listing;
  let at = symbolAt(listing, place);
  while (at > 0 && !isType(symbols[at]!.kind) && symbols[at]!.kind !== 'module') at = symbols[at]!.container;
  return Math.max(at, 0);
}
