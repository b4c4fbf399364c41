/**
 * Answers of a walk that is cut short where it comes back to what is asked already, and where it goes too deep. One that
 * was cut short for the sake of what is asked around it is nobody else's answer, so that it does not matter who asks
 * first: an answer is kept if it rests on nothing around it, and used where its own way would not have been cut either.
 */

/** What may not be asked again while it is asked. */
export interface Question {
  readonly of: object;
  readonly name: string;
  readonly space: string;
}

interface Answer<Found> {
  readonly found: Found | undefined;
  /** How much deeper the way to it led. */
  readonly height: number;
  /** What was asked on the way. */
  readonly asked: readonly Question[];
}

export type Answers<Key, Found> = Map<Key, Answer<Found>>;

export interface Walk {
  /** False if it is too deep to go on. */
  goesOn(depth: number): boolean;
  /** Undefined if it is asked already. */
  once<Found>(question: Question, work: () => Found | undefined): Found | undefined;
  /** The answer that is kept, or that of `work`, which begins at this depth. */
  kept<Key, Found>(
    answers: Answers<Key, Found>,
    key: Key,
    depth: number,
    work: () => Found | undefined,
  ): Found | undefined;
}

export function createWalk(deepest: number): Walk {
  const active: Question[] = [];
  /** Since the innermost answer was begun: how deep, what has been asked, and the outermost question that was met again. */
  let reached = 0;
  let asked: Question[] | undefined;
  let outermost = Infinity;

  const placeOf = ({ of, name, space }: Question): number =>
    active.findIndex((each) => each.of === of && each.name === name && each.space === space);

  function fits({ height, asked: all }: Answer<unknown>, depth: number): boolean {
    return depth + height <= deepest && (active.length === 0 || all.every((each) => placeOf(each) < 0));
  }

  return {
    goesOn(depth) {
      reached = Math.max(reached, depth);
      return depth <= deepest;
    },
    once(question, work) {
      const place = placeOf(question);
      if (place >= 0) {
        outermost = Math.min(outermost, place);
        return undefined;
      }
      asked?.push(question);
      active.push(question);
      try {
        return work();
      } finally {
        active.pop();
      }
    },
    kept(answers, key, depth, work) {
      const known = answers.get(key);
      if (known !== undefined && fits(known, depth)) {
        reached = Math.max(reached, depth + known.height);
        asked?.push(...known.asked);
        return known.found;
      }
      const around = { reached, asked, outermost };
      reached = depth;
      asked = [];
      outermost = Infinity;
      try {
        const found = work();
        if (reached <= deepest && outermost >= active.length)
          answers.set(key, { found, height: reached - depth, asked: [...new Set(asked)] });
        return found;
      } finally {
        reached = Math.max(around.reached, reached);
        around.asked?.push(...asked);
        asked = around.asked;
        outermost = Math.min(around.outermost, outermost);
      }
    },
  };
}
