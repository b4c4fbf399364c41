/** What a PostgreSQL server must be, and what to tell people about one that is not, or does not answer. */

import type { ClientBase } from 'pg';
import { LociError } from '../model/errors';
import { errorFacts } from './errors';
import type { ErrorFacts } from './errors';

const oldestVersion = 16;
const extensions = ['vector', 'pg_trgm'];

export interface ServerAddress {
  /** For people: host and database. */
  readonly location: string;
  readonly password: string | null;
  /** For connecting: the URL's `connect_timeout` (seconds), else ten seconds. */
  readonly timeoutMs: number;
}

/** No password is in the error for an unreadable URL. */
export function parseUrl(url: string): ServerAddress {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !/^postgres(ql)?:$/.test(parsed.protocol)) {
    throw new LociError(
      'usage',
      'the database URL cannot be read',
      'write it as postgresql://user:password@host:5432/database',
    );
  }
  const { searchParams } = parsed;
  const password = parsed.password === '' ? searchParams.get('password') : decodeURIComponent(parsed.password);
  const seconds = Number(searchParams.get('connect_timeout'));
  return {
    location: `${parsed.host || 'localhost'}${parsed.pathname}`,
    password,
    timeoutMs: seconds > 0 ? seconds * 1000 : 10_000,
  };
}

/** Version and extensions; creates the extensions where it may. */
export async function checkServer(client: ClientBase, location: string): Promise<void> {
  const { rows } = await client.query<{ version: number }>(
    "SELECT current_setting('server_version_num')::int / 10000 AS version",
  );
  const version = rows[0]?.version ?? 0;
  if (version < oldestVersion) {
    throw new LociError(
      'databaseUnsupported',
      `the server at ${location} is PostgreSQL ${version}; Loci needs ${oldestVersion} or later`,
      'upgrade the server, or leave out --database-url to use the embedded database',
    );
  }
  for (const name of extensions) await ensureExtension(client, name, location);
}

async function ensureExtension(client: ClientBase, name: string, location: string): Promise<void> {
  const { rows } = await client.query<{ installed_version: string | null }>(
    'SELECT installed_version FROM pg_available_extensions WHERE name = $1',
    [name],
  );
  if (rows[0] === undefined) {
    throw new LociError(
      'databaseUnsupported',
      `the server at ${location} does not have the extension ${name}`,
      name === 'vector' ? 'install pgvector on the server' : `install ${name} (a part of postgresql-contrib)`,
    );
  }
  if (rows[0].installed_version !== null) return;
  try {
    await client.query(`CREATE EXTENSION IF NOT EXISTS ${name}`);
  } catch (error) {
    const facts = errorFacts(error);
    // Two clients at once: the other one made it.
    if (facts.code === '23505' || facts.code === '42710') return;
    throw new LociError(
      'databaseUnsupported',
      `the extension ${name} is not enabled at ${location}: ${facts.message}`,
      `have an administrator run CREATE EXTENSION ${name} in that database`,
    );
  }
}

const authCodes = ['28P01', '28000', '42501'];

/** The error to throw for a connection that did not come about; the password, if known, is struck out of it. */
export function connectError(error: unknown, location: string, password: string | null): LociError {
  const facts = rootCause(error);
  const message = password === null ? facts.message : facts.message.replaceAll(password, '***');
  if (authCodes.includes(facts.code ?? '') || /password/i.test(message)) {
    return new LociError('databaseAuth', `the server at ${location} refused the login: ${message}`, 'check the URL');
  }
  const mend =
    facts.code === '3D000' ? 'create the database, or check its name in the URL' : 'check host, port and network';
  return new LociError('databaseUnreachable', `no connection to the database at ${location}: ${message}`, mend);
}

/** A host with several addresses fails once for each; the first says enough. */
function rootCause(error: unknown): ErrorFacts {
  return errorFacts(error instanceof AggregateError && error.errors.length > 0 ? error.errors[0] : error);
}
