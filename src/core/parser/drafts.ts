/** What was read of a file → drafts of its symbols: ranges, containers, modifiers; locals and doubles dropped. */

import type { Draft, Language } from '../languages/language';
import { isCallable, isType } from '../languages/language';
import type { Mark } from './captures';
import type { Leading } from './documentation';
import { cleanComments, lookAbove, trimmedEnd } from './documentation';
import { lastAtMost } from './lines';
import type { ReadDefinition, ReadFile } from './readTree';
import { readHead } from './signature';
import { cut, fold } from './wording';

/** A draft with what only the parser needs. */
export interface OpenDraft extends Draft {
  /** The type it is a member of, else what stands around it. */
  container: OpenDraft | undefined;
  /** What stands around it in the text. */
  around: OpenDraft | undefined;
  owner: string | undefined;
  readonly nameEnd: number;
  readonly member: boolean;
  /** The signature: these words, then the text between the two offsets. */
  readonly signatureWords: string;
  readonly signatureStart: number;
  /** Starts of the comments that document it. */
  readonly comments: readonly number[];
}

const nameLimit = 255;

/** Drafts in document order, outer before inner. */
export function createDrafts(file: ReadFile, leading: Leading, language: Language, text: string): OpenDraft[] {
  const drafts: OpenDraft[] = [];
  for (const definition of file.definitions) {
    const draft = openDraft(definition, file, leading, language, text);
    if (draft.name !== '') drafts.push(draft);
  }
  drafts.sort((a, b) => a.start - b.start || b.end - a.end || a.nameStart - b.nameStart);
  nest(drafts, file);
  settleOwners(drafts);
  settleMembers(drafts);
  for (const { at, mark } of file.marks) {
    const draft = innermost(drafts, at, ({ kind }) => isCallable(kind));
    if (draft !== undefined) applyMark(draft, mark);
  }
  return drafts;
}

/** The wrappers of a definition, followed outwards. */
interface Wrapping {
  /** The definition's own range, taken from its wrappers where it is all that they wrap. */
  readonly start: number;
  readonly end: number;
  /** Start of the outermost wrapper, for the first that it wraps: above it, too, documentation may stand. */
  readonly outerStart: number;
  /** What the wrappers say that other definitions share. */
  readonly shared: string;
}

function followWrappers(definition: ReadDefinition, file: ReadFile, text: string): Wrapping {
  let { start, end } = definition;
  /** Start of what the next wrapper wraps. */
  let inner = start;
  let outerStart = start;
  let shared = '';
  let sole = true;
  let first = true;
  const seen = new Set<number>();
  for (let node = definition.node; node !== undefined && !seen.has(node);) {
    seen.add(node);
    const wrapper = file.wrappers.get(node);
    if (wrapper === undefined) break;
    const firstStart = Math.min(...wrapper.wrapped);
    first &&= firstStart === inner;
    sole &&= wrapper.wrapped.size === 1;
    if (sole) {
      start = Math.min(start, wrapper.start);
      end = Math.max(end, wrapper.end);
    } else shared = `${text.slice(wrapper.start, firstStart)} ${shared}`;
    if (first) outerStart = wrapper.start;
    inner = wrapper.start;
    node = wrapper.node;
  }
  return { start, end, outerStart, shared };
}

const unmarked = {
  visibility: undefined,
  isExported: false,
  isAsync: false,
  isGenerator: false,
  isAbstract: false,
  isStatic: false,
};

function openDraft(
  definition: ReadDefinition,
  file: ReadFile,
  leading: Leading,
  language: Language,
  text: string,
): OpenDraft {
  const { start, outerStart, shared, ...wrapping } = followWrappers(definition, file, text);
  const end = trimmedEnd(text, start, wrapping.end);
  const own = lookAbove(start, leading, text);
  const above = own.comments.length > 0 || outerStart >= start ? own : lookAbove(outerStart, leading, text);
  const signatureStart = skipPrefixes(start, leading, text);
  const sharedWords = shared === '' ? [] : readHead(shared);
  const head = [
    ...sharedWords,
    ...readHead(text.slice(signatureStart, Math.max(signatureStart, definition.nameStart))),
  ];
  const inner = definition.node === undefined ? undefined : file.documentation.get(definition.node);
  const draft: OpenDraft = {
    name: cut(fold(definition.name.slice(0, 4 * nameLimit)), nameLimit),
    kind: definition.kind,
    nativeKind: definition.nativeKind,
    owner: definition.owner,
    container: undefined,
    around: undefined,
    head,
    start: own.start,
    end,
    nameStart: definition.nameStart,
    nameEnd: Math.min(definition.nameEnd, Math.max(end, definition.nameStart)),
    member: definition.member === true,
    signatureWords: sharedWords.map((word) => `${word} `).join(''),
    signatureStart,
    signatureEnd: Math.max(signatureStart, definition.bodyStart ?? end),
    comments: above.comments.map((comment) => comment.start),
    keep: true,
    documentation: definition.documentation ?? cleanComments(inner ?? above.comments, text, language.directives),
    ...unmarked,
  };
  for (const word of head) {
    const mark = language.modifiers?.[word];
    if (mark !== undefined) applyMark(draft, mark);
  }
  for (const mark of definition.marks ?? []) applyMark(draft, mark);
  return draft;
}

