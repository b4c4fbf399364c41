/** What the engine's checker is told: the settings, and which files the person looks at. */

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { createChecker } from '../../src/extension/checker';
import type { EngineState, Window } from '../../src/extension/window';
import { settingDefaults } from '../../src/extension/contributions';
import { fixtureUri } from './support/stub';
import { eventually } from './support/window';

describe('the TypeScript checker', () => {
  const states = new vscode.EventEmitter<EngineState>();
  const changes = new vscode.EventEmitter<{ affectsConfiguration(section: string): boolean }>();
  const configured: unknown[] = [];
  let open: readonly string[] = [];
  let state: EngineState;
  let settings: Record<string, unknown>;
  let held: vscode.Disposable;

  beforeEach(() => {
    state = 'idle';
    settings = { ...settingDefaults };
    configured.length = 0;
    const client = {
      configureChecker: (given: unknown) => Promise.resolve(configured.push(given)),
      setOpen: (files: readonly string[]) => Promise.resolve((open = files)),
    };
    const window = {
      log: { debug: () => undefined },
      engine: {
        get state() {
          return state;
        },
        get: () => Promise.resolve(client),
        onDidChangeState: states.event,
      },
      settings: { get: (key: string) => settings[key], onDidChange: changes.event },
    } as unknown as Window;
    held = vscode.Disposable.from(...(createChecker(window).disposables ?? []));
  });
  afterEach(() => {
    held.dispose();
  });

  function enter(next: EngineState): void {
    state = next;
    states.fire(next);
  }

  it('is told of the settings by whoever connects, and when they change', async () => {
    changes.fire({ affectsConfiguration: () => true });
    assert.deepEqual(configured, [], 'no engine is started for it');
    enter('connected');
    await eventually(() => {
      assert.deepEqual(configured, [{ enabled: true, memory: 2_048 }]);
    });
    settings = { ...settings, 'checker.enabled': false, 'checker.memory': 512 };
    changes.fire({ affectsConfiguration: (section) => section === 'loci.checker' });
    await eventually(() => {
      assert.deepEqual(configured[1], { enabled: false, memory: 512 });
    });
  });

  it('is told what is looked at, what is seen first', async () => {
    enter('connected');
    const [cart] = [fixtureUri('src/cart/cart.ts')];
    await vscode.window.showTextDocument(cart);
    await eventually(() => {
      assert.equal(open[0], cart.fsPath);
    });
  });
});
