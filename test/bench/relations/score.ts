/** Stored edges against a ground truth, site by site. Only what is defined in the project counts. */

import type { RelationshipType } from '../../../src/core/model/relationship';
import { relationshipTypes } from '../../../src/core/model/relationship';
import type { StoredEdge } from './edges';
import type { ScipIndex, ScipUse } from './scip';
import type { SiteRoles } from './text';

/**
 * `right` of the `stored` edges are true; `found` of the `expected` ones are stored. The truth says nothing of `untold`
 * others, which are in none of these numbers.
 */
export interface Measure {
  readonly untold: number;
  readonly stored: number;
  readonly right: number;
  readonly expected: number;
  readonly found: number;
}

export type Verdict = 'right' | 'wrong' | 'unknown';

export interface Judged {
  readonly edge: StoredEdge;
  readonly verdict: Verdict;
}

export interface Score {
  readonly calls: Measure;
  readonly references: Measure;
  readonly inheritance: Measure;
  readonly overrides: Measure;
  readonly judged: readonly Judged[];
  /** Sites of the truth without a right edge. */
  readonly missed: readonly { readonly site: string; readonly to: string; readonly isCall: boolean }[];
}

export function scoreEdges(edges: readonly StoredEdge[], truth: ScipIndex, roles: SiteRoles): Score {
  const { isBase } = roles;
  const isCall = (site: string): boolean => truth.uses.get(site)?.isValue !== true && roles.isCall(site);
  const judged = edges.flatMap((edge) => {
    const verdict = edge.type === 'overrides' ? undefined : judge(edge, truth, roles);
    return verdict === undefined ? [] : [{ edge, verdict }];
  });
  const right = judged.filter(({ verdict }) => verdict === 'right').map(({ edge }) => edge);
  const sitesOf = (...types: readonly RelationshipType[]): ReadonlySet<string> =>
    new Set(right.filter(({ type }) => types.includes(type)).map(({ site }) => site));
  const named = sitesOf(...relationshipTypes);
  const called = sitesOf('calls', 'decorates');
  const derived = sitesOf('extends', 'implements');
  const expected = [...truth.uses].filter(
    ([site, use]) => use.definitions.size > 0 && !use.local && !isMisnamed(site, use, roles) && !isRequired(use, roles),
  );
  const measure = (
    chosen: (edge: StoredEdge) => boolean,
    wanted: (site: string) => boolean,
    stored: ReadonlySet<string>,
  ): Measure => {
    const all = judged.filter(({ edge }) => chosen(edge));
    const told = all.filter(({ verdict }) => verdict !== 'unknown');
    const sites = expected.filter(([site]) => wanted(site));
    return {
      untold: all.length - told.length,
      stored: told.length,
      right: told.filter(({ verdict }) => verdict === 'right').length,
      expected: sites.length,
      found: sites.filter(([site]) => stored.has(site)).length,
    };
  };
  return {
    calls: measure(({ type }) => type === 'calls', isCall, called),
    references: measure(
      () => true,
      () => true,
      named,
    ),
    inheritance: measure(({ type }) => type === 'extends' || type === 'implements', isBase, derived),
    overrides: scoreOverrides(edges, truth),
    judged,
    missed: expected.flatMap(([site, { definitions }]) => {
      const asCall = isCall(site);
      return (asCall ? called : named).has(site) ? [] : [{ site, to: [...definitions].join(' '), isCall: asCall }];
    }),
  };
}

/** How what is named at a place is found without asking what a key of an object is. */
const asVariable: ReadonlySet<string> = new Set(['scope', 'import']);

/**
 * Undefined for what the index cannot tell: other files, and which file a module's name means.
 *
 * Unknown, however it was found, is the property that a key of an object literal stands for where the index takes the key
 * for a definition of its own. scip-typescript does so wherever a union is asked for, were it only one with undefined.
 * Of such edges of the checker 112 were read beside their sources, spread evenly: of typeorm 49 of 50 are true, of kysely 36
 * of 36 (all there are), of hono 23 of 26. The 4 others named a further type of the union that is asked for, which what is
 * given is none of; the checker has asked whether it is one since.
 *
 * Unknown as well is a name of Rust at a place of which the index says nothing: rust-analyzer without the dependencies leaves
 * out what it cannot infer. Of such edges in five projects 55 were read beside their sources: 52 are true.
 */
