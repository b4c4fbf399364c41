/** When losses of the server have become worth a word. */

/** So many losses within so many milliseconds. */
const worthTelling = 3;
const within = 5 * 60_000;

/** Answers true once in its life: at the loss, `now` in milliseconds, that makes it worth telling. */
export function createLossCounter(): (now: number) => boolean {
  let losses: readonly number[] = [];
  let told = false;
  return (now) => {
    losses = [...losses.filter((at) => now - at < within), now];
    if (told || losses.length < worthTelling) return false;
    told = true;
    return true;
  };
}
