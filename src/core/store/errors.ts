/** What a database says went wrong, as the same values whichever database said it. */

import { LociError, messageOf } from '../model/errors';

/** A failed statement that people can do nothing about: a constraint, a syntax error, a lost race. */
export class QueryError extends Error {
  /** Five characters, PostgreSQL's appendix A. */
  readonly sqlState: string;
  /** 1-based character in the statement. */
  readonly position: number | undefined;

  constructor(message: string, sqlState: string, position?: number) {
    super(message);
    this.name = 'QueryError';
    this.sqlState = sqlState;
    this.position = position;
  }
}

/** What both drivers put on the errors that a server sent; plain data, so that it crosses threads. */
export interface ErrorFacts {
  readonly message: string;
  /** SQLSTATE, or a code of Node's such as ENOSPC. */
  readonly code?: string;
  readonly detail?: string;
  readonly position?: string;
}

/** Reads an error of any origin. The message is cut to one line. */
export function errorFacts(error: unknown): ErrorFacts {
  const { code, detail, position } = (typeof error === 'object' ? error : {}) as Partial<Record<string, unknown>>;
  return {
    message: messageOf(error).replace(/\s*[\r\n]+\s*/g, ' '),
    ...(typeof code === 'string' && { code }),
    ...(typeof detail === 'string' && { detail }),
    ...(typeof position === 'string' && { position }),
  };
}

/** The error to throw for a failure while the database was in use. */
export function storeError(facts: ErrorFacts): Error {
  const { code = '', message } = facts;
  if (code === '53100' || code === 'ENOSPC' || /no space left on device/i.test(message)) {
    return new LociError('diskFull', 'the disk with the database is full', 'free some space and try again');
  }
  if (['EACCES', 'EPERM', 'EROFS'].includes(code) || /permission denied$|read-only file system/i.test(message)) {
    return new LociError('permission', `the database may not be written: ${message}`, 'check who owns its folder');
  }
  if (code === '57014') return new LociError('cancelled', 'cancelled');
  if (code === 'XX001' || code === 'XX002') {
    return new LociError('corrupt', `the database is damaged: ${message}`, 'rebuild it with `loci reset`');
  }
  if (/^(08|57P0)/.test(code) || lostConnection.test(`${code} ${message}`)) {
    return new LociError('databaseUnreachable', `the database closed the connection: ${message}`, 'try again');
  }
  return /^[0-9A-Z]{5}$/.test(code)
    ? new QueryError(facts.detail === undefined ? message : `${message} (${facts.detail})`, code, positionOf(facts))
    : new LociError('internal', `the database failed: ${message}`);
}

/** What the driver itself says when the server went away in the middle. */
const lostConnection = /ECONNRESET|EPIPE|ETIMEDOUT|not queryable|connection (terminated|ended|closed)/i;

function positionOf(facts: ErrorFacts): number | undefined {
  return facts.position === undefined ? undefined : Number(facts.position);
}
