/** Those who want to be told of something. */

export interface Listeners<Told> {
  /** Answers with what ends the telling. */
  readonly add: (listener: (told: Told) => void) => () => void;
  readonly tell: (told: Told) => void;
  readonly size: () => number;
}

export function createListeners<Told = void>(): Listeners<Told> {
  // Wrapped, so that one function may listen twice.
  const listeners = new Set<{ readonly tell: (told: Told) => void }>();
  return {
    add: (listener) => {
      const entry = { tell: listener };
      listeners.add(entry);
      return () => {
        listeners.delete(entry);
      };
    },
    tell: (told) => {
      for (const { tell } of [...listeners]) tell(told);
    },
    size: () => listeners.size,
  };
}
