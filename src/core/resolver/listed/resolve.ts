/** Files in languages whose code is not read further, resolved. */

import type { Descriptor, FilePath, LanguageId } from '../../model/ids';
import type { ResolvedFile, ResolvedReference } from '../../model/relationship';
import { decodeReferences } from '../../parser/referenceCodec';
import { sharesOf } from '../confidence';
import type { FileSet } from '../modules/lookup';
import type { Unit } from '../program';
import { createRustLookup } from '../rust/bind';
import type { ListedBinding } from './bind';
import { bindListed } from './bind';
import { familyOf } from './families';
import type { Listings } from './listings';
import { createListedLookup } from './lookup';
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
  const lookup = createListedLookup(project, files, (path) => byPath.get(path as FilePath)?.id);

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

  return {
    namesIn: (unit) => project.file(unit).listing.symbols.map(({ name }) => name.replace(/`\d+$/, '')),
    resolve(unit, bytes, withOpen) {
      const bindings = bindListed(lookup, rust, project.file(unit), decodeReferences(bytes));
      const unbound = bindings.filter(({ target, external }) => target === undefined && external === undefined);
      // A value by its plain name may be what the language or a pattern names.
      const open = unbound.filter(({ reference: { role, qualifier } }) => role !== 'value' || qualifier !== undefined);
      const used = new Set(bindings.flatMap(({ target }) => (target === undefined ? [] : [target.unit])));
      used.delete(unit.id);
      const file: ResolvedFile = {
        path: unit.path,
        references: bindings.flatMap((binding) => toReference(unit, binding) ?? []),
        unresolved: open.length,
        dependsOn: [...used].flatMap((id) => units.get(id)?.path ?? []),
        ...(withOpen && { open: open.map(({ reference: { range }, type }) => ({ range, type })) }),
      };
      return { file, missing: [...new Set(unbound.map(({ reference }) => reference.name))] };
    },
  };
}
