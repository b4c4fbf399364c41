/** The references of a file in such a language → what they are bound to. */

import { isCallable, isType } from '../../languages/language';
import type { Reference } from '../../model/reference';
import type { RelationshipType, ResolutionMethod } from '../../model/relationship';
import type { SymbolKind } from '../../model/symbol';
import { withArity } from '../../parser/code/listing';
import { sharesOf } from '../confidence';
import type { Target } from '../inference/inference';
import type { RustLookup } from '../rust/bind';
import { headOf } from './bases';
import { hidesFirst } from './localNames';
import type { Found, ListedLookup } from './lookup';
import type { ListedFile } from './project';
import type { CallSite, Wanted } from './wanted';

export interface ListedBinding {
  readonly reference: Reference;
  readonly type: RelationshipType;
  readonly target: Target | undefined;
  readonly external: string | undefined;
  readonly how: ResolutionMethod;
  /** One of several that only the arguments tell apart. */
  readonly unsure?: boolean;
}

/** What binding a file's references gives, besides the files of the targets. */
export interface ListedAnswer {
  readonly bindings: readonly ListedBinding[];
  /** Names that others may come to define: the file is then asked again. */
  readonly missing: readonly string[];
  /** Files that decide what names are bound to. */
  readonly restsOn: ReadonlySet<number>;
}

const types: Readonly<Record<Reference['role'], RelationshipType>> = {
  call: 'calls',
  construct: 'calls',
  import: 'imports',
  extends: 'extends',
  implements: 'implements',
  decorates: 'decorates',
  type: 'uses',
  value: 'references',
  overrides: 'overrides',
};

const wants: Readonly<Record<Reference['role'], Wanted['as']>> = {
  call: 'call',
  construct: 'type',
  import: 'any',
  extends: 'type',
  implements: 'type',
  decorates: 'call',
  type: 'type',
  value: 'value',
  overrides: 'call',
};

export function bindListed(
  lookup: ListedLookup,
  rust: RustLookup,
  file: ListedFile,
  references: readonly Reference[],
): ListedBinding[] {
  if (file.family.id === 'rust') return references.map((reference) => bindRust(lookup, rust, file, reference));
  return references.flatMap((reference): ListedBinding | ListedBinding[] => {
    const type = typeOf(file, reference);
    if (reference.role === 'overrides') return bindOverrides(lookup, file, reference);
    if (reference.role === 'import') return bindImport(lookup, file, reference, type);
    const site = siteOf(file, reference);
    const found = bindUse(lookup, file, reference, site);
    if (found !== undefined) {
      const several = type === 'calls' ? lookup.meant(file, found.target, site) : 1;
      const unsure = several > 1;
      if (unsure && several > sharesOf(file.unit.language).severalAtMost)
        return { reference, type, target: undefined, external: undefined, how: 'scope' };
      return {
        reference,
        type: typeTo(lookup, file, type, reference.from, found.target),
        ...found,
        external: undefined,
        unsure,
      };
    }
    return { reference, type, target: undefined, external: externalOf(lookup, file, reference), how: 'import' };
  });
}

/** None where nothing is redefined: a member is no use of a name. */
function bindOverrides(lookup: ListedLookup, file: ListedFile, reference: Reference): ListedBinding[] {
  const targets = lookup.overrides.of(file, reference);
  return targets.map((target) => ({ reference, type: 'overrides', target, external: undefined, how: 'inheritance' }));
}

function isCalled(kind: SymbolKind): boolean {
  return isCallable(kind) || isType(kind);
}

/** A module of Ruby or a namespace: nothing can be made of it. */
function isSpace(kind: SymbolKind): boolean {
  return kind === 'namespace' || kind === 'module';
}

function typeTo(
  lookup: ListedLookup,
  { family, listing }: ListedFile,
  type: RelationshipType,
  from: number,
  to: Target,
): RelationshipType {
  // `Cart` of `Cart.LIMIT`.
  if (type === 'references' && isType(lookup.kindOf(to))) return 'uses';
  if ((type === 'extends' || type === 'implements') && family.isPackaged) {
    // What is written alike may be either.
    const kind = lookup.kindOf(to);
    if (type === 'implements' && kind === 'class') return 'extends';
    return kind === 'interface' && listing.symbols[from]!.kind !== 'interface' ? 'implements' : type;
  }
  // What Ruby's attributes are called for is a value.
  return type === 'calls' && family.hasSides && !isCalled(lookup.kindOf(to)) ? 'references' : type;
}

