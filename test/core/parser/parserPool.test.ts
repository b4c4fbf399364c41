import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { languageById } from '../../../src/core/languages/index';
import { isLociError } from '../../../src/core/model/errors';
import type { FileFacts, SourceFile } from '../../../src/core/model/file';
import type { FilePath, LanguageId } from '../../../src/core/model/ids';
import { toFacts } from '../../../src/core/parser/facts';
import { loadGrammar } from '../../../src/core/parser/grammars';
import { parseFile } from '../../../src/core/parser/parseFile';
import type { ParserLimits, ParserPool } from '../../../src/core/parser/parserPool';
import { createParserPool } from '../../../src/core/parser/parserPool';

const assetsDir = path.resolve('dist');
const workerFile = path.join(assetsDir, 'parserWorker.cjs');

/** A worker that does as a file's text says before it parses, and that leaves a line in a log when it starts. */
function mortalWorker(log: string): string {
  return `
    const { parentPort } = require('node:worker_threads');
    require('node:fs').appendFileSync(${JSON.stringify(log)}, 'started\\n');
    parentPort.on('message', ({ files }) => {
      for (const { text } of files) {
        if (text.includes('exit the thread')) process.exit(3);
        if (text.includes('throw out of it')) throw new Error('thrown out of the thread');
        if (text.includes('hang for ever')) for (;;);
      }
    });
    require(${JSON.stringify(workerFile)});`;
}

function source(name: string, text: string, language = 'typescript'): SourceFile {
  return { path: name as FilePath, language: language as LanguageId, text };
}

