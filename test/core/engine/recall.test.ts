/** What search finds by meaning, against comparing the question with every vector: under random filters, on each database. */

import assert from 'node:assert/strict';
import type { Embedder } from '../../../src/core/embedding/embedder';
import { createQuestionVectors, meaningHits } from '../../../src/core/engine/meaning';
import { parseQuery } from '../../../src/core/search/query';
import type { SearchIndex } from '../../../src/core/search/searchIndex';
import type { Database } from '../../../src/core/store/database';
import { readSigns, registerModel, writeVectors } from '../../../src/core/store/vectors';
import type { StoredModel } from '../../../src/core/store/vectors';
import { onEachDatabase } from '../../support/databases';
import { madeIndex, symbol } from '../../support/madeIndex';

const dimensions = 64;
const files = 160;
const symbolsEach = 30;
const questions = 80;
/** As many as are compared number by number. */
const candidates = 400;

/** Pseudo-random, from 0 to 1, the same in every run. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

interface Made {
  readonly path: string;
  readonly language: string;
  readonly kind: 'function' | 'class';
  readonly fileId: number;
  readonly ordinal: number;
  readonly vector: Float32Array;
}

/** Around sixty centres, as texts of one subject are; every tenth is a copy of the one before. */
function makeSymbols(random: () => number): Made[] {
  const normal = (): number => random() + random() + random() + random() - 2;
  const centres = Array.from({ length: 60 }, () => Array.from({ length: dimensions }, normal));
  const made: Made[] = [];
  for (let file = 0; file < files; file++) {
    for (let ordinal = 1; ordinal <= symbolsEach; ordinal++) {
      const centre = centres[Math.floor(random() * centres.length)]!;
      const isCopy = made.length % 10 === 9;
      made.push({
        path: `part${file % 16}/file${file}.${file % 3 === 0 ? 'py' : 'ts'}`,
        language: file % 3 === 0 ? 'python' : 'typescript',
        kind: random() < 0.1 ? 'class' : 'function',
        fileId: file + 1,
        ordinal,
        vector: isCopy ? made.at(-1)!.vector : unit(centre.map((value) => value + 1.2 * normal())),
      });
    }
  }
  return made;
}

function unit(values: readonly number[]): Float32Array {
  const length = Math.hypot(...values);
  return Float32Array.from(values, (value) => value / length);
}

function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, at) => sum + value * b[at]!, 0);
}

const keyOf = ({ fileId, ordinal }: Pick<Made, 'fileId' | 'ordinal'>): string => `${fileId} ${ordinal}`;

