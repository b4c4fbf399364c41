/** A vault of made-up files in a database, and its resolver, in this thread. */

import { hostname } from 'node:os';
import type { ResolverRequest } from '../../src/core/indexer/resolving/messages';
import type { ResolveHooks } from '../../src/core/indexer/resolving/passes';
import { createVaultResolver } from '../../src/core/indexer/resolving/vaultResolver';
import type { VaultResolver } from '../../src/core/indexer/resolving/vaultResolver';
import type { FilePath } from '../../src/core/model/ids';
import type { Database } from '../../src/core/store/database';
import { writeBatch } from '../../src/core/store/files';
import type { WriteBatch } from '../../src/core/store/files';
import { resolutionState } from '../../src/core/store/resolutions';
import type { ResolutionState } from '../../src/core/store/resolutions';
import { openVault } from '../../src/core/store/vaults';
import type { StoredVault } from '../../src/core/store/vaults';
import { temporaryFolder } from './databases';
import { batchOf } from './databasesFiles';
import { inThisThread, madeSource } from './madeProject';

/** Its project file. */
export const settings = 'settings.json' as FilePath;

export interface World {
  readonly db: Database;
  readonly vault: StoredVault;
  resolver: VaultResolver;
  readonly asked: ResolverRequest[];
  readonly troubles: unknown[];
  /** Paths of files that were resolved after a save. */
  readonly told: string[];
  /** Called when some have been. */
  onTold?: () => void;
  /** Keys of symbols whose uses were counted anew, a list each time. */
  readonly counted: (readonly number[] | 'all')[];
  write(files: Readonly<Record<string, string>>, batch?: Partial<WriteBatch>): Promise<void>;
  /** Writes, and tells of it as an indexer does. */
  save(files: Readonly<Record<string, string>>, batch?: Partial<WriteBatch>): Promise<void>;
  resolveAll(hooks?: Partial<ResolveHooks>): ReturnType<VaultResolver['resolveAll']>;
  /** `a.ts/f -> b.ts/g 1,5` of each relationship. */
  edges(): Promise<string[]>;
  /** Symbols of which `symbol_usage` says other than the relationships do; where uses have been counted, none. */
  miscounted(): Promise<string[]>;
  state(): Promise<ResolutionState>;
  /** Ends the resolver, and begins with another. */
  restart(): Promise<void>;
}

export async function worldOf(db: Database): Promise<World> {
  const folder = await temporaryFolder();
  const vault = await openVault(db, { name: 'made', folder, host: hostname() });
  const asked: ResolverRequest[] = [];
  const troubles: unknown[] = [];
  const told: string[] = [];
  const counted: World['counted'] = [];
  const create = (): VaultResolver =>
    createVaultResolver(
      {
        db,
        start: inThisThread((request) => asked.push(request)),
        isProjectFile: (path) => Promise.resolve(path === settings),
        onResolved(paths) {
          told.push(...paths);
          world.onTold?.();
        },
        onUsage: (symbols) => Promise.resolve(void counted.push(symbols)),
        onTrouble: (error) => troubles.push(error),
        idleMs: 60_000,
      },
      vault,
    );
  const world: World = {
    ...{ db, vault, asked, troubles, told, counted, resolver: create() },
    async write(files, batch = {}) {
      const writes = Object.entries(files).map(([path, source]) => madeSource(path, source));
      await writeBatch(db, vault, batchOf({ files: writes, ...batch }));
    },
    async save(files, batch = {}) {
      const moved = (batch.renamed ?? []).flatMap(({ from, to }) => [from, to]);
      const paths = [...(Object.keys(files) as FilePath[]), ...(batch.removed ?? []), ...moved];
      world.resolver.touch(paths);
      await world.write(files, batch);
      world.resolver.touch(paths);
      await world.resolver.resolveTouched();
    },
    resolveAll: (hooks = {}) =>
      world.resolver.resolveAll([settings], {
        signal: new AbortController().signal,
        pass: () => Promise.resolve(),
        onProgress: () => undefined,
        ...hooks,
      }),
    async edges() {
      const rows = await db.query<{ edge: string }>(
        `SELECT sf.path || '/' || s.name || ' -> ' || tf.path || '/' || t.name || ' ' || r.sites::text AS edge
         FROM symbol_relationships r
         JOIN code_symbols s ON s.id = r.source_id JOIN source_files sf ON sf.id = s.file_id
         JOIN code_symbols t ON t.id = r.target_id JOIN source_files tf ON tf.id = t.file_id
         WHERE r.relationship_type = 'calls' AND r.how = 'import' AND r.confidence = 0.97::real
           AND r.site_count = jsonb_array_length(r.sites)`,
      );
      return rows.map(({ edge }) => edge).sort();
    },
    async miscounted() {
      const rows = await db.query<{ symbol: string }>(
        `SELECT s.name || ' ' || coalesce(u.reference_count, 0) || ' not ' || coalesce(r.sites, 0) AS symbol
         FROM code_symbols s LEFT JOIN symbol_usage u ON u.symbol_id = s.id
         LEFT JOIN (
           SELECT target_id, sum(site_count) FILTER (WHERE relationship_type <> 'overrides') AS sites
           FROM symbol_relationships GROUP BY target_id
         ) r ON r.target_id = s.id
         WHERE coalesce(u.reference_count, 0) <> coalesce(r.sites, 0)`,
      );
      return rows.map(({ symbol }) => symbol);
    },
    state: () => resolutionState(db, vault),
    async restart() {
      await world.resolver.close();
      world.resolver = create();
    },
  };
  return world;
}
