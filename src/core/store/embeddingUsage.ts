/** embedding_usage: how much text endpoints on other machines were sent, month by month; what is known of their models. */

import type { ModelIdentity } from '../model/embedding';
import type { Queryable } from './database';
import type { StoredModel } from './vectors';

export interface Sent {
  readonly host: string;
  readonly model: string;
  readonly tokens: number;
  readonly texts: number;
}

const thisMonth = `date_trunc('month', now() AT TIME ZONE 'UTC')::date`;

/**
 * Writes down what is about to be sent. False, with nothing written, if all of this month would then be more than the
 * budget; there is none where it is undefined.
 */
export async function spend(db: Queryable, sent: Sent, budget: number | undefined): Promise<boolean> {
  const rows = await db.query(
    `INSERT INTO embedding_usage (month, host, model, tokens, texts)
     SELECT ${thisMonth}, $1::text, $2::text, $3::bigint, $4::bigint
     WHERE $5::bigint IS NULL
       OR $3::bigint + (SELECT coalesce(sum(tokens), 0) FROM embedding_usage WHERE month = ${thisMonth}) <= $5::bigint
     ON CONFLICT (month, host, model) DO UPDATE
       SET tokens = embedding_usage.tokens + excluded.tokens, texts = embedding_usage.texts + excluded.texts
     RETURNING tokens`,
    [sent.host, sent.model, sent.tokens, sent.texts, budget ?? null],
  );
  return rows.length > 0;
}

/** So many tokens more, or fewer, than was written down. */
export async function correctSpent(
  db: Queryable,
  { host, model }: Pick<Sent, 'host' | 'model'>,
  tokens: number,
): Promise<void> {
  await db.query(
    `UPDATE embedding_usage SET tokens = greatest(0, tokens + $3::bigint)
     WHERE month = ${thisMonth} AND host = $1 AND model = $2`,
    [host, model, tokens],
  );
}

/** Tokens of this month, of all endpoints. */
export async function spentTokens(db: Queryable): Promise<number> {
  const [row] = await db.query<{ tokens: number }>(
    `SELECT coalesce(sum(tokens), 0)::bigint AS tokens FROM embedding_usage WHERE month = ${thisMonth}`,
    [],
  );
  return row!.tokens;
}

/** The model that is known by this name, whatever its dimension, the latest; undefined if it never embedded here. */
export async function knownModel(
  db: Queryable,
  { provider, name, version }: Omit<ModelIdentity, 'dimensions'>,
  dimensions?: number,
): Promise<StoredModel | undefined> {
  const [row] = await db.query<StoredModel>(
    `SELECT id AS key, provider, name, version, dimension AS dimensions FROM embedding_models
     WHERE provider = $1 AND name = $2 AND version = $3 AND ($4::int IS NULL OR dimension = $4) ORDER BY id DESC LIMIT 1`,
    [provider, name, version, dimensions ?? null],
  );
  return row;
}

/** Texts of the vaults' files that have vectors of the model. */
export async function countKnownTexts(
  db: Queryable,
  vaults: readonly { readonly key: number }[],
  model: StoredModel,
): Promise<number> {
  const [row] = await db.query<{ texts: number }>(
    `SELECT count(DISTINCT v)::bigint AS texts
     FROM content_embeddings c JOIN source_files f ON f.facts_id = c.facts_id AND f.path = c.path, unnest(c.vectors) v
     WHERE c.model_id = $1 AND f.vault_key = ANY($2::bigint[]) AND v > 0`,
    [model.key, vaults.map(({ key }) => key)],
  );
  return row!.texts;
}
