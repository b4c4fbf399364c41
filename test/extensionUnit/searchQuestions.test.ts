/** Questions asked while somebody types: at once, then the newest; what is late is dropped. */

import assert from 'node:assert/strict';
import type { Questions } from '../../src/extension/search/questions';
import { createQuestions } from '../../src/extension/search/questions';

interface Asked {
  readonly question: string;
  readonly signal: AbortSignal;
  readonly answer: (text: string) => Promise<void>;
  readonly fail: (error: Error) => Promise<void>;
}

interface Stage {
  readonly questions: Questions<string>;
  readonly asked: readonly Asked[];
  /** `question=answer`, or `question!message`. */
  readonly heard: readonly string[];
  /** Lets the rest between two questions be over. */
  readonly rest: () => void;
}

function stage(): Stage {
  const asked: Asked[] = [];
  const heard: string[] = [];
  const waiting: (() => void)[] = [];
  const questions = createQuestions<string, string>({
    restMs: 40,
    after: (ms, run) => {
      assert.equal(ms, 40);
      waiting.push(run);
    },
    answer: (question, signal) =>
      new Promise((resolve, reject) => {
        const settled = async (settle: () => void): Promise<void> => {
          settle();
          await new Promise((done) => setImmediate(done));
        };
        asked.push({
          question,
          signal,
          answer: (text) =>
            settled(() => {
              resolve(text);
            }),
          fail: (error) =>
            settled(() => {
              reject(error);
            }),
        });
      }),
    onAnswer: (answer, question) => heard.push(`${question}=${answer}`),
    onFailure: (error, question) => heard.push(`${question}!${(error as Error).message}`),
  });
  return { questions, asked, heard, rest: () => waiting.shift()?.() };
}

describe('questions', () => {
  it('asks the first at once and tells its answer', async () => {
    const { questions, asked, heard } = stage();
    questions.ask('c');
    assert.equal(questions.pending, true);
    await asked[0]!.answer('cart');
    assert.deepEqual(heard, ['c=cart']);
    assert.equal(questions.pending, false);
  });

  it('asks the newest of a burst when the rest is over, and stops the one before it', async () => {
    const { questions, asked, heard, rest } = stage();
    for (const text of ['c', 'ca', 'car', 'cart']) questions.ask(text);
    assert.deepEqual(
      asked.map(({ question }) => question),
      ['c'],
    );
    assert.equal(asked[0]!.signal.aborted, true);
    assert.equal(questions.pending, true);
    rest();
    assert.deepEqual(
      asked.map(({ question }) => question),
      ['c', 'cart'],
    );
    await asked[1]!.answer('Cart');
    assert.deepEqual(heard, ['cart=Cart']);
  });

  it('drops an answer and a failure that come late', async () => {
    const { questions, asked, heard, rest } = stage();
    questions.ask('a');
    questions.ask('ab');
    rest();
    await asked[0]!.answer('late');
    questions.ask('abc');
    await asked[1]!.fail(new Error('late'));
    rest();
    await asked[2]!.answer('now');
    assert.deepEqual(heard, ['abc=now']);
  });

  it('tells the failure of the newest, and can be asked again', async () => {
    const { questions, asked, heard, rest } = stage();
    questions.ask('a');
    await asked[0]!.fail(new Error('lost'));
    assert.equal(questions.pending, false);
    rest();
    questions.ask('a');
    await asked[1]!.answer('found');
    assert.deepEqual(heard, ['a!lost', 'a=found']);
  });

  it('awaits nothing once cancelled, not even what had to wait its turn', async () => {
    const { questions, asked, heard, rest } = stage();
    questions.ask('a');
    questions.ask('ab');
    questions.cancel();
    assert.equal(questions.pending, false);
    rest();
    await asked[0]!.answer('late');
    assert.equal(asked.length, 1);
    assert.deepEqual(heard, []);
  });
});
