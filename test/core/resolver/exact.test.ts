/** What outside authorities found, merged with what resolving found; and the form in which it is stored. */

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { deflateRawSync } from 'node:zlib';
import { isLociError } from '../../../src/core/model/errors';
import type { ExactReference, ExactReferences, ExactSource } from '../../../src/core/model/exact';
import type { Descriptor, FilePath } from '../../../src/core/model/ids';
import type { RelationshipType, ResolvedReference } from '../../../src/core/model/relationship';
import { relationshipTypes } from '../../../src/core/model/relationship';
import { decodeExact, encodeExact } from '../../../src/core/resolver/exact/codec';
import { mergeExact } from '../../../src/core/resolver/exact/merge';

const own = 'src/a.ts' as FilePath;
const everything = relationshipTypes.filter((type) => type !== 'overrides');

function rangeAt(at: number): ResolvedReference['range'] {
  return { start: { line: at, character: 4 }, end: { line: at, character: 9 } };
}

/** `3 calls b.ts/g().`, `3 uses external react`; in what resolving found, `import` is how. */
function reference(text: string): ResolvedReference {
  const { range, from, type = 'calls', target, external } = entry(text);
  const meaning = target === undefined ? { external: external ?? '' } : { target };
  return { ...{ range, from, type }, ...meaning, how: 'import', confidence: 0.9 };
}

/** As above; and `3 - b.ts/g().` (of no type), `3 calls nothing`, `3 - unknown`. */
function entry(text: string): ExactReference {
  const [at, type, meaning, module] = text.split(' ');
  const range = rangeAt(Number(at));
  const base = { range, from: 'f().' as Descriptor, ...(type !== '-' && { type: type as RelationshipType }) };
  if (meaning === 'nothing') return base;
  if (meaning === 'unknown') return { ...base, isUnknown: true };
  if (meaning === 'external') return { ...base, external: module ?? '' };
  const slash = meaning!.lastIndexOf('/');
  const target = { path: meaning!.slice(0, slash) as FilePath, descriptor: meaning!.slice(slash + 1) as Descriptor };
  return { ...base, target };
}

function shown({ range, type, target, external, how }: ResolvedReference): string {
  const meaning = target === undefined ? `external ${external ?? ''}` : `${target.path}/${target.descriptor}`;
  return `${range.start.line} ${type} ${meaning} by ${how}`;
}

interface Case {
  readonly found: readonly string[];
  readonly unresolved?: number;
  readonly checker?: readonly string[];
  readonly scip?: readonly string[];
  /** The checker lists every place. */
  readonly isWhole?: boolean;
  readonly merged: readonly string[];
  readonly left?: number;
  readonly dependsOn?: readonly string[];
}

/** Every target in gone.ts is gone. */
const cases: Readonly<Record<string, Case>> = {
  'the same target: surer': {
    found: ['1 calls b.ts/g().'],
    checker: ['1 calls b.ts/g().'],
    merged: ['1 calls b.ts/g(). by checker'],
  },
  'another target: the exact one': {
    found: ['1 calls b.ts/g().'],
    checker: ['1 calls c.ts/g().'],
    merged: ['1 calls c.ts/g(). by checker'],
  },
  'a place that resolving could not bind': {
    found: ['1 calls b.ts/g().'],
    unresolved: 2,
    checker: ['2 references b.ts/h.'],
    merged: ['1 calls b.ts/g(). by import', '2 references b.ts/h. by checker'],
    left: 1,
  },
  'a target that is gone: what resolving found stands': {
    found: ['1 calls b.ts/g().'],
    checker: ['1 calls gone.ts/g().', '2 calls gone.ts/h().'],
    isWhole: true,
    merged: ['1 calls b.ts/g(). by import'],
    left: 1,
    dependsOn: ['gone.ts'],
  },
  'no type: what the syntax says': {
    found: ['1 calls b.ts/g().'],
    scip: ['1 - b.ts/g().', '2 - b.ts/h.'],
    merged: ['1 calls b.ts/g(). by scip', '2 references b.ts/h. by scip'],
  },
  'another type at the same place': {
    found: ['1 references b.ts/g().'],
    checker: ['1 calls b.ts/g().'],
    merged: ['1 calls b.ts/g(). by checker'],
  },
  'SCIP outweighs the checker, place by place': {
    found: ['1 calls b.ts/g().', '2 calls b.ts/g().'],
    checker: ['1 calls c.ts/g().', '2 calls c.ts/g().'],
    scip: ['1 - d.ts/g().'],
    merged: ['1 calls d.ts/g(). by scip', '2 calls c.ts/g(). by checker'],
  },
  'a SCIP target that is gone leaves the place to the checker': {
    found: ['1 calls b.ts/g().'],
    checker: ['1 calls c.ts/g().'],
    scip: ['1 - gone.ts/g().'],
    merged: ['1 calls c.ts/g(). by checker'],
  },
  'a place that is not listed: refuted by who lists all': {
    found: ['1 calls b.ts/g().', '2 calls b.ts/h().'],
    unresolved: 3,
    checker: ['1 calls b.ts/g().'],
    isWhole: true,
    merged: ['1 calls b.ts/g(). by checker'],
    left: 0,
  },
  'a place that is not listed: untouched by who lists some': {
    found: ['1 calls b.ts/g().'],
    checker: [],
    merged: ['1 calls b.ts/g(). by import'],
  },
  'a place that the checker could not tell': {
    found: ['1 calls b.ts/g().'],
    unresolved: 4,
    checker: ['1 calls unknown', '2 calls unknown'],
    isWhole: true,
    merged: ['1 calls b.ts/g(). by import'],
    left: 1,
  },
  'known to be nothing': { found: ['1 calls b.ts/g().'], checker: ['1 calls nothing'], merged: [] },
  'of a library, not of its namesake': {
    found: ['1 calls b.ts/g().', '2 calls external react'],
    checker: ['1 calls external preact', '2 calls b.ts/g().'],
    merged: ['1 calls external preact by checker', '2 calls b.ts/g(). by checker'],
  },
  'two meanings of one place': {
    found: ['1 references b.ts/h.'],
    checker: ['1 references b.ts/h.', '1 references a.ts/h.'],
    merged: ['1 references b.ts/h. by checker', '1 references a.ts/h. by checker'],
  },
  'overrides are not refuted by uses': {
    found: ['1 overrides b.ts/g().'],
    checker: ['1 calls c.ts/g().'],
    isWhole: true,
    merged: ['1 calls c.ts/g(). by checker', '1 overrides b.ts/g(). by import'],
  },
  'nothing found by anybody else': { found: ['1 calls b.ts/g().'], merged: ['1 calls b.ts/g(). by import'] },
};

