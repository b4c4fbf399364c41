/** The Index view: what its rows say of folders in every state, of the database and of the server. */

import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import type { FilePath } from '../../src/core/model/ids';
import type { EngineStatus, FolderStatus } from '../../src/core/model/api';
import { createIndexTree } from '../../src/extension/tree/indexView';
import { hasUnread } from '../../src/extension/tree/folderRows';
import type { IndexRow } from '../../src/extension/tree/indexRows';
import type { Folder } from '../../src/extension/window';
import { madeFolder, treeWindow } from './support/treeWindow';
import { api, engine, eventually, shop } from './support/window';

interface Shown {
  readonly row: IndexRow;
  readonly item: vscode.TreeItem;
  readonly label: string;
  readonly description: string;
  readonly below: readonly Shown[];
}

async function shown(
  provider: Pick<vscode.TreeDataProvider<IndexRow>, 'getChildren' | 'getTreeItem'>,
  of?: IndexRow,
): Promise<Shown[]> {
  const rows = (await provider.getChildren(of)) ?? [];
  return await Promise.all(
    rows.map(async (row) => {
      const item = await provider.getTreeItem(row);
      const description = typeof item.description === 'string' ? item.description : '';
      const label = typeof item.label === 'string' ? item.label : '';
      return { row, item, label, description, below: await shown(provider, row) };
    }),
  );
}

function view(folders: readonly Folder[], status?: EngineStatus, changedFiles?: number): Promise<Shown[]> {
  const { window } = treeWindow({}, folders);
  const { provider } = createIndexTree(window, { status: () => status, changedFiles: () => changedFiles });
  return shown(provider);
}

