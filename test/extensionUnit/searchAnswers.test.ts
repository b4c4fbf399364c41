/** Answers of several folders as one list, advice where there is none, and texts fit for a list. */

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { WorkspaceFolder } from 'vscode';
import type { SearchResponse } from '../../src/core/model/api';
import { LociError } from '../../src/core/model/errors';
import type { SymbolId } from '../../src/core/model/ids';
import type { SearchHit } from '../../src/core/model/search';
import { emptyAdvice, folderAdvice } from '../../src/extension/search/advice';
import { askFolders } from '../../src/extension/search/answers';
import { placeText, plainLine } from '../../src/extension/search/hitText';
import type { OpenedSymbol } from '../../src/extension/search/recents';
import { filterChoices, suggestionsFor } from '../../src/extension/search/suggestions';
import type { Folder } from '../../src/extension/window';

function folderAt(at: string, more: Partial<Folder> = {}): Folder {
  const workspaceFolder = { name: path.basename(at), index: 0 } as WorkspaceFolder;
  return { workspaceFolder, path: at, state: 'indexed', ...more };
}

function hitOf(folder: string, file: string, score: number, name = 'total'): SearchHit {
  const symbol = { path: file, descriptor: `${name}().`, name } as unknown as SearchHit['symbol'];
  return { symbol, folder, score, reasons: [] };
}

describe('answers of the folders', () => {
  let root = '';
  before(() => {
    root = realpathSync(mkdtempSync(path.join(tmpdir(), 'loci-answers-')));
    for (const name of ['shop/inner', 'tools']) mkdirSync(path.join(root, name), { recursive: true });
    symlinkSync(path.join(root, 'shop'), path.join(root, 'link'), 'junction');
  });
  after(() => {
    rmSync(root, { recursive: true, force: true });
  });

  /** What each folder answers; a LociError is thrown. */
  function engine(
    answers: Readonly<Record<string, readonly SearchHit[] | LociError>>,
  ): Parameters<typeof askFolders>[0] {
    return {
      search: ({ folder = '' }) => {
        const answer = answers[path.relative(root, folder)] ?? new LociError('notIndexed', 'no');
        if (answer instanceof LociError) return Promise.reject(answer);
        return Promise.resolve({ hits: answer, notices: ['n'], folders: [] } as unknown as SearchResponse);
      },
    };
  }
  const ask = async (
    answers: Readonly<Record<string, readonly SearchHit[] | LociError>>,
    folders: readonly string[],
    limit = 10,
  ): Promise<string[]> => {
    const list = folders.map((name) => folderAt(path.join(root, name)));
    const { hits } = await askFolders(engine(answers), list, { query: 'q', limit }, new AbortController().signal);
    return hits.map((hit) => `${hit.folder.workspaceFolder.name}:${hit.path}`);
  };
  const at = (name: string): string => path.join(root, name);

  it('are one list by score, cut at the limit', async () => {
    const answers = {
      shop: [hitOf(at('shop'), 'a.ts', 9), hitOf(at('shop'), 'b.ts', 1)],
      tools: [hitOf(at('tools'), 'c.py', 5)],
    };
    assert.deepEqual(await ask(answers, ['shop', 'tools']), ['shop:a.ts', 'tools:c.py', 'shop:b.ts']);
    assert.deepEqual(await ask(answers, ['shop', 'tools'], 2), ['shop:a.ts', 'tools:c.py']);
  });

  it('name a linked folder as the window does', async () => {
    assert.deepEqual(await ask({ link: [hitOf(at('shop'), 'src/a.ts', 1)] }, ['link']), ['link:src/a.ts']);
  });

  it('leave out what lies outside the folder, where one above it is indexed', async () => {
    const hits = [hitOf(at('shop'), 'a.ts', 2), hitOf(at('shop'), 'inner/b.ts', 1)];
    assert.deepEqual(await ask({ 'shop/inner': hits }, ['shop/inner']), ['inner:b.ts']);
  });

  it('hold a symbol once, as the inner folder has it', async () => {
    const answers = {
      shop: [hitOf(at('shop'), 'inner/b.ts', 3), hitOf(at('shop'), 'a.ts', 2)],
      'shop/inner': [hitOf(at('shop/inner'), 'b.ts', 3)],
    };
    assert.deepEqual(await ask(answers, ['shop', 'shop/inner']), ['inner:b.ts', 'shop:a.ts']);
  });

  it('are given by those that can, and fail if none can', async () => {
    const lost = new LociError('serverLost', 'gone');
    assert.deepEqual(await ask({ tools: [hitOf(at('tools'), 'c.py', 5)] }, ['shop', 'tools']), ['tools:c.py']);
    assert.deepEqual(await ask({}, ['shop', 'tools']), []);
    await assert.rejects(ask({ shop: lost }, ['shop', 'tools']), { code: 'serverLost' });
    assert.deepEqual(await ask({ shop: lost, tools: [] }, ['shop', 'tools']), []);
  });
});

