/**
 * Projects in one string: `//- /src/a.ts` begins a file; below a line, `// ^^^^ calls src/b.ts/f().` (or `# ^^^^ …`) says
 * what the name above the marks is bound to: `type target`, `type external module`, or `none`.
 */

import assert from 'node:assert/strict';
import path from 'node:path';
import { languageById, languageOf, readingLanguage } from '../../../src/core/languages/index';
import type { FileFacts } from '../../../src/core/model/file';
import type { FilePath } from '../../../src/core/model/ids';
import type { ResolvedFile, ResolvedReference } from '../../../src/core/model/relationship';
import { toFacts } from '../../../src/core/parser/facts';
import { createGrammars } from '../../../src/core/parser/grammars';
import { parseFile } from '../../../src/core/parser/parseFile';
import type { Resolver } from '../../../src/core/resolver/resolver';
import { createResolver, isProjectFile } from '../../../src/core/resolver/resolver';

const grammars = createGrammars(path.resolve('dist'));

interface FixtureFile {
  readonly path: FilePath;
  readonly text: string;
}

export interface Mark {
  readonly line: number;
  readonly character: number;
  readonly length: number;
  readonly expected: string;
}

export interface FixtureProject {
  readonly resolver: Resolver;
  readonly files: readonly FixtureFile[];
  readonly facts: ReadonlyMap<FilePath, FileFacts>;
  resolve(file: string): ResolvedFile;
  /** Adds a file, or puts another text in its place. */
  set(file: string, text: string): Promise<void>;
}

export function readFixture(fixture: string): FixtureFile[] {
  const files: { path: FilePath; lines: string[] }[] = [];
  for (const line of fixture.replace(/^\n/, '').split('\n')) {
    const name = /^\s*(?:\/\/|#)- \/(\S+)/.exec(line)?.[1];
    if (name !== undefined) files.push({ path: name as FilePath, lines: [] });
    else files.at(-1)?.lines.push(line);
  }
  return files.map(({ path: file, lines }) => ({ path: file, text: lines.join('\n') }));
}

async function factsOf({ path: file, text }: FixtureFile): Promise<FileFacts | undefined> {
  const named = languageOf(file, text.split('\n', 1)[0]);
  if (named === undefined) return undefined;
  const language = languageById(readingLanguage({ path: file, language: named.id }, text))!;
  return toFacts(parseFile({ path: file, language: language.id, text }, await grammars.load(language)), text);
}

export async function openFixture(fixture: string): Promise<FixtureProject> {
  const resolver = createResolver();
  const files = readFixture(fixture);
  const facts = new Map<FilePath, FileFacts>();
  const add = async (file: FixtureFile): Promise<void> => {
    if (isProjectFile(file.path)) resolver.setProjectFile(file.path, file.text);
    const known = await factsOf(file);
    if (known === undefined) return;
    facts.set(file.path, known);
    const { path: name, language, declarations, symbols } = known;
    resolver.setFile({ path: name, language, declarations, descriptors: symbols.map(({ descriptor }) => descriptor) });
  };
  for (const file of files) await add(file);
  return {
    resolver,
    files,
    facts,
    resolve: (file) => resolver.resolve(file as FilePath, facts.get(file as FilePath)!.references),
    set: (file, text) => add({ path: file as FilePath, text }),
  };
}

export function marksIn(text: string): Mark[] {
  let last = -1;
  return text.split('\n').flatMap((line, index) => {
    const found = /^(\s*(?:\/\/|#)\s*)(\^+)\s+(.*\S)\s*$/.exec(line);
    if (found === null) {
      last = index;
      return [];
    }
    const [, before = '', carets = '', expected = ''] = found;
    return [{ line: last, character: before.length, length: carets.length, expected }];
  });
}

/** What is bound at a mark, in the form in which marks say it. */
export function boundAt({ references }: ResolvedFile, { line, character, length }: Omit<Mark, 'expected'>): string {
  const found = references.filter(
    ({ range: { start, end } }) =>
      start.line === line && start.character === character && end.character === character + length,
  );
  return found.length === 0 ? 'none' : found.map(describeReference).join(', ');
}

export function describeReference({ type, target, external }: ResolvedReference): string {
  return `${type} ${target === undefined ? `external ${external ?? ''}` : `${target.path}/${target.descriptor}`}`;
}

/** Checks every mark of a project. */
export async function check(fixture: string): Promise<void> {
  const project = await openFixture(fixture);
  const wrong: string[] = [];
  let count = 0;
  for (const file of project.files) {
    const marks = marksIn(file.text);
    if (marks.length === 0) continue;
    const resolved = project.resolve(file.path);
    for (const mark of marks) {
      count++;
      const actual = boundAt(resolved, mark);
      const line = file.text.split('\n')[mark.line]!.trim();
      if (actual !== mark.expected)
        wrong.push(`${file.path}: ${line}\n  expected ${mark.expected}\n  actual   ${actual}`);
    }
  }
  assert.ok(count > 0, 'a fixture marks something');
  assert.equal(wrong.length, 0, `\n${wrong.join('\n')}`);
}
