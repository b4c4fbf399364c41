/** From what is known of folders to the state that menus, views and the status bar go by. */

import assert from 'node:assert/strict';
import type { FolderStatus, IndexProgress } from '../../src/core/model/api';
import type { FolderFacts } from '../../src/extension/folderState';
import { folderState, innermost, windowState } from '../../src/extension/folderState';

const fresh: FolderFacts = { onDisk: true, trusted: true, read: false };
const progress: IndexProgress = { folder: '/a', phase: 'indexing', done: 1, total: 2, symbols: 3, paused: false };

function status(files: number, complete: boolean): FolderStatus {
  return { files, freshness: { complete } } as FolderStatus;
}

describe('states of folders', () => {
  it('a folder that is not on a disk is unsupported, whatever else is known', () => {
    assert.equal(folderState({ ...fresh, onDisk: false, failure: {} }), 'unsupported');
  });

  it('starting, then not indexed, then indexing, then indexed', () => {
    assert.equal(folderState(fresh), 'starting');
    assert.equal(folderState({ ...fresh, read: true }), 'notIndexed');
    assert.equal(folderState({ ...fresh, read: true, status: status(0, false) }), 'notIndexed');
    assert.equal(folderState({ ...fresh, read: true, progress }), 'indexing');
    assert.equal(folderState({ ...fresh, read: true, progress: { ...progress, paused: true } }), 'paused');
    assert.equal(folderState({ ...fresh, read: true, status: status(2, true) }), 'indexed');
  });

  it('an empty folder that was read whole is indexed, and so is what an interrupted index holds', () => {
    assert.equal(folderState({ ...fresh, read: true, status: status(0, true) }), 'indexed');
    assert.equal(folderState({ ...fresh, read: true, status: status(7, false) }), 'indexed');
  });

  it('progress that has come to its end is none', () => {
    const done: IndexProgress = { ...progress, phase: 'done' };
    assert.equal(folderState({ ...fresh, read: true, progress: done, status: status(2, true) }), 'indexed');
  });

  it('an untrusted folder can be searched if it was indexed before', () => {
    assert.equal(folderState({ ...fresh, trusted: false }), 'untrusted');
    assert.equal(folderState({ ...fresh, trusted: false, read: true }), 'untrusted');
    assert.equal(folderState({ ...fresh, trusted: false, read: true, status: status(2, true) }), 'indexed');
  });

  it('a failure is louder than work', () => {
    assert.equal(folderState({ ...fresh, read: true, progress, failure: {} }), 'failed');
  });
});

describe('the state of a window', () => {
  it('is that of its loudest folder', () => {
    assert.equal(windowState([]), 'noFolder');
    assert.equal(windowState(['unsupported']), 'unsupported');
    assert.equal(windowState(['indexed', 'unsupported']), 'indexed');
    assert.equal(windowState(['indexed', 'notIndexed']), 'notIndexed');
    assert.equal(windowState(['indexed', 'untrusted']), 'notIndexed');
    assert.equal(windowState(['paused', 'notIndexed']), 'paused');
    assert.equal(windowState(['paused', 'indexing']), 'indexing');
    assert.equal(windowState(['failed', 'indexing']), 'failed');
    assert.equal(windowState(['failed', 'starting']), 'starting');
  });
});

describe('the folder of a file', () => {
  it('is the innermost that holds it', () => {
    const folders = ['/a', '/a/b', '/ab'];
    assert.equal(innermost(folders, '/a/b/c.ts', '/'), 1);
    assert.equal(innermost(folders, '/a/bc.ts', '/'), 0);
    assert.equal(innermost(folders, '/a/b', '/'), 1);
    assert.equal(innermost(folders, '/abc/d.ts', '/'), -1);
    assert.equal(innermost(['/'], '/x.ts', '/'), 0);
    assert.equal(innermost(['C:\\a'], 'C:\\a\\b.ts', '\\'), 0);
  });
});