describe('advice', () => {
  const kinds = (folders: readonly Folder[], query = 'total'): string[] =>
    emptyAdvice(query, folders, { notices: [], freshness: [] }).map(({ kind }) => kind);

  it('offers one useful thing in each state', () => {
    assert.deepEqual(kinds([]), ['noFolder']);
    assert.deepEqual(kinds([folderAt('/a', { state: 'unsupported' })]), ['unsupported', 'findText']);
    assert.deepEqual(kinds([folderAt('/a', { state: 'notIndexed' })]), ['notIndexed', 'findText']);
    assert.deepEqual(kinds([folderAt('/a', { state: 'untrusted' })]), ['nothing', 'untrusted', 'findText']);
    assert.deepEqual(kinds([folderAt('/a', { state: 'starting' })]), ['nothing', 'starting', 'findText']);
    assert.deepEqual(kinds([folderAt('/a'), folderAt('/b', { state: 'failed' })]), ['nothing', 'failed', 'findText']);
    assert.deepEqual(kinds([folderAt('/a')]), ['nothing', 'findText']);
    assert.deepEqual(kinds([folderAt('/a')], 'total kind:enum'), ['nothing', 'dropFilters', 'findText']);
    assert.deepEqual(kinds([folderAt('/a')], 'kind:enum'), ['nothing']);
  });

  it('tells how far the reading is', () => {
    const progress = { folder: '/a', phase: 'indexing', done: 120, total: 4000, symbols: 1, paused: false } as const;
    const folder = folderAt('/a', { state: 'indexing', progress });
    assert.deepEqual(folderAdvice([folder]), [{ kind: 'indexing', folder, done: 120, total: 4000 }]);
  });

  it('passes on what the engine noticed, save what the folders tell themselves', () => {
    const answer = {
      notices: ['/a is being indexed', '2 unsaved files'],
      freshness: [{ folder: '/a', complete: false }],
    };
    const [first] = emptyAdvice('q', [folderAt('/a')], answer);
    assert.deepEqual(first, { kind: 'nothing', searched: [{ name: 'a' }], notices: ['2 unsaved files'] });
  });
});

describe('suggested filters', () => {
  const status = { filesByLanguage: { python: 3, typescript: 40 } } as unknown as Folder['status'];
  const symbol = 'src/a.ts#Cart#total().' as SymbolId;
  const opened: OpenedSymbol = {
    symbol,
    folder: '/a',
    path: 'src/a.ts',
    kind: 'method',
    name: 'total',
    container: 'Cart',
  };
  const choices = filterChoices(
    [folderAt('/a', { status: status! })],
    ['src/a.ts', 'src/'],
    [opened],
    (count) => `${count}`,
  );
  const labels = (query: string): string[] => suggestionsFor(query, choices).map(({ label }) => label);

  it('complete what is being typed, beginnings first', () => {
    assert.deepEqual(labels('x lang:'), ['lang:typescript', 'lang:python']);
    assert.deepEqual(labels('lang:p'), ['lang:python', 'lang:typescript']);
    assert.deepEqual(labels('kind:mem'), ['kind:enum member']);
    assert.deepEqual(labels('path:'), ['path:src/a.ts', 'path:src/']);
    for (const query of ['like:', 'like:tot', 'like:cart.', 'like:src/a.ts#']) {
      assert.deepEqual(labels(query), ['like:Cart.total'], query);
    }
    assert.equal(suggestionsFor('like:tot', choices)[0]?.query, 'like:src/a.ts#Cart#total(). ');
  });

  it('are silent where nothing is to be completed', () => {
    for (const query of ['', 'kind', 'kind:class', 'kind:fn', 'in:Cart', 'lang:python ', 'kind:class total']) {
      assert.deepEqual(labels(query), [], query);
    }
  });
});

describe('texts of a hit', () => {
  it('are one line of plain text', () => {
    assert.equal(plainLine(' a\r\n\tb\u0007 '), 'a b');
    assert.equal(plainLine('$(sync~spin) $(x) $5 $()'), '\\$(sync~spin) \\$(x) $5 $()');
    assert.equal(plainLine('safe\u202egnp.exe'), 'safegnp.exe');
    assert.equal(plainLine('x'.repeat(500)).length, 120);
  });

  it('tell the place with a line for people', () => {
    assert.equal(placeText('src/a.ts', 11, undefined), 'src/a.ts:12');
    assert.equal(placeText('src/a.ts', undefined, 'shop'), 'shop • src/a.ts');
  });
});
