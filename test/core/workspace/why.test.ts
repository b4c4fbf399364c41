import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { ScanRules } from '../../../src/core/workspace/rules';
import { scanFolder } from '../../../src/core/workspace/scan';
import { createExplainer, explain } from '../../../src/core/workspace/why';
import type { TestFolder } from '../../support/tree';
import { createFolder, createRepository, testLanguageOf } from '../../support/tree';

const onWindows = process.platform === 'win32';

const tree = {
  '.gitignore': '# made\n\n*.md\n/gen/\n/mine/\n',
  '.lociignore': '*.py\n!/mine/\n!big.ts\n',
  'sub/.gitignore': 'x.ts\n',
  'sub/x.ts': '',
  'sub/a.ts': '',
  'a.md': '',
  'gen/deep/a.ts': '',
  'mine/a.ts': '',
  'a.py': '',
  '.env.ts': '',
  'set/a.ts': '',
  'a.png': '',
  tool: '#!/bin/sh\n',
  'large.ts': 'x'.repeat(3000),
  'big.ts': 'x'.repeat(3000),
  'b.min.ts': '',
  'c.ts': '\0',
  'nested/.git/HEAD': 'ref: refs/heads/main\n',
  'nested/a.ts': '',
};

/** Path → reason and what the explanation has to say; undefined: indexed. */
const expected: Readonly<Record<string, readonly [reason: string, detail: RegExp] | undefined>> = {
  'sub/a.ts': undefined,
  'mine/a.ts': undefined,
  'big.ts': undefined,
  tool: undefined,
  '../other.ts': ['outside', /not below/],
  'gone.ts': ['missing', /no such file/],
  'sub/a.ts/b.ts': ['missing', /no such file/],
  sub: ['directory', /ask about a file/],
  '.': ['directory', /ask about a file/],
  gen: ['directory', /left out.*\/gen\/ \(\.gitignore line 4\)/],
  '.git/HEAD': ['gitDirectory', /git's own/],
  'nested/a.ts': ['nestedRepository', /^nested is a repository/],
  'a.md': ['gitIgnored', /^ignored by \*\.md \(\.gitignore line 3\)$/],
  'gen/deep/a.ts': ['gitIgnored', /^ignored by \/gen\/ \(\.gitignore line 4\)$/],
  'sub/x.ts': ['gitIgnored', /^ignored by x\.ts \(sub\/\.gitignore line 1\)$/],
  'a.py': ['lociIgnored', /^ignored by \*\.py \(\.lociignore line 1\)$/],
  'set/a.ts': ['lociIgnored', /^left out by the setting loci\.index\.exclude: set\/\*\*$/],
  '.env.ts': ['secret', /environment settings/],
  'a.png': ['unknownLanguage', /no language/],
  'large.ts': ['tooLarge', /beyond the limit/],
  'b.min.ts': ['minified', /its name/],
  'c.ts': ['binary', /not text/],
};

describe('explain', () => {
  let folder: TestFolder;
  afterEach(() => folder.remove());

  function rulesOf(env: NodeJS.ProcessEnv): ScanRules {
    return { languageOf: testLanguageOf, exclude: ['set/**'], maxBytes: 2000, env };
  }

  for (const withGit of [true, false]) {
    it(`names the rule and agrees with the scan, ${withGit ? 'with' : 'without'} git`, async () => {
      folder = await createRepository(tree);
      const rules = rulesOf(withGit ? folder.env : { ...folder.env, PATH: '', Path: '' });
      const why = await createExplainer(folder.path, rules);
      for (const [path, wanted] of Object.entries(expected)) {
        const exclusion = await why(join(folder.path, path));
        assert.equal(exclusion?.reason, wanted?.[0], path);
        if (wanted !== undefined) assert.match(exclusion!.detail, wanted[1], path);
      }
      const { files } = await scanFolder(folder.path, rules, new AbortController().signal);
      const offered = files.map(({ path }) => path).filter((path) => expected[path] === undefined);
      assert.deepEqual(offered, ['big.ts', 'mine/a.ts', 'sub/a.ts', 'tool']);
    });
  }

  it('does not call ignored what is tracked', async () => {
    folder = await createRepository({ '.gitignore': 'gen/', 'gen/a.ts': '', 'gen/b.ts': '' });
    folder.git(['add', '-f', 'gen/a.ts']);
    const rules = rulesOf(folder.env);
    assert.equal(await explain(folder.path, join(folder.path, 'gen/a.ts'), rules), undefined);
    assert.equal((await explain(folder.path, join(folder.path, 'gen/b.ts'), rules))?.reason, 'gitIgnored');
  });

  it('names the ignore files of parents and of the whole machine', async () => {
    folder = await createRepository({
      '../home/.config/git/ignore': '*.md\n',
      '.gitignore': '\na.ts\n',
      'sub/a.ts': '',
      'sub/b.md': '',
    });
    const sub = join(folder.path, 'sub');
    const details = ['a.ts', 'b.md'].map(
      async (name) => (await explain(sub, join(sub, name), rulesOf(folder.env)))?.detail,
    );
    const [ofParent, ofMachine] = await Promise.all(details);
    assert.equal(ofParent, 'ignored by a.ts (../.gitignore line 2)');
    assert.match(ofMachine!, /^ignored by \*\.md \(.*[\\/]git[\\/]ignore line 1\)$/);
  });

  it('knows links, pipes, and a folder that is named through a link', async function () {
    if (onWindows) this.skip();
    folder = await createFolder({ 'a.ts': '', 'link.ts': { link: 'a.ts' }, 'real/b.ts': '', linked: { link: 'real' } });
    execFileSync('mkfifo', [join(folder.path, 'pipe.ts')]);
    await symlink(folder.path, join(folder.home, 'alias'));
    const rules = rulesOf(folder.env);
    const reasons = ['link.ts', 'linked/b.ts', 'pipe.ts'].map(
      async (path) => (await explain(folder.path, join(folder.path, path), rules))?.reason,
    );
    assert.deepEqual(await Promise.all(reasons), ['symlink', 'symlink', 'notAFile']);
    assert.equal(await explain(folder.path, join(folder.home, 'alias', 'a.ts'), rules), undefined);
  });
});
