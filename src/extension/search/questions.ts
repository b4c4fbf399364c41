/** Questions asked while somebody types: the first at once, then the newest when it may be; late answers are dropped. */

export interface Questions<Question> {
  /** Takes the place of what is asked or about to be asked. */
  ask(question: Question): void;
  /** Nothing is awaited any more. */
  cancel(): void;
  /** Whether an answer is still to come. */
  readonly pending: boolean;
}

export interface QuestionsOptions<Question, Answer> {
  /** Milliseconds between the beginnings of two questions, and so the longest that a question waits to be asked. */
  readonly restMs: number;
  readonly answer: (question: Question, signal: AbortSignal) => Promise<Answer>;
  /** Told of the newest question's answer only. */
  readonly onAnswer: (answer: Answer, question: Question) => void;
  readonly onFailure: (error: unknown, question: Question) => void;
  /** Calls back after that many milliseconds. */
  readonly after: (ms: number, run: () => void) => void;
}

export function createQuestions<Question, Answer>(options: QuestionsOptions<Question, Answer>): Questions<Question> {
  let running: AbortController | undefined;
  let waiting: { readonly question: Question } | undefined;
  let resting = false;

  const start = async (question: Question): Promise<void> => {
    const mine = new AbortController();
    running = mine;
    try {
      const answer = await options.answer(question, mine.signal);
      if (running !== mine) return;
      running = undefined;
      options.onAnswer(answer, question);
    } catch (error) {
      if (running !== mine) return;
      running = undefined;
      options.onFailure(error, question);
    }
  };
  const begin = (question: Question): void => {
    resting = true;
    options.after(options.restMs, () => {
      resting = false;
      const next = waiting;
      waiting = undefined;
      if (next !== undefined) begin(next.question);
    });
    void start(question);
  };
  const drop = (): void => {
    running?.abort();
    running = undefined;
    waiting = undefined;
  };
  return {
    ask(question) {
      drop();
      if (resting) waiting = { question };
      else begin(question);
    },
    cancel: drop,
    get pending() {
      return running !== undefined || waiting !== undefined;
    },
  };
}
