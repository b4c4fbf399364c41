import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { FilePath } from '../../../src/core/model/ids';
import { decodeText } from '../../../src/core/workspace/encoding';
import type { FileToRead, ReadResult } from '../../../src/core/workspace/read';
import { defaultReadLimits, readSource } from '../../../src/core/workspace/read';
import type { TestFolder, Tree } from '../../support/tree';
import { createFolder } from '../../support/tree';

const onWindows = process.platform === 'win32';

const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');
const mark = Buffer.from([0xff, 0xfe]);
const code = 'export const total = (a: number) => a;\r\n// päß 😀\n';

const texts: readonly { name: string; bytes: string | Buffer; text: string; encoding: string }[] = [
  { name: 'an empty file', bytes: '', text: '', encoding: 'utf-8' },
  { name: 'UTF-8 with both line ends', bytes: code, text: code, encoding: 'utf-8' },
  { name: 'a byte order mark', bytes: `\uFEFF${code}`, text: code, encoding: 'utf-8-bom' },
  { name: 'UTF-16 LE', bytes: Buffer.concat([mark, utf16(code)]), text: code, encoding: 'utf-16le' },
  { name: 'UTF-16 BE', bytes: Buffer.concat([mark, utf16(code)]).swap16(), text: code, encoding: 'utf-16be' },
  { name: 'UTF-16 LE without a mark', bytes: utf16(code), text: code, encoding: 'utf-16le' },
  { name: 'UTF-16 BE without a mark', bytes: utf16(code).swap16(), text: code, encoding: 'utf-16be' },
  {
    name: 'UTF-16 that ends in half a unit',
    bytes: Buffer.concat([mark, utf16('ab'), Buffer.from([65])]),
    text: 'ab',
    encoding: 'utf-16le',
  },
  { name: 'a lone surrogate', bytes: Buffer.concat([mark, utf16('a\ud800b')]), text: 'a\uFFFDb', encoding: 'utf-16le' },
  { name: 'Latin-1', bytes: Buffer.from('// Größe\n', 'latin1'), text: '// Größe\n', encoding: 'windows-1252' },
  {
    name: 'windows-1252',
    bytes: Buffer.from([0x2f, 0x2f, 0x80, 0x93, 0x94, 0x9f]),
    text: '//€“”Ÿ',
    encoding: 'windows-1252',
  },
  {
    name: 'UTF-8 with one bad byte',
    bytes: Buffer.concat([Buffer.from('päßö'), Buffer.from([0xff])]),
    text: 'päßö\uFFFD',
    encoding: 'utf-8',
  },
  {
    name: 'a NUL far down',
    bytes: `${'a\n'.repeat(5000)}\0b`,
    text: `${'a\n'.repeat(5000)}\uFFFDb`,
    encoding: 'utf-8',
  },
];

const excluded: readonly { name: string; path?: string; content: string | Buffer; reason: string; detail: RegExp }[] = [
  {
    name: 'a picture',
    content: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
    reason: 'binary',
    detail: /not text/,
  },
  { name: 'UTF-32', content: Buffer.from([0xff, 0xfe, 0, 0, 65, 0, 0, 0]), reason: 'binary', detail: /not text/ },
  {
    name: 'data without NUL',
    content: Buffer.from(Array.from({ length: 2000 }, (_, index) => 1 + ((index * 97) % 255))),
    reason: 'binary',
    detail: /not text/,
  },
  {
    name: 'a file of 5 MB',
    content: 'let a = 1;\n'.repeat(500_000),
    reason: 'tooLarge',
    detail: /5\.2 MiB is beyond the limit of 2\.0 MiB/,
  },
  {
    name: 'a bundle',
    content: 'function a(b){return b+1};'.repeat(200),
    reason: 'minified',
    detail: /\d+ characters a line/,
  },
  { name: 'a name with min', path: 'lib.min.ts', content: 'let a;\n', reason: 'minified', detail: /lib\.min\.ts/ },
];

