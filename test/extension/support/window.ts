/** What tests in the host share: the extension's answers, the engine beside it, and patience. */

import assert from 'node:assert/strict';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import manifest from '../../../package.json';
import type { LociApi } from '../../../src/extension/api';
import type { EngineClient } from '../../../src/protocol/client';
import { connectEngine } from '../../../src/protocol/client';

export function extension(): vscode.Extension<LociApi> {
  const found = vscode.extensions.getExtension<LociApi>(`${manifest.publisher}.${manifest.name}`);
  assert.ok(found, 'the extension is not installed');
  return found;
}

export function api(): LociApi {
  assert.ok(extension().isActive, 'the extension is not active');
  return extension().exports;
}

/** Repeats `check` until it passes; fails with its last failure. */
export async function eventually(check: () => unknown, ms = 20_000): Promise<void> {
  const deadline = Date.now() + ms;
  for (;;) {
    try {
      await check();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    await delay(50);
  }
}

let connection: Promise<EngineClient> | undefined;

/** The engine that the extension talks to, asked past the extension. */
export function engine(): Promise<EngineClient> {
  const { LOCI_DATA_DIR: dataDir } = process.env;
  assert.ok(dataDir, 'tests run with a data directory of their own');
  connection ??= connectEngine({ dataDir, serverFile: path.join(extension().extensionPath, 'dist/server.cjs') });
  return connection;
}

export async function serverPid(): Promise<number> {
  return (await (await engine()).status({})).process.pid;
}

/** Whether a symbol of exactly this name is found. */
export async function found(name: string): Promise<boolean> {
  const { hits } = await (await engine()).search({ query: name, limit: 20 });
  return hits.some(({ symbol }) => symbol.name === name);
}

/** Path of the first workspace folder. */
export function shop(): string {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, 'no folder is open');
  return folder.uri.fsPath;
}
