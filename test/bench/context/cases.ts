/**
 * What a commit could have asked while it was made, and where its author was then: the file that was open and what had
 * been worked on before.
 */

import type { Random } from '../../../src/core/embedding/training/random';
import { shuffle } from '../../../src/core/embedding/training/random';
import { isAskedAbout } from '../../../src/core/languages/asked';
import { languageOf } from '../../../src/core/languages';
import type { SymbolKind } from '../../../src/core/model/symbol';
import type { FilePath } from '../../../src/core/model/ids';
import type { ParserPool } from '../../../src/core/parser/parserPool';
import type { Worked } from '../../../src/core/search/context';
import { mostFilesOfCommit, subjectTold } from '../../../src/core/text/asked';
import { isCode } from './history';
import type { Commit, Repository } from './history';

/** `name`: of a symbol that the commit changed; `prefix`: the beginning of one; `sentence`: the subject, for files. */
export const forms = ['name', 'prefix', 'sentence'] as const;
export type Form = (typeof forms)[number];

/**
 * What is open: `here`, what is wanted, where the commit changed another of its symbols; `beside`, another file of the
 * commit; `previous`, a file of its author's commit before; `stray`, one of some commit long before or after.
 */
export const sights = ['here', 'beside', 'previous', 'stray'] as const;
export type Sight = (typeof sights)[number];

export interface AskableCase {
  readonly form: Form;
  readonly query: string;
  /** Paths, of a name `path#name`. */
  readonly wanted: readonly string[];
  /** Path of the file that is open, where the commit can tell one. */
  readonly open: Readonly<Partial<Record<Sight, string>>>;
  /** Of the moment, in milliseconds since 1970. */
  readonly nowMs: number;
  readonly worked: ReadonlyMap<string, Worked>;
}

export interface Drawing {
  readonly repository: Repository;
  readonly parser: ParserPool;
  readonly random: Random;
  /** The newest first. */
  readonly commits: readonly Commit[];
  /** Of the tree that is searched. */
  readonly present: ReadonlySet<string>;
}

const askedFor: ReadonlySet<SymbolKind> = new Set(['function', 'method', 'class', 'interface', 'enum', 'type']);
const fewestWords = 5;
const shortestName = 3;
const shortestWhole = 5;
const namesOfCommit = 4;
/** As many as the engine reads of git's log, and as many days. */
const mostBefore = 500;
const daysBefore = 30;
const dayMs = 24 * 3_600_000;
/** Commits that are so far from each other have little to do with each other. */
const farAway = 100;

export async function casesOf(drawing: Drawing, at: number): Promise<AskableCase[]> {
  const { commits, present } = drawing;
  const commit = commits[at]!;
  const code = commit.paths.filter((path) => isCode(path) && present.has(path));
  const asked = code.filter(isAskedAbout);
  if (asked.length === 0 || commit.paths.filter(isAskedAbout).length > mostFilesOfCommit) return [];
  const moment = { nowMs: commit.writtenMs, worked: workedBefore(commits, at) };
  const elsewhere = { ...openOf('previous', previousFile(drawing, at)), ...openOf('stray', strayFile(drawing, at)) };
  const touched = await touchedSymbols(drawing, commit, code);
  const names = some(
    touched.filter(({ path }) => isAskedAbout(path)),
    namesOfCommit,
    drawing.random,
  ).flatMap((one): AskableCase[] => {
    const others = touched.filter((other) => other !== one);
    const near = some(others, 1, drawing.random)[0]?.path;
    const open = { ...openOf(near === one.path ? 'here' : 'beside', near), ...elsewhere };
    const wanted = [`${one.path}#${one.name}`];
    return queriesOf(one.name, drawing.random).map(([form, query]) => ({ form, query, wanted, open, ...moment }));
  });
  return [
    ...names,
    ...subjectCase(commit, asked, code, drawing.random).map((one) => ({
      ...{ ...one, open: { ...one.open, ...elsewhere }, ...moment },
    })),
  ];
}

function openOf(sight: Sight, path: string | undefined): AskableCase['open'] {
  return path === undefined ? {} : { [sight]: path };
}

