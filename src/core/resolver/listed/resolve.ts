/** Files in languages whose code is not read further, resolved. */

import type { Descriptor, FilePath, LanguageId } from '../../model/ids';
import type { ResolvedFile, ResolvedReference } from '../../model/relationship';
import type { Reference } from '../../model/reference';
import { decodeReferences } from '../../parser/referenceCodec';
import { sharesOf } from '../confidence';
import type { FileSet } from '../modules/lookup';
import type { Unit } from '../program';
import { createPagesLookup } from '../pages/bind';
import { createRustLookup } from '../rust/bind';
import { createShellLookup } from '../shell/bind';
import type { ListedAnswer, ListedBinding } from './bind';
import { bindListed } from './bind';
import { familyOf } from './families';
import type { Listings } from './listings';
import { createListedLookup } from './lookup';
import type { ListedFile } from './project';
import { createListedProject } from './project';

export interface ListedResolver {
  /** `missing` are names that led nowhere. */
  resolve(
    unit: Unit,
    references: Uint8Array,
    withOpen: boolean,
  ): { readonly file: ResolvedFile; readonly missing: readonly string[] };
  /** Names that a file defines. */
  namesIn(unit: Unit): string[];
}

export function createListedResolver(
  units: ReadonlyMap<number, Unit>,
  byPath: ReadonlyMap<FilePath, Unit>,
  files: FileSet,
  listings: Listings,
): ListedResolver {
  const project = createListedProject(units, files, listings);
  const rust = createRustLookup(project, familyOf('rust' as LanguageId)!, files);
  const unitOf = (path: string): number | undefined => byPath.get(path as FilePath)?.id;
  const lookup = createListedLookup(project, files, unitOf);
  const shell = createShellLookup(project, familyOf('bash' as LanguageId)!, unitOf);
  const pages = createPagesLookup(project, familyOf('css' as LanguageId)!, unitOf);

  function toReference(
    unit: Unit,
    { reference, type, target, external, how, unsure }: ListedBinding,
  ): ResolvedReference | undefined {
    const { range, from, name } = reference;
    const shares = sharesOf(unit.language);
    const common = {
      from: unit.descriptors[from] ?? ('' as Descriptor),
      range,
      type,
      how,
      confidence: unsure === true ? shares.several : shares[how],
    };
    if (target === undefined) return external === undefined ? undefined : { ...common, external, name };
    const of = units.get(target.unit);
    const descriptor = of?.descriptors[target.symbol];
    return of === undefined || descriptor === undefined
      ? undefined
      : { ...common, target: { path: of.path, descriptor } };
  }

  function bind(file: ListedFile, references: readonly Reference[]): ListedAnswer {
    if (file.family.id === 'shell') return shell.bind(file, references);
    if (file.family.id === 'pages') return pages.bind(file, references);
    const bindings = bindListed(lookup, rust, file, references);
    // A member may come to redefine what is added anywhere above it.
    const above = new Set(
      references.flatMap((each) => (each.role === 'overrides' ? lookup.overrides.above(file, each) : [])),
    );
    const missing = new Set(bindings.filter(isUnbound).map(({ reference }) => reference.name));
    const restsOn = new Set<number>();
    for (const { units: files, missing: names } of above) {
      for (const each of files) restsOn.add(each);
      for (const each of names) missing.add(each);
    }
    return { bindings, missing: [...missing], restsOn };
  }

  return {
    namesIn(unit) {
      const file = project.file(unit);
      const names = file.listing.symbols.map(({ name }) => name.replace(/`\d+$/, ''));
      return file.family.id === 'shell' ? [...names, ...shell.readNames(file)] : names;
    },
    resolve(unit, bytes, withOpen) {
      const { bindings, missing, restsOn } = bind(project.file(unit), decodeReferences(bytes));
      // A value by its plain name may be what the language or a pattern names.
      const open = bindings.filter(
        (binding) =>
          isUnbound(binding) && (binding.reference.role !== 'value' || binding.reference.qualifier !== undefined),
      );
      const used = new Set([
        ...restsOn,
        ...bindings.flatMap(({ target }) => (target === undefined ? [] : [target.unit])),
      ]);
      used.delete(unit.id);
      const file: ResolvedFile = {
        path: unit.path,
        references: bindings.flatMap((binding) => toReference(unit, binding) ?? []),
        unresolved: open.length,
        dependsOn: [...used].flatMap((id) => units.get(id)?.path ?? []),
        ...(withOpen && { open: open.map(({ reference: { range }, type }) => ({ range, type })) }),
      };
      return { file, missing };
    },
  };
}

function isUnbound({ target, external }: ListedBinding): boolean {
  return target === undefined && external === undefined;
}
