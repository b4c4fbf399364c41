/** Verdicts on files, their mends, and which symbol or language is meant. */

import assert from 'node:assert/strict';
import type { WhyAnswer } from '../../src/core/model/api';
import type { FileStatus, IndexedFile } from '../../src/core/model/file';
import type { ContentHash, FilePath, LanguageId } from '../../src/core/model/ids';
import { languages } from '../../src/core/languages';
import { editorLanguageOf, editorLanguages, fileSelector, isReadLanguage } from '../../src/extension/languages';
import { mendsOf, verdictOf, verdictOfFolder } from '../../src/extension/languageStatus/verdict';
import { addressOf } from '../../src/extension/peek/address';

function answer(status: FileStatus | undefined, more: Partial<WhyAnswer> = {}): WhyAnswer {
  const file: IndexedFile = {
    path: 'src/a.ts' as FilePath,
    language: 'typescript' as LanguageId,
    hash: '' as ContentHash,
    size: 1,
    modifiedMs: 0,
    status: status ?? 'indexed',
    ...(status === 'partial' || status === 'failed' ? { problem: 'syntax error at line 12' } : {}),
  };
  return {
    path: '/shop/src/a.ts',
    folder: '/shop',
    indexed: status !== undefined,
    explanation: '',
    stale: false,
    ...(status === undefined ? {} : { file }),
    ...more,
  };
}

describe('language status: verdict', () => {
  it('says where a file stands', () => {
    const problem = 'syntax error at line 12';
    assert.deepEqual(verdictOf(answer('indexed'), false), { kind: 'indexed' });
    assert.deepEqual(verdictOf(answer('indexed'), true), { kind: 'unsaved' });
    assert.deepEqual(verdictOf(answer('indexed', { stale: true }), false), { kind: 'stale' });
    assert.deepEqual(verdictOf(answer('partial'), false), { kind: 'partial', problem });
    assert.deepEqual(verdictOf(answer('failed'), true), { kind: 'failed', problem });
    assert.deepEqual(verdictOf(answer(undefined), false), { kind: 'new' });
    assert.deepEqual(verdictOf({ path: '/a', indexed: false, explanation: '', stale: false }, false), {
      kind: 'notIndexed',
    });
  });

  it('finds the rule that leaves a file out, parentheses in names included', () => {
    const excluded = (detail: string) =>
      verdictOf(answer(undefined, { exclusion: { reason: 'gitIgnored', detail } }), true);
    assert.deepEqual(excluded('ignored by *.log (.gitignore line 3)'), {
      kind: 'excluded',
      reason: 'gitIgnored',
      detail: 'ignored by *.log (.gitignore line 3)',
      rule: { file: '.gitignore', line: 3 },
    });
    const odd = excluded('ignored by a (b) (sub/.lociignore line 12)');
    assert.deepEqual('rule' in odd ? odd.rule : undefined, { file: 'sub/.lociignore', line: 12 });
    assert.equal('rule' in excluded('ignored by git'), false);
    assert.deepEqual(mendsOf(excluded('ignored by *.log (.gitignore line 3)')), ['openRule']);
    assert.deepEqual(mendsOf(excluded('left out by the setting loci.index.exclude: **/gen/**')), ['openSettings']);
    assert.deepEqual(mendsOf(excluded('ignored by git')), []);
  });

  it('a file of an index that is left out now is told as left out', () => {
    const detail = 'it is minified';
    const verdict = verdictOf(answer('indexed', { stale: true, exclusion: { reason: 'minified', detail } }), false);
    assert.deepEqual(verdict, { kind: 'excluded', reason: 'minified', detail });
  });

  it('a folder that has no index speaks for its files', () => {
    assert.deepEqual(verdictOfFolder(undefined), { kind: 'outside' });
    assert.deepEqual(verdictOfFolder({ state: 'unsupported' }), { kind: 'outside' });
    assert.deepEqual(verdictOfFolder({ state: 'notIndexed' }), { kind: 'notIndexed' });
    assert.deepEqual(verdictOfFolder({ state: 'untrusted' }), { kind: 'untrusted' });
    assert.deepEqual(verdictOfFolder({ state: 'failed', failure: { message: 'disk full' } }), {
      kind: 'unreachable',
      problem: 'disk full',
    });
    for (const state of ['indexed', 'indexing', 'paused'] as const) assert.equal(verdictOfFolder({ state }), undefined);
    assert.deepEqual(mendsOf({ kind: 'notIndexed' }), ['indexFolder']);
    assert.deepEqual(mendsOf({ kind: 'untrusted' }), ['manageTrust']);
    assert.deepEqual(mendsOf({ kind: 'unreachable', problem: '' }), ['showLog']);
  });
});

describe('languages of the editor', () => {
  it('every language of the index has one, and the way back leads to it', () => {
    for (const { id } of languages) {
      const editorLanguage = editorLanguageOf(id);
      assert.ok(isReadLanguage(editorLanguage), id);
    }
    assert.equal(editorLanguageOf('tsx' as LanguageId), 'typescriptreact');
    assert.equal(editorLanguageOf('bash' as LanguageId), 'shellscript');
    assert.equal(editorLanguageOf('css' as LanguageId), 'css');
    assert.equal(editorLanguageOf('cobol' as LanguageId), 'cobol');
  });

  it('others are not read, names of every object among them', () => {
    for (const language of ['plaintext', 'json', 'toString', 'constructor', '']) assert.ok(!isReadLanguage(language));
  });

  it('the selector takes files on a disk only', () => {
    assert.equal(fileSelector.length, editorLanguages.length);
    assert.ok(fileSelector.every(({ scheme }) => scheme === 'file'));
  });
});

describe('peek: whom a command is about', () => {
  const folder = '/shop';

  it('is read from ids, symbols and tree nodes', () => {
    assert.deepEqual(addressOf({ symbol: 'a.ts/f().', folder }), { symbol: 'a.ts/f().', folder });
    assert.deepEqual(addressOf({ symbol: { id: 'a.ts/f().', name: 'f' }, folder, kind: 'symbol' }), {
      symbol: 'a.ts/f().',
      folder,
    });
  });

  it('keeps the place where it was asked, if it is one', () => {
    const at = { uri: { scheme: 'file' }, position: { line: 1, character: 2 } };
    assert.deepEqual(addressOf({ symbol: 'x', folder, at }), { symbol: 'x', folder, at });
    assert.deepEqual(addressOf({ symbol: 'x', folder, at: { uri: at.uri } }), { symbol: 'x', folder });
  });

  it('is nobody when anything else is given', () => {
    for (const argument of [undefined, null, 'f', 3, {}, { symbol: 'x' }, { folder }, { symbol: {}, folder }]) {
      assert.equal(addressOf(argument), undefined);
    }
  });
});
