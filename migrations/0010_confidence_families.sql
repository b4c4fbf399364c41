-- Every family of languages by itself. Of Rust only places that rust-analyzer tells something of; of PHP and Ruby calls alone, by
-- a language server and by what ran in the projects' tests; of C# and Kotlin calls that were read beside their sources. Where the
-- arguments leave several overloads, shares differ between projects: in Java from 49 to 85 %.

-- migrate:up

COMMENT ON COLUMN confidence_calibration.how IS
  'symbol_relationships.how; any of several overloads that the arguments do not tell apart; all others, where they were not told apart';

DELETE FROM confidence_calibration;
INSERT INTO confidence_calibration (language_family, how, predicted, sites, confirmed, measured_on) VALUES
  ('ecmascript', 'checker', 1, 190775, 190748, 'typeorm, kysely, hono'),
  ('ecmascript', 'import', 0.99, 198053, 198011, 'typeorm, kysely, hono, vscode-copilot-chat'),
  ('ecmascript', 'inheritance', 0.98, 16657, 16590, 'typeorm, kysely, hono, vscode-copilot-chat'),
  ('ecmascript', 'package', 0.98, 321, 321, 'typeorm, kysely, hono, vscode-copilot-chat'),
  ('ecmascript', 'receiver', 0.98, 194184, 193342, 'typeorm, kysely, hono, vscode-copilot-chat'),
  ('ecmascript', 'scope', 0.99, 47338, 47203, 'typeorm, kysely, hono, vscode-copilot-chat'),
  ('python', 'import', 0.99, 17556, 17518, 'flask, httpx, serena, jinja'),
  ('python', 'inheritance', 0.98, 2989, 2967, 'flask, httpx, serena, jinja'),
  ('python', 'receiver', 0.98, 22395, 22188, 'flask, httpx, serena, jinja'),
  ('python', 'scope', 0.99, 9240, 9200, 'flask, httpx, serena, jinja'),
  ('go', 'import', 0.98, 272, 272, 'cobra, mux, chi'),
  ('go', 'inheritance', 0.98, 91, 91, 'cobra, mux, chi'),
  ('go', 'package', 0.98, 3090, 3090, 'cobra, mux, chi'),
  ('go', 'receiver', 0.98, 6132, 6048, 'cobra, mux, chi'),
  ('go', 'scope', 0.98, 2594, 2592, 'cobra, mux, chi'),
  ('java', 'any', 0.65, 444, 276, 'gson, javapoet, commons-cli, commons-io'),
  ('java', 'import', 0.98, 7821, 7818, 'gson, javapoet, commons-cli, commons-io'),
  ('java', 'inheritance', 0.98, 3008, 2924, 'gson, javapoet, commons-cli, commons-io'),
  ('java', 'package', 0.98, 20033, 20007, 'gson, javapoet, commons-cli, commons-io'),
  ('java', 'receiver', 0.98, 13460, 13380, 'gson, javapoet, commons-cli, commons-io'),
  ('java', 'scope', 0.98, 18215, 18143, 'gson, javapoet, commons-cli, commons-io'),
  ('rust', 'any', 0.85, 148, 124, 'fd, ripgrep, bytes, hyperfine, aho-corasick, rayon'),
  ('rust', 'import', 0.98, 8106, 8083, 'fd, ripgrep, bytes, hyperfine, aho-corasick, rayon'),
  ('rust', 'inheritance', 0.98, 134, 134, 'fd, ripgrep, bytes, hyperfine, aho-corasick, rayon'),
  ('rust', 'package', 0.98, 2167, 2167, 'fd, ripgrep, bytes, hyperfine, aho-corasick, rayon'),
  ('rust', 'receiver', 0.98, 18325, 18299, 'fd, ripgrep, bytes, hyperfine, aho-corasick, rayon'),
  ('rust', 'scope', 0.98, 13178, 13109, 'fd, ripgrep, bytes, hyperfine, aho-corasick, rayon'),
  ('c', 'import', 0.98, 84, 84, 'leveldb'),
  ('c', 'inheritance', 0.98, 43, 43, 'leveldb, spdlog'),
  ('c', 'package', 0.98, 50039, 49746, 'libuv, zstd, Lua, leveldb, spdlog'),
  ('c', 'receiver', 0.98, 19944, 19901, 'libuv, zstd, Lua, leveldb, spdlog'),
  ('c', 'scope', 0.98, 33492, 33044, 'libuv, zstd, Lua, leveldb, spdlog'),
  ('php', 'import', 0.98, 178, 178, 'guzzle, monolog, slim'),
  ('php', 'inheritance', 0.98, 117, 117, 'guzzle, monolog, slim'),
  ('php', 'package', 0.98, 82, 82, 'guzzle, monolog, slim'),
  ('php', 'receiver', 0.98, 786, 786, 'guzzle, monolog, slim'),
  ('php', 'scope', 0.98, 1, 1, 'guzzle'),
  ('ruby', 'inheritance', 0.98, 1394, 1378, 'rack, rake, sinatra'),
  ('ruby', 'package', 0.98, 1660, 1660, 'rack, rake, sinatra'),
  ('ruby', 'receiver', 0.98, 342, 342, 'rack, rake, sinatra'),
  ('ruby', 'scope', 0.98, 1947, 1942, 'rack, rake, sinatra'),
  ('csharp', 'any', 0.75, 75, 56, 'serilog, polly, fluentvalidation'),
  ('csharp', 'all', 0.98, 130, 128, 'serilog, polly'),
  ('kotlin', 'any', 0.7, 78, 55, 'okio, koin, kotlinpoet'),
  ('kotlin', 'all', 0.98, 90, 87, 'okio, koin');

