/**
 * Files for a resolver that reads plain JSON in the place of code: what resolving writes, and when, can be tested without
 * any language. A source is lines such as `total` (a function), `total -> b.ts/tax` (it calls tax of b.ts) and
 * `total -> react useState` (it calls what a library defines).
 */

import type { Descriptor, FilePath } from '../../src/core/model/ids';
import type { RelationshipType, ResolvedReference } from '../../src/core/model/relationship';
import type { ReferenceResolver, ResolutionRows } from '../../src/core/indexer/resolving/project';
import { createProject } from '../../src/core/indexer/resolving/project';
import { answer } from '../../src/core/indexer/resolving/answer';
import { ThreadLost } from '../../src/core/indexer/resolving/resolverThread';
import type { ResolverThread, StartThread } from '../../src/core/indexer/resolving/resolverThread';
import type { ResolverRequest } from '../../src/core/indexer/resolving/messages';
import type { FileWrite } from '../../src/core/store/files';
import { makeFile, makeSymbol } from './databasesFiles';

interface MadeReference {
  readonly from: string;
  readonly path?: string;
  readonly name: string;
  readonly external?: string;
  readonly type: RelationshipType;
  readonly line: number;
}

interface MadeDeclarations {
  readonly exports: readonly string[];
  readonly imports: readonly string[];
}

export function madeSource(path: string, source: string): FileWrite {
  const names = new Set<string>();
  const references: MadeReference[] = [];
  for (const [line, text] of source.split('\n').entries()) {
    const [, from, path, name, external, member] =
      /^\s*(\w+)(?:\s*->\s*(?:([\w.]+\.ts)\/(\w+)|(\w+) (\w+)))?\s*$/.exec(text) ?? [];
    if (from === undefined) continue;
    names.add(from);
    if (path !== undefined) references.push({ from, path, name: name!, type: 'calls', line });
    if (external !== undefined) references.push({ from, external, name: member!, type: 'calls', line });
  }
  const declarations: MadeDeclarations = {
    exports: [...names],
    imports: [...new Set(references.flatMap((reference) => reference.path ?? []))],
  };
  const made = makeFile(
    path,
    source,
    [...names].map((name) => makeSymbol(name)),
  );
  return {
    file: made.file,
    facts: {
      ...made.facts,
      declarations: Buffer.from(JSON.stringify(declarations)),
      references: Buffer.from(JSON.stringify(references)),
    },
  };
}

const descriptorOf = (name: string): Descriptor => `${name}().` as Descriptor;

/** `settings.json` is its project file: `{"off": true}` leaves everything unresolved. */
export function createMadeResolver(): ReferenceResolver {
  const files = new Map<FilePath, MadeDeclarations>();
  let off = false;
  return {
    setFile({ path, declarations }) {
      files.set(path, JSON.parse(Buffer.from(declarations).toString()) as MadeDeclarations);
    },
    setProjectFile(_path, text) {
      ({ off = false } = JSON.parse(text) as { off?: boolean });
    },
    removeFile(path) {
      if (!files.delete(path)) off = false;
    },
    resolve(path, bytes) {
      const text = Buffer.from(bytes).toString();
      if (text.includes('throws')) throw new Error('a reference that cannot be read');
      if (text.includes('dies')) throw new ThreadLost('the thread ended');
      const references = JSON.parse(text) as MadeReference[];
      const isThere = ({ path: target, name }: MadeReference): boolean =>
        files.get((target ?? '') as FilePath)?.exports.includes(name) === true;
      const resolved = references.flatMap((reference): ResolvedReference[] => {
        const { from, path: target, name, external, type, line } = reference;
        const start = { line, character: 4 };
        const range = { start, end: { line, character: 4 + name.length } };
        const base = { from: descriptorOf(from), range, type, how: 'import' as const, confidence: 0.97 };
        if (external !== undefined) return [{ ...base, external, name }];
        if (off || !isThere(reference)) return [];
        return [{ ...base, target: { path: target as FilePath, descriptor: descriptorOf(name) } }];
      });
      const dependsOn = files.get(path)!.imports.filter((other) => files.has(other as FilePath)) as FilePath[];
      return { path, references: resolved, unresolved: references.length - resolved.length, dependsOn };
    },
    dependents(paths) {
      const asked = new Set<string>(paths);
      return [...files].flatMap(([path, { imports }]) => (imports.some((other) => asked.has(other)) ? [path] : []));
    },
  };
}

/** Runs in this thread; `asked` hears every request. A {@link ThreadLost} ends it as it would end a thread. */
export function inThisThread(asked: (request: ResolverRequest) => void = () => undefined): StartThread {
  return () => {
    const project = createProject(createMadeResolver(), 1);
    let dead = false;
    const thread: ResolverThread = {
      async ask(op, ask) {
        await Promise.resolve();
        const request = structuredClone({ op, ask }) as ResolverRequest;
        asked(request);
        if (dead) throw new ThreadLost('the thread has ended');
        const answered = structuredClone(answer(project, request));
        dead = request.op === 'resolve' && (answered as readonly ResolutionRows[]).some(isDeadly);
        if (dead) throw new ThreadLost('the thread ended');
        return answered;
      },
      end: () => Promise.resolve(),
    };
    return thread;
  };
}

function isDeadly({ problem }: ResolutionRows): boolean {
  return problem?.endsWith('the thread ended') === true;
}
