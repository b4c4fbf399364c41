import assert from 'node:assert/strict';
import fc from 'fast-check';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { languages } from '../../../src/core/languages/index';
import type { Language } from '../../../src/core/languages/language';
import type { FileFacts } from '../../../src/core/model/file';
import type { FilePath } from '../../../src/core/model/ids';
import { decodeDeclarations, decodeReferences as decodeCode } from '../../../src/core/parser/code/decode';
import { toFacts } from '../../../src/core/parser/facts';
import { packFacts, unpackFacts } from '../../../src/core/parser/factsMessage';
import { createGrammars } from '../../../src/core/parser/grammars';
import { parseFile, parserFailed } from '../../../src/core/parser/parseFile';
import { decodeReferences } from '../../../src/core/parser/referenceCodec';
import { checkParsed } from '../../support/snapshotChecks';

const runs = Number(process.env['FUZZ_RUNS'] ?? 40);
/** Fixed, so that a test run tells of a change and not of luck; other seeds are for those who look for trouble. */
const seed = Number(process.env['FUZZ_SEED'] ?? 20);
const only = process.env['FUZZ_ONLY'];

/** What grammars and scanners take for more than a letter; half a pair and a NUL among it. */
const signs = '( ) { } [ ] < > ; : , . = * & @ # " \' ` \n \r \t \\ / - | ! ? $ \0 \ud800 🛒 a Z _ 9'
  .split(/ /)
  .concat(' ');

describe('parsing whatever comes (FUZZ_RUNS, FUZZ_SEED, FUZZ_ONLY)', function () {
  this.timeout(600_000);
  const grammars = createGrammars(path.resolve('dist'));
  for (const language of languages) {
    if (only !== undefined && only !== language.id) continue;
    it(`${language.name}: mutated sources, cut ones, random text and bytes`, async () => {
      const grammar = await grammars.load(language);
      fc.assert(
        fc.property(texts(language), (text) => {
          const parsed = parseFile({ path: 'a/b.x' as FilePath, language: language.id, text }, grammar);
          assert.ok(
            !parsed.problems.some(({ message }) => message.startsWith(parserFailed)),
            parsed.problems[0]?.message,
          );
          checkParsed(parsed, text);
          const facts = toFacts(parsed, text);
          assert.deepEqual(unpackFacts(packFacts([facts, facts]))[1], { ...facts, ...bytesOf(facts) });
          checkReferences(parsed, facts);
        }),
        { numRuns: runs, seed },
      );
    });
  }
});

/** What was encoded is read back: a plain list, or the file's code where the language's code is read. */
function checkReferences({ code, references }: ReturnType<typeof parseFile>, facts: FileFacts): void {
  if (code === undefined) {
    assert.deepEqual(decodeReferences(facts.references), references);
    return;
  }
  const known = decodeDeclarations(facts.declarations, 0);
  assert.equal(decodeCode(facts.references, known, 0).roots.length, code.roots.length);
}

/** The same bytes as plain arrays, which is what a message delivers. */
function bytesOf({ declarations, references, digest }: FileFacts): Partial<FileFacts> {
  return {
    declarations: new Uint8Array(declarations),
    references: new Uint8Array(references),
    digest: new Uint8Array(digest),
  };
}

function texts(language: Language): fc.Arbitrary<string> {
  const sources = sourcesOf(language);
  const cut = fc.tuple(fc.nat(), fc.nat({ max: 400 }), fc.constantFrom('drop', 'repeat', 'insert', 'end'));
  const mutated = fc
    .tuple(
      fc.constantFrom(...sources),
      fc.array(fc.tuple(cut, fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 8 }),
    )
    .map(([source, edits]) =>
      edits.reduce((text, [[at, length, edit], extra]) => mutate(text, at, length, edit, extra), source),
    );
  const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => new TextDecoder('utf-8').decode(array));
  const garble = fc.array(fc.constantFrom(...signs), { maxLength: 200 });
  return fc.oneof(
    { weight: 6, arbitrary: mutated },
    { weight: 1, arbitrary: bytes },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
    { weight: 2, arbitrary: garble.map((parts) => parts.join('')) },
  );
}

function sourcesOf(language: Language): string[] {
  const folder = path.resolve('test/snapshots', language.id);
  if (!existsSync(folder)) return [''];
  return readdirSync(folder)
    .filter((name) => !name.endsWith('.snap'))
    .map((name) => readFileSync(path.join(folder, name), 'utf8'));
}

function mutate(text: string, seed: number, length: number, edit: string, extra: string): string {
  const at = text.length === 0 ? 0 : seed % text.length;
  const part = text.slice(at, at + length);
  if (edit === 'end') return text.slice(0, at);
  if (edit === 'drop') return text.slice(0, at) + text.slice(at + length);
  return text.slice(0, at) + (edit === 'repeat' ? part + part : extra) + text.slice(at);
}
