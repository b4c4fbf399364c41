/**
 * Process entry: checks the files of one folder on request. Its own process, since a program takes what memory it takes:
 * here it can run out of it, or be ended, and costs nobody else anything.
 */

import { setPriority } from 'node:os';
import { messageOf } from '../model/errors';
import { encodeExact } from '../resolver/exact/codec';
import { createFileChecker } from './check';
import type { FileChecker } from './check';
import { createDiskView } from './host';
import type { DiskView } from './host';
import type { CheckedFile, CheckerAnswer, CheckerOp, CheckerReply, CheckerRequest, IndexedSource } from './messages';
import { loadProgram } from './program';
import { planProjects } from './projects';
import { createSources } from './sources';
import type { Sources } from './sources';
import type { FilePath } from '../model/ids';

/** After whoever waits for an answer. */
const nicer = 10;

interface Folder {
  readonly path: string;
  readonly configs: readonly FilePath[];
  readonly sources: Sources;
  disk: DiskView | undefined;
  checker: FileChecker | undefined;
}

let folder: Folder | undefined;

function current(): Folder & { readonly disk: DiskView } {
  if (folder === undefined) throw new Error('no folder was given');
  folder.disk ??= createDiskView(folder.path, folder.sources, new Set(folder.configs));
  return { ...folder, disk: folder.disk };
}

function addFiles(files: readonly IndexedSource[]): null {
  folder?.sources.add(files);
  return null;
}

function check(path: FilePath): CheckedFile {
  const { disk, checker } = current();
  if (disk.textOf(path) === undefined) return { path };
  const found = checker?.check(path);
  return found === undefined ? { path } : { path, found: encodeExact(path, found) };
}

function answer(request: CheckerRequest): CheckerAnswer<CheckerOp> {
  switch (request.op) {
    case 'begin':
      folder = {
        path: request.ask.folder,
        configs: request.ask.configs,
        sources: createSources(),
        disk: undefined,
        checker: undefined,
      };
      return null;
    case 'files':
      return addFiles(request.ask);
    case 'projects': {
      const { disk, sources, configs } = current();
      return planProjects(disk, [...sources.paths()], configs);
    }
    case 'load': {
      const { disk, sources } = current();
      folder!.checker = undefined;
      folder!.checker = createFileChecker(loadProgram(disk, request.ask), disk, sources);
      return null;
    }
    case 'check':
      return request.ask.map(check);
  }
}

function reply(request: CheckerRequest): CheckerReply {
  try {
    return { ok: true, answer: answer(request) };
  } catch (error) {
    return { ok: false, error: messageOf(error) };
  }
}

try {
  setPriority(nicer);
} catch {
  // Where it is not allowed it is not needed for the answer.
}
process.on('message', (request: CheckerRequest) => {
  process.send?.(reply(request));
});
// Its parent is gone: nobody would hear the answer.
process.on('disconnect', () => {
  process.exit(0);
});
