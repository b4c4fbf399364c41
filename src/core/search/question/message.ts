/** What a stack trace says in words: its message, without frames and without what every trace says. */

/** What the languages print around messages and frames. */
const scaffolding = new RegExp(
  [
    String.raw`Traceback \(most recent call last\):?`,
    String.raw`The above exception was the direct cause of the following exception:`,
    String.raw`During handling of the above exception, another exception occurred:`,
    String.raw`Exception in thread (?:"[^"]{0,100}"|\S+)`,
    String.raw`(?:Caused by|Suppressed|\[cause\]):`,
    String.raw`\.\.\. \d+ (?:more|common frames omitted)`,
    String.raw`goroutine \d+ \[[^\]]{0,60}\]:?`,
    String.raw`\[recovered\]|\bexit status \d+`,
    String.raw`stack backtrace:|Stack trace:`,
    String.raw`note: run with \S*RUST_BACKTRACE\S*(?: environment variable to display a backtrace)?`,
    String.raw`thread '[^']{0,100}'(?: panicked at)?`,
    String.raw`--- End of [^-]{0,80}---`,
    String.raw`(?:PHP )?(?:Fatal|Parse) error:|\bUncaught\b|\bthrown in\b|\{main\}`,
    String.raw`\+?\b0x[0-9a-f]+\b`,
    String.raw`#\d+\b`,
    // Frames without a file: the runtime's own.
    String.raw`\bat (?:async |new )*[^\s()]{1,200}(?: \[as [^\]]{0,80}\])? ?\((?:node:[^)]{0,200}|<anonymous>|native|index \d+|Native Method|Unknown Source)\)`,
    String.raw`\bat node:\S+`,
  ].join('|'),
  'g',
);

/** UTF-16 units; a longer message is data. */
const longestMessage = 400;

/** `frames`: where they stand in the text, in order. Of Python's the lines of code between them are left out. */
export function traceMessage(
  text: string,
  frames: readonly { readonly start: number; readonly end: number }[],
  isPython: boolean,
): string {
  const pieces: string[] = [];
  let at = 0;
  frames.forEach(({ start, end }, i) => {
    if (i === 0 || !isPython) pieces.push(text.slice(at, Math.max(at, start)));
    at = Math.max(at, end);
  });
  const last = text.slice(at);
  pieces.push(isPython ? pythonError(last) : last);
  return pieces
    .join('\n')
    .replace(scaffolding, ' ')
    .replace(/["“”]/g, ' ')
    .replace(/(?<!\S)[:,-]+(?!\S)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, longestMessage);
}

/** After the last frame comes its line of code, in a line of its own or not, and then what was raised. */
function pythonError(tail: string): string {
  const raised = /(?:^|\s)(?:\w+\.)*[A-Z]\w*(?:Error|Exception|Exit|Interrupt|Warning|Iteration|Group)(?=:|\s|$)/.exec(
    tail,
  );
  return raised === null ? (tail.trim().split('\n').at(-1) ?? '') : tail.slice(raised.index);
}
