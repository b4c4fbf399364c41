-- How sure relationships are said to be, beside how many of them a compiler confirmed.

-- migrate:up

CREATE TABLE confidence_calibration (
  language_family varchar(50) NOT NULL,
  how             varchar(50) NOT NULL,
  predicted       real NOT NULL CHECK (predicted BETWEEN 0 AND 1),
  sites           integer NOT NULL CHECK (sites > 0),
  confirmed       integer NOT NULL CHECK (confirmed BETWEEN 0 AND sites),
  observed        real NOT NULL GENERATED ALWAYS AS (confirmed::real / sites) STORED,
  measured_on     text NOT NULL,
  PRIMARY KEY (language_family, how, predicted)
);
COMMENT ON TABLE confidence_calibration IS
  'By npm run bench:relations, on projects that the resolver was not written with; a row a bucket of confidence';
COMMENT ON COLUMN confidence_calibration.how IS
  'symbol_relationships.how; any where that says nothing: overloads, of which the arguments choose';
COMMENT ON COLUMN confidence_calibration.predicted IS 'The confidence that such relationships are stored with';
COMMENT ON COLUMN confidence_calibration.confirmed IS 'Sites at which the compiler''s own index names the same target';

INSERT INTO confidence_calibration (language_family, how, predicted, sites, confirmed, measured_on) VALUES
  ('ecmascript', 'import', 0.99, 20598, 20598, 'kysely, hono'),
  ('ecmascript', 'inheritance', 0.98, 3031, 3031, 'kysely, hono'),
  ('ecmascript', 'package', 0.98, 15, 15, 'kysely, hono'),
  ('ecmascript', 'receiver', 0.98, 10787, 10755, 'kysely, hono'),
  ('ecmascript', 'scope', 0.99, 7570, 7559, 'kysely, hono'),
  ('python', 'import', 0.99, 4501, 4465, 'httpx, flask'),
  ('python', 'inheritance', 0.98, 780, 769, 'httpx, flask'),
  ('python', 'receiver', 0.98, 3328, 3310, 'httpx, flask'),
  ('python', 'scope', 0.99, 1663, 1662, 'httpx, flask'),
  ('go', 'import', 0.98, 61, 61, 'cobra'),
  ('go', 'package', 0.98, 1260, 1260, 'cobra'),
  ('go', 'receiver', 0.98, 883, 883, 'cobra'),
  ('go', 'scope', 0.98, 744, 743, 'cobra'),
  ('java', 'any', 0.35, 183, 63, 'gson'),
  ('java', 'import', 0.98, 1297, 1289, 'gson'),
  ('java', 'inheritance', 0.98, 6, 5, 'gson'),
  ('java', 'package', 0.98, 310, 310, 'gson'),
  ('java', 'receiver', 0.98, 578, 574, 'gson'),
  ('java', 'scope', 0.98, 885, 885, 'gson');

-- migrate:down

DROP TABLE confidence_calibration;
