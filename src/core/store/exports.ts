/** A vault's files with all that is known of them, for an index in another form. */

import { LociError } from '../model/errors';
import type { Descriptor, FilePath, LanguageId } from '../model/ids';
import type { Position } from '../model/range';
import type { RelationshipType } from '../model/relationship';
import type { CodeSymbol } from '../model/symbol';
import type { Database, Queryable } from './database';
import { indexFormatVersion } from './format';
import { symbolSelect, toCodeSymbol } from './rows';
import type { SymbolRow } from './rows';
import type { StoredVault } from './vaults';

export interface ExportedFile {
  readonly path: FilePath;
  readonly language: LanguageId;
  /** Its facts: absent if the file could not be read. */
  readonly facts?: { readonly declarations: Uint8Array; readonly references: Uint8Array };
  /** In document order; the first stands for the file. `container` is an index, -1 for the file. */
  readonly symbols: readonly { readonly symbol: CodeSymbol; readonly container: number }[];
  /** That begin in the file. */
  readonly edges: readonly ExportedEdge[];
  readonly externals: readonly ExportedExternal[];
}

export interface ExportedEdge {
  /** Index of the symbol in the file. */
  readonly source: number;
  readonly target: { readonly path: FilePath; readonly descriptor: Descriptor; readonly name: string };
  readonly type: RelationshipType;
  readonly sites: readonly Position[];
  /** More than the listed ones, where there are very many. */
  readonly siteCount: number;
}

export interface ExportedExternal {
  readonly module: string;
  /** Empty for the module as a whole. */
  readonly name: string;
  readonly sites: readonly Position[];
  readonly siteCount: number;
}

/** Of a vault's files, by path. LociError `notIndexed` if there are none that this version has indexed. */
export async function exportableFiles(
  db: Queryable,
  vault: StoredVault,
): Promise<readonly { readonly fileId: number; readonly path: FilePath }[]> {
  const rows = await db.query<{ fileId: number; path: FilePath }>(
    `SELECT id AS "fileId", path FROM source_files WHERE vault_key = $1 AND index_format = ${indexFormatVersion}`,
    [vault.key],
  );
  if (rows.length === 0) {
    throw new LociError(
      'notIndexed',
      `${vault.folder} is not indexed by this version`,
      `run: loci index ${vault.folder}`,
    );
  }
  return rows.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** From one moment's state, in the order asked; files that are gone are absent. */
export async function readExported(
  db: Database,
  fileIds: readonly number[],
  signal: AbortSignal,
): Promise<ExportedFile[]> {
  return db.transaction(async (tx) => {
    await tx.execute('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
    const files = await tx.query<FileRow>(
      `SELECT f.id, f.path, f.language, t.declarations, t.symbol_references AS "references"
       FROM source_files f LEFT JOIN file_facts t ON t.id = f.facts_id WHERE f.id = ANY($1::bigint[])`,
      [fileIds],
    );
    const symbols = grouped(
      await tx.query<SymbolRow>(`${symbolSelect} WHERE s.file_id = ANY($1::bigint[]) ORDER BY s.file_id, s.ordinal`, [
        fileIds,
      ]),
    );
    const edges = grouped(await tx.query<EdgeRow>(edgesOfFiles, [fileIds]));
    const externals = grouped(await tx.query<ExternalRow>(externalsOfFiles, [fileIds]));
    const known = new Map(files.map((file) => [file.id, file]));
    return fileIds.flatMap((id) => {
      const file = known.get(id);
      return file === undefined ? [] : [toExported(file, symbols(id), edges(id), externals(id))];
    });
  }, signal);
}

type Sites = readonly (readonly [line: number, column: number])[];

interface FileRow {
  readonly id: number;
  readonly path: FilePath;
  readonly language: LanguageId;
  readonly declarations: Uint8Array | null;
  readonly references: Uint8Array | null;
}

interface EdgeRow {
  readonly file_id: number;
  readonly ordinal: number;
  readonly path: FilePath;
  readonly descriptor: Descriptor;
  readonly name: string;
  readonly type: RelationshipType;
  readonly sites: Sites | null;
  readonly site_count: number;
}

interface ExternalRow {
  readonly file_id: number;
  readonly module: string;
  readonly name: string;
  readonly sites: Sites;
  readonly site_count: number;
}

const edgesOfFiles = `
  SELECT s.file_id, s.ordinal, f.path, t.descriptor, t.name, r.relationship_type AS type, r.sites, r.site_count
  FROM code_symbols s
  JOIN symbol_relationships r ON r.source_id = s.id
  JOIN code_symbols t ON t.id = r.target_id
  JOIN source_files f ON f.id = t.file_id
  WHERE s.file_id = ANY($1::bigint[])
  ORDER BY s.file_id, s.ordinal, f.path, t.ordinal, r.relationship_type`;

const externalsOfFiles = `
  SELECT file_id, module, name, sites, site_count FROM external_references
  WHERE file_id = ANY($1::bigint[]) ORDER BY file_id, module, name`;

function grouped<Row extends { readonly file_id: number }>(rows: readonly Row[]): (fileId: number) => readonly Row[] {
  const byFile = new Map<number, Row[]>();
  for (const row of rows) {
    const others = byFile.get(row.file_id);
    if (others === undefined) byFile.set(row.file_id, [row]);
    else others.push(row);
  }
  return (fileId) => byFile.get(fileId) ?? [];
}

function toExported(
  { path, language, declarations, references }: FileRow,
  symbols: readonly SymbolRow[],
  edges: readonly EdgeRow[],
  externals: readonly ExternalRow[],
): ExportedFile {
  const facts = declarations === null || references === null ? {} : { facts: { declarations, references } };
  return {
    ...{ path, language, ...facts },
    symbols: symbols.map((row) => ({ symbol: toCodeSymbol(row), container: row.container })),
    edges: edges.map(({ ordinal, path: targetPath, descriptor, name, type, sites, site_count: siteCount }) => ({
      source: ordinal,
      target: { path: targetPath, descriptor, name },
      ...{ type, siteCount },
      sites: positions(sites ?? []),
    })),
    externals: externals.map(({ module, name, sites, site_count: siteCount }) => {
      return { module, name, siteCount, sites: positions(sites) };
    }),
  };
}

function positions(sites: Sites): Position[] {
  return sites.map(([line, column]) => ({ line: line - 1, character: column - 1 }));
}
