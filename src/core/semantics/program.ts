/** A project's program: what ts-morph makes of its configuration and files, as the compiler's own objects. */

import { Project } from 'ts-morph';
import type { ts } from 'ts-morph';
import type { DiskView } from './host';
import type { CheckerProject } from './messages';
import { optionsOf, readConfig } from './projects';

export interface LoadedProgram {
  readonly checker: ts.TypeChecker;
  /** Path in the folder. */
  sourceFile(path: string): ts.SourceFile | undefined;
}

export function loadProgram(disk: DiskView, { config, files }: CheckerProject): LoadedProgram {
  const read = config === undefined ? undefined : readConfig(disk.host, disk.absolute(config));
  const project = new Project({
    fileSystem: disk.host,
    compilerOptions: optionsOf(read),
    skipFileDependencyResolution: true,
  });
  for (const path of files) project.addSourceFileAtPathIfExists(disk.absolute(path));
  const program = project.getProgram().compilerObject;
  return {
    // Its wrappers cost many times more than the compiler's own nodes.
    checker: program.getTypeChecker(),
    sourceFile: (path) => program.getSourceFile(disk.absolute(path)),
  };
}
