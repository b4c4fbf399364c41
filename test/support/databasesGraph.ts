/** A graph of symbols in a test's database. */

import { hostname } from 'node:os';
import type { RelationshipType } from '../../src/core/model/relationship';
import type { Database } from '../../src/core/store/database';
import { writeBatch } from '../../src/core/store/files';
import { openVault } from '../../src/core/store/vaults';
import { batchOf, makeFile, makeSymbol } from './databasesFiles';

export interface Graph {
  readonly vaultKey: number;
  readonly fileIds: readonly number[];
  /** Key of a symbol by its name. */
  id(name: string): number;
  nameOf(id: number): string;
  relate(source: string, target: string, type: RelationshipType, confidence?: number, sites?: string): Promise<void>;
}

/** Files `a.ts`, `b.ts` … with the named symbols. */
export async function graphOf(db: Database, ...files: readonly (readonly string[])[]): Promise<Graph> {
  const vault = await openVault(db, { name: 'graph', folder: '/graph', host: hostname() });
  const made = files.map((names, at) =>
    makeFile(
      `${String.fromCharCode(97 + at)}.ts`,
      names.join(),
      names.map((name) => makeSymbol(name)),
    ),
  );
  const { written } = await writeBatch(db, vault, batchOf({ files: made }));
  const rows = await db.query<{ id: number; name: string }>('SELECT id, name FROM code_symbols WHERE ordinal > 0');
  const byName = new Map(rows.map(({ id, name }) => [name, id]));
  const byId = new Map(rows.map(({ id, name }) => [id, name]));
  const graph: Graph = {
    vaultKey: vault.key,
    fileIds: written.map(({ fileId }) => fileId),
    id: (name) => byName.get(name)!,
    nameOf: (id) => byId.get(id)!,
    async relate(source, target, type, confidence = 1, sites = '[[1, 1]]') {
      await db.query(
        `INSERT INTO symbol_relationships (source_id, target_id, relationship_type, confidence, how, sites, site_count)
         VALUES ($1, $2, $3, $4, 'scope', $5::jsonb, jsonb_array_length($5::jsonb))`,
        [graph.id(source), graph.id(target), type, confidence, sites],
      );
    },
  };
  return graph;
}