describe('index view', () => {
  let status: EngineStatus;
  let folder: FolderStatus;

  before(async () => {
    await eventually(() => {
      assert.equal(api().state(), 'indexed');
    });
    status = await (await engine()).status({ folder: shop() });
    folder = status.folders[0]!;
  });

  it('shows a folder, how fresh it is and its languages; then the database and the server', async () => {
    const rows = await view([madeFolder({ status: folder })], status);
    assert.deepEqual(
      rows.map(({ label }) => label),
      ['shop', 'Database', 'Server'],
    );
    const [shopRow, database, server] = rows;
    assert.match(shopRow!.description, /^Indexed · \d+ files · \d+ symbols$/);
    assert.equal(shopRow!.item.contextValue, 'folder');
    assert.equal(shopRow!.row.resourceUri?.fsPath, shop());
    assert.match(shopRow!.below[0]!.label, /^Indexed .+/);
    const languages = shopRow!.below.find(({ label }) => label === 'Languages');
    assert.ok(languages?.below.some(({ label, description }) => label === 'TypeScript' && description === '10 files'));
    assert.match(database!.description, /^Embedded · [\d.]+ MB$/);
    assert.equal(database!.below[0]!.description, status.database.location);
    assert.match(server!.description, /^\d+ MB · up \d+/);
  });

  it('says the state of a folder in words, and what can be done', async () => {
    const progress = {
      folder: shop(),
      phase: 'indexing' as const,
      done: 120,
      total: 4000,
      symbols: 9,
      current: 'src/a.ts',
      paused: false,
    };
    const failure = { message: 'the disk is full', mend: 'free some space' };
    const rows = await view([
      madeFolder({ state: 'indexing', progress }),
      madeFolder({ state: 'paused', progress, path: '/b' }),
      madeFolder({ state: 'notIndexed', path: '/c' }),
      madeFolder({ state: 'untrusted', path: '/d' }),
      madeFolder({ state: 'failed', failure, path: '/e' }),
    ]);
    assert.deepEqual(
      rows.map(({ description, below }) => [description, ...below.map(({ label }) => label)]),
      [
        ['Indexing · 120 / 4,000', 'Reading files'],
        ['Paused · 120 / 4,000', 'Reading files'],
        ['Not indexed', 'Index this folder'],
        ['Not trusted'],
        ['Failed', 'The disk is full', 'Free some space', 'Doctor'],
      ],
    );
    assert.equal(rows[0]!.below[0]!.description, '120 / 4,000 · src/a.ts');
    assert.equal(rows[2]!.below[0]!.item.command?.command, 'loci.indexFolder');
    assert.equal(rows[4]!.below[2]!.item.command?.command, 'loci.doctor');
  });

  it('lists what was not read, each with the place to look at', async () => {
    const problems = [{ path: 'src/server.ts' as FilePath, message: 'syntax error at line 3' }];
    const [row] = await view([madeFolder({ status: { ...folder, problems } })]);
    const list = row!.below.find(({ label }) => label === 'Not read completely')!;
    assert.equal(list.description, '1 file');
    const [problem] = list.below;
    assert.deepEqual([problem!.label, problem!.description], ['server.ts', 'syntax error at line 3']);
    assert.equal(problem!.item.contextValue, 'file');
    const [uri, options] = problem!.item.command!.arguments as [vscode.Uri, { selection: vscode.Range }];
    assert.deepEqual([uri.fsPath, options.selection.start.line], [problem!.row.resourceUri?.fsPath, 2]);
  });

  it('says what differs from the index', async () => {
    const freshness = {
      complete: true,
      indexedAt: new Date(Date.now() - 120_000).toISOString(),
      commit: '0123456789',
      headNow: 'abcdef0123',
    };
    const [row] = await view([madeFolder({ status: { ...folder, freshness, watching: false } })], undefined, 3);
    const [fresh, watching] = row!.below;
    assert.equal(fresh!.label, 'Indexed 2 minutes ago');
    assert.equal(fresh!.description, 'commit 0123456 · abcdef0 is checked out now · 3 files changed since');
    assert.equal(watching!.label, 'Not kept up to date');
  });

  it('says how far the checker is while it works, and why it gave up; else nothing', async () => {
    const rowOf = async (checker: FolderStatus['checker']): Promise<Shown | undefined> => {
      const [row] = await view([madeFolder({ status: { ...folder, checker } })]);
      return row!.below.find(({ label }) => label === 'TypeScript checker');
    };
    const counts = { files: 4_000, checked: 1_200 };
    const checking = await rowOf({ ...counts, state: 'checking' });
    assert.equal(checking!.description, '1,200 of 4,000 files');
    assert.equal((checking!.item.iconPath as vscode.ThemeIcon).id, 'loading~spin');
    const lost = await rowOf({
      ...counts,
      state: 'outOfMemory',
      problem: 'the checker ran out of its 512 MB of memory',
    });
    assert.equal(lost!.description, 'out of memory · 1,200 of 4,000 files');
    assert.equal(
      lost!.item.tooltip,
      'TypeScript checker: out of memory · 1,200 of 4,000 files\n' +
        'The checker ran out of its 512 MB of memory. More memory is a setting away.\n' +
        'What it has not checked is as the index finds it by itself.',
    );
    assert.deepEqual(lost!.item.command?.arguments, ['loci.checker']);
    const failed = await rowOf({ ...counts, state: 'failed', problem: 'the checker ended (exit code 1)' });
    assert.equal(failed!.description, 'gave up · 1,200 of 4,000 files');
    assert.equal((failed!.item.iconPath as vscode.ThemeIcon).id, 'warning');
    for (const state of ['off', 'waiting', 'whole', 'partial'] as const)
      assert.equal(await rowOf({ ...counts, state }), undefined, state);
  });

  it('tells folders of one name apart by where they are', async () => {
    const descriptions = async (...paths: readonly string[]): Promise<string[]> => {
      const rows = await view(paths.map((path) => madeFolder({ path, state: 'notIndexed' })));
      return rows.map(({ description }) => description);
    };
    assert.deepEqual(await descriptions('/a/app', '/b/app'), ['a · Not indexed', 'b · Not indexed']);
    assert.deepEqual(await descriptions('/1/a/app', '/2/a/app'), ['/1/a/app · Not indexed', '/2/a/app · Not indexed']);
    assert.deepEqual(await descriptions('/a/app'), ['Not indexed']);
  });

  it('keeps the rows while progress goes on, so that nothing collapses', () => {
    const made = treeWindow({}, [madeFolder()]);
    const tree = createIndexTree(made.window, { status: () => undefined, changedFiles: () => undefined });
    const [before] = tree.update(new Set([shop()]));
    const progress = { folder: shop(), phase: 'indexing' as const, done: 1, total: 2, symbols: 0, paused: false };
    made.setFolders([madeFolder({ state: 'indexing', progress })]);
    const [after] = tree.update(new Set([shop()]));
    assert.equal(after, before);
    assert.equal(after?.face.description, 'Indexing · 1 / 2');
  });

  it('counts a folder as one to look at when it failed or files could not be read, not for a syntax error', () => {
    const counts = (partial: number, failed: number): FolderStatus => ({
      ...folder,
      filesByStatus: { indexed: 9, partial, failed },
    });
    assert.equal(hasUnread(madeFolder({ status: counts(3, 0) })), false);
    assert.equal(hasUnread(madeFolder({ status: counts(0, 1) })), true);
    assert.equal(hasUnread(madeFolder({ state: 'failed' })), true);
  });

  it('is empty where no folder is open', async () => {
    assert.deepEqual(await view([], status), []);
  });
});