describe('exact references, merged with what resolving found', () => {
  for (const [name, { found, unresolved = 0, isWhole = false, checker, scip, merged, ...rest }] of Object.entries(
    cases,
  )) {
    it(name, () => {
      const file = { path: own, references: found.map(reference), unresolved, dependsOn: [] };
      const findings = Object.entries({ checker, scip }).flatMap(([source, entries]) => {
        if (entries === undefined) return [];
        const covers = isWhole && source === 'checker' ? everything : [];
        return [{ source: source as ExactSource, exact: { covers, isWhole, references: entries.map(entry) } }];
      });
      const answer = mergeExact(file, findings, (path) => path !== 'gone.ts');
      assert.deepEqual(answer.references.map(shown).sort(), [...merged].sort());
      if (rest.left !== undefined) assert.equal(answer.unresolved, rest.left);
      assert.deepEqual(answer.dependsOn, rest.dependsOn ?? []);
      for (const { how, confidence } of answer.references) assert.equal(confidence, how === 'import' ? 0.9 : 1);
    });
  }
});

const runs = Number(process.env['FUZZ_RUNS'] ?? 200);
const seed = Number(process.env['FUZZ_SEED'] ?? 20);
const word = fc.string({ maxLength: 12, unit: 'grapheme' }).map((text) => text.replaceAll('\0', ''));
const target = fc.record({
  path: fc.oneof(fc.constant(own), word as fc.Arbitrary<FilePath>),
  descriptor: word as fc.Arbitrary<Descriptor>,
});
const meaning = fc.oneof(
  fc.record({ target }),
  fc.record({ external: word, name: word }),
  fc.record({ external: word }),
  fc.constant({ isUnknown: true }),
  fc.constant({}),
);
const exact: fc.Arbitrary<ExactReferences> = fc.record(
  {
    isWhole: fc.constant(true),
    covers: fc.subarray([...relationshipTypes]),
    references: fc
      .array(
        fc
          .record({ line: fc.nat(9_000), character: fc.nat(200), length: fc.nat(20), from: word, meaning })
          .chain(({ line, character, length, from, meaning: rest }) =>
            fc.option(fc.constantFrom(...relationshipTypes), { nil: undefined }).map((type) => ({
              range: { start: { line, character }, end: { line, character: character + length } },
              ...{ from: from as Descriptor, ...(type !== undefined && { type }), ...rest },
            })),
          ),
        { maxLength: 30 },
      )
      .map((list) => list.sort((a, b) => a.range.start.line - b.range.start.line)),
  },
  { requiredKeys: ['covers', 'references'] },
);

describe('exact references as bytes (FUZZ_RUNS, FUZZ_SEED)', () => {
  it('are read as they were written', () => {
    fc.assert(
      fc.property(exact, (each) => {
        assert.deepEqual(decodeExact(own, encodeExact(own, each)), structuredClone(each));
      }),
      { numRuns: runs, seed },
    );
  });

  it('stay with a file that gets another name', () => {
    const references = [entry('1 calls src/a.ts/g().'), entry('2 calls b.ts/g().')];
    const read = decodeExact('z.ts' as FilePath, encodeExact(own, { covers: [], references }));
    assert.deepEqual(
      read.references.map(({ target: to }) => to?.path),
      ['z.ts', 'b.ts'],
    );
  });

  it('are refused where they are damaged, and are nothing else than refused', () => {
    const refusedOrRead = (bytes: Uint8Array): boolean => {
      try {
        decodeExact(own, bytes);
        return false;
      } catch (error) {
        assert(isLociError(error, 'corrupt'), String(error));
        return true;
      }
    };
    const cut = fc.record({ each: exact, at: fc.nat(), to: fc.nat(255), keep: fc.boolean() });
    fc.assert(
      fc.property(cut, ({ each, at, to, keep }) => {
        const bytes = Buffer.from(encodeExact(own, each));
        bytes[at % bytes.length] = to;
        refusedOrRead(keep ? bytes : bytes.subarray(0, at % bytes.length));
      }),
      { numRuns: runs, seed },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (form) => {
        refusedOrRead(deflateRawSync(form));
      }),
      { numRuns: runs, seed },
    );
    assert(refusedOrRead(new Uint8Array()));
    assert(refusedOrRead(deflateRawSync(Buffer.from([2, 0, 0, 0, 0]))), 'a form of another version');
    assert(
      refusedOrRead(deflateRawSync(Buffer.from([1, 0, 255, 255, 255, 255, 7, 0, 0]))),
      'a count of what is not there',
    );
  });
});
