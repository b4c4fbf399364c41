/** A project's program: what ts-morph makes of its configuration and files, as the compiler's own objects. */

import { Project } from 'ts-morph';
import type { ts } from 'ts-morph';
import type { FilePath } from '../model/ids';
import type { DiskView } from './host';
import type { CheckerProject } from './messages';
import { optionsOf, readConfig } from './projects';

export interface LoadedProgram {
  /** Of the files as they were read last. */
  checker(): ts.TypeChecker;
  /** Path in the folder. */
  sourceFile(path: string): ts.SourceFile | undefined;
  /** Reads files again; `files`: all that the project has now. */
  refresh(changed: Iterable<FilePath>, files: readonly FilePath[]): void;
}

export function loadProgram(disk: DiskView, { config, files }: CheckerProject): LoadedProgram {
  const read = config === undefined ? undefined : readConfig(disk.host, disk.absolute(config));
  const project = new Project({
    fileSystem: disk.host,
    compilerOptions: optionsOf(read),
    skipFileDependencyResolution: true,
  });
  const add = (path: FilePath): void => {
    project.addSourceFileAtPathIfExists(disk.absolute(path));
  };
  for (const path of files) add(path);
  // Its wrappers cost many times more than the compiler's own nodes.
  const program = (): ts.Program => project.getProgram().compilerObject;
  return {
    checker: () => program().getTypeChecker(),
    sourceFile: (path) => program().getSourceFile(disk.absolute(path)),
    refresh(changed, now) {
      const own = new Set(now);
      for (const path of changed) {
        const file = project.getSourceFile(disk.absolute(path));
        if (file === undefined) {
          if (own.has(path)) add(path);
        } else if (disk.textOf(path) === undefined) file.forget();
        else file.refreshFromFileSystemSync();
      }
    },
  };
}
