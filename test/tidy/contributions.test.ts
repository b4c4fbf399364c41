/** What package.json contributes and what the extension registers are the same, both ways. */

import assert from 'node:assert/strict';
import manifest from '../../package.json';
import { commandIds } from '../../src/extension/contributions';
import { readSources } from './sources';

describe('contributions', () => {
  it('the commands of package.json are those of the code', () => {
    const contributed = manifest.contributes.commands.map(({ command }) => command);
    assert.deepEqual([...contributed].sort(), Object.values(commandIds).sort());
  });

  it('every command is registered', () => {
    const text = readSources('src/extension')
      .map((source) => source.text)
      .join('\n');
    const missing = Object.keys(commandIds).filter((key) => !text.includes(`registerCommand(commandIds.${key},`));
    assert.deepEqual(missing, []);
  });
});
