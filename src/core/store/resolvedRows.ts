/** Writing what resolving found: relationships, names of libraries, and the state of each file, in one transaction. */

import { copyRow } from './copyText';
import type { CopyValue } from './copyText';
import type { Database, Transaction } from './database';
import { storable } from './rows';

/** One file's answer. Rows are lines of COPY's text format, each file's own; see {@link edgeLine} and {@link externalLine}. */
export interface FileResolution {
  readonly fileId: number;
  /** The content that was resolved. */
  readonly factsId: number;
  /** Nothing that begins in this file is stored. */
  readonly isNew: boolean;
  readonly against: Uint8Array;
  readonly dependsOn: readonly number[];
  /** Why the file could not be resolved. */
  readonly problem?: string;
  readonly edges: string;
  readonly externals: string;
  readonly relationships: number;
  readonly external: number;
  readonly unresolved: number;
}

const edgeColumns = ['source_id', 'target_id', 'relationship_type', 'confidence', 'how', 'site_count', 'sites'];
const externalColumns = ['file_id', 'module', 'name', 'site_count', 'sites'];

/** `sites` as {@link withSite} gives them. Numbers and plain words throughout: nothing has to be escaped. */
export function edgeLine(
  source: number,
  target: number,
  type: string,
  confidence: number,
  how: string,
  siteCount: number,
  sites: string,
): string {
  return `${source}\t${target}\t${type}\t${confidence}\t${how}\t${siteCount}\t[${sites}]\n`;
}

/** A btree's key holds some thousand bytes at most. */
const longestName = 500;

export function externalLine(fileId: number, module: string, name: string, siteCount: number, sites: string): string {
  const cut = (text: string): string => storable(text).slice(0, longestName);
  return copyRow([fileId, cut(module), cut(name), siteCount, `[${sites}]`]);
}

/** One more behind the others; '' is none. 1-based, spelled as the database spells them, so that equal sites are equal texts. */
export function withSite(sites: string, line: number, column: number): string {
  return sites === '' ? `[${line}, ${column}]` : `${sites}, [${line}, ${column}]`;
}

/**
 * Rows that are there already are not written again. `isOutdated` is asked within the transaction: a file whose answer
 * no longer fits the tables is left as it was. `ahead`: the files still have to be resolved, as far as the tables say.
 * Answers with the files that were written, and the symbols that are referred to more or less than before, those of new
 * files left out.
 */
export async function writeResolutions(
  db: Database,
  files: readonly FileResolution[],
  isOutdated: (file: FileResolution) => boolean,
  { signal, ahead = false }: { readonly signal?: AbortSignal; readonly ahead?: boolean } = {},
): Promise<{ readonly written: readonly FileResolution[]; readonly affected: ReadonlySet<number> }> {
  return db.transaction(async (tx) => {
    const written = files.filter((file) => !isOutdated(file));
    const fresh = written.filter(({ isNew }) => isNew);
    const known = written.filter(({ isNew }) => !isNew);
    const affected = await replaceEdges(tx, known);
    await replaceExternals(tx, known);
    await copyLines(
      tx,
      'symbol_relationships',
      edgeColumns,
      fresh.map(({ edges }) => edges),
    );
    await copyLines(
      tx,
      'external_references',
      externalColumns,
      fresh.map(({ externals }) => externals),
    );
    if (!ahead) await writeStates(tx, written);
    return { written, affected };
  }, signal);
}

async function copyLines(
  tx: Transaction,
  table: string,
  columns: readonly string[],
  lines: readonly string[],
): Promise<void> {
  const some = lines.filter((line) => line !== '');
  if (some.length > 0) await tx.copyFrom(table, columns, some);
}

/** Lines by their key: the first fields, as many as the table's primary key has. */
function byKey(lines: Iterable<string>, keyFields: number): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of lines) found.set(line.split('\t', keyFields).join('\t'), line);
  return found;
}

function linesOf(texts: readonly string[]): string[] {
  return texts.flatMap((text) => text.split('\n').slice(0, -1)).map((line) => `${line}\n`);
}

/** What to delete (keys) and what to add (lines) to make `stored` into `wanted`. */
function difference(
  stored: ReadonlyMap<string, string>,
  wanted: ReadonlyMap<string, string>,
): { readonly gone: string[]; readonly added: string[] } {
  const gone = [...stored].filter(([key, line]) => wanted.get(key) !== line).map(([key]) => key);
  const added = [...wanted].filter(([key, line]) => stored.get(key) !== line).map(([, line]) => line);
  return { gone, added };
}

const edgeKeyFields = 3;

