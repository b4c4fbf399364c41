/** Thread entry: holds the project of one vault and resolves its references on request. */

import { parentPort } from 'node:worker_threads';
import { messageOf } from '../../model/errors';
import { createResolver } from '../../resolver/resolver';
import { resolutionFormatVersion } from '../../store/format';
import { answer } from './answer';
import type { ResolverReply, ResolverRequest } from './messages';
import { createProject } from './project';

const resolver = createResolver();
const project = createProject(resolver, resolutionFormatVersion);
/** What the resolver may hold besides the files themselves. It works out again what it lets go of at next to no cost. */
const room = 32 * 1024 * 1024;

function keepToRoom(): void {
  if (resolver.held() > room) resolver.rest();
}

function reply(request: ResolverRequest): ResolverReply {
  try {
    if (request.op === 'resolve') keepToRoom();
    return { ok: true, answer: answer(project, request) };
  } catch (error) {
    return { ok: false, error: messageOf(error) };
  }
}

parentPort?.on('message', (request: ResolverRequest) => {
  parentPort?.postMessage(reply(request));
});
