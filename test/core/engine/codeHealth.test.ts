/** What is unused and what is hot, through the façade. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { UnusedRequest } from '../../../src/core/model/api';
import { isLociError } from '../../../src/core/model/errors';
import { openEngineBench, writeTree } from '../../support/engine';
import type { EngineBench } from '../../support/engine';

const library = {
  'package.json': JSON.stringify({
    name: 'lib',
    main: 'dist/index.js',
    bin: { lib: './dist/cli.js' },
    exports: { '.': './dist/index.js', './more': './dist/more.js' },
  }),
  'src/index.ts': "export { shown } from './parts';\nexport function entry(): void {}\nfunction lone(): void {}\n",
  'src/cli.ts': 'export function program(): void {}\n',
  'src/more.ts': 'export const more = 1;\n',
  'src/parts.ts': `export function shown(): number {
  return used();
}
export function hidden(): void {}
function used(): number {
  return 1;
}
function recursive(left: number): number {
  return left > 0 ? recursive(left - 1) : 0;
}
function said(): void {}
console.log('said');
function main(): void {}
class Lonely {
  self(): Lonely {
    return new Lonely();
  }
}
export const table = {
  row(): void {},
};
table;
`,
  'src/shapes.ts': `declare const register: (target: unknown) => void;
export interface Shape {
  area(): number;
}
export class Square implements Shape {
  area(): number {
    return 1;
  }
  corner(): number {
    return 2;
  }
}
@register
class Plugin {}
export function measure(shape: Shape = new Square()): number {
  return shape.area();
}
measure();
`,
  'test/parts.test.ts': "import { shown } from '../src/parts';\nfunction helper(): void {}\nshown();\n",
};

const never = (): AbortSignal => new AbortController().signal;

function git(folder: string, ...args: string[]): void {
  execFileSync('git', ['-C', folder, '-c', 'user.name=t', '-c', 'user.email=t@t', ...args], { stdio: 'ignore' });
}

describe('engine: unused and hot', function () {
  this.timeout(120_000);
  let bench: EngineBench;
  before(async () => {
    bench = await openEngineBench();
  });
  after(() => bench.close());

  async function unused(folder: string, request: Omit<UnusedRequest, 'folder'> = {}): Promise<string[]> {
    const answer = await bench.engine.unused({ folder, ...request }, never());
    assert.deepEqual([answer.completeness, answer.notices], ['complete', []]);
    return answer.unused.map(({ symbol, mayBeUsedAs }) => [symbol.qualifiedName, ...mayBeUsedAs].join(' '));
  }

  it('lists what nothing refers to, the surest first, with what may use it', async () => {
    const folder = await bench.folder(library);
    await bench.index(folder);
    assert.deepEqual(await unused(folder), [
      'lone',
      'recursive',
      'Lonely',
      'said named',
      'main convention',
      'Plugin decorated',
      'program entryPoint',
      'entry entryPoint',
      'more entryPoint',
      'hidden exported',
      'table.row exported inObject',
      'Square.corner exported inherited',
    ]);
    assert.deepEqual(await unused(folder, { sure: true, kinds: ['function'] }), ['lone', 'recursive']);
    const { unused: first, total } = await bench.engine.unused({ folder, limit: 1 }, never());
    assert.deepEqual([first.length, total], [1, 12]);
    await assert.rejects(bench.engine.unused({ folder: '/' }, never()), (error) => isLociError(error, 'notIndexed'));
    await assert.rejects(bench.engine.unused({ folder, limit: 0 }, never()), (error) => isLociError(error, 'usage'));
  });

  it('never lists without saying that not all is resolved', async () => {
    const tree = Object.fromEntries(
      Array.from({ length: 400 }, (_, at) => [
        `f${at}.ts`,
        `export function call${at}(): void {}\nfunction own(): void {}\n`,
      ]),
    );
    const folder = await bench.folder(tree);
    const controller = new AbortController();
    const indexing = bench.index(folder, {
      signal: controller.signal,
      onProgress: ({ phase }) => {
        if (phase === 'resolving') controller.abort();
      },
    });
    await assert.rejects(indexing, (error) => isLociError(error, 'cancelled'));
    const { completeness, notices } = await bench.engine.unused({ folder }, never());
    assert.notEqual(completeness, 'complete');
    assert.match(notices.join(), /may be used by what is not resolved yet/);
  });

  it('finds what is central, changes often and is not tested hot', async () => {
    const folder = await bench.folder({
      'src/hot.ts': 'export function hot(): number {\n  return 1;\n}\n',
      'src/calm.ts': 'export function calm(): number {\n  return 1;\n}\n',
      'src/tested.ts': 'export function tested(): number {\n  return 1;\n}\n',
      'src/app.ts': `import { calm } from './calm';
import { hot } from './hot';
import { tested } from './tested';
export function one(): number {
  return hot() + calm() + tested();
}
export function two(): number {
  return hot() + calm() + tested();
}
`,
      'test/tested.test.ts': "import { tested } from '../src/tested';\ntested();\n",
    });
    git(folder, 'init', '-q');
    git(folder, 'add', '.');
    git(folder, 'commit', '-qm', 'first', '--date=2001-01-01T00:00:00');
    for (const round of [1, 2, 3]) {
      await writeTree(folder, {
        'src/hot.ts': `export function hot(): number {\n  return 1${round};\n}\n`,
        'src/tested.ts': `export function tested(): number {\n  return 1${round};\n}\n`,
      });
      git(folder, 'commit', '-qam', `round ${round}`);
    }
    await bench.index(folder);
    const answer = await bench.engine.hotspots({ folder }, never());
    assert.deepEqual([answer.completeness, answer.notices, answer.days], ['complete', [], 90]);
    assert.deepEqual(
      answer.hotspots.map(({ symbol, commits, testDepth, referenceCount }) => [
        symbol.name,
        commits,
        testDepth,
        referenceCount,
      ]),
      [
        ['hot', 4, undefined, 3],
        ['tested', 4, 1, 5],
        ['calm', 1, undefined, 3],
      ],
    );
    const scores = answer.hotspots.map(({ score }) => score);
    assert(scores.every((score) => score > 0 && score <= 1));
    assert.deepEqual((await bench.engine.hotspots({ folder, limit: 1 }, never())).hotspots.length, 1);
    await rm(join(folder, '.git'), { recursive: true });
    const without = await bench.engine.hotspots({ folder }, never());
    assert.match(without.notices.join(), /git has no history/);
    assert.deepEqual(
      without.hotspots.map(({ commits }) => commits),
      [0, 0, 0],
    );
    await assert.rejects(bench.engine.hotspots({ folder, days: 0 }, never()), (error) => isLociError(error, 'usage'));
  });
});
