/** The closed set of failures that a person or a program can act on. */

export const errorCodes = [
  'usage', // the request itself is wrong
  'notFound', // folder, symbol or file that does not exist
  'notIndexed',
  'permission',
  'diskFull',
  'databaseUnreachable',
  'databaseAuth',
  'databaseUnsupported', // too old, or without pgvector
  'databaseNewer', // migrated by a later Loci
  'migrationFailed',
  'migrationTampered',
  'corrupt',
  'busy', // another process owns the data directory
  'endpointUnreachable', // what embeds, elsewhere
  'consentMissing', // nobody has agreed that texts are sent there
  'budgetReached', // of tokens a month
  'serverLost',
  'protocolMismatch',
  'cancelled',
  'internal',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** `message` says what happened, `mend` what to do about it; both one line, no trailing full stop needed between. */
export class LociError extends Error {
  readonly code: ErrorCode;
  readonly mend: string;

  constructor(code: ErrorCode, message: string, mend = '', options?: ErrorOptions) {
    super(message, options);
    this.name = 'LociError';
    this.code = code;
    this.mend = mend;
  }
}

export function isLociError(error: unknown, code?: ErrorCode): error is LociError {
  return error instanceof LociError && (code === undefined || error.code === code);
}

/** The text of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The same and, where it is known, what to do about it. */
export function sentenceOf(error: unknown): string {
  return error instanceof LociError && error.mend !== '' ? `${error.message}; ${error.mend}` : messageOf(error);
}

/** Throws `cancelled` if the signal is aborted. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new LociError('cancelled', 'cancelled');
}

/** The promise's outcome, or LociError `cancelled` as soon as the signal is aborted, whatever becomes of the promise. */
export async function untilCancelled<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  throwIfCancelled(signal);
  const stop = new AbortController();
  const cancelled = new Promise<never>((_, reject) => {
    const onAbort = (): void => {
      reject(new LociError('cancelled', 'cancelled'));
    };
    signal.addEventListener('abort', onAbort, { once: true, signal: stop.signal });
  });
  try {
    return await Promise.race([promise, cancelled]);
  } finally {
    stop.abort();
  }
}
