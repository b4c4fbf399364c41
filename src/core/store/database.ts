/** The seam between the store and a database: embedded (PGlite in a worker thread) or a PostgreSQL server. */

/** What can be asked of a database, inside a transaction or outside. Failures are QueryError or LociError. */
export interface Queryable {
  /**
   * One statement. `$1`, `$2` … in `sql` stand for `params`: text, numbers, booleans, null, dates, bytes (Uint8Array)
   * and arrays of these; JSON goes in as text. In rows, bigint is a number, bytea a Uint8Array, timestamptz a Date,
   * JSON parsed, numeric text.
   */
  query<Row extends object>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
  /** Several statements without parameters. */
  execute(sql: string): Promise<void>;
  /**
   * Bulk load. Each chunk of `rows` is one or more whole lines of COPY's text format (see copyText.ts), line feed
   * included. Answers with the number of rows. All or nothing; inside a transaction a failure aborts it.
   */
  copyFrom(table: string, columns: readonly string[], rows: Iterable<string>): Promise<number>;
}

/** A statement that is asked so often that parsing and planning it each time would cost more than its answer. */
export interface PreparedStatement {
  /** A plain identifier, of this statement alone. */
  readonly name: string;
  readonly sql: string;
  /** Of `$1`, `$2` … */
  readonly types: readonly ('bigint[]' | 'integer[]')[];
}

/** Valid only until the callback of {@link Database.transaction} has ended. */
export type Transaction = Queryable;

export interface Database extends Queryable {
  readonly kind: 'embedded' | 'postgresql';
  /** For people: the data directory, or host and database; never a password. */
  readonly location: string;
  /** Outside transactions only. `lists` are the parameters: whole numbers. Rows are as those of `query`. */
  queryPrepared<Row extends object>(
    statement: PreparedStatement,
    lists: readonly (readonly number[])[],
  ): Promise<Row[]>;
  /**
   * Commits if `run` fulfils, rolls back if it rejects. Inside, use the transaction only: the embedded database has one
   * connection, so that a query to the database itself would wait for the transaction to end, for ever. When `signal`
   * is aborted, the statement in hand is cancelled where the database can do so, the next one is refused, and the whole
   * is rolled back with LociError `cancelled`.
   */
  transaction<T>(run: (tx: Transaction) => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** Hears NOTIFY on a channel (a plain identifier); the answer ends it. Payloads sent while disconnected are lost. */
  listen(channel: string, onPayload: (payload: string) => void): Promise<() => Promise<void>>;
  /** Waits for what is under way, then closes. Later calls are rejected with LociError `serverLost`. */
  close(): Promise<void>;
}

export type DatabaseConfig =
  | {
      readonly kind: 'embedded';
      /** The database's own files go into its subfolder `pgdata`; created if absent. One process at a time. */
      readonly dataDir: string;
      readonly assetsDir: string;
    }
  | {
      readonly kind: 'postgresql';
      /** `postgresql://user:password@host:port/database?option=value` */
      readonly url: string;
    };