/** Decorators that stand inside a definition, at its start, are not part of its signature. */
function skipPrefixes(start: number, leading: Leading, text: string): number {
  let at = start;
  for (let end = leading.prefixAt.get(at); end !== undefined && end > at; end = leading.prefixAt.get(at)) {
    at = end;
    while (/\s/.test(text.charAt(at))) at++;
  }
  return at;
}

function applyMark(draft: OpenDraft, mark: Mark): void {
  if (mark === 'exported') draft.isExported = true;
  else if (mark === 'async') draft.isAsync = true;
  else if (mark === 'generator') draft.isGenerator = true;
  else if (mark === 'abstract') draft.isAbstract = true;
  else if (mark === 'static') draft.isStatic = true;
  else draft.visibility = mark;
}

/** Finds what stands around each draft, and the owner that a scope around it names. */
function nest(drafts: readonly OpenDraft[], file: ReadFile): void {
  const scopes = [...file.scopes].sort((a, b) => a.start - b.start || b.end - a.end);
  const open: { start: number; end: number; draft: OpenDraft | undefined; owner: string | undefined }[] = [];
  let next = 0;
  for (const draft of drafts) {
    for (let scope = scopes[next]; scope !== undefined && scope.start <= draft.start; scope = scopes[++next]) {
      while (open.length > 0 && open.at(-1)!.end <= scope.start) open.pop();
      open.push({ ...scope, draft: undefined });
    }
    while (open.length > 0 && open.at(-1)!.end <= draft.start) open.pop();
    // Two definitions with one range (`int a, b;`) stand side by side.
    const frame = open.findLast(({ start, end }) => end >= draft.end && (end > draft.end || start < draft.start));
    draft.owner ??= frame?.owner;
    draft.around = frame?.draft ?? open.findLast((each) => each.draft !== undefined && each.end > draft.end)?.draft;
    // So do definitions in one statement that are parts of one another (`a = b = 1`).
    const sideBySide = isVariable(draft) && draft.around !== undefined && isVariable(draft.around);
    draft.container = sideBySide ? draft.around!.container : draft.around;
    open.push({ start: draft.start, end: draft.end, draft, owner: undefined });
  }
}

function isVariable({ kind }: OpenDraft): boolean {
  return kind === 'variable' || kind === 'constant';
}

/** Members whose type stands elsewhere in the file, before them, move into it. */
function settleOwners(drafts: readonly OpenDraft[]): void {
  const types = new Map<string, OpenDraft>();
  for (const draft of drafts) {
    if (draft.owner !== undefined) {
      const type = types.get(draft.owner);
      if (type !== undefined && !encloses(draft, type)) {
        draft.container = type;
        draft.owner = undefined;
      }
    }
    if (isType(draft.kind) && !types.has(draft.name)) types.set(draft.name, draft);
  }
}

function encloses(outer: OpenDraft, inner: OpenDraft): boolean {
  return outer.start <= inner.start && outer.end >= inner.end;
}

/** A function in a type is a method, a variable there a property; locals are dropped, members said once. */
function settleMembers(drafts: readonly OpenDraft[]): void {
  const names = new Map<OpenDraft, Set<string>>();
  const namesIn = (type: OpenDraft): Set<string> => {
    const known = names.get(type) ?? new Set();
    names.set(type, known);
    return known;
  };
  for (const draft of drafts) {
    if (draft.member) continue;
    const { container } = draft;
    if (draft.owner !== undefined || (container !== undefined && isType(container.kind))) {
      if (draft.kind === 'function') draft.kind = 'method';
      else if (draft.kind === 'variable') draft.kind = 'property';
      if (container !== undefined) namesIn(container).add(draft.name);
    } else if (container !== undefined && isCallable(container.kind)) {
      if (draft.kind === 'variable' || draft.kind === 'constant') draft.keep = false;
    }
  }
  for (const draft of drafts) {
    if (!draft.member) continue;
    let type = draft.container;
    for (let steps = 0; type !== undefined && !isType(type.kind) && steps < 50; steps++) type = type.container;
    draft.container = type;
    draft.keep = type !== undefined && isType(type.kind) && !namesIn(type).has(draft.name);
    if (type !== undefined) namesIn(type).add(draft.name);
  }
}

/** The innermost kept draft whose text holds the offset and that is wanted. */
export function innermost(
  drafts: readonly OpenDraft[],
  at: number,
  wanted: (draft: OpenDraft) => boolean,
  starts: readonly number[] = drafts.map(({ start }) => start),
): OpenDraft | undefined {
  let draft = drafts[lastAtMost(starts, at)];
  while (draft !== undefined && !(at < draft.end && draft.keep && wanted(draft))) draft = draft.around;
  return draft;
}
