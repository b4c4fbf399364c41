/** The seam: what both databases must do alike. */

import { strict as assert } from 'node:assert';
import { isLociError } from '../../../src/core/model/errors';
import { copyRow } from '../../../src/core/store/copyText';
import { QueryError } from '../../../src/core/store/errors';
import { onEachDatabase } from '../../support/databases';

onEachDatabase('database', (fresh, kind) => {
  it('gives values back as they went in', async () => {
    const db = await fresh();
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    const at = new Date('2024-02-29T12:34:56.789Z');
    const texts = ['plain', 'q"uo\'te', 'back\\slash', '{a,b}', '', 'näïve 🦊', 'NULL'];
    const [row] = await db.query(
      `SELECT $1::bytea AS bytes, $2::timestamptz AS at, $3::text[] AS texts, $4::bigint AS big, $5::float8 AS float,
         $6::jsonb AS json, $7::boolean AS flag, $8::text AS nothing, $9::bigint[] AS numbers`,
      [bytes.subarray(1), at, texts, 2 ** 52, 0.1, '{"a":[1,null]}', true, null, [1, null, 3]],
    );
    const { bytes: got, ...rest } = row as { bytes: Uint8Array };
    assert.deepEqual(Uint8Array.from(got), bytes.slice(1));
    assert.deepEqual(rest, {
      at,
      texts,
      big: 2 ** 52,
      float: 0.1,
      json: { a: [1, null] },
      flag: true,
      nothing: null,
      numbers: [1, null, 3],
    });
  });

  it('answers a prepared statement whoever asks first, and after it has failed', async () => {
    const db = await fresh();
    const types = ['bigint[]', 'integer[]'] as const;
    const sum = {
      name: 'sum_of_pairs',
      sql: 'SELECT a + b AS sum FROM unnest($1::bigint[], $2::integer[]) AS w (a, b)',
      types,
    };
    const asked = await Promise.all(
      [1, 2].map((a) =>
        db.queryPrepared<{ sum: number }>(sum, [
          [a, 2 ** 40],
          [10, -1],
        ]),
      ),
    );
    assert.deepEqual(
      asked.map((rows) => rows.map((row) => row.sum)),
      [
        [11, 2 ** 40 - 1],
        [12, 2 ** 40 - 1],
      ],
    );
    assert.deepEqual(await db.queryPrepared(sum, [[], []]), []);
    const missing = {
      name: 'of_a_table',
      sql: 'SELECT id FROM made_later WHERE id = ANY($1::bigint[])',
      types: ['bigint[]'] as const,
    };
    await assert.rejects(db.queryPrepared(missing, [[1]]), QueryError);
    await db.execute('CREATE TABLE made_later (id bigint); INSERT INTO made_later VALUES (1), (2)');
    assert.deepEqual(await db.queryPrepared(missing, [[2, 3]]), [{ id: 2 }]);
  });

  it('copies text with every character that the format reserves', async () => {
    const db = await fresh({ empty: true });
    await db.execute('CREATE TABLE copied (n int, t text)');
    const texts = ['a\tb', 'a\nb', 'a\r\nb', 'a\\b', '\\N', '\\.', '', 'x\0y', '🦊\ud800'];
    const count = await db.copyFrom(
      'copied',
      ['n', 't'],
      [...texts.map((text, index) => copyRow([index, text])), copyRow([99, null])],
    );
    assert.equal(count, texts.length + 1);
    const rows = await db.query<{ t: string | null }>('SELECT t FROM copied ORDER BY n');
    assert.deepEqual(
      rows.map(({ t }) => t),
      ['a\tb', 'a\nb', 'a\r\nb', 'a\\b', '\\N', '\\.', '', 'xy', '🦊\ufffd', null],
    );
    assert.equal(await db.copyFrom('copied', ['n', 't'], []), 0);
  });

  it('copies all rows or none, and goes on working', async () => {
    const db = await fresh({ empty: true });
    await db.execute('CREATE TABLE copied (n int PRIMARY KEY)');
    await assert.rejects(db.copyFrom('copied', ['n'], ['1\n', '2\n', 'three\n']), QueryError);
    assert.deepEqual(await db.query('SELECT n FROM copied'), []);
  });

  it('says the same of a failed statement, and goes on working', async () => {
    const db = await fresh();
    await assert.rejects(db.query('SELECT 1 FROM nowhere'), (error) => {
      assert(error instanceof QueryError);
      assert.equal(error.sqlState, '42P01');
      assert.equal(error.position, 15);
      return true;
    });
    await assert.rejects(db.query('SELECT $1::int', ['x']), QueryError);
    assert.deepEqual(await db.query('SELECT 1 AS one'), [{ one: 1 }]);
  });

  it('commits what a transaction did, or nothing of it', async () => {
    const db = await fresh({ empty: true });
    await db.execute('CREATE TABLE t (n int)');
    const answer = await db.transaction(async (tx) => {
      await tx.query('INSERT INTO t VALUES ($1)', [1]);
      await tx.copyFrom('t', ['n'], ['2\n']);
      return 'done';
    });
    assert.equal(answer, 'done');
    await assert.rejects(
      db.transaction(async (tx) => {
        await tx.query('INSERT INTO t VALUES (3)');
        throw new Error('changed my mind');
      }),
      /changed my mind/,
    );
    await assert.rejects(
      db.transaction(async (tx) => {
        await tx.query('INSERT INTO t VALUES (4)');
        await tx.query('SELECT 1/0').catch(() => undefined);
      }),
      QueryError,
      'a failed statement must not be committed quietly',
    );
    assert.deepEqual(await db.query('SELECT n FROM t ORDER BY n'), [{ n: 1 }, { n: 2 }]);
  });

  it('keeps transactions apart that run at once', async () => {
    const db = await fresh({ empty: true });
    await db.execute('CREATE TABLE t (n int, owner int)');
    const runs = Array.from({ length: 12 }, (_, owner) =>
      db
        .transaction(async (tx) => {
          for (let n = 0; n < 5; n++) await tx.query('INSERT INTO t VALUES ($1, $2)', [n, owner]);
          const rows = await tx.query<{ n: number }>('SELECT n FROM t WHERE owner = $1', [owner]);
          assert.equal(rows.length, 5);
          if (owner % 3 === 0) throw new Error('undo');
        })
        .catch((error: unknown) => {
          assert.match(String(error), /undo/);
        }),
    );
    await Promise.all(runs);
    assert.deepEqual(await db.query('SELECT count(DISTINCT owner)::int AS owners, count(*)::int AS rows FROM t'), [
      { owners: 8, rows: 40 },
    ]);
  });

  it('refuses and rolls back when cancelled', async () => {
    const db = await fresh({ empty: true });
    await db.execute('CREATE TABLE t (n int)');
    const controller = new AbortController();
    await assert.rejects(
      db.transaction(async (tx) => {
        await tx.query('INSERT INTO t VALUES (1)');
        controller.abort();
        await tx.query('INSERT INTO t VALUES (2)');
      }, controller.signal),
      (error) => isLociError(error, 'cancelled'),
    );
    assert.deepEqual(await db.query('SELECT n FROM t'), []);
    await assert.rejects(
      db.transaction(() => Promise.resolve(), controller.signal),
      (error) => isLociError(error, 'cancelled'),
    );
  });

  if (kind === 'postgresql') {
    it('cancels the statement in hand', async () => {
      const db = await fresh();
      const controller = new AbortController();
      setTimeout(() => {
        controller.abort();
      }, 100);
      await assert.rejects(
        db.transaction((tx) => tx.query('SELECT pg_sleep(600)'), controller.signal),
        (error) => isLociError(error, 'cancelled'),
      );
    });
  }

  it('hears notifications until told to stop', async () => {
    const db = await fresh();
    const heard: string[] = [];
    const stop = await db.listen('news', (payload) => heard.push(payload));
    await db.query("SELECT pg_notify('news', 'one'), pg_notify('other', 'none')");
    for (let wait = 0; wait < 100 && heard.length === 0; wait++) await new Promise((done) => setTimeout(done, 10));
    await stop();
    await db.query("SELECT pg_notify('news', 'two')");
    await new Promise((done) => setTimeout(done, 50));
    assert.deepEqual(heard, ['one']);
  });

  it('leaves the thread of the caller free during a long query', async () => {
    const db = await fresh();
    let longest = 0;
    let last = performance.now();
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 5);
    const started = performance.now();
    await db.query('SELECT count(*) FROM generate_series(1, 4000000)');
    const took = performance.now() - started;
    clearInterval(timer);
    assert(longest < Math.max(200, took / 2), `longest gap ${longest} ms of ${took} ms`);
  });

  it('has vector and trigram', async () => {
    const db = await fresh();
    const [row] = await db.query<{ distance: number; alike: boolean }>(
      "SELECT '[1,2]'::vector <-> '[1,4]'::vector AS distance, similarity('cart', 'carts') > 0.5 AS alike",
    );
    assert.deepEqual(row, { distance: 2, alike: true });
  });

  it('rejects what comes after closing', async () => {
    const db = await fresh({ empty: true });
    await db.close();
    await assert.rejects(db.query('SELECT 1'), (error) => isLociError(error, 'serverLost'));
    await db.close();
  });
});
