/** Cases of a folder: questions that its own comments and history ask, and a copy in which those comments are not. */

import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createRandom, shuffle } from '../embedding/training/random';
import { throwIfCancelled } from '../model/errors';
import type { SourceFile } from '../model/file';
import type { ParsedSymbol } from '../model/symbol';
import type { ParserPool } from '../parser/parserPool';
import { defaultReadLimits, readSource } from '../workspace/read';
import type { ScanRules } from '../workspace/rules';
import { scanFolder } from '../workspace/scan';
import { commentCasesOf } from './comments';
import type { CommentCase } from './comments';
import { commitCases } from './commits';
import type { CommitCase } from './commits';
import { isAskedAbout } from '../languages/asked';
import { withoutDocumentation } from './masking';

export interface CasesRequest {
  /** Without links. */
  readonly folder: string;
  /** An empty folder outside any repository, for the copy. */
  readonly copy: string;
  readonly rules: ScanRules;
  readonly parser: ParserPool;
  readonly mostCases: number;
  readonly seed: number;
  readonly onProgress: (done: number, total: number) => void;
  readonly signal: AbortSignal;
}

export interface FolderCases {
  readonly comments: readonly CommentCase[];
  readonly possibleComments: number;
  /** Undefined without a history. */
  readonly commits: readonly CommitCase[] | undefined;
  readonly possibleCommits: number;
  readonly files: number;
}

const filesAtOnce = 32;

/**
 * The same for the same folder and seed. The copy holds what an index of the folder would hold, in the same places.
 * @throws LociError `cancelled`, and `notFound` or `permission` for the folder.
 */
export async function makeCases(request: CasesRequest): Promise<FolderCases> {
  const { folder, copy, rules, parser, mostCases, seed, onProgress, signal } = request;
  const { files, projectFiles } = await scanFolder(folder, rules, signal);
  const candidates: CommentCase[] = [];
  const asked = new Map<string, SourceFile>();
  for (let from = 0; from < files.length; from += filesAtOnce) {
    throwIfCancelled(signal);
    onProgress(from, files.length);
    const sources: SourceFile[] = [];
    for (const file of files.slice(from, from + filesAtOnce)) {
      const read = await readSource(folder, file, defaultReadLimits);
      if (read.kind !== 'text') continue;
      await writeBelow(copy, file.path, read.text);
      if (isAskedAbout(file.path)) sources.push({ path: file.path, language: file.language, text: read.text });
    }
    (await parser.parse(sources, signal)).forEach(({ symbols }, i) => {
      const cases = commentCasesOf(sources[i]!.path, symbols);
      candidates.push(...cases);
      if (cases.length > 0) asked.set(sources[i]!.path, sources[i]!);
    });
  }
  for (const path of projectFiles) {
    const read = await readSource(folder, { path }, defaultReadLimits);
    if (read.kind === 'text') await writeBelow(copy, path, read.text);
  }
  const unique = [...new Map(candidates.toReversed().map((one) => [one.query, one])).values()].reverse();
  const drawn = draw(unique, mostCases, seed);
  const comments = await maskAll(request, drawn, asked);
  const commits = await commitCases(folder, new Set<string>(files.map(({ path }) => path)), signal);
  return {
    ...{ comments, possibleComments: unique.length, files: files.length },
    ...{ commits: commits && draw(commits, mostCases, seed), possibleCommits: commits?.length ?? 0 },
  };
}

function draw<Case>(all: readonly Case[], most: number, seed: number): Case[] {
  const order = all.map((_, i) => i);
  shuffle(order, createRandom(seed));
  return order.slice(0, most).map((i) => all[i]!);
}

/** Takes the comments out of the copy. A case is left out whose comment the parser finds there still. */
async function maskAll(
  { copy, parser, signal }: CasesRequest,
  cases: readonly CommentCase[],
  files: ReadonlyMap<string, SourceFile>,
): Promise<CommentCase[]> {
  const kept = new Set<CommentCase>();
  for (const path of new Set(cases.map((one) => one.path))) {
    throwIfCancelled(signal);
    const mine = cases.filter((one) => one.path === path);
    const file = files.get(path)!;
    const text = withoutDocumentation(
      file.text,
      mine.map(({ symbol }) => symbol),
    );
    await writeBelow(copy, path, text);
    const [facts] = await parser.parse([{ ...file, text }], signal);
    const left = new Map(facts!.symbols.map((symbol) => [symbol.descriptor, symbol]));
    for (const one of mine) if (isSilent(left.get(one.symbol.descriptor))) kept.add(one);
  }
  return cases.filter((one) => kept.has(one));
}

function isSilent(symbol: ParsedSymbol | undefined): boolean {
  return symbol !== undefined && !/\p{L}{2}/u.test(symbol.documentation ?? '');
}

async function writeBelow(folder: string, path: string, text: string): Promise<void> {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}
