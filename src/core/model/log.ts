/** Where the core says what it does: the program that wires it decides where that goes. */

type Write = (message: string) => void;

export interface Logger {
  readonly debug: Write;
  readonly info: Write;
  readonly warn: Write;
  readonly error: Write;
}

const nowhere: Write = () => undefined;

export const silentLogger: Logger = { debug: nowhere, info: nowhere, warn: nowhere, error: nowhere };