function subjectCase(
  { subject }: Commit,
  asked: readonly string[],
  code: readonly string[],
  random: Random,
): Pick<AskableCase, 'form' | 'query' | 'wanted' | 'open'>[] {
  const query = subjectTold(subject);
  if ((query.match(/\p{L}{3,}/gu) ?? []).length < fewestWords) return [];
  // What is open is not asked for, and something must be.
  const [open] = some(code, code.length, random).filter((path) => asked.some((other) => other !== path));
  return [{ form: 'sentence', query, wanted: asked.filter((path) => path !== open), open: openOf('beside', open) }];
}

function queriesOf(name: string, random: Random): [Form, string][] {
  const typed = Math.round(name.length * (0.4 + 0.3 * random.next()));
  const whole: [Form, string] = ['name', name];
  if (name.length < shortestWhole) return [whole];
  return [whole, ['prefix', name.slice(0, Math.max(shortestName, typed))]];
}

interface Touched {
  readonly path: string;
  readonly name: string;
}

/** The innermost symbols around what was changed, by the text before. */
async function touchedSymbols(
  { repository, parser }: Drawing,
  { hash }: Commit,
  paths: readonly string[],
): Promise<Touched[]> {
  const touched = new Map<string, Touched>();
  for (const path of paths) {
    const text = await repository.textBefore(hash, path).catch(() => undefined);
    if (text === undefined) continue;
    const file = { path: path as FilePath, language: languageOf(path)!.id, text };
    const [facts] = await parser.parse([file]);
    const symbols = facts!.symbols.filter(({ kind, name }) => askedFor.has(kind) && name.length >= shortestName);
    for (const { from, to } of await repository.changedLines(hash, path)) {
      const around = symbols.filter(({ range }) => range.start.line < to && range.end.line + 1 >= from);
      const inner = around.filter(
        (one) => !around.some((other) => other !== one && isWithin(other.bounds, one.bounds)),
      );
      for (const { name, descriptor } of inner) touched.set(`${path} ${descriptor}`, { path, name });
    }
  }
  return [...touched.values()];
}

interface Bounds {
  readonly start: number;
  readonly end: number;
}

function isWithin(inner: Bounds, outer: Bounds): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

/** What the engine would have known: its author's edits, and the commits of the last weeks. */
function workedBefore(commits: readonly Commit[], at: number): Map<string, Worked> {
  const { author, writtenMs } = commits[at]!;
  const worked = new Map<string, Worked>();
  for (const commit of commits.slice(at + 1, at + 1 + mostBefore)) {
    const ageMs = writtenMs - commit.writtenMs;
    if (ageMs < 0 || ageMs > daysBefore * dayMs) continue;
    for (const path of commit.paths) {
      const { editedMs, committedMs = 0 } = worked.get(path) ?? {};
      const own = commit.author === author ? Math.max(editedMs ?? 0, commit.writtenMs) : editedMs;
      worked.set(path, { editedMs: own, committedMs: Math.max(committedMs, commit.writtenMs) });
    }
  }
  return worked;
}

function previousFile({ commits, present, random }: Drawing, at: number): string | undefined {
  const { author } = commits[at]!;
  for (const commit of commits.slice(at + 1)) {
    if (commit.author !== author) continue;
    const [path] = some(presentCode(commit, present), 1, random);
    if (path !== undefined) return path;
  }
  return undefined;
}

function strayFile({ commits, present, random }: Drawing, at: number): string | undefined {
  for (let tries = 0; tries < 100; tries++) {
    const other = random.below(commits.length);
    const [path] = some(presentCode(commits[other]!, present), 1, random);
    if (Math.abs(other - at) >= farAway && path !== undefined) return path;
  }
  return undefined;
}

function presentCode({ paths }: Commit, present: ReadonlySet<string>): string[] {
  return paths.filter((path) => isCode(path) && present.has(path));
}

function some<One>(all: readonly One[], most: number, random: Random): One[] {
  const order = all.map((_, i) => i);
  shuffle(order, random);
  return order.slice(0, most).map((i) => all[i]!);
}