describe('the parser pool', function () {
  this.timeout(60_000);
  const folder = mkdtempSync(path.join(tmpdir(), 'loci-pool-'));
  const log = path.join(folder, 'starts.log');
  const mortal = path.join(folder, 'worker.cjs');
  let pool: ParserPool | undefined;

  function open(limits: Partial<ParserLimits> = {}, size = 2): ParserPool {
    writeFileSync(mortal, mortalWorker(log));
    writeFileSync(log, '');
    pool = createParserPool({ workerFile: mortal, assetsDir, size, limits });
    return pool;
  }
  const starts = (): number => readFileSync(log, 'utf8').split('\n').length - 1;

  afterEach(() => pool?.close());
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('answers in the order of the files, as parsing here does', async () => {
    const files = Array.from({ length: 200 }, (_, n) =>
      n % 3 === 0
        ? source(`${n}.py`, `def f${n}():\n  return ${n}\n`, 'python')
        : source(`${n}.ts`, `export const v${n} = f(${n});\n`),
    );
    const facts = await open().parse(files);
    const python = await loadGrammar(languageById('python' as LanguageId)!, assetsDir);
    const typescript = await loadGrammar(languageById('typescript' as LanguageId)!, assetsDir);
    const expected = files.map((file) =>
      toFacts(parseFile(file, file.language === 'python' ? python : typescript), file.text),
    );
    assert.deepEqual(facts.map(comparable), expected.map(comparable));
    assert.deepEqual(await pool?.parse([]), []);
  });

  for (const fate of ['exit the thread', 'throw out of it', 'hang for ever']) {
    it(`a file that makes its thread ${fate} costs itself only`, async () => {
      const files = Array.from({ length: 30 }, (_, n) =>
        source(`${n}.ts`, n === 17 ? `// ${fate}\nconst x = 1;` : `const v${n} = 1;`),
      );
      const open17 = open({ parseMs: 3000 });
      const [facts, others] = await Promise.all([
        open17.parse(files),
        open17.parse([source('o.ts', 'let other = 1;')]),
      ]);
      assert.deepEqual(
        facts.map(({ path: name }) => name),
        files.map(({ path: name }) => name),
      );
      facts.forEach(({ symbols, problems }, n) => {
        assert.equal(symbols.length, n === 17 ? 1 : 2, `${n}`);
        assert.equal(problems.length, n === 17 ? 1 : 0);
      });
      assert.match(facts[17]!.problems[0]!.message, /^not parsed: /);
      assert.equal(others[0]?.symbols[1]?.name, 'other');
      assert.equal((await open17.parse([source('again.ts', 'let again = 1;')]))[0]?.symbols[1]?.name, 'again');
    });
  }

  it('cancels at once, in hand or waiting, and goes on with the rest', async () => {
    const open1 = open({ parseMs: 2500 }, 1);
    const [first, second, third] = [new AbortController(), new AbortController(), new AbortController()];
    const hanging = open1.parse([source('h.ts', '// hang for ever')], first.signal);
    const waiting = open1.parse([source('w.ts', 'let w = 1;')], second.signal);
    let isFree = false;
    const wanted = open1.parse([source('x.ts', 'let x = 1;')], third.signal).finally(() => (isFree = true));
    first.abort();
    second.abort();
    for (const call of [hanging, waiting]) await assert.rejects(call, (error) => isLociError(error, 'cancelled'));
    assert.equal(isFree, false, 'without waiting for the thread');
    assert.equal((await wanted)[0]?.symbols[1]?.name, 'x');
    await assert.rejects(open1.parse([source('y.ts', '')], first.signal), (error) => isLociError(error, 'cancelled'));
  });

  it('rejects what is pending when it closes', async () => {
    const closing = open();
    const calls = Array.from({ length: 5 }, (_, n) => closing.parse([source(`${n}.ts`, '// hang for ever')]));
    const outcomes = Promise.allSettled(calls);
    await closing.close();
    for (const outcome of await outcomes) {
      assert.ok(outcome.status === 'rejected' && isLociError(outcome.reason, 'cancelled'));
    }
    await assert.rejects(closing.parse([source('z.ts', '')]), (error) => isLociError(error, 'cancelled'));
  });

  it('starts another thread only where one has worked for long', async () => {
    const files = Array.from({ length: 200 }, (_, n) => source(`${n}.md`, `# Title ${n}\n`, 'markdown'));
    await open({ aloneMs: 60_000 }).parse(files);
    assert.equal(starts(), 1);
    await pool?.close();
    await open({ aloneMs: 0 }).parse(files);
    assert.equal(starts(), 2);
  });

  it('ends idle threads and starts them on demand', async () => {
    const idling = open({ idleMs: 150 }, 1);
    await idling.parse([source('a.ts', '')]);
    await idling.parse([source('b.ts', '')]);
    assert.equal(starts(), 1);
    await new Promise((resolve) => setTimeout(resolve, 600));
    assert.equal((await idling.parse([source('c.ts', 'let c = 1;')]))[0]?.symbols.length, 2);
    assert.equal(starts(), 2);
  });

  it('replaces a thread whose memory has grown over the bound', async () => {
    const bounded = open({ memoryBytes: 1 }, 1);
    for (let n = 0; n < 3; n++)
      assert.equal((await bounded.parse([source('a.ts', 'let a = 1;')]))[0]?.symbols.length, 2);
    assert.equal(starts(), 3);
  });

  it('says so when it is not installed right', async () => {
    const missing = createParserPool({ workerFile: path.join(folder, 'none.cjs'), assetsDir, size: 1 });
    await assert.rejects(missing.parse([source('a.ts', '')]), (error) => isLociError(error, 'internal'));
    const bare = createParserPool({ workerFile, assetsDir: folder, size: 1 });
    await assert.rejects(bare.parse([source('a.ts', '')]), (error) => isLociError(error, 'internal'));
    await Promise.all([missing.close(), bare.close()]);
  });
});

function comparable(facts: FileFacts): FileFacts {
  const { declarations, references, digest } = facts;
  return {
    ...facts,
    declarations: new Uint8Array(declarations),
    references: new Uint8Array(references),
    digest: new Uint8Array(digest),
  };
}
