import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { languages } from '../../../src/core/languages/index';
import type { SourceFile } from '../../../src/core/model/file';
import type { FilePath } from '../../../src/core/model/ids';
import { startParserThread } from '../../../src/core/parser/parserThread';

const assetsDir = path.resolve('dist');
/**
 * LONG=1 parses so much that a tree left behind each time would be more than the memory that a runtime starts with; the
 * short run sees what grows fast.
 */
const long = process.env['LONG'] === '1';
const sourceUnits = (long ? 200 : 64) * 1024;
const warmUp = 3;
const times = long ? 24 : 5;

describe('memory of the grammars (LONG=1: for longer)', function () {
  this.timeout(300_000);
  for (const language of languages.filter(({ grammar }) => grammar !== undefined)) {
    it(`${language.name} does not grow`, async () => {
      const file = largeSource(language.id);
      const thread = startParserThread(path.join(assetsDir, 'parserWorker.cjs'), { assetsDir });
      const sizes: number[] = [];
      for (let n = 0; n < warmUp + times; n++) {
        const outcome = await thread.parse([file], 60_000);
        assert.ok(outcome.kind === 'parsed', JSON.stringify(outcome));
        sizes.push(outcome.memoryBytes);
      }
      await thread.end();
      assert.ok(sizes[0]! > 0);
      assert.deepEqual([...new Set(sizes.slice(warmUp))], [sizes[warmUp]], 'flat after the first few');
    });
  }
});

function largeSource(language: SourceFile['language']): SourceFile {
  const folder = path.resolve('test/snapshots', language);
  const name = readdirSync(folder).find((each) => !each.endsWith('.snap') && !each.startsWith('broken'))!;
  const text = readFileSync(path.join(folder, name), 'utf8');
  return { path: name as FilePath, language, text: text.repeat(Math.ceil(sourceUnits / text.length)) };
}
