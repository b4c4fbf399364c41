-- What outside authorities (a type checker, an imported SCIP index) found of single files.

-- migrate:up

CREATE TABLE exact_references (
  file_id  bigint NOT NULL REFERENCES source_files (id) ON DELETE CASCADE,
  source   varchar(20) NOT NULL CHECK (source IN ('checker', 'scip')),
  facts_id bigint NOT NULL,
  found    bytea NOT NULL,
  digest   text NOT NULL GENERATED ALWAYS AS (md5(found)) STORED,
  found_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (file_id, source)
);
ALTER TABLE exact_references ALTER COLUMN found SET STORAGE EXTERNAL;
COMMENT ON TABLE exact_references IS
  'What an outside authority found in one content of a file; merged with what resolving finds, never instead of it';
COMMENT ON COLUMN exact_references.facts_id IS 'The content that it is of; another than the file''s own: void';
COMMENT ON COLUMN exact_references.found IS 'The references, encoded';
COMMENT ON COLUMN exact_references.digest IS 'Tells cheaply whether found has changed';

-- migrate:down

DROP TABLE exact_references;
