import assert from 'node:assert/strict';
import { languageOf, languages } from '../../../src/core/languages/index';
import { readUse } from '../../../src/core/languages/rust/readUse';

describe('the language of a file', () => {
  const cases: readonly (readonly [path: string, firstLine: string | undefined, id: string | undefined])[] = [
    ['src/a.ts', undefined, 'typescript'],
    ['src\\A.TSX', undefined, 'tsx'],
    ['a.test.mjs', undefined, 'javascript'],
    ['types.d.ts', undefined, 'typescript'],
    ['SConstruct', undefined, 'python'],
    ['.ts', undefined, 'typescript'],
    ['notes.txt', undefined, undefined],
    ['ts', undefined, undefined],
    ['bin/tool', '#!/usr/bin/env node', 'javascript'],
    ['bin/tool', '#!/usr/bin/env -S FLAG=1 python3.12 -u', 'python'],
    ['bin/tool', '#! /usr/local/bin/python2.7', 'python'],
    ['bin/tool', '#!/bin/bash -e', 'bash'],
    ['bin/tool', '#!/usr/bin/awk -f', undefined],
    ['bin/tool', '#!', undefined],
    ['bin/tool', 'node', undefined],
    ['a.ts', '#!/usr/bin/env python3', 'typescript'],
  ];
  for (const [path, firstLine, id] of cases) {
    it(`${path} ${firstLine ?? ''} is ${id ?? 'none'}`, () => {
      assert.equal(languageOf(path, firstLine)?.id, id);
    });
  }

  it('no two languages claim one extension, file name or interpreter', () => {
    for (const claim of ['extensions', 'filenames', 'shebangs'] as const) {
      const all = languages.flatMap((language) => language[claim] ?? []);
      assert.deepEqual(all, [...new Set(all)], claim);
    }
    assert.ok(languages.every(({ extensions }) => extensions.every((each) => /^\.[^A-Z]+$/.test(each))));
  });
});

describe("Rust's use trees", () => {
  const cases: readonly (readonly [written: string, expected: readonly string[]])[] = [
    ['a', ['a']],
    ['std::fmt', ['std::fmt']],
    ['std::{fmt, io::{self, Read as R}, mem::*}', ['std::fmt', 'std::io', 'std::io::Read as R', 'std::mem::*']],
    ['crate::a::{ /* none */ }', []],
    ['{a::b, c}', ['a::b', 'c']],
    ['::std::r#type // end', ['std::type']],
    ['self::a as _', ['self::a as _']],
    ['a::{b::{c,}, d', ['a::b::c', 'a::d']],
    ['a::}}, b', ['a', 'b']],
    ['a $ b', ['a']],
    ['', []],
  ];
  for (const [written, expected] of cases) {
    it(written, () => {
      const references = readUse(written, 100);
      const shown = references.map(({ name, qualifier, alias }) =>
        [
          qualifier === undefined ? name : `${qualifier}::${name}`,
          ...(alias === undefined ? [] : [`as ${alias}`]),
        ].join(' '),
      );
      assert.deepEqual(shown, expected);
      for (const { start, end, name } of references) {
        const text = written.slice(start - 100, end - 100);
        assert.ok(text === name || text === 'self', text);
      }
    });
  }
});
