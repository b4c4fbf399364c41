/** The files that differ from a commit, each with its text before and after; what editors have not saved counts as after. */

import { readingLanguage } from '../../languages';
import { throwIfCancelled } from '../../model/errors';
import type { ContentHash, FilePath, LanguageId } from '../../model/ids';
import { knownFiles } from '../../store/files';
import type { KnownFile } from '../../store/files';
import type { StoredVault } from '../../store/vaults';
import { likeness } from '../../text/lineDiff';
import { decodeText } from '../../workspace/encoding';
import { gitChanges, onDisk, readObjects } from '../../workspace/gitChanges';
import type { ChangesRequest, GitChange } from '../../workspace/gitChanges';
import { defaultReadLimits, largestReadLimits, readSource } from '../../workspace/read';
import type { ScanRules } from '../../workspace/rules';
import { createTextExplainer } from '../../workspace/why';
import type { OpenVault, OpenVaults } from '../openVaults';

export interface ChangedFile {
  readonly path: FilePath;
  /** Where it was before, if that was elsewhere. */
  readonly previousPath?: FilePath;
  readonly language: LanguageId;
  /** Absent if it was not there. */
  readonly before?: string;
  /** Absent if it is gone. */
  readonly after?: string;
}

export interface ChangedFiles {
  readonly base?: string;
  readonly files: readonly ChangedFile[];
  readonly notices: readonly string[];
}

export interface ChangeDeps {
  readonly vaults: OpenVaults;
  readonly rulesOf: (vault: StoredVault) => ScanRules;
}

/** So many files are compared at most: more is another branch of history, and affects everything. */
const mostFiles = 1_000;

export async function changedFiles(
  { vaults, rulesOf }: ChangeDeps,
  vault: OpenVault,
  request: ChangesRequest,
  signal: AbortSignal,
): Promise<ChangedFiles> {
  const { stored } = vault;
  const rules = rulesOf(stored);
  const env = rules.env ?? process.env;
  const { git, base, changes } = await gitChanges(stored.folder, request, env, signal);
  const known = await knownFiles(vaults.db, stored);
  const candidates = withUnsaved(vault, changes, request.staged).filter(
    ({ path }) => known.has(path) || rules.languageOf(path) !== undefined,
  );
  const taken = candidates.slice(0, mostFiles);
  const ids = taken.flatMap(({ before, after }) => [before, after]).filter((id) => id !== undefined && id !== onDisk);
  const objects = await readObjects(git, stored.folder, ids as string[], env, largestText, signal);
  const read = createTextReader(vault, rules, known, objects);
  const files: ChangedFile[] = [];
  const stale: FilePath[] = [];
  for (const change of taken) {
    throwIfCancelled(signal);
    const { file, isStale } = await read(change);
    if (file !== undefined) files.push(file);
    if (isStale) stale.push(change.path);
  }
  return {
    ...(base !== undefined && { base }),
    files: withMoves(files),
    notices: [
      ...(taken.length < candidates.length
        ? [`${candidates.length} files have changed: only the first ${mostFiles} are compared`]
        : []),
      ...(stale.length === 0
        ? []
        : [`${counted(stale.length)} changed since indexed: their relationships are those of the text before`]),
    ],
  };
}

function counted(files: number): string {
  return files === 1 ? '1 file has' : `${files} files have`;
}

const largestText = defaultReadLimits.maxBytes;

/** git knows nothing of what is not saved: on disk, such a file may be as it was. */
function withUnsaved({ index }: OpenVault, changes: readonly GitChange[], staged: boolean): readonly GitChange[] {
  if (staged) return changes;
  const told = new Set(changes.map(({ path }) => path));
  const further = index
    .unsaved()
    .flatMap(({ path }) => (told.has(path) ? [] : [{ path, before: onDisk, after: onDisk }]));
  return [...changes, ...further].sort((a, b) => (a.path < b.path ? -1 : 1));
}

interface ReadChange {
  /** Absent if the texts are the same, or the file is not for the index. */
  readonly file?: ChangedFile;
  /** The index does not hold the text after. */
  readonly isStale: boolean;
}

function createTextReader(
  vault: OpenVault,
  rules: ScanRules,
  known: ReadonlyMap<FilePath, KnownFile>,
  objects: ReadonlyMap<string, Buffer>,
): (change: GitChange) => Promise<ReadChange> {
  const { folder } = vault.stored;
  let explainer: ReturnType<typeof createTextExplainer> | undefined;
  const fromDisk = async (path: FilePath): Promise<{ text: string; hash: ContentHash } | undefined> => {
    const isKnown = known.has(path);
    const limits = isKnown ? largestReadLimits : defaultReadLimits;
    const result = await readSource(folder, isKnown ? { path, wanted: true } : { path }, limits);
    return result.kind === 'text' ? result : undefined;
  };
  const textOf = async (
    path: FilePath,
    id: string | undefined,
  ): Promise<{ text: string; hash?: ContentHash } | undefined> => {
    if (id === onDisk) return fromDisk(path);
    const bytes = id === undefined ? undefined : objects.get(id);
    return bytes === undefined ? undefined : decodeText(bytes);
  };
  return async ({ path, before: idBefore, after: idAfter }) => {
    const unsaved = idAfter === onDisk ? vault.index.unsavedAt(path) : undefined;
    const before = (await textOf(path, idBefore))?.text;
    const saved = await textOf(path, idAfter);
    const after = unsaved?.text ?? saved?.text;
    if (before === after) return { isStale: false };
    const row = known.get(path);
    const text = after ?? before ?? '';
    if (row === undefined && unsaved === undefined) {
      explainer ??= createTextExplainer(folder, rules);
      if ((await (await explainer)(path, text)) !== undefined) return { isStale: false };
    }
    const language = unsaved?.language ?? row?.language ?? rules.languageOf(path, text.split('\n', 1)[0])?.id;
    if (language === undefined) return { isStale: false };
    return {
      file: {
        ...{ path, language: readingLanguage({ path, language }, text) },
        ...(before !== undefined && { before }),
        ...(after !== undefined && { after }),
      },
      isStale: idAfter === onDisk && saved?.hash !== row?.hash,
    };
  };
}

/** Less alike than this, a file that went and one that came are two files. */
const alikeEnough = 0.5;
/** Texts are compared each with each. */
const mostPairs = 10_000;

/** Files that are gone in one place and new in another are one file that has moved. */
function withMoves(files: readonly ChangedFile[]): ChangedFile[] {
  const gone = files.filter(({ after }) => after === undefined);
  const come = files.filter(({ before }) => before === undefined);
  if (gone.length * come.length > mostPairs) return [...files];
  const pairs = come.flatMap((to) =>
    gone
      .filter(({ language }) => language === to.language)
      .map((from) => ({ from, to, share: from.before === to.after ? 1 : likeness(from.before!, to.after!) })),
  );
  const movedTo = new Map<ChangedFile, ChangedFile>();
  const movedFrom = new Set<ChangedFile>();
  for (const { from, to, share } of pairs.sort((a, b) => b.share - a.share)) {
    if (share < alikeEnough || movedTo.has(to) || movedFrom.has(from)) continue;
    movedTo.set(to, from);
    movedFrom.add(from);
  }
  return files.flatMap((file) => {
    const from = movedTo.get(file);
    if (from === undefined) return movedFrom.has(file) ? [] : [file];
    return [{ ...file, previousPath: from.path, before: from.before! }];
  });
}
