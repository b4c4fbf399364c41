-- Relationships: what resolving needs of each content, what has been resolved and against what, and what the graph says
-- of each symbol.

-- migrate:up

ALTER TABLE file_facts ADD COLUMN declarations bytea NOT NULL DEFAULT '';
ALTER TABLE file_facts ALTER COLUMN declarations SET STORAGE EXTERNAL;
COMMENT ON COLUMN file_facts.declarations IS 'What other files may need to know of this content, encoded';

CREATE TABLE file_resolutions (
  file_id            bigint PRIMARY KEY REFERENCES source_files (id) ON DELETE CASCADE,
  facts_id           bigint NOT NULL,
  status             varchar(20) NOT NULL CHECK (status IN ('resolved', 'failed')),
  problem            text,
  against            bytea NOT NULL,
  depends_on         bigint[] NOT NULL,
  relationship_count integer NOT NULL DEFAULT 0,
  external_count     integer NOT NULL DEFAULT 0,
  unresolved_count   integer NOT NULL DEFAULT 0
);
COMMENT ON TABLE file_resolutions IS
  'Files whose references have been resolved; a file without a row has no relationships of its own';
COMMENT ON COLUMN file_resolutions.facts_id IS 'The content that was resolved; another than the file''s own: out of date';
COMMENT ON COLUMN file_resolutions.against IS
  'Digest of all else that the answer rests on: the declarations of depends_on, paths, project files, the resolver. Empty: out of date';
COMMENT ON COLUMN file_resolutions.depends_on IS 'source_files.id of the files whose declarations the answer rests on';
COMMENT ON COLUMN file_resolutions.external_count IS 'References to what is defined outside the folder';
COMMENT ON COLUMN file_resolutions.unresolved_count IS 'References that could be bound to nothing';

CREATE TABLE project_files (
  vault_key    bigint NOT NULL REFERENCES vaults (key) ON DELETE CASCADE,
  path         text NOT NULL,
  content_hash bytea NOT NULL,
  PRIMARY KEY (vault_key, path)
);
COMMENT ON TABLE project_files IS 'Files that say how names are looked up: tsconfig.json, package.json, go.mod and the like';

CREATE TABLE external_references (
  file_id    bigint NOT NULL,
  module     text NOT NULL,
  name       text NOT NULL DEFAULT '',
  site_count integer NOT NULL,
  sites      jsonb NOT NULL,
  PRIMARY KEY (file_id, module, name)
);
COMMENT ON TABLE external_references IS 'Names of libraries that a file uses: what is not defined in its folder';
COMMENT ON COLUMN external_references.file_id IS 'source_files.id; goes with it, by a trigger';
COMMENT ON COLUMN external_references.name IS 'What it is called there; empty for the module as a whole';
COMMENT ON COLUMN external_references.sites IS 'The first ones: [[line, column], …], 1-based';

ALTER TABLE symbol_relationships ADD COLUMN site_count integer NOT NULL DEFAULT 1;
COMMENT ON COLUMN symbol_relationships.site_count IS 'All places; sites holds the first ones';
CREATE OR REPLACE VIEW symbol_relationship_details AS
SELECT source_id, target_id, relationship_type, confidence, how, sites, created_at, site_count
FROM symbol_relationships
UNION ALL
SELECT target_id, source_id,
  CASE relationship_type
    WHEN 'calls' THEN 'called_by'
    WHEN 'imports' THEN 'imported_by'
    WHEN 'extends' THEN 'extended_by'
    WHEN 'implements' THEN 'implemented_by'
    WHEN 'uses' THEN 'used_by'
    WHEN 'references' THEN 'referenced_by'
    WHEN 'overrides' THEN 'overridden_by'
    WHEN 'decorates' THEN 'decorated_by'
  END,
  confidence, how, sites, created_at, site_count
FROM symbol_relationships;

-- Beside code_symbols: these change with other files' texts, and a wide row is dear to write again. Without an index on
-- what changes and with room on each page, a change stays on its page.
CREATE TABLE symbol_usage (
  symbol_id       bigint PRIMARY KEY,
  reference_count integer NOT NULL DEFAULT 0,
  rank            real NOT NULL DEFAULT 0
) WITH (fillfactor = 80);
COMMENT ON TABLE symbol_usage IS 'Of the symbols that something refers to';
COMMENT ON COLUMN symbol_usage.symbol_id IS 'code_symbols.id; goes with it, by a trigger';
COMMENT ON COLUMN symbol_usage.reference_count IS 'Places that name the symbol';
COMMENT ON COLUMN symbol_usage.rank IS 'How central the symbol is: 1 is the average of its vault, 0 not reckoned yet';

CREATE OR REPLACE VIEW code_symbol_details AS
SELECT
  s.id, f.path || '/' || s.descriptor AS symbol_id, s.name, coalesce(s.qualified_name, s.name) AS qualified_name, s.type,
  f.path AS file_path, s.line_number, s.column_number, s.end_line, s.end_column,
  s.signature, s.documentation, f.language, s.visibility,
  s.definition_start, s.definition_end,
  NULL::text AS definition, NULL::text AS context_before, NULL::text AS context_after,
  s.is_exported, s.is_async, s.is_generator, s.is_abstract, s.is_static,
  v.id AS project_id, v.id AS vault_id, v.name AS vault_name,
  coalesce(c.qualified_name, c.name) AS container_name,
  coalesce(s.metadata, '{}') AS metadata,
  f.created_at, f.indexed_at AS last_analyzed,
  coalesce(u.reference_count, 0) AS reference_count, s.last_referenced,
  coalesce(u.rank, 0) AS rank
