/** What the engine is told to embed with, who is asked before, and what is said of it. */

import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { EmbeddingEstimate, EmbeddingSettings, EmbeddingState } from '../../src/core/model/api';
import { commandIds, settingDefaults } from '../../src/extension/contributions';
import type { AskConsent, ConsentQuestion } from '../../src/extension/embedding/consent';
import { consentText } from '../../src/extension/embedding/consent';
import { createEmbedding } from '../../src/extension/embedding/embedding';
import { meaningNote, meaningSign, meaningWords } from '../../src/extension/embedding/meaning';
import { keyName } from '../../src/extension/embedding/wanted';
import type { EngineState, Folder, Window } from '../../src/extension/window';
import { api, engine, eventually, shop } from './support/window';

const endpoint = 'https://api.example.com/v1';
const remote = {
  'embedding.provider': 'openai-compatible',
  'embedding.endpoint': endpoint,
  'embedding.model': 'small',
  'embedding.dimensions': 256,
  'embedding.allowDownload': false,
  'embedding.budget': 1_000,
  'embedding.price': 2,
} as const;
const told = { provider: 'openai-compatible', endpoint, model: 'small', dimensions: 256, budget: 1_000 } as const;
const estimate: EmbeddingEstimate = {
  ...{ provider: 'openai-compatible', model: 'small', host: 'api.example.com', files: 3, texts: 1_200, known: 0 },
  ...{ characters: 900_000, tokens: 500_000, redacted: 0, spent: 10, budget: 1_000 },
};

