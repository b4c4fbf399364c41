/** Projects in one string, as in the resolver's fixtures, on the disk for the checker to read. */

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ExactReference } from '../../../src/core/model/exact';
import type { FilePath } from '../../../src/core/model/ids';
import { isProjectFile } from '../../../src/core/resolver/resolver';
import { createFileChecker } from '../../../src/core/semantics/check';
import { createDiskView } from '../../../src/core/semantics/host';
import type { DiskView } from '../../../src/core/semantics/host';
import type { CheckerProject, IndexedSource } from '../../../src/core/semantics/messages';
import { loadProgram } from '../../../src/core/semantics/program';
import { planProjects } from '../../../src/core/semantics/projects';
import { createSources } from '../../../src/core/semantics/sources';
import type { Sources } from '../../../src/core/semantics/sources';
import { temporaryFolder } from '../../support/databases';
import { marksIn, openFixture } from '../resolver/fixture';

export interface DiskProject {
  readonly folder: string;
  readonly texts: ReadonlyMap<string, string>;
  readonly sources: readonly IndexedSource[];
  readonly configs: readonly FilePath[];
}

/** What is in node_modules is on the disk and not in the index. */
export async function writeProject(fixture: string): Promise<DiskProject> {
  const folder = await temporaryFolder();
  const { files, facts } = await openFixture(fixture);
  for (const { path: file, text } of files) {
    mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  const texts = new Map<string, string>(files.map(({ path: file, text }) => [file, text]));
  const sources = [...facts.values()].flatMap(({ path: file, symbols }) => {
    if (file.includes('node_modules/')) return [];
    const [, ...named] = symbols;
    return [
      {
        path: file,
        hash: createHash('sha256').update(texts.get(file)!).digest('hex'),
        descriptors: named.map(({ descriptor }) => descriptor),
        positions: Int32Array.from(named.flatMap(({ nameRange: { start } }) => [start.line, start.character])),
      },
    ];
  });
  const configs = [...texts.keys()].filter((file) => isProjectFile(file) && !file.endsWith('package.json'));
  return { folder, texts, sources, configs: configs as FilePath[] };
}

export interface OpenProject {
  readonly projects: readonly CheckerProject[];
  check(file: string): readonly ExactReference[] | undefined;
}

export function openProject({ folder, sources: given, configs }: DiskProject): OpenProject {
  const sources: Sources = createSources();
  sources.add(given);
  const disk: DiskView = createDiskView(folder, sources, new Set(configs));
  const projects = planProjects(
    disk,
    given.map(({ path: file }) => file),
    configs,
  );
  const checkers = projects.map((project) => {
    const checker = createFileChecker(loadProgram(disk, project), disk, sources);
    return { files: new Set<string>(project.files), checker };
  });
  return {
    projects,
    check: (file) => checkers.find(({ files }) => files.has(file))?.checker.check(file)?.references,
  };
}

function describe({ type, target, external, isUnknown }: ExactReference): string {
  if (isUnknown === true) return 'unknown';
  if (target !== undefined) return `${type ?? ''} ${target.path}/${target.descriptor}`;
  return external === undefined ? 'nothing' : `${type ?? ''} external ${external}`;
}

/** Checks every mark: `type target`, `type external module`, `nothing`, `unknown`, or `none` where nothing is said. */
export async function checkMarks(fixture: string): Promise<void> {
  const project = await writeProject(fixture);
  const open = openProject(project);
  const wrong: string[] = [];
  let count = 0;
  for (const [file, text] of project.texts) {
    const marks = marksIn(text);
    if (marks.length === 0) continue;
    const references = open.check(file) ?? [];
    for (const { line, character, length, expected } of marks) {
      count++;
      const found = references.filter(
        ({ range: { start, end } }) =>
          start.line === line && start.character === character && end.character === character + length,
      );
      const actual = found.length === 0 ? 'none' : found.map(describe).join(', ');
      if (actual !== expected)
        wrong.push(`${file}: ${text.split('\n')[line]!}\n  expected ${expected}\n  actual   ${actual}`);
    }
  }
  assert.ok(count > 0, 'a fixture marks something');
  assert.equal(wrong.length, 0, `\n${wrong.join('\n')}`);
}
