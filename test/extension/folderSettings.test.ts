/** Settings that change while the engine is still at work for the former ones. */

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { EngineClient } from '../../src/protocol/client';
import type { SettingKey } from '../../src/extension/contributions';
import { settingDefaults } from '../../src/extension/contributions';
import { createFolders } from '../../src/extension/folders';
import type { FoldersDeps } from '../../src/extension/folderWork';
import { eventually, shop } from './support/window';

describe('settings of a folder', () => {
  const open: { dispose(): void }[] = [];
  afterEach(() => {
    for (const disposable of open.splice(0)) disposable.dispose();
  });

  it('count though they change while the folder is being indexed', async () => {
    const { sent, set } = openFolders();
    await eventually(() => {
      assert.deepEqual(sent, [undefined]);
    });
    set(['a/**']);
    await eventually(() => {
      assert.deepEqual(sent, [undefined, ['a/**']]);
    });
    set([]);
    set(['b/**']);
    await eventually(() => {
      assert.deepEqual(sent.at(-1), ['b/**']);
    });
    assert.ok(!sent.slice(2).flat().includes('a/**'), 'a later request carries older globs');
  });

  /** Folders of this window with an engine that answers no index request before it is told to. */
  function openFolders() {
    const sent: (readonly string[] | undefined)[] = [];
    let answer = (): void => undefined;
    const answered = new Promise<void>((resolve) => (answer = resolve));
    let exclude: readonly string[] = [];
    const configuration = new vscode.EventEmitter<vscode.ConfigurationChangeEvent>();
    const client = {
      index: (request: { exclude?: readonly string[] }) => {
        sent.push(request.exclude);
        return answered;
      },
      watch: () => Promise.resolve(),
      status: () =>
        Promise.resolve({ folders: [{ vault: { folder: shop() }, files: 1, freshness: { complete: true } }] }),
    } as unknown as EngineClient;
    const remembered = new Map<string, unknown>();
    const deps = {
      engine: {
        get: () => Promise.resolve(client),
        state: 'connected',
        onDidChangeState: () => ({ dispose: () => undefined }),
        onEvent: () => ({ dispose: () => undefined }),
      },
      settings: {
        get: (key: SettingKey) => (key === 'index.exclude' ? exclude : settingDefaults[key]),
        onDidChange: configuration.event,
      },
      log: { debug: () => undefined, warn: () => undefined },
      memory: {
        get: (key: string, fallback: unknown) => remembered.get(key) ?? fallback,
        update: (key: string, value: unknown) => Promise.resolve(void remembered.set(key, value)),
      },
    } as unknown as FoldersDeps;
    const folders = createFolders(deps);
    open.push(folders, configuration, {
      dispose: () => {
        answer();
      },
    });
    folders.start();
    const set = (globs: readonly string[]): void => {
      exclude = globs;
      configuration.fire({ affectsConfiguration: (section) => section === 'loci.index.exclude' });
    };
    return { sent, set };
  }
});
