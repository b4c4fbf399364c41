/** LociErrors across the wire: what a failure says arrives as it left. */

import { ErrorCodes, ResponseError } from 'vscode-jsonrpc/node';
import * as z from 'zod/mini';
import type { ErrorCode } from '../core/model/errors';
import { errorCodes, isLociError, LociError, messageOf } from '../core/model/errors';

/** The JSON-RPC code of every LociError; what it is stands in the data. */
const lociErrorNumber = 1;

const bugMend = 'this is a bug: logs/server.log in the data directory says more';

export interface ErrorData {
  readonly code: ErrorCode;
  readonly message: string;
  readonly mend: string;
}

const errorData = z.object({ code: z.enum(errorCodes), message: z.string(), mend: z.string() });

export function toErrorData(error: unknown): ErrorData {
  if (isLociError(error)) return { code: error.code, message: error.message, mend: error.mend };
  return { code: 'internal', message: messageOf(error), mend: bugMend };
}

/** Undefined if `data` does not have the form of {@link ErrorData}. */
export function fromErrorData(data: unknown): LociError | undefined {
  const { success, data: read } = errorData.safeParse(data);
  return success ? new LociError(read.code, read.message, read.mend) : undefined;
}

export function toResponseError(error: unknown): ResponseError<ErrorData> {
  const data = toErrorData(error);
  return new ResponseError(lociErrorNumber, data.message, data);
}

/** Whatever a request was rejected with, as a LociError; a connection that ended under it becomes `serverLost`. */
export function fromRejection(error: unknown): LociError {
  if (isLociError(error)) return error;
  if (!(error instanceof ResponseError)) return serverLost();
  if (error.code === ErrorCodes.PendingResponseRejected) return serverLost();
  return fromErrorData(error.data) ?? new LociError('internal', error.message, bugMend);
}

export function serverLost(): LociError {
  return new LociError('serverLost', 'the connection to the Loci server was lost', 'run the command again');
}
