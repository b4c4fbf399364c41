/** What is typed is found before it is saved, and gone when it is gone. */

import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { api, eventually, found, serverPid, shop } from './support/window';

describe('unsaved text', () => {
  const file = (): vscode.Uri => vscode.Uri.file(path.join(shop(), 'src/buffers.ts'));

  async function type(name: string): Promise<vscode.TextEditor> {
    const editor = await vscode.window.showTextDocument(file());
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(0, 0), `export function ${name}(): void {}\n`);
    });
    assert.ok(editor.document.isDirty);
    return editor;
  }
  const isFound = (name: string, expected: boolean): Promise<void> =>
    eventually(async () => {
      assert.equal(await found(name), expected);
    });

  /** The command is for the editor that has the focus, which a window that is just starting may give to another. */
  async function revert({ document }: vscode.TextEditor, command = 'workbench.action.files.revert'): Promise<void> {
    await eventually(async () => {
      if (document.isDirty) {
        await vscode.window.showTextDocument(document);
        await vscode.commands.executeCommand(command);
      }
      assert.equal(document.isDirty, false);
    });
  }

  before(async () => {
    writeFileSync(file().fsPath, 'export const buffers = 1;\n');
    await eventually(async () => {
      assert.equal(api().state(), 'indexed');
      assert.ok(await found('buffers'));
    }, 30_000);
  });
  after(() => {
    rmSync(file().fsPath);
  });

  it('is found, and gone when it is reverted', async () => {
    const editor = await type('typedNotSaved');
    await isFound('typedNotSaved', true);
    await revert(editor);
    await isFound('typedNotSaved', false);
  });

  it('is gone when the editor is closed without saving', async () => {
    const editor = await type('typedAndClosed');
    await isFound('typedAndClosed', true);
    await revert(editor, 'workbench.action.revertAndCloseActiveEditor');
    await isFound('typedAndClosed', false);
  });

  it('stays found when it is saved', async () => {
    const { document } = await type('typedAndSaved');
    await isFound('typedAndSaved', true);
    await document.save();
    assert.ok(await found('typedAndSaved'), 'at once');
    await isFound('typedAndSaved', true);
    await vscode.window.showTextDocument(document).then((editor) =>
      editor.edit((edit) => {
        edit.delete(new vscode.Range(0, 0, 1, 0));
      }),
    );
    await document.save();
    await isFound('typedAndSaved', false);
  });

  it('is found again after the server was killed', async () => {
    const editor = await type('typedBeforeTheEnd');
    await isFound('typedBeforeTheEnd', true);
    const before = await serverPid();
    process.kill(before, 'SIGKILL');
    await eventually(async () => {
      assert.notEqual(await serverPid(), before);
      assert.ok(await found('typedBeforeTheEnd'));
    });
    await revert(editor, 'workbench.action.revertAndCloseActiveEditor');
  }).timeout(60_000);
});
