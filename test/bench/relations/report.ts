/** Scores as rows and lines. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StoredEdge, StoredGraph } from './edges';
import type { Judged, Measure, Score } from './score';
import { fileOf } from './score';

type Row = Readonly<Record<string, string | number>>;

function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : ((100 * part) / whole).toFixed(2);
}

export function measureRows(score: Score): Row[] {
  const row = (what: string, { untold, stored, right, expected, found }: Measure): Row => ({
    ...{ what, untold, stored, right, 'P %': percent(right, stored) },
    ...{ expected, found, 'R %': percent(found, expected) },
  });
  return [
    row('calls', score.calls),
    row('all references', score.references),
    row('extends, implements', score.inheritance),
    row('overrides', score.overrides),
  ];
}

/** Of an indexer that was run: user and system seconds, the files in its index, and what Loci takes for these alone. */
export interface IndexerCost {
  readonly cpuSeconds: number;
  readonly files: number;
  readonly ownCpuSeconds: number;
}

export function fileCount({ languages }: StoredGraph): number {
  return Object.values(languages).reduce((sum, count) => sum + count, 0);
}

export function costRow(graph: StoredGraph, indexer: IndexerCost | undefined): Row[] {
  const files = fileCount(graph);
  return [
    {
      ...{ files, 'Loci CPU s': graph.cpuSeconds.toFixed(1), 'wall s': graph.wallSeconds.toFixed(1) },
      'peak MB': Math.round(graph.peakBytes / 1e6),
      'indexed by SCIP': indexer?.files ?? 'not run',
      'SCIP indexer CPU s': indexer?.cpuSeconds.toFixed(1) ?? '–',
      'Loci on these CPU s': indexer?.ownCpuSeconds.toFixed(1) ?? '–',
      'Loci / indexer': indexer === undefined ? '–' : (indexer.ownCpuSeconds / indexer.cpuSeconds).toFixed(2),
    },
  ];
}

/** Edges that the truth can tell of, and how many of them are right. */
export function sharesBy(judged: readonly Judged[], key: (edge: StoredEdge) => string): Row[] {
  return [...grouped(judged, key)].map(([name, { edges, right }]) => ({
    ...{ name, edges, right, 'true %': percent(right, edges) },
  }));
}

interface Share {
  edges: number;
  right: number;
}

function grouped(judged: readonly Judged[], key: (edge: StoredEdge) => string): Map<string, Share> {
  const groups = new Map<string, Share>();
  for (const { edge, verdict } of judged) {
    if (verdict === 'unknown') continue;
    const name = key(edge);
    const share = groups.get(name) ?? { edges: 0, right: 0 };
    groups.set(name, share);
    share.edges += 1;
    if (verdict === 'right') share.right += 1;
  }
  return new Map([...groups].sort(([one], [other]) => (one < other ? -1 : 1)));
}

const buckets = 100;

/** A bucket for each hundredth of confidence. */
export function calibrationRows(judged: readonly Judged[]): Row[] {
  const groups = grouped(judged, ({ confidence }) => (Math.round(confidence * buckets) / buckets).toFixed(2));
  return [...groups].map(([predicted, { edges, right }]) => ({
    ...{ 'predicted %': (100 * Number(predicted)).toFixed(0), edges, right, 'true %': percent(right, edges) },
    'off by': ((100 * right) / edges - 100 * Number(predicted)).toFixed(1),
  }));
}

/** Wrong and missing edges, evenly spread, with their lines. */
export function samples({ judged, missed }: Score, folder: string, count: number): string[] {
  const lineAt = (site: string): string => {
    const lines = readFileSync(join(folder, fileOf(site)), 'utf8').split('\n');
    return lines[Number(site.split(':').at(-2))]?.trim().slice(0, 160) ?? '';
  };
  const wrong = judged.filter(({ verdict }) => verdict === 'wrong').map(({ edge }) => edge);
  const showEdge = ({ site, to, type, how }: StoredEdge): string =>
    `${site} ${type} ${how} → ${to}\n    ${lineAt(site)}`;
  const showMissed = ({ site, to }: Score['missed'][number]): string => `${site} → ${to}\n    ${lineAt(site)}`;
  const isCall = ({ type }: StoredEdge): boolean => type === 'calls';
  const groups: readonly (readonly [title: string, lines: readonly string[]])[] = [
    ['Wrong calls', wrong.filter(isCall).map(showEdge)],
    ['Wrong others', wrong.filter((edge) => !isCall(edge)).map(showEdge)],
    ['Missing calls', missed.filter((each) => each.isCall).map(showMissed)],
    ['Missing others', missed.filter((each) => !each.isCall).map(showMissed)],
  ];
  return groups.flatMap(([title, lines]) =>
    count === 0 ? [] : ['', `${title}: ${lines.length}`, ...spread(lines, count)],
  );
}

function spread<T>(items: readonly T[], count: number): T[] {
  const step = Math.max(1, items.length / count);
  return Array.from({ length: Math.min(count, items.length) }, (_, n) => items[Math.floor(n * step)]!);
}
