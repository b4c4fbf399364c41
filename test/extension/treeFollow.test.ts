/** The Relations view of the running extension follows the cursor, as long as the setting says so. */

import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import { commandIds, viewIds } from '../../src/extension/contributions';
import { closeEditors, openFile } from './support/editor';
import { api, eventually } from './support/window';

const totalId = 'src/cart/cart.ts/Cart#total().';
const checkoutId = 'src/checkout/checkout.ts/checkout().';

describe('loci.relations.followCursor', () => {
  before(() =>
    eventually(() => {
      assert.equal(api().state(), 'indexed');
    }),
  );
  after(async () => {
    await set(undefined);
    await vscode.commands.executeCommand('workbench.view.explorer');
    await closeEditors();
  });

  async function set(value: boolean | undefined): Promise<void> {
    const configuration = vscode.workspace.getConfiguration('loci');
    await configuration.update('relations.followCursor', value, vscode.ConfigurationTarget.Global);
  }
  async function cursorAt(file: string, line: number, character: number): Promise<void> {
    const editor = await openFile(file);
    editor.selection = new vscode.Selection(line, character, line, character);
  }
  /** What the view shows: a pin without an argument is one of that. */
  async function shown(): Promise<unknown> {
    const id = await vscode.commands.executeCommand(commandIds.pinSymbol);
    await vscode.commands.executeCommand(commandIds.unpinSymbol);
    return id;
  }

  it('decides whether the view shows another symbol when the cursor moves', async () => {
    await cursorAt('src/cart/cart.ts', 34, 4);
    await vscode.commands.executeCommand(`${viewIds.relations}.focus`);
    await openFile('src/cart/cart.ts');
    await eventually(async () => {
      assert.equal(await shown(), totalId);
    });
    await set(false);
    await cursorAt('src/checkout/checkout.ts', 12, 24);
    await delay(700);
    assert.equal(await shown(), totalId);
    await set(true);
    await eventually(async () => {
      assert.equal(await shown(), checkoutId);
    });
  });
});
