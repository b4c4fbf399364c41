-- Of pages and style sheets what was read, of shells the calls that were read beside their sources, in projects that were
-- not looked at while this was written.

-- migrate:up

INSERT INTO confidence_calibration (language_family, how, predicted, sites, confirmed, measured_on) VALUES
  ('bash', 'all', 0.98, 310, 310, 'dokku, asdf, ruby-build, acme.sh, pi-hole, ohmyzsh, bash-completion'),
  ('pages', 'all', 0.98, 90, 90, 'todomvc, html5-boilerplate, serena, dokku, kysely');

-- migrate:down

DELETE FROM confidence_calibration WHERE language_family IN ('bash', 'pages');
