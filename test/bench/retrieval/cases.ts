/** The cases of a folder: its own, if it brings some, else those that `loci eval` would make. */

import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answerOf } from '../../../src/core/evaluation/ask';
import { makeCases } from '../../../src/core/evaluation/cases';
import { askable } from '../../../src/core/evaluation/evaluate';
import type { AskableCases } from '../../../src/core/evaluation/evaluate';
import { languageOf } from '../../../src/core/languages';
import { createParserPool } from '../../../src/core/parser/parserPool';
import { isProjectFile } from '../../../src/core/resolver/resolver';
import { realFolder } from '../../../src/core/workspace/folder';

export interface BenchCases {
  /** Where the comments that are asked for are not. */
  readonly tree: string;
  readonly cases: AskableCases;
  /** Empty; goes with the rest. */
  readonly dataDir: string;
  remove(): Promise<void>;
}

export async function benchCases(
  folder: string,
  assetsDir: string,
  { mostCases, seed }: { readonly mostCases: number; readonly seed: number },
): Promise<BenchCases> {
  const place = await realpath(await mkdtemp(join(tmpdir(), 'loci-bench-eval-')));
  const dataDir = join(place, 'data');
  const remove = (): Promise<void> => rm(place, { recursive: true, force: true, maxRetries: 5 });
  if (existsSync(join(folder, 'doc.jsonl'))) {
    return { tree: await realFolder(join(folder, 'tree')), cases: broughtCases(folder), dataDir, remove };
  }
  const tree = join(place, 'copy');
  await mkdir(tree);
  const parser = createParserPool({ workerFile: join(assetsDir, 'parserWorker.cjs'), assetsDir, size: 2 });
  try {
    const cases = await makeCases({
      ...{
        folder: await realFolder(folder),
        copy: tree,
        rules: { languageOf, isProjectFile },
        parser,
        mostCases,
        seed,
      },
      onProgress: () => undefined,
      signal: new AbortController().signal,
    });
    return { tree, cases: askable(cases), dataDir, remove };
  } finally {
    await parser.close();
  }
}

interface CommentLine {
  readonly query: string;
  readonly file: string;
  readonly name: string;
}

interface CommitLine {
  readonly query: string;
  readonly files: readonly string[];
}

function broughtCases(folder: string): AskableCases {
  const comments = linesOf(folder, 'doc.jsonl') as readonly CommentLine[];
  const commits = linesOf(folder, 'commit.jsonl') as readonly CommitLine[];
  return {
    comments: comments.map(({ query, file, name }) => ({ query, wanted: [answerOf('comments', file, name)] })),
    commits: commits.map(({ query, files }) => ({ query, wanted: files })),
  };
}

function linesOf(folder: string, name: string): unknown[] {
  const lines = readFileSync(join(folder, name), 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line): unknown => JSON.parse(line));
}