/** A name alone that is no local one is a call in Ruby. */
function typeOf({ family }: ListedFile, { role }: Reference): RelationshipType {
  return role === 'value' && family.hasSides ? 'calls' : types[role];
}

/** As scopes of its file tell it. */
function placeOf({ listing }: ListedFile, { from, scope }: Reference): number {
  return scope === undefined ? from : listing.symbols.length + scope;
}

function siteOf(file: ListedFile, reference: Reference): CallSite | undefined {
  const { role, ...given } = reference;
  if (role !== 'call' || given.arguments === undefined) return undefined;
  const { typeArguments = 0 } = given;
  return {
    ...{ file, from: placeOf(file, reference), arguments: given.arguments },
    ...(typeArguments > 0 && { typeArguments }),
  };
}

function bindRust(lookup: ListedLookup, rust: RustLookup, file: ListedFile, reference: Reference): ListedBinding {
  const type = types[reference.role];
  const isImport = reference.role === 'import';
  const target = isImport ? rust.imported(file, reference) : undefined;
  const found = isImport ? target && { target, how: 'import' as const } : rust.bind(file, reference);
  if (found === undefined) {
    const external = isImport
      ? bindImport(lookup, file, reference, type).external
      : externalOf(lookup, file, reference);
    return { reference, type, target: undefined, external, how: 'import' };
  }
  const isUse = reference.role === 'value' && isType(lookup.kindOf(found.target));
  return { reference, type: isUse ? 'uses' : type, ...found, external: undefined };
}

function bindUse(
  lookup: ListedLookup,
  file: ListedFile,
  reference: Reference,
  site: CallSite | undefined,
): Found | undefined {
  const { name: written, role, from: within, qualifier, alias = '', typeArguments = 0 } = reference;
  const isBase = role === 'extends' || role === 'implements';
  const from = isBase ? headOf(file, within, alias) : placeOf(file, reference);
  const name = role === 'call' ? written : withArity(written, typeArguments);
  const as = role === 'value' && file.family.hasSides ? 'call' : wants[role];
  const wanted = site === undefined ? { as } : { as, site };
  // A class body may stand in for its own name only as a type.
  const found =
    qualifier === undefined
      ? lookup.name(file, from, name, wanted)
      : lookup.qualified(file, from, qualifier, name, wanted);
  if (role !== 'construct' || found === undefined || !isSpace(lookup.kindOf(found.target))) return found;
  // A module of Ruby may have a method `new` of its own.
  const space = qualifier === undefined ? name : `${qualifier}::${name}`;
  return lookup.qualified(file, from, space, 'new', { as: 'call' });
}

function bindImport(
  lookup: ListedLookup,
  file: ListedFile,
  reference: Reference,
  type: RelationshipType,
): ListedBinding {
  const { name, qualifier = '' } = reference;
  const unit = name === '*' || name === '' ? lookup.included(file, qualifier) : undefined;
  const target = unit === undefined ? importedTarget(lookup, file, name, qualifier) : { unit, symbol: 0 };
  const external =
    target === undefined && !isOwn(lookup, file, qualifier) ? qualifier.replace(/^[<"']|[>"']$/g, '') : undefined;
  return { reference, type, target, external: external === '' ? undefined : external, how: 'import' };
}

function importedTarget(lookup: ListedLookup, file: ListedFile, name: string, qualifier: string): Target | undefined {
  return name === '*' || name === '' ? undefined : lookup.imported(file, qualifier, name);
}

/** A package of the project, of which no one file stands for the whole. */
function isOwn(lookup: ListedLookup, file: ListedFile, module: string): boolean {
  return lookup.isPackage(file, module);
}

/** The module of an import that leads outside and brings in what is used. */
function externalOf(lookup: ListedLookup, file: ListedFile, reference: Reference): string | undefined {
  const { name, qualifier } = reference;
  const first = (qualifier ?? name).replace(/(?:\.|::|\\|->)[^]*$/, '');
  if (reference.role !== 'type' && hidesFirst(file, placeOf(file, reference), first)) return undefined;
  const found = file.listing.imports.find(
    (each) => each.alias === first || (each.name === '*' && lastPart(each.module) === first),
  );
  if (found === undefined || lookup.isPackage(file, found.module)) return undefined;
  if (found.name !== '*' && lookup.imported(file, found.module, found.name) !== undefined) return undefined;
  return found.module === '' ? undefined : found.module;
}

function lastPart(module: string): string {
  return module.replace(/^.*(?:[./\\]|::)/, '');
}
