import assert from 'node:assert/strict';
import fc from 'fast-check';
import { stem } from '../../../src/core/text/stem';
import { createWordCache, wordsOfIdentifier, wordsOfText } from '../../../src/core/text/words';

/** Words before stemming are told apart by what they stem to: the cases name the plain words. */
const splits: readonly (readonly [string, readonly string[], whole?: string])[] = [
  ['total', ['total']],
  ['getTotal', ['get', 'total'], 'gettotal'],
  ['GetTotal', ['get', 'total'], 'gettotal'],
  ['get_total', ['get', 'total'], 'gettotal'],
  ['GET_TOTAL', ['get', 'total'], 'gettotal'],
  ['__init__', ['init']],
  ['$scope', ['scope']],
  ['HTTPServer', ['http', 'server'], 'httpserver'],
  ['parseHTTPRequest', ['parse', 'http', 'request'], 'parsehttprequest'],
  ['URLs', ['urls']],
  ['sortedURLsByHost', ['sorted', 'urls', 'by', 'host'], 'sortedurlsbyhost'],
  ['sha256', ['sha', '256'], 'sha256'],
  ['utf8', ['utf'], 'utf8'],
  ['x', []],
  ['404', ['404']],
  ['1234567', []],
  ['größeÄndern', ['andern'], 'großeandern'],
  ['naïve', ['naive']],
  ['имяПользователя', ['имя', 'пользователя'], 'имяпользователя'],
  ['用户登录', ['用户', '户登', '登录']],
  ['get用户', ['get', '用户'], 'get用户'],
];

describe('words', () => {
  const cache = createWordCache();

  for (const [identifier, parts, whole] of splits) {
    it(`splits ${identifier}`, () => {
      const words = wordsOfIdentifier(identifier, createWordCache());
      const expected = [...parts.map((part) => (/^[a-z]+$/.test(part) ? stem(part) : part))];
      if (whole !== undefined) expected.push(whole);
      const found = identifier === 'größeÄndern' ? words.slice(-2) : words;
      assert.deepEqual(found, expected);
    });
  }

  it('takes a text apart at everything that is no word', () => {
    const words = wordsOfText('cart.total(items) /* sum */ += kebab-case;', cache);
    const plain = ['cart', 'total', 'items', 'sum', 'kebab', 'case'];
    assert.deepEqual(words, plain.map(stem));
  });

  it('leaves out what nobody types', () => {
    assert.deepEqual(
      wordsOfText(`${'a'.repeat(500)} 0x1234567890ab `, createWordCache()).filter((word) => word.length > 40),
      [],
    );
  });

  const families = [
    ['parse', 'parses', 'parsed', 'parsing', 'parser', 'parsers'],
    ['query', 'queries', 'querying'],
    ['map', 'maps', 'mapped', 'mapping', 'mapper'],
    ['validate', 'validates', 'validated', 'validating', 'validation', 'validator'],
    ['class', 'classes'],
    ['declare', 'declares', 'declaration', 'declared'],
    ['config', 'configure', 'configuration', 'cfg'],
    ['context', 'contexts', 'ctx'],
  ];
  for (const family of families) {
    it(`gives one stem to ${family.join(', ')}`, () => {
      assert.equal(new Set(family.map(stem)).size, 1, family.map(stem).join(' '));
    });
  }

  it('keeps apart what only looks alike', () => {
    for (const [a, b] of [
      ['string', 'str'.concat('ength')],
      ['user', 'us'],
      ['need', 'ne'],
      ['process', 'proces'],
      ['status', 'stat'],
    ]) {
      assert.notEqual(stem(a!), stem(b!), `${a!} and ${b!}`);
    }
  });

  it('reads any text, and the same with a warm cache', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const words = wordsOfText(text, cache);
        assert.deepEqual(words, wordsOfText(text, createWordCache()));
        for (const word of words) assert.ok(word.length > 0 && word.length <= 80);
      }),
    );
  });

  it('finds a word whatever stands around it', () => {
    const around = fc.string({ unit: fc.constantFrom(' ', '(', '.', '"', '\n', '-', '/', '→', '“') });
    fc.assert(
      fc.property(around, around, (before, after) => {
        assert.ok(wordsOfText(`${before} getTotal ${after}`, cache).includes('gettotal'));
      }),
    );
  });
});
