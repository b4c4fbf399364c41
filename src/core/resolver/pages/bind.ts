/** What HTML pages load, what style sheets import, and what is named once in all style sheets. */

import type { Reference } from '../../model/reference';
import type { Target } from '../inference/inference';
import type { ListedAnswer, ListedBinding } from '../listed/bind';
import type { Family } from '../listed/families';
import type { ListedFile, ListedProject } from '../listed/project';
import { dirname, foldersUp, join } from '../modules/paths';

export interface PagesLookup {
  /** Without what names nothing that would be indexed, such as pictures. */
  bind(file: ListedFile, references: readonly Reference[]): ListedAnswer;
}

/** What an import of a style sheet may leave off, and what its partials begin with. */
const sheetForms = [
  ['', ''],
  ['', '.css'],
  ['', '.scss'],
  ['_', '.scss'],
  ['', '.less'],
] as const;
const isCode = /\.(?:[cm]?[jt]sx?|s?css|less)$/;

export function createPagesLookup(
  project: ListedProject,
  family: Family,
  unitOf: (path: string) => number | undefined,
): PagesLookup {
  let defined: Map<string, Target[]> | undefined;

  /** Custom properties and keyframes are known in whatever a page loads: what has one definition is meant everywhere. */
  function named(name: string): readonly Target[] {
    if (defined === undefined) {
      defined = new Map();
      for (const { unit, listing } of project.filesOf(family)) {
        for (const [symbol, { name: each, nativeKind }] of listing.symbols.entries()) {
          if (nativeKind !== 'custom property' && nativeKind !== 'keyframes') continue;
          const known = defined.get(each);
          if (known === undefined) defined.set(each, [{ unit: unit.id, symbol }]);
          else known.push({ unit: unit.id, symbol });
        }
      }
    }
    return defined.get(name) ?? [];
  }

  function loaded({ unit: { path, language } }: ListedFile, written: string): number | undefined {
    const folders = written.startsWith('/') ? foldersUp(dirname(path)) : [dirname(path)];
    for (const folder of folders) {
      for (const [before, behind] of language === 'css' ? sheetForms : sheetForms.slice(0, 1)) {
        const place = join(folder, written.replace(/^\/+/, '').replace(/[^/]+$/, `${before}$&${behind}`));
        const unit = place === undefined ? undefined : unitOf(place);
        if (unit !== undefined) return unit;
      }
    }
    return undefined;
  }

  function bindImport(file: ListedFile, reference: Reference): ListedBinding | undefined {
    const written = (reference.qualifier ?? '').replace(/[?#].*$/, '');
    const isElsewhere = /^(?:https?:)?\/\//.test(written);
    const unit = isElsewhere || written === '' ? undefined : loaded(file, written);
    if (unit === undefined && file.unit.language !== 'css' && !isCode.test(written)) return undefined;
    return {
      ...{ reference, type: 'imports', external: isElsewhere ? written : undefined, how: 'import' },
      target: unit === undefined ? undefined : { unit, symbol: 0 },
    };
  }

  function bindName(file: ListedFile, reference: Reference): ListedBinding | undefined {
    const [target, ...others] = named(reference.name);
    if (target === undefined) return undefined;
    const how = target.unit === file.unit.id ? 'scope' : 'package';
    return { reference, type: 'references', target: others.length > 0 ? undefined : target, external: undefined, how };
  }

  return {
    bind(file, references) {
      const used = references.filter(({ role }) => role === 'import' || role === 'call');
      const bindings = used.flatMap(
        (reference) => (reference.role === 'import' ? bindImport(file, reference) : bindName(file, reference)) ?? [],
      );
      // Also what is bound: once it has a second definition it is bound to none.
      const missing = used.map(({ role, name, qualifier = '' }) => (role === 'import' ? qualifier : name));
      return { bindings, missing: [...new Set(missing)], restsOn: new Set() };
    },
  };
}
