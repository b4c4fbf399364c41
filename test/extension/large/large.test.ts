/** A folder of 100,000 files: the views say where it stands, VS Code stays quick, and the server's memory is noted. */

import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import { commandIds } from '../../../src/extension/contributions';
import { accept, closeEditors, isActive } from '../support/editor';
import { percentile, watchThread } from '../support/measure';
import { api, engine, eventually, extension, shop } from '../support/window';

const files = 100_000;
const hour = 3_600_000;

describe('a folder of 100,000 files', function () {
  this.timeout(hour);

  it('is indexed while VS Code stays quick', async () => {
    const began = performance.now();
    const watching = await watchThread(path.join(extension().extensionPath, 'dist'));
    await eventually(() => {
      assert.equal(api().state(), 'indexing');
    }, 60_000);
    await vscode.commands.executeCommand('loci.explore.focus');
    await vscode.commands.executeCommand('loci.index.focus');
    await vscode.commands.executeCommand(commandIds.search, 'made42');
    await isActive('part0/file42.ts');
    await accept();
    assert.equal(api().state(), 'indexing');
    await eventually(() => {
      assert.equal(api().state(), 'indexed');
    }, hour);
    const { longestOwnMs, ownMs, where } = await watching.stop();
    const status = await (await engine()).status({});
    const peak = status.process.peakRssBytes / 1e6;
    console.log(
      `    ${((performance.now() - began) / 1000).toFixed(0)} s, server ${peak.toFixed(0)} MB at most; in the window: ` +
        `longest task ${longestOwnMs.toFixed(1)} ms (${where}), ${ownMs.toFixed(0)} ms in all`,
    );
    assert.equal(api().folders()[0]?.files, files);
    assert.ok(longestOwnMs <= 16, `${longestOwnMs} ms`);
  });

  it('is searched and browsed without a task that is felt', async () => {
    await closeEditors();
    const watching = await watchThread(path.join(extension().extensionPath, 'dist'));
    const client = await engine();
    const times: number[] = [];
    for (const text of [
      'm',
      'ma',
      'made',
      'made9',
      'made99',
      'made9999',
      'made99999',
      'number',
      'kind:function made5',
    ]) {
      const asked = performance.now();
      await client.search({ query: text, folder: shop(), limit: 50 });
      times.push(performance.now() - asked);
    }
    await vscode.commands.executeCommand(commandIds.search, 'made99999');
    await isActive('part999/file99999.ts');
    await accept();
    await vscode.commands.executeCommand(commandIds.revealInExplore);
    const { longestOwnMs, where } = await watching.stop();
    console.log(
      `    ${times.length} questions: p50 ${percentile(times, 0.5).toFixed(1)} ms, longest ${Math.max(...times).toFixed(1)} ms; ` +
        `longest task ${longestOwnMs.toFixed(1)} ms (${where})`,
    );
    assert.ok(longestOwnMs <= 16, `${longestOwnMs} ms`);
  });
});
