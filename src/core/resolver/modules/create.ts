/** Module lookup by the language of the file that asks. */

import type { FilePath } from '../../model/ids';
import { createEcmascriptModules } from './ecmascript';
import type { FileSet, ModuleLookup } from './lookup';
import { basename } from './paths';
import { createPythonModules } from './python';
import { isTsconfig } from './tsconfig';

const projectFileNames = new Set([
  'package.json',
  'go.mod',
  'Cargo.toml',
  'Directory.Build.props',
  'Directory.Build.targets',
]);

/** Whether a file says how the modules of a project are found. */
export function isProjectFile(path: string): boolean {
  return projectFileNames.has(basename(path)) || path.endsWith('.csproj') || isTsconfig(path);
}

export function createModuleLookup(files: FileSet): ModuleLookup {
  const ecmascript = createEcmascriptModules(files);
  const python = createPythonModules(files);
  const isPython = (path: string): boolean => files.languageOf(path) === 'python';
  return {
    resolve: (from, spec) => (isPython(from) ? python : ecmascript).resolve(from, spec),
    child: (path, name) => (isPython(path) ? (python.child(path, name) as FilePath | undefined) : undefined),
    isIncluded: (path) => isPython(path) || ecmascript.isIncluded(path),
  };
}
