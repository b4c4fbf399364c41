/** The rules of one folder: what is left out and what is brought back, one path at a time. */

import picomatch from 'picomatch';
import { LociError } from '../model/errors';
import type { Exclusion, ScannedFile } from '../model/file';
import type { LanguageId } from '../model/ids';
import type { IgnoreFile } from './gitignore';
import { lastMatch, leadsInto } from './gitignore';
import { secretIn } from './secrets';

/** 2 MiB: beyond it lie bundles and data, which drown a search. */
export const defaultMaxBytes = 2 * 1024 * 1024;

export interface ScanRules {
  /** A file's language by its path, or by its first line too where that is given. */
  readonly languageOf: (path: string, firstLine?: string) => { readonly id: LanguageId } | undefined;
  /** Files that say how names are looked up, in whatever language; listed beside the others. */
  readonly isProjectFile?: (path: string) => boolean;
  /** Globs from the settings; a match leaves out the path and all below it. */
  readonly exclude?: readonly string[];
  /** Larger files are left out; {@link defaultMaxBytes} unless told. */
  readonly maxBytes?: number;
  /** Index files that hold secrets by their name. False unless told. */
  readonly indexSecrets?: boolean;
  /** Where git and its settings are looked for; the process's own unless told. */
  readonly env?: NodeJS.ProcessEnv;
}

/** A scanned file that a `.lociignore` may have asked for by name: then its size and form do not matter. */
export interface OfferedFile extends ScannedFile {
  readonly wanted?: true;
}

/** Why nothing below a directory is offered. `final`: no `.lociignore` can bring anything in it back. */
export interface Closed {
  readonly exclusion: Exclusion;
  readonly final: boolean;
}

/** What holds for the entries of one directory. Files stand outermost first. */
export interface DirectoryRules {
  /** Undefined where git itself answers. */
  readonly git: readonly IgnoreFile[] | undefined;
  readonly loci: readonly IgnoreFile[];
  /** A repository is at or around the directory: repositories below it are boundaries. */
  readonly inRepository: boolean;
  readonly closed?: Closed;
  /** A `.lociignore` brought this directory back: git's rules no longer count in it. */
  readonly reopened: boolean;
}

export interface Verdict {
  readonly closed?: Closed;
  /** A `.lociignore` names it: the rules on secrets and sizes do not count. */
  readonly wanted: boolean;
  /** Wanted against another rule's word. */
  readonly reopened: boolean;
}

export type Judge = (rules: DirectoryRules, path: string, isDirectory: boolean) => Verdict;

/**
 * Order of the rules: `.lociignore`, git, the settings, secrets. A negated pattern of a `.lociignore` takes back
 * earlier lines and the settings. One with a part free of wildcards (`!generated/`, `!/.env.shared`) overrides every
 * rule, and inside a directory that is left out only if it says where (`!/vendor/ours/`): neither `!*.ts` nor
 * `!generated/` can bring back parts of node_modules by accident.
 */
export function createJudge(rules: ScanRules): Judge {
  const excludedBySettings = compileGlobs(rules.exclude ?? []);
  return ({ git, loci, closed, reopened }, path, isDirectory) => {
    if (closed?.final === true) return { closed, ...plain };
    const own = lastMatch(loci, path, isDirectory);
    const byGit = closed ?? (reopened ? undefined : gitExclusion(git, path, isDirectory));
    const other =
      byGit ?? (own === undefined || own.pattern.named ? settingsExclusion(excludedBySettings, path) : undefined);
    if (own?.pattern.negated === true && own.pattern.named && (closed === undefined || own.pattern.anchored)) {
      return { wanted: true, reopened: other !== undefined };
    }
    if (byGit !== undefined) return { closed: byGit, ...plain };
    if (own?.pattern.negated === false) {
      return { closed: { exclusion: { reason: 'lociIgnored', detail: said(own) }, final: true }, ...plain };
    }
    if (other !== undefined) return { closed: other, ...plain };
    const secret = isDirectory || rules.indexSecrets === true ? undefined : secretIn(path);
    return secret === undefined ? plain : { closed: { exclusion: secretExclusion(secret), final: false }, ...plain };
  };
}

const plain = { wanted: false, reopened: false } as const;

/** True if something below a directory can be wanted though the directory is left out. */
export function mayReopen(rules: DirectoryRules, directory: string): boolean {
  if (rules.closed?.final === true) return false;
  return rules.loci.some((file) =>
    file.patterns.some((pattern) => pattern.negated && pattern.named && leadsInto(file, pattern, directory)),
  );
}

function gitExclusion(
  files: readonly IgnoreFile[] | undefined,
  path: string,
  isDirectory: boolean,
): Closed | undefined {
  const match = files && lastMatch(files, path, isDirectory);
  if (match === undefined || match.pattern.negated) return undefined;
  return { exclusion: { reason: 'gitIgnored', detail: said(match) }, final: false };
}

function settingsExclusion(excluded: (path: string) => string | undefined, path: string): Closed | undefined {
  const glob = excluded(path);
  if (glob === undefined) return undefined;
  return {
    exclusion: { reason: 'lociIgnored', detail: `left out by the setting loci.index.exclude: ${glob}` },
    final: false,
  };
}

function secretExclusion(secret: string): Exclusion {
  return { reason: 'secret', detail: `its name says that it holds ${secret}; name it in .lociignore to index it` };
}

function said({ file, pattern }: NonNullable<ReturnType<typeof lastMatch>>): string {
  return `ignored by ${pattern.text} (${file.label} line ${pattern.line})`;
}

/** Error `usage` for what is no glob. */
export function checkGlobs(globs: readonly string[]): void {
  for (const glob of globs) {
    try {
      compileGlobs([glob]);
    } catch {
      throw new LociError('usage', `${JSON.stringify(glob)} is not a glob`, 'give one such as **/generated/**');
    }
  }
}

/** Whether the settings' globs name a path or a directory above it. A `.lociignore` may still bring it back. */
export function namedBySettings({ exclude = [] }: ScanRules): (path: string) => boolean {
  const globOf = compileGlobs(exclude);
  return (path) => {
    const parts = path.split('/');
    return parts.some((_, at) => globOf(parts.slice(0, at + 1).join('/')) !== undefined);
  };
}

function compileGlobs(globs: readonly string[]): (path: string) => string | undefined {
  const compiled = globs.map((glob) => ({ glob, test: picomatch(glob.replace(/\/$/, ''), { dot: true }) }));
  return (path) => compiled.find(({ test }) => test(path))?.glob;
}
