/** What C# brings into every file of a project: `global using`, and what project files say. */

import type { ListedImport } from '../../parser/code/listing';
import type { FileSet } from '../modules/lookup';
import { basename, dirname } from '../modules/paths';
import { parentPath } from './paths';
import type { ListedFile, ListedProject } from './project';

export interface Usings {
  /** The imports of a file, with those that its project makes for it. */
  importsOf(file: ListedFile): readonly ListedImport[];
  /** The modules that all is taken from, by their full names. */
  starsOf(file: ListedFile): readonly string[];
}

const starImports = new Set(['jvm', 'csharp', 'c']);
const projectEnding = '.csproj';
const sharedNames = new Set(['Directory.Build.props', 'Directory.Build.targets']);

export function createUsings(project: ListedProject, files: FileSet): Usings {
  const known = new Map<number, readonly ListedImport[]>();
  const stars = new Map<number, readonly string[]>();
  const shared = new Map<string, readonly ListedImport[]>();
  let globals: readonly { readonly folder: string; readonly imports: readonly ListedImport[] }[] | undefined;

  /** The folder of the project file that stands nearest above; that of the file itself if there is none. */
  function projectFolder(path: string): string {
    let found: string | undefined;
    for (const each of files.projectFiles()) {
      const folder = dirname(each);
      if (each.endsWith(projectEnding) && isBelow(path, folder) && folder.length > (found?.length ?? -1))
        found = folder;
    }
    return found ?? dirname(path);
  }

  function globalsOf(file: ListedFile): NonNullable<typeof globals> {
    globals ??= project.filesOf(file.family).flatMap(({ unit, listing }) => {
      const imports = listing.imports.filter(({ name, alias }) => name === '*' && alias !== '*');
      return imports.length === 0 ? [] : [{ folder: projectFolder(unit.path), imports }];
    });
    return globals;
  }

  function written(path: string): ListedImport[] {
    const folder = projectFolder(path);
    return [...files.projectFiles()].flatMap((each) => {
      const isOwn = each.endsWith(projectEnding) ? dirname(each) === folder : sharedNames.has(basename(each));
      if (!isOwn || !isBelow(path, dirname(each))) return [];
      const text = files.projectFile(each) ?? '';
      return [...text.matchAll(/<Using\s+Include="([\w.]+)"/g)].map(([, module = '']) => starOf(module));
    });
  }

  function sharedBy(file: ListedFile): readonly ListedImport[] {
    const folder = projectFolder(file.unit.path);
    let more = shared.get(folder);
    if (more === undefined) {
      const globally = globalsOf(file).flatMap((each) => (isBelow(`${folder}/`, each.folder) ? each.imports : []));
      shared.set(folder, (more = [...globally, ...written(file.unit.path)]));
    }
    return more;
  }

  function importsOf(file: ListedFile): readonly ListedImport[] {
    const { family, listing, unit } = file;
    if (family.id !== 'csharp') return listing.imports;
    let all = known.get(unit.id);
    if (all === undefined) known.set(unit.id, (all = [...listing.imports, ...sharedBy(file)]));
    return all;
  }

  return {
    importsOf,
    starsOf(file) {
      const { family, unit } = file;
      if (!starImports.has(family.id)) return [];
      let all = stars.get(unit.id);
      if (all === undefined) {
        const place = { path: unit.path, package: file.package };
        const modules = importsOf(file).filter(({ name }) => name === '*');
        const full = modules.flatMap(({ module }) => family.moduleOf(module, place, files) ?? []);
        all = [...full, ...modules.flatMap((each) => relativeTo(file, each))].filter(
          (each) => each !== '' && project.space(family, each) !== undefined,
        );
        stars.set(unit.id, all);
      }
      return all;
    },
  };
}

/** `using Events` in the namespace `Shop` may be `Shop.Events`. */
function relativeTo({ family, names }: ListedFile, { module, from }: ListedImport): string[] {
  if (family.id !== 'csharp') return [];
  const found: string[] = [];
  for (let up = names[from] ?? ''; up !== ''; up = parentPath(up)) found.push(`${up}.${module}`);
  return found;
}

function starOf(module: string): ListedImport {
  return { module, name: '*', alias: '*', from: 0 };
}

function isBelow(path: string, folder: string): boolean {
  return folder === '' || folder === '.' || path.startsWith(`${folder}/`);
}
