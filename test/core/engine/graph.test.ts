/** Ways through the graph of relationships and circles in it, through the façade. */

import assert from 'node:assert/strict';
import type { CyclesRequest, PathRequest } from '../../../src/core/model/api';
import { isLociError } from '../../../src/core/model/errors';
import { openEngineBench } from '../../support/engine';
import type { EngineBench } from '../../support/engine';

const tree = {
  'src/shape.ts': `import type { Canvas } from './canvas';

export interface Shape {
  draw(canvas: Canvas): void;
}
`,
  'src/canvas.ts': `import { Circle } from './circle';
import type { Shape } from './shape';

export class Canvas {
  show(shape: Shape = new Circle()): void {
    shape.draw(this);
  }

  line(): void {}
}
`,
  'src/circle.ts': `import type { Canvas } from './canvas';
import type { Shape } from './shape';

export class Circle implements Shape {
  draw(canvas: Canvas): void {
    arc(canvas, 3);
  }
}

export function arc(canvas: Canvas, left: number): void {
  canvas.line();
  if (left > 0) half(canvas, left);
}

export function half(canvas: Canvas, left: number): void {
  arc(canvas, left - 1);
}
`,
  'src/a.ts': "import { b } from './b';\nexport const a = (): number => b();\n",
  'src/b.ts': "import { c } from './c';\nexport const b = (): number => c();\n",
  'src/c.ts': "import { a } from './a';\nimport { b } from './b';\nexport const c = (): number => a() + b();\n",
};

const never = (): AbortSignal => new AbortController().signal;

describe('engine: graph', function () {
  this.timeout(120_000);
  let bench: EngineBench;
  let folder: string;
  before(async () => {
    bench = await openEngineBench();
    folder = await bench.folder(tree);
    await bench.index(folder);
  });
  after(() => bench.close());

  async function way(request: Omit<PathRequest, 'folder'>): Promise<string[] | undefined> {
    const { steps, completeness, notices, confidence } = await bench.engine.path({ folder, ...request }, never());
    assert.deepEqual([completeness, notices], ['complete', []]);
    assert.equal(confidence > 0, steps !== undefined);
    return steps?.map(({ symbol, type, direction, sites }) =>
      [direction, type, symbol.id, ...sites.map(({ line }) => line + 1)].join(' '),
    );
  }

  async function cycles(request: Omit<CyclesRequest, 'folder'> = {}): Promise<string[]> {
    const answer = await bench.engine.cycles({ folder, ...request }, never());
    assert.equal(answer.completeness, 'complete');
    return answer.cycles.map(({ size, members, example, atRunTime }) => {
      assert.equal(members.length, size);
      const circle = example.map(
        ({ symbol, sites, typesOnly }) => `${symbol.id}:${sites[0]!.line + 1}${typesOnly ? '?' : ''}`,
      );
      return `${size}${atRunTime ? '' : '?'} ${circle.join(' ')}`;
    });
  }

  it('has ways by calls, and by what overrides the called', async () => {
    assert.deepEqual(await way({ from: 'Canvas.show', to: 'half' }), [
      'out calls src/shape.ts/Shape#draw(). 6',
      'in overrides src/circle.ts/Circle#draw(). 5',
      'out calls src/circle.ts/arc(). 6',
      'out calls src/circle.ts/half(). 12',
    ]);
    assert.deepEqual(await way({ from: 'c', to: 'a' }), ['out calls src/a.ts/a(). 3']);
  });

  it('has none against the direction, beyond the depth, or by other types', async () => {
    assert.equal(await way({ from: 'half', to: 'Canvas.show' }), undefined);
    assert.equal(await way({ from: 'Canvas.show', to: 'half', depth: 3 }), undefined);
    assert.equal(await way({ from: 'Canvas.show', to: 'half', types: ['extends'] }), undefined);
    assert.deepEqual(await way({ from: 'Circle', to: 'Shape', types: ['implements'] }), [
      'out implements src/shape.ts/Shape# 4',
    ]);
  });

  it('refuses what is no question', async () => {
    const wrong: readonly (readonly [Omit<PathRequest, 'folder'>, 'usage' | 'notFound'])[] = [
      [{ from: 'a', to: 'src/a.ts/a().' }, 'usage'],
      [{ from: 'a', to: 'nothing' }, 'notFound'],
      [{ from: 'draw', to: 'a' }, 'usage'],
      [{ from: 'a', to: 'b', depth: 21 }, 'usage'],
      [{ from: 'a', to: 'b', minConfidence: -1 }, 'usage'],
    ];
    for (const [request, code] of wrong) {
      await assert.rejects(bench.engine.path({ folder, ...request }, never()), (error) => isLociError(error, code));
    }
    await assert.rejects(bench.engine.cycles({ folder: '/' }, never()), (error) => isLociError(error, 'notIndexed'));
  });

  it('has circles of imports, those of types alone told apart', async () => {
    assert.deepEqual(await cycles(), ['3 src/b.ts/:1 src/c.ts/:2', '3? src/canvas.ts/:1 src/circle.ts/:1?']);
    const { cycles: shown, total } = await bench.engine.cycles({ folder, limit: 1 }, never());
    assert.deepEqual([shown.length, total], [1, 2]);
  });

  it('has circles of calls', async () => {
    assert.deepEqual(await cycles({ level: 'symbols' }), [
      '3 src/b.ts/b().:2 src/c.ts/c().:3',
      '2 src/circle.ts/arc().:12 src/circle.ts/half().:16',
    ]);
  });
});
