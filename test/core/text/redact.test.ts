/** Secrets that are taken out of texts, and what stays. The secrets are made up, and put together so that none stands here. */

import assert from 'node:assert/strict';
import { redacted, redactSecrets } from '../../../src/core/text/redact';

const random = 'aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA';
const hexadecimal = '0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0';
const dashes = '-----';

/** What is to go, and the text around it with a `@` in its place. */
const secrets: readonly (readonly [what: string, secret: string, around?: string])[] = [
  [
    'a private key',
    `\nMIIEow\nIBAAKC\n`,
    `${dashes}BEGIN RSA PRIVATE KEY${dashes}@${dashes}END RSA PRIVATE KEY${dashes}`,
  ],
  ['a key that is cut off', `\nMIIEow\nIBAAKC`, `key = \`${dashes}BEGIN OPENSSH PRIVATE KEY${dashes}@`],
  [
    'a PGP key',
    `\nlQOY\n`,
    `${dashes}BEGIN PGP PRIVATE KEY BLOCK${dashes}@${dashes}END PGP PRIVATE KEY BLOCK${dashes}`,
  ],
  ['a GitHub token', `ghp_${random}abcd`],
  ['a fine-grained GitHub token', `github_pat_${random}_${random}`],
  ['a GitLab token', `glpat-${random.slice(0, 20)}`],
  ['an AWS key', `AKIAIOSFODNN7EXAMPL1`],
  ['a Google key', `AIza${random}abc`],
  ['a Slack token', `xoxb-123456789012-${random}`],
  ['a Slack webhook', `T000/B000/${random}`, 'https://hooks.slack.com/services/@'],
  ['an OpenAI key', `sk-${random}`],
  ['an Anthropic key', `sk-ant-api03-${random}`],
  ['a Stripe key', `sk_live_${random}`],
  ['an npm token', `npm_${random}abcd`],
  ['a Hugging Face token', `hf_${'a'.repeat(34)}`],
  ['a JSON web token', `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.${random}`],
  ['a SendGrid key', `SG.${random.slice(0, 22)}.${random}`],
  ['a bearer header', random, 'Authorization: Bearer @'],
  ['a basic header', `dXNlcjpwYXNzd29yZDEyMw==`, 'Authorization: Basic @'],
  ['a login in a URL', 'hunter2', 'postgresql://shop:@@db.example.com:5432/shop'],
  ['a login with no user', 'hunter2', 'redis://:@@cache:6379/0'],
  ['a password', 'hunter2', 'const password = "@";'],
  ['a password of a type', 'hunter2', 'private password: string = "@";'],
  ['a password in JSON', 'hunter 2', '{"dbPassword": "@", "port": 5432}'],
  ['a password in a dictionary', 'hunter2', "config['passwd'] = '@'"],
  ['a password by hash rocket', 'hunter2', ":password => '@'"],
  ['a password in Go', 'hunter2', 'password := `@`'],
  ['a password of the environment', 'hunter2', 'export PGPASSWORD=@'],
  ['a secret of the environment', random, 'STRIPE_SECRET_KEY=@'],
  ['a password of a command', 'hunter2', 'mysql --user shop --password @ shop'],
  ['a password of ADO', 'hunter2', 'Server=db;User Id=shop;Password=@;Encrypt=true'],
  ['a password in XML', 'hunter2', '<password>@</password>'],
  ['an API key', 'zaCELgL0imfnc8mVLWwsAawj', 'apiKey: "@"'],
  ['an access key', 'wJalrXUtnFEMI/K7MDENG', "secret_access_key = '@'"],
  ['an Azure key', `${random}==`, 'DefaultEndpointsProtocol=https;AccountKey=@;EndpointSuffix=x'],
  ['a random number', hexadecimal, 'const seed = "@";'],
  ['a random text', `${random}${random}`, 'const salt = "@";'],
];

const harmless: readonly string[] = [
  'const password = await promptForPassword(user);',
  'if (password === undefined) throw new LociError("usage", "a password is needed");',
  'function verifyPassword(password: string, hash: string): boolean {',
  'token: "identifier"',
  'this.token = this.lexer.next();',
  'const tokens = tokenize(text);',
  'https://example.com/a/b?c=d#e',
  'git@github.com:typeorm/typeorm.git',
  'http://localhost:8080/path',
  'export const KEY_COUNT = 5;',
  'class AbstractSingletonProxyFactoryBeanWithAVeryLongNameIndeed {}',
  'a_very_long_snake_case_function_name_with_numbers_1_2_3()',
  'import { something } from "../../../very/long/path/to/some/module/of/the/project/index2";',
  'import { Sqlite3Driver2 } from "../driver/better-sqlite3/BetterSqlite3DataSource";',
  'const nextEditSkipNES2WhileChunksAreStreamedIntoTheEditor = 5;',
  'https://github.com/microsoft/vscode/blob/main/src/vs/editor/Range2.ts#L122-L136',
  'const secretSantaNames = ["Ann", "Bob"];',
  '// Basic arithmetic operators are overloaded here',
  'api_key=$API_KEY',
  'password = os.environ["PASSWORD"]',
  'привет, 世界 🙂',
  '',
];

describe('redaction', () => {
  for (const [what, secret, around = 'value = "@"'] of secrets) {
    it(`takes ${what} out`, () => {
      const at = around.indexOf('@');
      const text = `// before\n${around.slice(0, at)}${secret}${around.slice(at + 1)}`;
      const clean = redactSecrets(text);
      assert.ok(!clean.includes(secret.trim()), clean);
      assert.ok(clean.includes(redacted), clean);
      assert.equal(redactSecrets(clean), clean, 'once is enough');
      assert.ok(clean.startsWith('// before\n'));
    });
  }

  for (const text of harmless) {
    it(`leaves ${text === '' ? 'nothing' : text}`, () => {
      assert.equal(redactSecrets(text), text);
    });
  }

  it('takes time in proportion to the text, whatever is in it', () => {
    const pieces = [
      'a',
      '://',
      ':',
      '-----BEGIN PRIVATE KEY-----',
      'password=',
      'eyJ',
      '.',
      '"',
      'Bearer ',
      'A1',
      '_',
      ' ',
      '-',
    ];
    for (const piece of pieces) {
      const text = piece.repeat(200_000 / piece.length);
      const started = performance.now();
      redactSecrets(text);
      assert.ok(performance.now() - started < 2_000, JSON.stringify(piece));
    }
  });
});
