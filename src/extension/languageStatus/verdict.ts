/** Where a file stands with the index, and what would mend it. Knows no editor. */

import type { WhyAnswer } from '../../core/model/api';
import type { ExclusionReason } from '../../core/model/file';
import type { Folder } from '../window';

export type Verdict =
  | { readonly kind: 'indexed' }
  /** The editor holds text that was not saved; it is searched in place of the disk's. */
  | { readonly kind: 'unsaved' }
  /** The disk holds another text than the index. */
  | { readonly kind: 'stale' }
  /** No rule leaves it out; it came after the folder was indexed. */
  | { readonly kind: 'new' }
  | { readonly kind: 'partial' | 'failed'; readonly problem: string }
  | { readonly kind: 'excluded'; readonly reason: ExclusionReason; readonly detail: string; readonly rule?: RulePlace }
  /** In no folder of the window. */
  | { readonly kind: 'outside' }
  /** The folder's own state, before the file can be asked about. */
  | { readonly kind: 'starting' | 'notIndexed' | 'untrusted' }
  | { readonly kind: 'unreachable'; readonly problem: string };

/** A line of an ignore file. */
export interface RulePlace {
  /** Relative to the folder, or absolute. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
}

/** What the state of its folder says of a file; undefined if the engine has to be asked. */
export function verdictOfFolder(folder: Pick<Folder, 'state' | 'failure'> | undefined): Verdict | undefined {
  if (folder === undefined) return { kind: 'outside' };
  switch (folder.state) {
    case 'unsupported':
      return { kind: 'outside' };
    case 'failed':
      return { kind: 'unreachable', problem: folder.failure?.message ?? '' };
    case 'starting':
    case 'notIndexed':
    case 'untrusted':
      return { kind: folder.state };
    case 'indexing':
    case 'paused':
    case 'indexed':
      return undefined;
  }
}

export function verdictOf(answer: WhyAnswer, isDirty: boolean): Verdict {
  const { exclusion, file, folder } = answer;
  if (folder === undefined) return { kind: 'notIndexed' };
  if (exclusion !== undefined) {
    const rule = ruleOf(exclusion.detail);
    return { kind: 'excluded', ...exclusion, ...(rule === undefined ? {} : { rule }) };
  }
  if (file?.status === 'failed') return { kind: 'failed', problem: file.problem ?? '' };
  if (isDirty) return { kind: 'unsaved' };
  if (file === undefined) return { kind: 'new' };
  if (answer.stale) return { kind: 'stale' };
  return file.status === 'partial' ? { kind: 'partial', problem: file.problem ?? '' } : { kind: 'indexed' };
}

/** From `ignored by *.log (.gitignore line 3)`: the form in which every rule of a file is told. */
function ruleOf(detail: string): RulePlace | undefined {
  const found = /^.* \((.+) line (\d+)\)$/.exec(detail);
  return found === null ? undefined : { file: found[1]!, line: Number(found[2]) };
}

export type Mend = 'indexFolder' | 'openRule' | 'openSettings' | 'manageTrust' | 'showLog';

/** What a person can do about it, the likeliest first. */
export function mendsOf(verdict: Verdict): readonly Mend[] {
  switch (verdict.kind) {
    case 'notIndexed':
    case 'stale':
    case 'new':
      return ['indexFolder'];
    case 'untrusted':
      return ['manageTrust'];
    case 'failed':
    case 'unreachable':
      return ['showLog'];
    case 'excluded':
      if (verdict.rule !== undefined) return ['openRule'];
      return verdict.detail.includes('loci.index.exclude') ? ['openSettings'] : [];
    case 'indexed':
    case 'unsaved':
    case 'partial':
    case 'outside':
    case 'starting':
      return [];
  }
}