function judge(
  { site, to, toFile, how }: StoredEdge,
  { documents, uses, ownKeys }: ScipIndex,
  roles: SiteRoles,
): Verdict | undefined {
  if (!documents.has(fileOf(site)) || !documents.has(fileOf(to))) return undefined;
  const use = uses.get(site);
  if (use?.definitions.has(to) === true) return 'right';
  if (toFile && (use === undefined || use.definitions.size === 0)) return undefined;
  const isKey = ownKeys.has(site) && roles.nameAt(site) === roles.nameAt(to);
  if (isKey && !asVariable.has(how)) return 'unknown';
  if (uses.get(to)?.isUncompiled === true) return 'unknown';
  if (use === undefined) return isRust(site) ? 'unknown' : 'wrong';
  return use.unplaced || isMisnamed(site, use, roles) || isRequired(use, roles) ? 'unknown' : 'wrong';
}

function isRust(site: string): boolean {
  return /\.rs:\d+:\d+$/.test(site);
}

/** Of `const a = require('m')` scip-typescript says that a use of `a` is one of the variable, and not what `m` calls so. */
function isRequired({ definitions }: ScipUse, roles: SiteRoles): boolean {
  return definitions.size > 0 && [...definitions].every((place) => roles.isRequired(place));
}

/** scip-python takes one name of `from x import *` for another. Whoever renames in Python says so in an import. */
function isMisnamed(site: string, { names }: ScipUse, { nameAt }: SiteRoles): boolean {
  return /\.pyi?:/.test(site) && !names.has(nameAt(site)) && !names.has('__init__');
}

export function fileOf(place: string): string {
  return place.slice(0, place.lastIndexOf(':', place.lastIndexOf(':') - 1));
}

/**
 * Pairs of members, not sites. What an index calls overridden is right; what is expected are the nearest ones. Of
 * accessors, and of members whose types it does not relate, an index says nothing.
 */
function scoreOverrides(edges: readonly StoredEdge[], truth: ScipIndex): Measure {
  const members = truth.implementations.filter(({ isType }) => !isType);
  const known = new Set(members.flatMap(({ from, to }) => pairsOf(from, to)));
  const ownerOf = (place: string): string | undefined => {
    const name = truth.definitions.get(place);
    return name === undefined || /<[gs]et>/.test(name) ? undefined : name.slice(0, name.lastIndexOf('#') + 1);
  };
  // scip-python leaves out attributes, methods of the language's own and classes in functions.
  const related = new Set(members.flatMap(({ from }) => [...from]));
  const isTold = ({ from, to, language }: StoredEdge): boolean => {
    // A compiler tells of all that it has read.
    if (truth.definitions.size === 0) {
      // Nothing is told of members of templates whose bases only their arguments tell.
      const isVague = truth.uses.get(from)?.unplaced === true && !known.has(`${from} ${to}`);
      return !isVague && truth.documents.has(fileOf(from)) && truth.documents.has(fileOf(to));
    }
    if (language === 'python') return related.has(from);
    const [owner, base] = [ownerOf(from), ownerOf(to)];
    return owner !== undefined && base !== undefined && truth.ancestors.get(owner)?.has(base) === true;
  };
  const pairs = new Set(edges.filter(({ type }) => type === 'overrides').map(({ from, to }) => `${from} ${to}`));
  const told = new Set(
    edges.filter((edge) => edge.type === 'overrides' && isTold(edge)).map(({ from, to }) => `${from} ${to}`),
  );
  const direct = members.filter((each) => each.direct);
  return {
    untold: pairs.size - told.size,
    stored: told.size,
    right: [...told].filter((pair) => known.has(pair)).length,
    expected: direct.length,
    found: direct.filter(({ from, to }) => pairsOf(from, to).some((pair) => pairs.has(pair))).length,
  };
}

function pairsOf(from: ReadonlySet<string>, to: ReadonlySet<string>): string[] {
  return [...from].flatMap((one) => [...to].map((other) => `${one} ${other}`));
}
