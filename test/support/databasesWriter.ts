/**
 * Program for the test that kills it: opens the embedded database of a folder, says what is in it, then writes file after
 * file and says so after each commit.
 */

import { writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { writeBatch } from '../../src/core/store/files';
import { migrate, readMigrations } from '../../src/core/store/migrator';
import { openDatabase } from '../../src/core/store/open';
import { openVault } from '../../src/core/store/vaults';
import { batchOf, makeTypicalFile } from './databasesFiles';

/** Synchronously, so that a line that was written stays written when the process is killed. */
function say(line: string): void {
  writeSync(1, `${line}\n`);
}

const [dataDir = '', mode] = process.argv.slice(2);
const db = await openDatabase({ kind: 'embedded', dataDir, assetsDir: resolve('dist') });
await migrate(db, await readMigrations('migrations'));
const vault = await openVault(db, { name: 'kill', folder: '/kill', host: 'here' });
const [found] = await db.query<{ files: number; broken: number }>(
  `SELECT count(*)::int AS files, (count(*) FILTER (WHERE symbol_count <>
     (SELECT count(*) FROM code_symbols s WHERE s.file_id = f.id)))::int AS broken
   FROM source_files f`,
);
say(`found ${found?.files ?? -1} ${found?.broken ?? -1}`);
if (mode === 'look') await db.close();
else {
  for (let number = found?.files ?? 0; ; number++) {
    await writeBatch(db, vault, batchOf({ files: [makeTypicalFile(number, 30)] }));
    say(`wrote ${number + 1}`);
  }
}
