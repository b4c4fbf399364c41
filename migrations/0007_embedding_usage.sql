-- What endpoints that embed were sent, so that a budget outlives a restart; when a model answered last.

-- migrate:up

CREATE TABLE embedding_usage (
  month  date   NOT NULL CHECK (extract(day FROM month) = 1),
  host   text   NOT NULL,
  model  text   NOT NULL,
  tokens bigint NOT NULL CHECK (tokens >= 0),
  texts  bigint NOT NULL CHECK (texts >= 0),
  PRIMARY KEY (month, host, model)
);
COMMENT ON TABLE embedding_usage IS 'Texts sent to endpoints on other machines, by calendar month (UTC), counted before they are sent';
COMMENT ON COLUMN embedding_usage.tokens IS 'Estimated: one for each three bytes of UTF-8';

ALTER TABLE embedding_models ADD COLUMN used_at timestamptz NOT NULL DEFAULT now();
COMMENT ON COLUMN embedding_models.used_at IS 'When a folder was switched to it or from it last; vectors that may have cost money are kept for a while after';

-- migrate:down

ALTER TABLE embedding_models DROP COLUMN used_at;
DROP TABLE embedding_usage;