async function replaceEdges(tx: Transaction, files: readonly FileResolution[]): Promise<Set<number>> {
  if (files.length === 0) return new Set();
  // Lines as they are written, of numbers and plain words: a text a file is read many times quicker than a row an edge.
  const rows = await tx.query<{ readonly lines: string }>(
    `SELECT string_agg(concat_ws(E'\\t', ${edgeColumns.map((column) => `r.${column}`).join(', ')}) || E'\\n', '') AS lines
     FROM code_symbols s JOIN symbol_relationships r ON r.source_id = s.id
     WHERE s.file_id = ANY($1::bigint[]) GROUP BY s.file_id`,
    [files.map(({ fileId }) => fileId)],
  );
  const stored = byKey(linesOf(rows.map(({ lines }) => lines)), edgeKeyFields);
  const wanted = byKey(linesOf(files.map(({ edges }) => edges)), edgeKeyFields);
  const { gone, added } = difference(stored, wanted);
  const keys = gone.map((key) => key.split('\t'));
  if (keys.length > 0) {
    await tx.query(
      `DELETE FROM symbol_relationships r
       USING unnest($1::bigint[], $2::bigint[], $3::text[]) AS w (source, target, type)
       WHERE r.source_id = w.source AND r.target_id = w.target AND r.relationship_type = w.type`,
      [
        keys.map(([source]) => Number(source)),
        keys.map(([, target]) => Number(target)),
        keys.map(([, , type]) => type),
      ],
    );
  }
  await copyLines(tx, 'symbol_relationships', edgeColumns, added);
  return new Set([...gone, ...added].map((line) => Number(line.split('\t', 2)[1])));
}

const externalKeyFields = 3;

async function replaceExternals(tx: Transaction, files: readonly FileResolution[]): Promise<void> {
  if (files.length === 0) return;
  const fileIds = files.map(({ fileId }) => fileId);
  const rows = await tx.query<Readonly<Record<string, CopyValue>>>(
    `SELECT file_id, module, name, site_count, sites::text AS sites FROM external_references
     WHERE file_id = ANY($1::bigint[])`,
    [fileIds],
  );
  const lineOf = (row: (typeof rows)[number]): string => copyRow(externalColumns.map((column) => row[column]));
  const stored = byKey(rows.map(lineOf), externalKeyFields);
  const wanted = byKey(linesOf(files.map(({ externals }) => externals)), externalKeyFields);
  const { gone, added } = difference(stored, wanted);
  const goneKeys = new Set(gone);
  const goneRows = rows.filter((row) => goneKeys.has(lineOf(row).split('\t', externalKeyFields).join('\t')));
  if (goneRows.length > 0) {
    await tx.query(
      `DELETE FROM external_references e USING unnest($1::bigint[], $2::text[], $3::text[]) AS w (file_id, module, name)
       WHERE e.file_id = w.file_id AND e.module = w.module AND e.name = w.name`,
      ['file_id', 'module', 'name'].map((column) => goneRows.map((row) => row[column])),
    );
  }
  await copyLines(tx, 'external_references', externalColumns, added);
}

async function writeStates(tx: Transaction, files: readonly FileResolution[]): Promise<void> {
  if (files.length === 0) return;
  const column = <T>(pick: (file: FileResolution) => T): T[] => files.map(pick);
  await tx.query(
    `INSERT INTO file_resolutions (file_id, facts_id, status, problem, against, depends_on,
       relationship_count, external_count, unresolved_count)
     SELECT w.file_id, w.facts_id, CASE WHEN w.problem IS NULL THEN 'resolved' ELSE 'failed' END, w.problem,
       decode(w.against, 'hex'), w.depends_on::bigint[], w.relationships, w.external, w.unresolved
     FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::int[], $7::int[], $8::int[])
       AS w (file_id, facts_id, problem, against, depends_on, relationships, external, unresolved)
     ON CONFLICT (file_id) DO UPDATE SET
       facts_id = excluded.facts_id, status = excluded.status, problem = excluded.problem,
       against = excluded.against, depends_on = excluded.depends_on, relationship_count = excluded.relationship_count,
       external_count = excluded.external_count, unresolved_count = excluded.unresolved_count`,
    [
      column(({ fileId }) => fileId),
      column(({ factsId }) => factsId),
      column(({ problem }) => (problem === undefined ? null : storable(problem))),
      column(({ against }) => Buffer.from(against).toString('hex')),
      column(({ dependsOn }) => `{${dependsOn.join(',')}}`),
      column(({ relationships }) => relationships),
      column(({ external }) => external),
      column(({ unresolved }) => unresolved),
    ],
  );
}
