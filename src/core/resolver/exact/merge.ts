/**
 * What resolving found of a file and what outside authorities found of the same content, made into one. Pure, and nothing
 * is lost by it: without the authorities' findings the file's own answer is what it was.
 */

import type { ExactReference, ExactReferences, ExactSource } from '../../model/exact';
import type { Descriptor, FilePath } from '../../model/ids';
import type { RelationshipType, ResolvedFile, ResolvedReference } from '../../model/relationship';
import { exactConfidence } from '../confidence';

export interface ExactFinding {
  readonly source: ExactSource;
  readonly exact: ExactReferences;
}

export type HasSymbol = (path: FilePath, descriptor: Descriptor) => boolean;

/** What is known of one place. `open`: nothing is said against what resolving found there. */
interface Site {
  readonly source: ExactSource;
  readonly open: boolean;
  readonly entries: readonly ExactReference[];
}

type Sites = ReadonlyMap<string, Site>;

/**
 * `findings`: the weaker authority first; where two speak of a place the last one is heard. An entry whose target
 * `hasSymbol` does not know leaves its place to what resolving found.
 */
export function mergeExact(file: ResolvedFile, findings: readonly ExactFinding[], hasSymbol: HasSymbol): ResolvedFile {
  if (findings.length === 0) return file;
  const sites = sitesOf(findings, hasSymbol);
  const covered = new Set(findings.flatMap(({ exact }) => exact.covers));
  const before = groupBySite(file.references);
  const uses = new Map((file.open ?? []).map(({ range, type }) => [siteKey(range, type), type]));
  const references: ResolvedReference[] = [];
  for (const [key, own] of before) {
    const site = sites.get(key);
    if (site !== undefined && !site.open) references.push(...decide(site, own));
    else references.push(...own.filter(({ type }) => site !== undefined || !covered.has(type)));
  }
  let added = 0;
  for (const [key, site] of sites) {
    if (site.open || before.has(key)) continue;
    added += 1;
    references.push(...decide(site, [], uses.get(key)));
  }
  // A target that comes back is bound to again.
  const missed = [...sites.values()].flatMap(({ open, entries }) =>
    open ? entries.flatMap(({ target }) => target?.path ?? []) : [],
  );
  return {
    path: file.path,
    references: references.sort(byPosition),
    dependsOn: [...new Set([...file.dependsOn, ...missed])].filter((path) => path !== file.path),
    unresolved: findings.some(({ exact }) => exact.isWhole === true)
      ? unknownSites(sites, before)
      : Math.max(0, file.unresolved - added),
  };
}

/** An override is said of a definition's name, every other type of the use of a name. */
function siteKey({ start, end }: ResolvedReference['range'], type: RelationshipType | undefined): string {
  const mark = type === 'overrides' ? ' o' : '';
  return `${start.line} ${start.character} ${end.line} ${end.character}${mark}`;
}

function groupBySite<Entry extends { readonly range: ResolvedReference['range']; readonly type?: RelationshipType }>(
  entries: readonly Entry[],
): Map<string, Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const key = siteKey(entry.range, entry.type);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [entry]);
    else group.push(entry);
  }
  return groups;
}

function sitesOf(findings: readonly ExactFinding[], hasSymbol: HasSymbol): Sites {
  const sites = new Map<string, Site>();
  for (const { source, exact } of findings) {
    for (const [key, entries] of groupBySite(exact.references)) {
      const open = entries.some(
        ({ target, isUnknown }) =>
          isUnknown === true || (target !== undefined && !hasSymbol(target.path, target.descriptor)),
      );
      if (!open || !sites.has(key)) sites.set(key, { source, open, entries });
    }
  }
  return sites;
}

/** The place's entries as references; what resolving found there, if only how it is used, says what an entry leaves open. */
function decide(
  { source, entries }: Site,
  own: readonly ResolvedReference[],
  use: RelationshipType = 'references',
): ResolvedReference[] {
  return entries.flatMap((entry): ResolvedReference[] => {
    if (entry.target === undefined && entry.external === undefined) return [];
    const same = own.find((reference) => isSame(reference, entry));
    const like = same ?? own[0];
    const { range } = entry;
    const made = {
      from: like?.from ?? entry.from,
      type: entry.type ?? like?.type ?? use,
      ...{ range, how: source, confidence: exactConfidence },
    };
    if (entry.target !== undefined) return [{ ...made, target: entry.target }];
    const name = entry.name ?? same?.name;
    return [{ ...made, external: entry.external!, ...(name !== undefined && { name }) }];
  });
}

function isSame(reference: ResolvedReference, entry: ExactReference): boolean {
  if (entry.target === undefined) return reference.target === undefined && reference.external === entry.external;
  return reference.target?.path === entry.target.path && reference.target.descriptor === entry.target.descriptor;
}

function unknownSites(sites: Sites, before: ReadonlyMap<string, unknown>): number {
  return [...sites].filter(([key, { open }]) => open && !before.has(key)).length;
}

function byPosition(a: ResolvedReference, b: ResolvedReference): number {
  const [one, other] = [a.range.start, b.range.start];
  return one.line - other.line || one.character - other.character;
}