describe('embedding', () => {
  const states = new vscode.EventEmitter<EngineState>();
  const changes = new vscode.EventEmitter<{ affectsConfiguration(section: string): boolean }>();
  const folderChanges = new vscode.EventEmitter<void>();
  const secretChanges = new vscode.EventEmitter<{ key: string }>();
  const configured: EmbeddingSettings[] = [];
  const asked: ConsentQuestion[] = [];
  const logged: string[] = [];
  let secrets: Map<string, string>;
  let memory: Map<string, unknown>;
  let answer: 'given' | 'refused' | undefined;
  let folder: Partial<Folder>;
  let state: EngineState;
  let settings: Record<string, unknown>;
  let feature: ReturnType<typeof createEmbedding>;
  let held: vscode.Disposable;

  function open(): void {
    const client = {
      configureEmbedding: (given: EmbeddingSettings) => Promise.resolve(configured.push(given)),
      estimateEmbedding: () => Promise.resolve(estimate),
    };
    const note = (text: string): void => void logged.push(text);
    const window = {
      log: { debug: note, info: note, warn: note, error: note },
      context: {
        secrets: {
          get: (key: string) => Promise.resolve(secrets.get(key)),
          store: (key: string, value: string) => {
            secrets.set(key, value);
            secretChanges.fire({ key });
            return Promise.resolve();
          },
          delete: (key: string) => {
            secrets.delete(key);
            secretChanges.fire({ key });
            return Promise.resolve();
          },
          onDidChange: secretChanges.event,
        },
        globalState: {
          get: (key: string, fallback: unknown) => memory.get(key) ?? fallback,
          update: (key: string, value: unknown) => {
            memory.set(key, value);
            return Promise.resolve();
          },
        },
      },
      engine: {
        get state() {
          return state;
        },
        get: () => Promise.resolve(client),
        onDidChangeState: states.event,
      },
      folders: { all: () => [folder], onDidChange: folderChanges.event },
      settings: { get: (key: string) => settings[key], onDidChange: changes.event },
    } as unknown as Window;
    const ask: AskConsent = (question) => {
      asked.push(question);
      return Promise.resolve(answer);
    };
    feature = createEmbedding(window, ask);
    held = vscode.Disposable.from(...(feature.disposables ?? []));
  }

  beforeEach(() => {
    state = 'idle';
    settings = { ...settingDefaults };
    [configured, asked, logged].forEach((list) => list.splice(0));
    secrets = new Map<string, string>();
    memory = new Map<string, unknown>();
    folder = { state: 'indexed' };
    answer = undefined;
    open();
  });
  afterEach(() => {
    held.dispose();
  });

  function connect(): void {
    state = 'connected';
    states.fire('connected');
  }
  function set(next: object): void {
    settings = { ...settingDefaults, ...next };
    changes.fire({ affectsConfiguration: (section) => section === 'loci.embedding' });
  }

  it('is told by whoever connects, again after a loss, and when it changes', async () => {
    set({});
    assert.deepEqual([...configured], [], 'no engine is started for it');
    connect();
    await eventually(() => {
      assert.deepEqual(configured, [{ provider: 'builtin' }]);
    });
    states.fire('lost');
    connect();
    set({ 'embedding.provider': 'off' });
    await eventually(() => {
      assert.deepEqual(configured.at(-1), { provider: 'off' });
    });
    assert.ok(configured.length <= 3);
  });

  it('a key goes to its own endpoint, is told anew when it changes, and is in no log', async () => {
    const local = { ...remote, 'embedding.endpoint': 'http://127.0.0.1:9/v1' };
    secrets.set(keyName({ provider: 'openai-compatible', endpoint: 'http://127.0.0.1:9/v1' }), 'secret-4711');
    connect();
    set(local);
    await eventually(() => {
      assert.equal(configured.at(-1)?.key, 'secret-4711');
    });
    await feature.commands?.[commandIds.clearEmbeddingKey]?.();
    await eventually(() => {
      assert.ok(configured.at(-1)?.endpoint === 'http://127.0.0.1:9/v1' && configured.at(-1)?.key === undefined);
    });
    assert.equal(asked.length, 0, 'nobody is asked about this machine');
    assert.ok(!logged.join('\n').includes('secret-4711'));
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  it('another machine is told of consent only once somebody has agreed, who is asked once', async () => {
    folder = { state: 'indexing' };
    secrets.set(keyName(told), 'secret-4711');
    connect();
    set(remote);
    await eventually(() => {
      assert.deepEqual(configured.at(-1), told);
    });
    assert.equal(asked.length, 0, 'there is nothing to count yet');
    folder = { state: 'indexed' };
    folderChanges.fire();
    folderChanges.fire();
    await eventually(() => {
      assert.deepEqual(asked, [{ host: 'api.example.com', model: 'small', estimate, price: 2 }]);
    });
    await delay(50);
    assert.deepEqual(configured.at(-1), told, 'no answer is no consent');
    answer = 'given';
    await feature.commands?.[commandIds.reviewEmbedding]?.();
    await eventually(() => {
      assert.deepEqual(configured.at(-1), { ...told, consent: true, key: 'secret-4711' });
    });
    answer = 'refused';
    await feature.commands?.[commandIds.reviewEmbedding]?.();
    await eventually(() => {
      assert.deepEqual(configured.at(-1), told);
    });
    held.dispose();
    open();
    connect();
    folderChanges.fire();
    await delay(50);
    assert.equal(asked.length, 3, 'what was answered is remembered by the next window');
  });

  it('the question says to whom, how much and at what price', () => {
    const text = consentText({ host: 'api.example.com', model: 'small', estimate, price: 2 });
    for (const part of ['api.example.com', 'small', '1,200 texts', '500,000 tokens', 'about 1.00', '10 of 1,000']) {
      assert.ok(text.includes(part), `${part}\n${text}`);
    }
  });

  it('each state has its words, and what is to be mended its command', () => {
    const at = (one: EmbeddingState['state'], more: Partial<EmbeddingState> = {}): EmbeddingState => ({
      ...{ state: one, ready: false, files: 12_000, embedded: 3_200, ...more },
    });
    assert.equal(meaningNote(at('embedding')), 'Search by meaning: 3,200 of 12,000 files');
    assert.equal(meaningNote(at('consent')), 'Search by meaning: needs consent');
    assert.equal(meaningNote(at('budget')), 'Search by meaning: budget reached at 3,200 of 12,000 files');
    assert.equal(meaningNote(at('failed', { problem: 'it is gone' })), 'No search by meaning: It is gone');
    assert.equal(meaningNote(at('whole')), undefined);
    const { description, detail } = meaningWords(at('whole', { model: 'builtin loci-s' }));
    assert.deepEqual([description, detail], ['built-in model', 'Built-in model loci-s\n12,000 files']);
    assert.equal(meaningSign([at('whole'), at('embedding')]), '$(sparkle) 26%');
    assert.equal(meaningSign([at('embedding', { ready: true }), at('partial')]), '');
    assert.equal(meaningSign([at('embedding'), at('budget')]), '$(debug-pause)');
    assert.equal(meaningWords(at('consent')).command?.command, commandIds.reviewEmbedding);
    assert.equal(meaningWords(at('failed', { code: 'permission' })).command?.command, commandIds.setEmbeddingKey);
  });

  it('the commands of this window say that nothing is sent', async () => {
    await vscode.commands.executeCommand(commandIds.reviewEmbedding);
    await vscode.commands.executeCommand(commandIds.setEmbeddingKey);
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  it('the engine does what the setting says', async () => {
    const configuration = vscode.workspace.getConfiguration('loci');
    const embedding = async (): Promise<EmbeddingState | undefined> =>
      (await (await engine()).status({ folder: shop() })).folders[0]?.embedding;
    await eventually(async () => {
      assert.equal(api().state(), 'indexed');
      assert.equal((await embedding())?.state, 'whole');
    }, 60_000);
    try {
      await configuration.update('embedding.provider', 'off', vscode.ConfigurationTarget.Global);
      await eventually(async () => {
        assert.equal((await embedding())?.state, 'off');
      });
    } finally {
      await configuration.update('embedding.provider', undefined, vscode.ConfigurationTarget.Global);
    }
    await eventually(async () => {
      assert.equal((await embedding())?.state, 'whole');
    }, 60_000);
  }).timeout(150_000);
});
