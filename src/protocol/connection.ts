/** JSON-RPC over one stream, for both sides: bounded framing, and an end that is noticed however it comes. */

import type { Duplex } from 'node:stream';
import type { DataCallback, Disposable, Message, MessageConnection, MessageWriter } from 'vscode-jsonrpc/node';
import {
  AbstractMessageReader,
  AbstractMessageWriter,
  createMessageConnection,
  NotificationType,
  ParameterStructures,
  ProgressType,
} from 'vscode-jsonrpc/node';
import type { EngineEvent, IndexProgress } from '../core/model/api';
import { eventMethod } from './methods';

/** Bytes of one message. A thousand symbols with their definitions are the longest answer. */
export const maximumAnswer = 256 * 1024 * 1024;
export const maximumRequest = 32 * 1024 * 1024;
const maximumHeader = 4096;

export const progressType = new ProgressType<IndexProgress>();
export const eventType = new NotificationType<EngineEvent>(eventMethod);

/** Requests carry one object by name, whatever it holds. */
export const byName = ParameterStructures.byName;

export interface Connection {
  readonly rpc: MessageConnection;
  /** Resolves once, when the stream has ended, failed, or carried something that is not the protocol. */
  readonly closed: Promise<void>;
  readonly close: () => void;
}

/**
 * Speaks the protocol over `stream`; call `rpc.listen()` when the handlers are in place. Bytes that are not the
 * protocol end this connection: after a broken frame nothing that follows can be trusted.
 */
export function openConnection(stream: Duplex, maximumBody: number): Connection {
  const reader = new FrameReader(stream, maximumBody);
  const writer = new FrameWriter(stream);
  const rpc = createMessageConnection(reader, writer);
  let announce: () => void;
  const closed = new Promise<void>((resolve) => (announce = resolve));
  let ended = false;
  const close = (): void => {
    if (ended) return;
    ended = true;
    rpc.dispose();
    stream.destroy();
    announce();
  };
  reader.onError(close);
  rpc.onError(close);
  rpc.onClose(close);
  stream.on('error', close);
  stream.on('end', close);
  stream.on('close', close);
  return { rpc, closed, close };
}

/** Reads `Content-Length` frames. Anything longer than the bounds, or that is no JSON-RPC message, is an error. */
class FrameReader extends AbstractMessageReader {
  readonly #stream: Duplex;
  readonly #maximumBody: number;
  #chunks: Buffer[] = [];
  #buffered = 0;
  /** Bytes that must be there before it is worth looking again: keeps many small chunks from costing a square. */
  #needed = 1;

  constructor(stream: Duplex, maximumBody: number) {
    super();
    this.#stream = stream;
    this.#maximumBody = maximumBody;
  }

  listen(callback: DataCallback): Disposable {
    const onData = (chunk: Buffer): void => {
      this.#chunks.push(chunk);
      this.#buffered += chunk.length;
      if (this.#buffered < this.#needed) return;
      try {
        this.#deliver(callback);
      } catch (error) {
        this.#stream.off('data', onData);
        this.fireError(error);
      }
    };
    this.#stream.on('data', onData);
    return { dispose: () => this.#stream.off('data', onData) };
  }

  #deliver(callback: DataCallback): void {
    let bytes = Buffer.concat(this.#chunks);
    this.#needed = 1;
    for (;;) {
      const frame = readFrame(bytes, this.#maximumBody);
      if (typeof frame === 'number') {
        this.#needed = frame;
        break;
      }
      bytes = bytes.subarray(frame.end);
      callback(readMessage(frame.body));
    }
    this.#chunks = [bytes];
    this.#buffered = bytes.length;
  }
}

/** Writes a frame at once: the library's own writer waits for the header to be written before it sends the body. */
class FrameWriter extends AbstractMessageWriter implements MessageWriter {
  readonly #stream: Duplex;

  constructor(stream: Duplex) {
    super();
    this.#stream = stream;
  }

  write(message: Message): Promise<void> {
    return new Promise((resolve, reject) => {
      const body = JSON.stringify(message);
      const frame = Buffer.from(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
      this.#stream.write(frame, (error) => {
        if (error === null || error === undefined) {
          resolve();
          return;
        }
        this.fireError(error, message);
        reject(error);
      });
    });
  }

  end(): void {
    this.#stream.end();
  }
}

/** The first frame, or how many bytes there must be before there can be one. */
function readFrame(bytes: Buffer, maximumBody: number): { readonly body: Buffer; readonly end: number } | number {
  const headerEnd = bytes.indexOf('\r\n\r\n');
  if (headerEnd < 0) {
    if (bytes.length > maximumHeader) throw new Error('header too long');
    return bytes.length + 1;
  }
  const length = /^content-length: *(\d{1,10})\r?$/im.exec(bytes.toString('latin1', 0, headerEnd))?.[1];
  if (headerEnd > maximumHeader || length === undefined) throw new Error('bad header');
  if (Number(length) > maximumBody) throw new Error('message too long');
  const start = headerEnd + 4;
  const end = start + Number(length);
  return bytes.length < end ? end : { body: bytes.subarray(start, end), end };
}

function readMessage(body: Buffer): Message {
  const value: unknown = JSON.parse(body.toString('utf8'));
  if (!isMessage(value)) throw new Error('not a JSON-RPC message');
  return value;
}

function isMessage(value: unknown): value is Message {
  return typeof value === 'object' && value !== null && 'jsonrpc' in value && value.jsonrpc === '2.0';
}
