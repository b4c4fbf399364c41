/** Commands of the window's life, each seen to do what its title says. */

import assert from 'node:assert/strict';
import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import { commandIds } from '../../src/extension/contributions';
import type { StatusItem } from '../../src/extension/status/statusPick';
import { statusItems } from '../../src/extension/status/statusPick';
import type { Window } from '../../src/extension/window';
import { accept } from './support/editor';
import { api, engine, eventually, found, shop } from './support/window';

/** A file of this test's own: what others look at stays as it is. */
function ownFile(): string {
  return path.join(shop(), 'src/commands.ts');
}

function removeOwnFile(): void {
  rmSync(ownFile(), { force: true });
}

/** Runs a command that asks by a list, takes the list's first entry, and waits for the command. */
async function runAndAccept(command: string, ...args: unknown[]): Promise<void> {
  let isDone = false;
  const done = vscode.commands.executeCommand(command, ...args).then(() => (isDone = true));
  await eventually(async () => {
    await accept();
    assert.ok(isDone, `${command} has not ended`);
  });
  await done;
}

async function setting(key: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration('loci').update(key, value, vscode.ConfigurationTarget.Global);
}

async function indexed(): Promise<void> {
  await eventually(() => {
    assert.equal(api().state(), 'indexed');
  }, 30_000);
}