onEachDatabase('meaning under filters', (fresh) => {
  async function indexOf(db: Database, model: StoredModel, made: readonly Made[]): Promise<SearchIndex> {
    const paths = [...new Set(made.map(({ path }) => path))];
    const { index } = madeIndex(
      paths.map((path) => {
        const own = made.filter((each) => each.path === path);
        const symbols = own.map(({ kind, ordinal }) => symbol(`name${ordinal}`, '', { kind }));
        return { path, language: own[0]!.language, symbols };
      }),
    );
    const hashes = new Map(made.map(({ vector }, at) => [vector, at.toString(16).padStart(32, '0')]));
    const ids = await writeVectors(db, model, new Map([...hashes].map(([vector, hash]) => [hash, vector])), []);
    const signs = await readSigns(db, model, [...ids.values()]);
    index.resetVectors(dimensions);
    for (let fileId = 1; fileId <= files; fileId++) {
      const own = made.filter((each) => each.fileId === fileId);
      index.setVectors(fileId, [0, ...own.map(({ vector }) => ids.get(hashes.get(vector)!)!)], signs);
    }
    return index;
  }

  /** A filter, and what it lets through. */
  function randomFilter(random: () => number): { readonly text: string; readonly accepts: (made: Made) => boolean } {
    const part = Math.floor(random() * 16);
    const file = Math.floor(random() * files);
    const filters = [
      { text: '', accepts: () => true },
      { text: 'lang:python', accepts: ({ language }: Made) => language === 'python' },
      { text: 'kind:class', accepts: ({ kind }: Made) => kind === 'class' },
      { text: `path:part${part}/`, accepts: ({ path }: Made) => path.startsWith(`part${part}/`) },
      { text: `path:file${file}.`, accepts: ({ path }: Made) => path.includes(`/file${file}.`) },
    ] as const;
    const chosen = [filters[Math.floor(random() * 5)]!, filters[Math.floor(random() * 5)]!];
    const differ = chosen[0]!.text.split(':')[0] !== chosen[1]!.text.split(':')[0];
    const used = differ ? chosen : chosen.slice(0, 1);
    return {
      text: used.map(({ text }) => text).join(' '),
      accepts: (made) => used.every(({ accepts }) => accepts(made)),
    };
  }

  it('is all there is in a small scope, and nearly the nearest in a large one', async () => {
    const db = await fresh();
    const random = createRandom(7);
    const made = makeSymbols(random);
    const model = await registerModel(db, { provider: 'builtin', name: 'made', version: '1', dimensions });
    const index = await indexOf(db, model, made);
    let asked: Float32Array = new Float32Array();
    const embedder: Embedder = {
      model: { ...model, provider: 'builtin', prefixes: [dimensions] },
      embed: () => Promise.resolve([asked]),
    };
    let found = 0;
    let wanted = 0;
    for (let number = 0; number < questions; number++) {
      const near = made[Math.floor(random() * made.length)]!.vector;
      asked = unit([...near].map((value) => value + 0.15 * (random() - 0.5)));
      const { text, accepts } = randomFilter(random);
      const query = parseQuery(`${text} question ${number}`);
      const signal = new AbortController().signal;
      const { hits } = await meaningHits({
        db,
        vectors: createQuestionVectors(),
        embedder,
        model,
        index,
        query,
        signal,
      });
      const scope = made.filter(accepts);
      const allowed = new Set(scope.map(keyOf));
      assert.ok(
        hits.every((hit) => allowed.has(keyOf(hit))),
        text,
      );
      assert.equal(hits.length, Math.min(candidates, scope.length), text);
      const best = scope
        .map((each) => cosine(each.vector, asked))
        .sort((a, b) => b - a)
        .slice(0, 10);
      const near10 = hits.slice(0, 10).map(({ similarity }) => similarity);
      // By likeness, as copies may stand for each other.
      const right = best.filter((likeness, at) => Math.abs((near10[at] ?? -2) - likeness) < 1e-5).length;
      if (scope.length <= candidates) assert.equal(right, best.length, text);
      found += near10.filter((likeness) => likeness > best.at(-1)! - 1e-5).length;
      wanted += best.length;
    }
    assert.ok(found / wanted >= 0.97, `recall@10 is ${(found / wanted).toFixed(3)}`);
  });

  it('many copies of one text do not shut out all else', async () => {
    const db = await fresh();
    const model = await registerModel(db, { provider: 'builtin', name: 'made', version: '1', dimensions });
    const same = unit(Array.from({ length: dimensions }, (_, at) => (at % 2 === 0 ? 1 : -1)));
    const other = unit(Array.from({ length: dimensions }, (_, at) => (at % 3 === 0 ? 1 : -1)));
    const made = Array.from({ length: files * symbolsEach }, (_, at): Made => {
      const file = Math.floor(at / symbolsEach);
      const place = { path: `file${file}.ts`, fileId: file + 1, ordinal: (at % symbolsEach) + 1 };
      return { ...place, language: 'typescript', kind: 'function', vector: at === 4_000 ? other : same };
    });
    const index = await indexOf(db, model, made);
    const embedder: Embedder = {
      model: { ...model, provider: 'builtin', prefixes: [dimensions] },
      embed: () => Promise.resolve([same]),
    };
    const vectors = createQuestionVectors();
    const question = { db, vectors, embedder, model, index, query: parseQuery('question') };
    const { hits } = await meaningHits({ ...question, signal: new AbortController().signal });
    assert.ok(hits.some((hit) => keyOf(hit) === keyOf(made[4_000]!)));
  });
});