FROM code_symbols s
JOIN source_files f ON f.id = s.file_id
JOIN vaults v ON v.key = f.vault_key
LEFT JOIN code_symbols c ON s.container > 0 AND c.file_id = s.file_id AND c.ordinal = s.container
LEFT JOIN symbol_usage u ON u.symbol_id = s.id;
ALTER TABLE code_symbols DROP COLUMN reference_count;

CREATE OR REPLACE FUNCTION delete_symbols_of_files() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM code_symbols s USING removed r WHERE s.file_id = r.id;
  DELETE FROM external_references e USING removed r WHERE e.file_id = r.id;
  RETURN NULL;
END
$$;

-- What the removed symbols referred to is referred to less. Their files, and those that referred to them, have lost
-- relationships: they have to be resolved again, even if the symbols come back.
CREATE OR REPLACE FUNCTION delete_relationships_of_symbols() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM symbol_usage u USING removed r WHERE u.symbol_id = r.id;
  WITH gone AS (
    DELETE FROM symbol_relationships s USING removed r WHERE s.source_id = r.id
    RETURNING s.target_id, s.relationship_type, s.site_count
  ), less AS (
    SELECT target_id, sum(site_count)::integer AS sites FROM gone WHERE relationship_type <> 'overrides' GROUP BY target_id
  )
  UPDATE symbol_usage u SET reference_count = greatest(0, u.reference_count - less.sites)
  FROM less WHERE u.symbol_id = less.target_id;
  UPDATE file_resolutions f SET against = ''
  WHERE f.against <> '' AND f.file_id IN (
    SELECT r.file_id FROM removed r
    UNION
    SELECT s.file_id FROM removed r
    JOIN symbol_relationships e ON e.target_id = r.id JOIN code_symbols s ON s.id = e.source_id
  );
  DELETE FROM symbol_relationships s USING removed r WHERE s.target_id = r.id;
  RETURN NULL;
END
$$;

-- migrate:down

CREATE OR REPLACE FUNCTION delete_relationships_of_symbols() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM symbol_relationships s USING removed r WHERE s.source_id = r.id;
  DELETE FROM symbol_relationships s USING removed r WHERE s.target_id = r.id;
  RETURN NULL;
END
$$;
CREATE OR REPLACE FUNCTION delete_symbols_of_files() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM code_symbols s USING removed r WHERE s.file_id = r.id;
  RETURN NULL;
END
$$;
DROP VIEW code_symbol_details;
DROP TABLE symbol_usage;
ALTER TABLE code_symbols ADD COLUMN reference_count integer NOT NULL DEFAULT 0;
CREATE VIEW code_symbol_details AS
SELECT
  s.id, f.path || '/' || s.descriptor AS symbol_id, s.name, coalesce(s.qualified_name, s.name) AS qualified_name, s.type,
  f.path AS file_path, s.line_number, s.column_number, s.end_line, s.end_column,
  s.signature, s.documentation, f.language, s.visibility,
  s.definition_start, s.definition_end,
  NULL::text AS definition, NULL::text AS context_before, NULL::text AS context_after,
  s.is_exported, s.is_async, s.is_generator, s.is_abstract, s.is_static,
  v.id AS project_id, v.id AS vault_id, v.name AS vault_name,
  coalesce(c.qualified_name, c.name) AS container_name,
  coalesce(s.metadata, '{}') AS metadata,
  f.created_at, f.indexed_at AS last_analyzed,
  s.reference_count, s.last_referenced
FROM code_symbols s
JOIN source_files f ON f.id = s.file_id
JOIN vaults v ON v.key = f.vault_key
LEFT JOIN code_symbols c ON s.container > 0 AND c.file_id = s.file_id AND c.ordinal = s.container;
DROP VIEW symbol_relationship_details;
ALTER TABLE symbol_relationships DROP COLUMN site_count;
CREATE VIEW symbol_relationship_details AS
SELECT source_id, target_id, relationship_type, confidence, how, sites, created_at
FROM symbol_relationships
UNION ALL
SELECT target_id, source_id,
  CASE relationship_type
    WHEN 'calls' THEN 'called_by'
    WHEN 'imports' THEN 'imported_by'
    WHEN 'extends' THEN 'extended_by'
    WHEN 'implements' THEN 'implemented_by'
    WHEN 'uses' THEN 'used_by'
    WHEN 'references' THEN 'referenced_by'
    WHEN 'overrides' THEN 'overridden_by'
    WHEN 'decorates' THEN 'decorated_by'
  END,
  confidence, how, sites, created_at
FROM symbol_relationships;
DROP TABLE external_references;
DROP TABLE project_files;
DROP TABLE file_resolutions;
ALTER TABLE file_facts DROP COLUMN declarations;
