/** An endpoint on loopback that embeds as hosted ones do, with their moods. */

import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface EmbeddingRequest {
  readonly model: string;
  readonly input: readonly string[];
  readonly dimensions?: number;
}

/** Answers one request in its own way, or not at all. */
export type Mood = (response: ServerResponse, request: EmbeddingRequest) => void;

export interface EmbeddingServer {
  readonly endpoint: string;
  readonly requests: (EmbeddingRequest & { readonly authorization: string | undefined })[];
  /** For the next requests, in their order. */
  readonly moods: Mood[];
  dimensions: number;
  /** Called with how many requests there have been, before it is answered. */
  onRequest?: (count: number) => void;
  close(): Promise<void>;
}

export async function startEmbeddingServer(): Promise<EmbeddingServer> {
  const server = createServer((request, response) => {
    void serve(request, response);
  });
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let text = '';
    for await (const part of request) text += String(part);
    const body = JSON.parse(text) as EmbeddingRequest;
    made.requests.push({ ...body, authorization: request.headers.authorization });
    made.onRequest?.(made.requests.length);
    const mood = made.moods.shift();
    if (mood !== undefined) mood(response, body);
    else if (request.url !== '/v1/embeddings') json(response, 404, { error: { message: `no such path` } });
    else json(response, 200, answerTo(body, body.dimensions ?? made.dimensions));
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const made: EmbeddingServer = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests: [],
    moods: [],
    dimensions: 8,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
  return made;
}

export function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

/** By the length of each text, the last text first: the order is told by the indexes. */
export function answerTo({ input, model }: EmbeddingRequest, dimensions: number): object {
  const data = input.map((text, index) => ({
    object: 'embedding',
    index,
    embedding: Array.from({ length: dimensions }, (_, at) => (at === 0 ? text.length : 1)),
  }));
  return { object: 'list', data: data.reverse(), model, usage: { prompt_tokens: 1, total_tokens: 1 } };
}
