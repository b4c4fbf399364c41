/** Passwords in and out of database URLs. */

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { splitPassword, takesPassword, withPassword } from '../../src/extension/databaseUrl';

describe('database URLs', () => {
  it('the password comes out, the rest stays', () => {
    assert.deepEqual(splitPassword('postgresql://ann:s%40fe@db.example:5432/code?sslmode=require'), {
      url: 'postgresql://ann@db.example:5432/code?sslmode=require',
      password: 's@fe',
    });
    assert.deepEqual(splitPassword('postgres://ann@db.example/code'), { url: 'postgres://ann@db.example/code' });
  });

  it('any password that is put in comes out again', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (password) => {
        const url = withPassword('postgresql://ann@db.example:5432/code', password);
        assert.deepEqual(splitPassword(url), { url: 'postgresql://ann@db.example:5432/code', password });
      }),
    );
  });

  it('a password that is in the URL already is kept', () => {
    assert.equal(withPassword('postgresql://ann:old@db.example/code', 'new'), 'postgresql://ann:old@db.example/code');
  });

  it('what is no URL of a server is left as it is', () => {
    for (const text of [
      '',
      'host=db user=ann',
      'postgresql:///code',
      'https://ann:pw@example.org/',
      'postgresql://[',
    ]) {
      assert.equal(withPassword(text, 'secret'), text);
      assert.deepEqual(splitPassword(text), { url: text });
      assert.equal(takesPassword(text), false);
    }
    assert.equal(withPassword('postgresql://ann@db.example/code', undefined), 'postgresql://ann@db.example/code');
  });
});