describe('commands', () => {
  before(indexed);
  after(removeOwnFile);
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('Index Folder brings the index up to date', async () => {
    await vscode.commands.executeCommand(commandIds.indexFolder, vscode.Uri.file(shop()));
    assert.equal(api().state(), 'indexed');
    assert.ok(await found('Cart'));
  });

  it('Rebuild Index reads everything again', async () => {
    const indexedAt = async (): Promise<string> => {
      const { folders } = await (await engine()).status({ folder: shop() });
      return folders[0]?.freshness.indexedAt ?? '';
    };
    const before = await indexedAt();
    await vscode.commands.executeCommand(commandIds.rebuildIndex, shop());
    assert.ok((await indexedAt()) > before);
    assert.equal(api().state(), 'indexed');
  });

  it('Forget Folder drops the index, which stays forgotten until it is asked for', async () => {
    await runAndAccept(commandIds.forgetFolder);
    await eventually(() => {
      assert.equal(api().state(), 'notIndexed');
    });
    appendFileSync(ownFile(), '\nexport function afterForgetting(): void {}\n');
    await delay(500);
    assert.equal(await found('afterForgetting'), false);
    assert.equal(api().state(), 'notIndexed');
    await vscode.commands.executeCommand(commandIds.indexFolder);
    assert.ok(await found('afterForgetting'));
    await indexed();
    const { folders } = await (await engine()).status({ folder: shop() });
    assert.equal(folders[0]?.watching, true);
  });

  it('Exclude Folder writes one line of .lociignore, and shows it', async () => {
    const file = path.join(shop(), '.lociignore');
    try {
      assert.ok(await found('missing'));
      await vscode.commands.executeCommand(commandIds.excludeFolder, vscode.Uri.file(path.join(shop(), 'tools')));
      assert.equal(vscode.window.activeTextEditor?.document.uri.fsPath, file);
      const text = readFileSync(file, 'utf8');
      assert.match(text, /^# .+\n\/tools\/\n$/);
      await eventually(async () => {
        assert.equal(await found('missing'), false);
      });
      await vscode.commands.executeCommand(commandIds.excludeFolder, {
        resourceUri: vscode.Uri.file(path.join(shop(), 'tools')),
      });
      assert.equal(readFileSync(file, 'utf8'), text);
    } finally {
      rmSync(file, { force: true });
    }
    await eventually(async () => {
      assert.ok(await found('missing'));
    });
  });

  it('Doctor lists the checks; Enter copies one', async () => {
    await vscode.env.clipboard.writeText('');
    await vscode.commands.executeCommand(commandIds.doctor);
    await eventually(async () => {
      await accept();
      assert.match(await vscode.env.clipboard.readText(), /^ok \w/);
    });
  });

  it('Show Status has an entry for the folder, the database and the server', async () => {
    const [workspaceFolder] = vscode.workspace.workspaceFolders!;
    const status = await (await engine()).status({});
    const own = status.folders.find(({ vault }) => vault.folder === shop())!;
    const folder = { workspaceFolder, path: shop(), state: 'indexed', status: own };
    const window = { folders: { all: () => [folder] }, engine: { failure: undefined } } as unknown as Window;
    const items: readonly StatusItem[] = statusItems(window, status);
    const shopItem = items.find(({ label }) => label === 'shop');
    assert.match(shopItem?.description ?? '', /^Indexed · \d+ files · \d+ symbols$/);
    assert.deepEqual(
      shopItem?.actions?.map(({ tooltip }) => tooltip),
      ['Index Folder', 'Rebuild Index', 'Forget Folder'],
    );
    assert.match(items.find(({ label }) => label === 'Database')?.description ?? '', /^embedded · PostgreSQL \d+/);
    assert.match(
      items.find(({ label }) => label === 'Server')?.detail ?? '',
      new RegExp(`Process ${status.process.pid}\\b`),
    );
    await vscode.commands.executeCommand(commandIds.showStatus);
    await delay(300);
  });

  it('Show Log shows the log', async () => {
    await vscode.commands.executeCommand(commandIds.showLog);
    await eventually(() => {
      assert.ok(vscode.window.visibleTextEditors.some(({ document }) => document.uri.scheme === 'output'));
    });
    await vscode.commands.executeCommand('workbench.action.closePanel');
  });

  it('Get Started opens the walkthrough', async () => {
    await vscode.commands.executeCommand(commandIds.openWalkthrough);
    await eventually(() => {
      assert.match(vscode.window.tabGroups.activeTabGroup.activeTab?.label ?? '', /^(Welcome|Walkthrough)/);
    });
  });

  it('Pause and Resume of a folder that is not being indexed do nothing', async () => {
    await vscode.commands.executeCommand(commandIds.pauseIndexing);
    await vscode.commands.executeCommand(commandIds.resumeIndexing);
    assert.equal(api().state(), 'indexed');
  });

  it('Set Database Password says that the embedded database has none', async () => {
    await vscode.commands.executeCommand(commandIds.setDatabasePassword);
    await vscode.commands.executeCommand('notifications.clearAll');
  });
});

describe('settings', () => {
  before(indexed);
  after(removeOwnFile);

  it('of the wrong type read as their defaults', async () => {
    try {
      await setting('search.limit', 'many');
      await setting('index.automatic', 'perhaps');
      await setting('index.exclude', 7);
      await setting('codeLens.kinds', ['galaxy']);
      appendFileSync(ownFile(), '\nexport function underWrongSettings(): void {}\n');
      await eventually(async () => {
        assert.ok(await found('underWrongSettings'));
      });
      await indexed();
    } finally {
      for (const key of ['search.limit', 'index.automatic', 'index.exclude', 'codeLens.kinds'])
        await setting(key, undefined);
    }
  });

  it('a database that is not there is said to be so; without it the embedded one is back', async () => {
    try {
      await setting('database.url', 'postgresql://ann@127.0.0.1:1/none');
      await eventually(() => {
        assert.equal(api().state(), 'failed');
        assert.match(api().folders()[0]?.failure?.message ?? '', /127\.0\.0\.1/);
      });
    } finally {
      await setting('database.url', undefined);
    }
    await indexed();
    assert.equal(api().folders()[0]?.failure, undefined);
  });
});

describe('a file of 5 MB', () => {
  /** In a language that the editor has no server for: that would be busy with it for a minute. */
  const file = (): string => path.join(shop(), 'tools/large.py');
  before(indexed);
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    rmSync(file(), { force: true });
  });

  it('is left out, can be opened and typed in, and nothing fails', async () => {
    writeFileSync(file(), 'large = 1  # and so on, and so on, and so forth.\n'.repeat(105_000));
    await eventually(async () => {
      const answer = await (await engine()).why({ path: file() });
      assert.equal(answer.indexed, false);
      assert.equal(answer.exclusion?.reason, 'tooLarge');
    });
    const editor = await vscode.window.showTextDocument(vscode.Uri.file(file()));
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(0, 0), 'def in_large(): pass\n');
    });
    await delay(500);
    assert.equal(await found('in_large'), false);
    assert.equal(api().state(), 'indexed');
    assert.ok(existsSync(file()));
  });
});