describe('readSource', () => {
  let folder: TestFolder;
  afterEach(() => folder.remove());

  async function read(tree: Tree, file: Partial<FileToRead> = {}): Promise<ReadResult> {
    folder = await createFolder(tree);
    return readSource(folder.path, { path: Object.keys(tree)[0] as FilePath, ...file }, defaultReadLimits);
  }

  for (const { name, bytes, text, encoding } of texts) {
    it(`reads ${name}`, async () => {
      const content = Buffer.from(bytes as string);
      const hash = createHash('sha256').update(content).digest('hex');
      const expected = { kind: 'text', text, encoding, hash, size: content.length };
      assert.deepEqual(await read({ 'a.ts': content }), expected);
    });
  }

  for (const { name, path = 'a.ts', content, reason, detail } of excluded) {
    it(`leaves out ${name}`, async () => {
      const result = await read({ [path]: content });
      assert.equal(result.kind === 'excluded' && result.exclusion.reason, reason);
      assert.match(result.kind === 'excluded' ? result.exclusion.detail : '', detail);
    });
  }

  it('reads what is asked for by name, however large and squeezed', async () => {
    const content = 'function a(b){return b+1};'.repeat(200_000);
    const result = await read({ 'a.min.ts': content }, { wanted: true });
    assert.equal(result.kind === 'text' && result.size, content.length);
  });

  it('keeps prose with a line for each paragraph', async () => {
    assert.equal((await read({ 'a.md': `${'some words in a row '.repeat(40)}\n`.repeat(10) })).kind, 'text');
  });

  it('says that a file has vanished, or its directory, or that it is none', async () => {
    assert.equal((await read({ 'a.ts/b.ts': '' }, { path: 'gone.ts' as FilePath })).kind, 'vanished');
    assert.equal(
      (await readSource(folder.path, { path: 'a.ts/b.ts/c.ts' as FilePath }, defaultReadLimits)).kind,
      'vanished',
    );
    assert.equal((await readSource(folder.path, { path: 'a.ts' as FilePath }, defaultReadLimits)).kind, 'vanished');
  });

  it('survives files that change and vanish while they are read', async () => {
    folder = await createFolder({ 'a.ts': 'let a;\n'.repeat(1000) });
    const file = join(folder.path, 'a.ts');
    const reads = Array.from({ length: 40 }, () =>
      readSource(folder.path, { path: 'a.ts' as FilePath }, defaultReadLimits),
    );
    for (let index = 0; index < 10; index++) appendFileSync(file, 'let b;\n');
    await reads[0];
    rmSync(file);
    for (const result of await Promise.all(reads)) {
      if (result.kind === 'text') assert.match(result.text, /^(?:let [ab];\n)+$/);
      else assert.equal(result.kind, 'vanished');
    }
  });

  it('neither waits for a pipe nor follows a link', async function () {
    if (onWindows) this.skip();
    folder = await createFolder({ 'real.ts': '', 'link.ts': { link: 'real.ts' } });
    execFileSync('mkfifo', [join(folder.path, 'pipe.ts')]);
    for (const path of ['pipe.ts', 'link.ts'] as FilePath[]) {
      assert.equal((await readSource(folder.path, { path }, defaultReadLimits)).kind, 'vanished');
    }
  });

  it('gives text that a database can hold, whatever the bytes', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom([], [0xff, 0xfe], [0xef, 0xbb, 0xbf]),
        (bytes, start) => {
          const decoded = decodeText(Buffer.concat([Buffer.from(start), bytes]));
          assert.ok(decoded === undefined || (!decoded.text.includes('\0') && !/\p{Surrogate}/u.test(decoded.text)));
        },
      ),
    );
  });

  it('gives back any text that is written as UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const clean = text.replace(/[\p{Cc}\uFEFF]/gu, '');
        assert.deepEqual(decodeText(Buffer.from(clean)), { text: clean, encoding: 'utf-8' });
      }),
    );
  });
});
