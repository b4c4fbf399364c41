/** The line that leaves a folder out, as the index's own rules read it. */

import assert from 'node:assert/strict';
import { lastMatch, parseIgnoreFile } from '../../src/core/workspace/gitignore';
import { ignoreLine, withLine } from '../../src/extension/commands/ignoreLine';

function leavesOut(text: string, folder: string): boolean {
  return lastMatch([parseIgnoreFile(text, { label: '.lociignore' })], folder, true) !== undefined;
}

describe('the line that leaves a folder out', () => {
  it('fits that folder and no other, whatever its name holds', () => {
    for (const name of [
      'gen',
      'src/gen',
      'a b',
      'tail ',
      'star*',
      'what?',
      '[set]',
      '!not',
      '#hash',
      'back\\slash',
      '🗂️',
    ]) {
      const line = ignoreLine(name);
      assert.equal(leavesOut(line, name), true, name);
      assert.equal(leavesOut(line, `other/${name}`), false, `other/${name}`);
      assert.equal(leavesOut(line, `${name}x`), false, `${name}x`);
    }
  });

  it('is added once, with the line ends that are there', () => {
    assert.equal(withLine('', '/gen/'), '/gen/\n');
    assert.equal(withLine('# head', '/gen/'), '# head\n/gen/\n');
    assert.equal(withLine('# head\r\n', '/gen/'), '# head\r\n/gen/\r\n');
    assert.equal(withLine('/gen/\n*.log\n', '/gen/'), undefined);
  });
});
