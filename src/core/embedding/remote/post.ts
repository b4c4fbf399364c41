/** One JSON request that is tried again where it may yet succeed. A key goes into its header, and into no message. */

import { setTimeout as delay } from 'node:timers/promises';
import { LociError, messageOf, throwIfCancelled } from '../../model/errors';
import { redactSecrets } from '../../text/redact';

export interface PostRequest {
  readonly url: URL;
  readonly body: object;
  readonly key?: string;
  readonly signal?: AbortSignal;
  /** False: one try. */
  readonly again: boolean;
  readonly pauses?: Partial<RetryPauses>;
}

/** Milliseconds. */
export interface RetryPauses {
  /** Before the second try; doubles with each. */
  readonly againMs: number;
  /** The longest wait between two tries, whatever the endpoint asks for. */
  readonly longestMs: number;
  /** For an answer. */
  readonly answerMs: number;
}

const usualPauses: RetryPauses = { againMs: 500, longestMs: 60_000, answerMs: 60_000 };
const mostTries = 6;
const longestMessage = 200;
/** More than this is no answer to what was asked. */
const mostBytes = 64 * 1024 * 1024;

type Outcome = { readonly answer: unknown } | { readonly error: LociError; readonly waitMs?: number; final: boolean };

/** Errors: `permission`, `notFound`, `usage` for what is refused, `endpointUnreachable`, `cancelled`. */
export async function postJson(request: PostRequest): Promise<unknown> {
  const pauses = { ...usualPauses, ...request.pauses };
  for (let tried = 1; ; tried++) {
    throwIfCancelled(request.signal);
    const outcome = await attempt(request, pauses);
    if ('answer' in outcome) return outcome.answer;
    throwIfCancelled(request.signal);
    if (outcome.final || !request.again || tried === mostTries) throw outcome.error;
    const waitMs = Math.min(pauses.longestMs, outcome.waitMs ?? pauses.againMs * 2 ** (tried - 1));
    await delay(waitMs, undefined, { ref: false, ...(request.signal && { signal: request.signal }) }).catch(() => {
      throwIfCancelled(request.signal);
    });
  }
}

async function attempt({ url, body, key, signal }: PostRequest, { answerMs }: RetryPauses): Promise<Outcome> {
  const limit = AbortSignal.timeout(answerMs);
  try {
    const response = await fetch(url, {
      method: 'POST',
      // A key is for the host that it was given for.
      redirect: 'error',
      headers: { 'content-type': 'application/json', ...(key !== undefined && { authorization: `Bearer ${key}` }) },
      body: JSON.stringify(body),
      signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
    });
    const text = await boundedText(response);
    return response.ok ? { answer: JSON.parse(text) as unknown } : refusal(url, response, text, key);
  } catch (error) {
    const why = limit.aborted ? `no answer in ${answerMs / 1000} s` : clean(causeOf(error), key);
    return { error: unreachable(url, why), final: false };
  }
}

async function boundedText(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    parts.push(part as Uint8Array);
    bytes += (part as Uint8Array).byteLength;
    if (bytes > mostBytes) throw new Error('the answer does not end');
  }
  return Buffer.concat(parts).toString('utf8');
}

function refusal(url: URL, { status, headers }: Response, text: string, key: string | undefined): Outcome {
  const said = clean(messageIn(text), key);
  const message = `${url.host} answered ${status}${said === '' ? '' : `: ${said}`}`;
  const mendKey = 'give the key as LOCI_EMBEDDING_KEY';
  if (status === 401 || status === 403) return { error: new LociError('permission', message, mendKey), final: true };
  if (status === 404) {
    return {
      error: new LociError('notFound', message, 'check LOCI_EMBEDDING_ENDPOINT and LOCI_EMBEDDING_MODEL'),
      final: true,
    };
  }
  if (status === 408 || status === 409 || status === 425 || status === 429 || status >= 500) {
    const waitMs = waitOf(headers.get('retry-after'));
    return { error: unreachable(url, message), final: false, ...(waitMs !== undefined && { waitMs }) };
  }
  return {
    error: new LociError('usage', message, 'check LOCI_EMBEDDING_MODEL and LOCI_EMBEDDING_DIMENSIONS'),
    final: true,
  };
}

function unreachable({ host }: URL, why: string): LociError {
  const message = why.startsWith(host) ? why : `${host} does not embed: ${why}`;
  return new LociError('endpointUnreachable', message, 'it is tried again; see that the endpoint runs');
}

/** Seconds or a date; undefined for anything else. */
function waitOf(header: string | null): number | undefined {
  if (header === null) return undefined;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

function messageIn(text: string): string {
  try {
    const { error } = JSON.parse(text) as { readonly error?: string | { readonly message?: string } };
    return (typeof error === 'string' ? error : error?.message) ?? text;
  } catch {
    return text;
  }
}

function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : '';
  return cause === '' ? messageOf(error) : cause;
}

/** One short line. What an endpoint says of a wrong key may hold the key. */
function clean(text: string, key: string | undefined): string {
  const line = (key === undefined ? text : text.replaceAll(key, '…')).replace(/\s+/g, ' ').trim();
  return redactSecrets(line.slice(0, longestMessage));
}
