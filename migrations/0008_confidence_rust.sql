-- Rust as measured since its paths, fields, variants and receivers are resolved: fd, ripgrep and bytes were looked at while
-- that was written, hyperfine was not. Their indexes were made without dependencies.

-- migrate:up

DELETE FROM confidence_calibration WHERE language_family = 'rust';
INSERT INTO confidence_calibration (language_family, how, predicted, sites, confirmed, measured_on) VALUES
  ('rust', 'any', 0.85, 87, 73, 'fd, ripgrep, bytes, hyperfine'),
  ('rust', 'import', 0.98, 4941, 4919, 'fd, ripgrep, bytes, hyperfine'),
  ('rust', 'inheritance', 0.98, 21, 15, 'fd, ripgrep, bytes, hyperfine'),
  ('rust', 'package', 0.98, 1618, 1608, 'fd, ripgrep, bytes, hyperfine'),
  ('rust', 'receiver', 0.95, 12765, 12036, 'fd, ripgrep, bytes, hyperfine'),
  ('rust', 'scope', 0.98, 7418, 7303, 'fd, ripgrep, bytes, hyperfine');

-- migrate:down

DELETE FROM confidence_calibration WHERE language_family = 'rust';
INSERT INTO confidence_calibration (language_family, how, predicted, sites, confirmed, measured_on) VALUES
  ('rust', 'any', 0.9, 76, 68, 'ripgrep, bytes'),
  ('rust', 'import', 0.98, 1540, 1519, 'ripgrep, bytes'),
  ('rust', 'package', 0.98, 574, 549, 'ripgrep, bytes'),
  ('rust', 'receiver', 0.98, 2814, 2727, 'ripgrep, bytes'),
  ('rust', 'scope', 0.98, 3597, 3589, 'ripgrep, bytes');