-- migrate:down

COMMENT ON COLUMN confidence_calibration.how IS
  'symbol_relationships.how; any where that says nothing: overloads, of which the arguments choose';

DELETE FROM confidence_calibration;
INSERT INTO confidence_calibration (language_family, how, predicted, sites, confirmed, measured_on) VALUES
  ('c', 'import', 0.98, 84, 84, 'leveldb'),
  ('c', 'inheritance', 0.98, 43, 43, 'leveldb, spdlog'),
  ('c', 'package', 0.98, 50039, 49746, 'libuv, zstd, Lua, leveldb, spdlog'),
  ('c', 'receiver', 0.98, 19944, 19901, 'libuv, zstd, Lua, leveldb, spdlog'),
  ('c', 'scope', 0.98, 33492, 33044, 'libuv, zstd, Lua, leveldb, spdlog'),
  ('ecmascript', 'checker', 1, 49946, 49933, 'kysely, hono'),
  ('ecmascript', 'import', 0.99, 20598, 20598, 'kysely, hono'),
  ('ecmascript', 'inheritance', 0.98, 3031, 3031, 'kysely, hono'),
  ('ecmascript', 'package', 0.98, 15, 15, 'kysely, hono'),
  ('ecmascript', 'receiver', 0.98, 10787, 10755, 'kysely, hono'),
  ('ecmascript', 'scope', 0.99, 7570, 7559, 'kysely, hono'),
  ('go', 'import', 0.98, 8, 8, 'mux'),
  ('go', 'inheritance', 0.98, 77, 77, 'mux'),
  ('go', 'package', 0.98, 517, 517, 'mux'),
  ('go', 'receiver', 0.98, 2404, 2400, 'mux'),
  ('go', 'scope', 0.98, 597, 597, 'mux'),
  ('java', 'any', 0.75, 204, 152, 'javapoet, commons-cli'),
  ('java', 'import', 0.98, 1009, 1009, 'javapoet, commons-cli'),
  ('java', 'inheritance', 0.98, 189, 189, 'javapoet, commons-cli'),
  ('java', 'package', 0.98, 6264, 6260, 'javapoet, commons-cli'),
  ('java', 'receiver', 0.98, 6463, 6448, 'javapoet, commons-cli'),
  ('java', 'scope', 0.98, 3778, 3778, 'javapoet, commons-cli'),
  ('python', 'import', 0.99, 4501, 4465, 'httpx, flask'),
  ('python', 'inheritance', 0.98, 780, 769, 'httpx, flask'),
  ('python', 'receiver', 0.98, 3328, 3310, 'httpx, flask'),
  ('python', 'scope', 0.99, 1663, 1662, 'httpx, flask'),
  ('rust', 'any', 0.85, 87, 73, 'fd, ripgrep, bytes, hyperfine'),
  ('rust', 'import', 0.98, 4941, 4919, 'fd, ripgrep, bytes, hyperfine'),
  ('rust', 'inheritance', 0.98, 21, 15, 'fd, ripgrep, bytes, hyperfine'),
  ('rust', 'package', 0.98, 1618, 1608, 'fd, ripgrep, bytes, hyperfine'),
  ('rust', 'receiver', 0.95, 12765, 12036, 'fd, ripgrep, bytes, hyperfine'),
  ('rust', 'scope', 0.98, 7418, 7303, 'fd, ripgrep, bytes, hyperfine');
