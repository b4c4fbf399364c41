/** Groups of copied code: sketches tell what may be copied, the definitions what is. */

import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { DuplicatesRequest, DuplicatesResponse } from '../../model/api';
import { throwIfCancelled } from '../../model/errors';
import type { FilePath } from '../../model/ids';
import type { CodeSymbol } from '../../model/symbol';
import { pathTraits, traitBit } from '../../search/pathTraits';
import { longSymbols } from '../../store/copies';
import type { LongSymbol } from '../../store/copies';
import { symbolsByKey } from '../../store/symbols';
import { likeness, shingleSet } from '../../text/sketch';
import { maximumLimit, wholeNumber } from '../asked';
import { readIndexedFile } from '../definitions';
import type { OpenVault, OpenVaults } from '../openVaults';
import { leastOfCopy } from './copies';

const defaultLines = 6;
const mostLines = 10_000;
const defaultLimit = 100;
/** Members of one group that are told. */
const mostMembers = 100;
/** Of what looks alike to the sketches, different things that are told apart. */
const mostLeaders = 50;
/** A copy in tests weighs so much: tests repeat themselves for good reasons. */
const testShare = 0.3;
/** Of the lines of a definition: who knows so much of it as copied knows it. */
const nearlyAll = 0.7;

/** What programs write and what is others' is not for anybody here to mend. */
const foreign = traitBit('generated') | traitBit('vendored') | traitBit('minified');

interface Group {
  readonly members: readonly LongSymbol[];
  /** The least of a member to the first. */
  readonly likeness: number;
}

export async function duplicatesIn(
  vaults: OpenVaults,
  request: DuplicatesRequest,
  signal: AbortSignal,
): Promise<DuplicatesResponse> {
  const limit = wholeNumber('limit', request.limit ?? defaultLimit, maximumLimit);
  const lines = wholeNumber('lines', request.minLines ?? defaultLines, mostLines);
  const vault = await vaults.containing(request.folder);
  const index = await vault.index.ready();
  const rows = (await longSymbols(vaults.db, vault.stored, lines)).filter(({ path }) => !(pathTraits(path) & foreign));
  const clusters = await clustersOf(rows, index.copyPairs(rows), signal);
  const { groups, unread } = await verified(vaults, vault, clusters, signal);
  const told = telling(groups);
  const shown = told.slice(0, limit);
  const keys = shown.flatMap(({ members }) => members.slice(0, mostMembers).map(({ id }) => id));
  const symbols = await symbolsByKey(vaults.db, keys);
  return {
    folder: vault.stored.folder,
    groups: shown.map(({ members, likeness: alike }) => ({
      lines: members[0]!.lines,
      likeness: alike,
      size: members.length,
      members: members.slice(0, mostMembers).flatMap(({ id }): CodeSymbol[] => {
        const symbol = symbols.get(id);
        return symbol === undefined ? [] : [symbol];
      }),
    })),
    total: told.length,
    notices: [...vaults.notices(vault), ...(unread === 0 ? [] : [`${unread} files have changed or cannot be read`])],
  };
}

/** What is alike, directly or by way of others. */
async function clustersOf(
  rows: readonly LongSymbol[],
  pairs: Iterable<readonly [number, number] | undefined>,
  signal: AbortSignal,
): Promise<LongSymbol[][]> {
  const leaders = Int32Array.from(rows.keys());
  const leaderOf = (at: number): number => {
    let leader = at;
    while (leaders[leader] !== leader) leader = leaders[leader] = leaders[leaders[leader]!]!;
    return leader;
  };
  let sliceEnd = Date.now() + 8;
  for (const pair of pairs) {
    if (pair !== undefined && canBeCopies(rows[pair[0]]!, rows[pair[1]]!)) {
      leaders[leaderOf(pair[1])] = leaderOf(pair[0]);
    }
    if (pair !== undefined || Date.now() < sliceEnd) continue;
    throwIfCancelled(signal);
    await yieldToOthers();
    sliceEnd = Date.now() + 8;
  }
  const clusters = new Map<number, LongSymbol[]>();
  rows.forEach((row, at) => {
    const leader = leaderOf(at);
    const cluster = clusters.get(leader);
    if (cluster === undefined) clusters.set(leader, [row]);
    else cluster.push(row);
  });
  return [...clusters.values()].filter(({ length }) => length > 1);
}

/** Files are compared with files, and nothing with what is in it. */
function canBeCopies(a: LongSymbol, b: LongSymbol): boolean {
  return (a.ordinal === 0) === (b.ordinal === 0) && !isInside(a, b);
}

/** One of the two is in the other. */
function isInside(a: LongSymbol, b: LongSymbol): boolean {
  if (a.fileId !== b.fileId) return false;
  return (a.start <= b.start && b.end <= a.end) || (b.start <= a.start && a.end <= b.end);
}

interface Leader {
  readonly shingles: ReadonlySet<number>;
  readonly members: LongSymbol[];
  likeness: number;
}

async function verified(
  vaults: OpenVaults,
  vault: OpenVault,
  clusters: readonly (readonly LongSymbol[])[],
  signal: AbortSignal,
): Promise<{ readonly groups: Group[]; readonly unread: number }> {
  const texts = new Map<FilePath, string | undefined>();
  const textOf = async (path: FilePath): Promise<string | undefined> => {
    if (!texts.has(path)) {
      const file = await readIndexedFile(vaults, vault, path);
      texts.set(path, file?.stale === false ? file.text : undefined);
    }
    return texts.get(path);
  };
  const groups: Group[] = [];
  for (const cluster of clusters) {
    throwIfCancelled(signal);
    const leaders: Leader[] = [];
    for (const row of cluster) {
      const text = await textOf(row.path);
      if (text !== undefined) join(leaders, row, shingleSet(text.slice(row.start, row.end)));
    }
    groups.push(...leaders.filter(({ members }) => members.length > 1));
  }
  return { groups, unread: [...texts.values()].filter((text) => text === undefined).length };
}

/** To the first that it is a copy of; otherwise it is the first of its own. */
function join(leaders: Leader[], row: LongSymbol, shingles: ReadonlySet<number>): void {
  for (const leader of leaders) {
    const alike = likeness(leader.shingles, shingles);
    if (alike < leastOfCopy || leader.members.some((member) => isInside(member, row))) continue;
    leader.members.push(row);
    leader.likeness = Math.min(leader.likeness, alike);
    return;
  }
  if (leaders.length < mostLeaders) leaders.push({ shingles, members: [row], likeness: 1 });
}

/** What would save the most lines first, without groups of which the ones before tell nearly all. */
function telling(groups: readonly Group[]): Group[] {
  const told = new Map<number, LongSymbol[]>();
  const isTold = (member: LongSymbol): boolean =>
    told.get(member.fileId)?.some((other) => isInside(other, member) && other.lines >= nearlyAll * member.lines) ===
    true;
  const kept: Group[] = [];
  for (const group of groups.toSorted((a, b) => weightOf(b) - weightOf(a))) {
    if (group.members.every(isTold)) continue;
    kept.push(group);
    for (const member of group.members) told.set(member.fileId, [...(told.get(member.fileId) ?? []), member]);
  }
  return kept;
}

/** Lines that there would not have to be. */
function weightOf({ members }: Group): number {
  const isTest = members.some(({ path }) => (pathTraits(path) & traitBit('test')) !== 0);
  return members[0]!.lines * (members.length - 1) * (isTest ? testShare : 1);
}
