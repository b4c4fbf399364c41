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
import type {
  CheckedFile,
  CheckerAnswer,
  CheckerAsk,
  CheckerOp,
  CheckerProject,
  CheckerReply,
  CheckerRequest,
  CheckerUsage,
} from './messages';
import { loadProgram } from './program';
import type { LoadedProgram } from './program';
import { planProjects } from './projects';
import { createSources } from './sources';
import type { Sources } from './sources';
import type { FilePath } from '../model/ids';

/** After whoever waits for an answer. */
const nicer = 10;

interface Folder {
  readonly disk: DiskView;
  readonly configs: readonly FilePath[];
  readonly sources: Sources;
  /** Files that were given since the program was loaded or refreshed. */
  readonly changed: Set<FilePath>;
  loaded: { readonly config: FilePath | undefined; readonly program: LoadedProgram; checker: FileChecker } | undefined;
}

let folder: Folder | undefined;

function current(): Folder {
  if (folder === undefined) throw new Error('no folder was given');
  return folder;
}

function begin({ folder: path, configs }: CheckerAsk<'begin'>): null {
  const sources = createSources();
  const disk = createDiskView(path, sources, new Set(configs));
  folder = { disk, configs, sources, changed: new Set(), loaded: undefined };
  return null;
}

function takeFiles({ changed, gone }: CheckerAsk<'files'>): null {
  const { sources, changed: all } = current();
  sources.remove(gone);
  sources.add(changed);
  for (const path of gone) all.add(path);
  for (const { path } of changed) all.add(path);
  return null;
}

function load(project: CheckerProject): null {
  const held = current();
  const { disk, sources, changed, loaded } = held;
  const isSame = loaded !== undefined && loaded.config === project.config;
  held.loaded = undefined;
  const program = isSame ? loaded.program : loadProgram(disk, project);
  if (isSame) program.refresh(changed, project.files);
  changed.clear();
  held.loaded = { config: project.config, program, checker: createFileChecker(program, disk, sources) };
  return null;
}

function check(path: FilePath): CheckedFile {
  const { disk, loaded } = current();
  if (disk.textOf(path) === undefined) return { path };
  try {
    const found = loaded?.checker.check(path);
    return found === undefined ? { path } : { path, found: encodeExact(path, found) };
  } catch {
    // What the compiler cannot take in one file costs that file only.
    return { path };
  }
}

function usage(): CheckerUsage {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  return { cpuMs: (userCPUTime + systemCPUTime) / 1000, peakRssBytes: maxRSS * 1024 };
}

function answer(request: CheckerRequest): CheckerAnswer<CheckerOp> {
  switch (request.op) {
    case 'begin':
      return begin(request.ask);
    case 'files':
      return takeFiles(request.ask);
    case 'projects': {
      const { disk, sources, configs } = current();
      return planProjects(disk, [...sources.paths()], configs);
    }
    case 'load':
      return load(request.ask);
    case 'check':
      return request.ask.map(check);
    case 'usage':
      return usage();
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
