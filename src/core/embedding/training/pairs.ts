/** What is learned from: a question in words, and the words of the code that answers it. */

/** doc: a comment and its symbol. commit: a commit's subject and what it changed. name: a name and what it names. */
export const pairKinds = ['doc', 'commit', 'name'] as const;
export type PairKind = (typeof pairKinds)[number];

/** Words as they are written, in lower case or not: what makes words of them splits and stems them. */
export interface TrainingPair {
  readonly kind: PairKind;
  readonly repository: string;
  readonly query: readonly string[];
  readonly name: readonly string[];
  readonly scope: readonly string[];
  readonly path: readonly string[];
  /** Of the definition; absent where the body holds it. */
  readonly signature?: readonly string[];
  /** How often each word stands in the definition. */
  readonly body: Readonly<Record<string, number>>;
}

/**
 * One line of a pairs file: `k` kind, `r` repository, `q` query, `n` name, `s` scope, `p` path,
 * `g` signature if it is apart, `c` counts of the body. */
export function parsePair(line: string): TrainingPair | undefined {
  let row: unknown;
  try {
    row = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof row !== 'object' || row === null) return undefined;
  const { k, r, q, n, s, p, g, c } = row as Readonly<Record<string, unknown>>;
  const kind = pairKinds.find((known) => known === k);
  if (kind === undefined || typeof r !== 'string' || !isCounts(c)) return undefined;
  if (!isWords(q) || !isWords(n) || !isWords(s) || !isWords(p)) return undefined;
  if (g !== undefined && !isWords(g)) return undefined;
  return {
    kind,
    repository: r,
    query: q,
    name: n,
    scope: s,
    path: p,
    ...(g !== undefined && { signature: g }),
    body: c,
  };
}

/** The line that {@link parsePair} reads, without its end. */
export function formatPair({ kind, repository, query, name, scope, path, signature, body }: TrainingPair): string {
  return JSON.stringify({ k: kind, r: repository, q: query, n: name, s: scope, p: path, g: signature, c: body });
}

function isWords(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((word) => typeof word === 'string');
}

function isCounts(value: unknown): value is Readonly<Record<string, number>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((count) => Number.isInteger(count) && (count as number) > 0);
}
