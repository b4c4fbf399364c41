/** The TypeScript checker as the second pass: what it adds, and what stands without it. */

import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { EngineConfig } from '../../../src/core/engine';
import type { CheckSummary } from '../../../src/core/model/api';
import { startChecker } from '../../../src/core/semantics/checkerProcess';
import type { CheckerProcess } from '../../../src/core/semantics/checkerProcess';
import type { CheckerOp } from '../../../src/core/semantics/messages';
import { openEngineBench } from '../../support/engine';
import type { EngineBench, Tree } from '../../support/engine';

const never = new AbortController().signal;
const file = resolve('dist/checker.cjs');

/** `pick` is bound by inference that only a type checker does. */
const shop: Tree = {
  'tsconfig.json': '{ "compilerOptions": { "strict": true } }',
  'cart.ts':
    'export class Cart { total(): number { return 1; } }\nexport class Other { total(): number { return 2; } }\n',
  'wrap.ts': `import { Cart } from './cart';
type Parts<T> = { [Key in keyof T as Capitalize<Key & string>]: () => T[Key] };
declare function wrap<T>(parts: T): Parts<T>;
export const pick = (): number => wrap({ one: new Cart() }).One().total();
export const plain = (): number => new Cart().total();
`,
};

describe('the TypeScript checker', function () {
  this.timeout(120_000);
  let bench: EngineBench;
  let folder: string;
  const asked: CheckerOp[] = [];
  /** Is told of every request, before it is made. */
  let onAsk: (op: CheckerOp, process: CheckerProcess) => void = () => undefined;

  function heard(heapMegabytes: number): CheckerProcess {
    const process = startChecker(file, heapMegabytes);
    return {
      ...process,
      ask: (op, question) => {
        asked.push(op);
        onAsk(op, process);
        return process.ask(op, question);
      },
    };
  }
  async function open(tree: Tree, checker: Partial<NonNullable<EngineConfig['checker']>> = {}): Promise<void> {
    const pauses = { restMs: 1_000_000, againMs: 5, ...checker.pauses };
    bench = await openEngineBench({ checker: { enabled: true, memory: 512, start: heard, ...checker, pauses } });
    folder = await bench.folder(tree);
    await bench.index(folder);
  }
  /** `source target how` of what is called. */
  async function calls(symbol: string): Promise<string[]> {
    const { related } = await bench.engine.relations({ symbol, folder, direction: 'out', types: ['calls'] }, never);
    return related.map(({ symbol: { id }, how }) => `${id} ${how}`).sort();
  }
  const check = (): Promise<CheckSummary> => bench.engine.check({ folder }, never);
  async function save(path: string, text: string): Promise<void> {
    await writeFile(join(folder, path), text);
    await bench.engine.filesChanged(folder, [join(folder, path)], never);
    await resolved();
  }
  async function resolved(): Promise<void> {
    while (bench.engine.busy()) await new Promise((done) => setTimeout(done, 20));
  }

  beforeEach(() => {
    asked.length = 0;
    onAsk = () => undefined;
  });
  afterEach(async () => {
    await bench.close();
  });

  const confirmed = ['cart.ts/Cart# checker', 'cart.ts/Cart#total(). checker'];

  it('confirms and adds, says how far it is, and does nothing twice', async () => {
    await open(shop);
    assert.deepEqual(
      (await calls('pick')).filter((call) => call.includes('total')),
      [],
    );
    const { state, files, checked, process } = await check();
    assert.deepEqual([state, files, checked], ['whole', 2, 2]);
    assert(process!.cpuMs > 0 && process!.peakRssBytes > 1e6);
    assert.deepEqual(
      (await calls('pick')).filter((call) => !call.includes('wrap()')),
      confirmed,
    );
    assert.deepEqual(await calls('plain'), confirmed);
    const [status] = (await bench.engine.status({ folder }, never)).folders;
    assert.deepEqual(status?.checker, { state: 'whole', files: 2, checked: 2 });
    asked.length = 0;
    await check();
    assert.deepEqual(asked, ['usage']);
    await bench.restart();
    assert.equal((await check()).checked, 2);
    assert.equal(asked.includes('load'), false);
  });

  it('is void for a file that is saved and those that rest on it, until they are checked again', async () => {
    await open(shop);
    await check();
    await save('cart.ts', 'export class Cart { total(): string { return ""; } }\n');
    assert.deepEqual(
      (await calls('pick')).filter((call) => call.includes('total')),
      [],
    );
    assert.deepEqual(await calls('plain'), ['cart.ts/Cart# import', 'cart.ts/Cart#total(). receiver']);
    asked.length = 0;
    assert.equal((await check()).checked, 2);
    assert.deepEqual(await calls('plain'), confirmed);
    assert.deepEqual(
      asked.filter((op) => op !== 'usage'),
      ['files', 'load', 'check'],
      'by the program that is loaded',
    );
  });

  it('checks by itself when all has rested, and again after a save', async () => {
    await open(shop, { pauses: { restMs: 10 } });
    const whole = async (): Promise<void> => {
      for (
        let tries = 0;
        (await bench.engine.status({ folder }, never)).folders[0]?.checker.state !== 'whole';
        tries++
      ) {
        assert(tries < 1_000, 'it does not come to an end');
        await new Promise((done) => setTimeout(done, 50));
      }
    };
    await whole();
    await save('wrap.ts', `${String(shop['wrap.ts'])}\nexport const more = (): number => pick();\n`);
    await whole();
    assert.deepEqual(await calls('more'), ['wrap.ts/pick(). checker']);
  });

  it('that is killed in the middle costs nothing: what resolving found stands, and the next try ends well', async () => {
    await open(shop);
    let kills = 1;
    onAsk = (op, checker) => {
      if (op !== 'check' || kills-- <= 0) return;
      process.kill(checker.pid!, 'SIGKILL');
    };
    assert.deepEqual((await check()).checked, 2);
    assert.deepEqual(asked.filter((op) => op === 'load').length, 2);
    assert.deepEqual(await calls('plain'), confirmed);
  });

  it('that ends twice is not tried again until something has changed', async () => {
    await open(shop);
    onAsk = (op, checker) => {
      if (op === 'load') process.kill(checker.pid!, 'SIGKILL');
    };
    const { state, checked, problem } = await check();
    assert.deepEqual([state, checked], ['failed', 0]);
    assert.match(problem!, /the checker ended \(ended by SIGKILL\)/);
    assert.deepEqual(await calls('plain'), ['cart.ts/Cart# import', 'cart.ts/Cart#total(). receiver']);
    asked.length = 0;
    await check();
    assert.equal(asked.includes('load'), false);
    await bench.restart();
    const again = await check();
    assert.deepEqual([again.state, again.problem, asked.includes('load')], ['failed', problem, false], 'nor restarted');
    onAsk = () => undefined;
    await save('wrap.ts', `${String(shop['wrap.ts'])}\n`);
    assert.equal((await check()).state, 'whole');
  });

  it('that runs out of its memory says so', async () => {
    const many = Array.from({ length: 400 }, (_, at) => `export const v${at} = { a: [${at}], b: 'x' } as const;`).join(
      '\n',
    );
    await open({ ...shop, 'many.ts': many }, { memory: 64, start: (megabytes) => startChecker(file, megabytes / 4) });
    const { state, checked, problem } = await check();
    assert.deepEqual([state, checked], ['outOfMemory', 0]);
    assert.match(problem!, /ran out of its \d+ MB of memory/);
    assert.deepEqual(await calls('plain'), ['cart.ts/Cart# import', 'cart.ts/Cart#total(). receiver']);
  });

  it('that is switched off does nothing, and goes on when it is switched on', async () => {
    await open(shop, { enabled: false });
    assert.deepEqual((await check()).state, 'off');
    assert.deepEqual(asked, []);
    bench.engine.configureChecker({ enabled: true, memory: 512 });
    assert.equal((await check()).state, 'whole');
  });

  it('takes the files of a configuration that cannot be parsed as if it were not there', async () => {
    await open({ ...shop, 'tsconfig.json': '{ "compilerOptions": {' });
    assert.equal((await check()).state, 'whole');
    assert.deepEqual(await calls('plain'), confirmed);
  });

  it('begins with what somebody looks at', async () => {
    const part = (name: string): Tree => ({
      [`${name}/tsconfig.json`]: '{}',
      [`${name}/a.ts`]: 'export const a = 1;\nexport const b = a;\n',
    });
    await open({ ...part('one'), ...part('two') });
    bench.engine.setOpen([join(folder, 'two/a.ts')]);
    const controller = new AbortController();
    let loads = 0;
    onAsk = (op) => {
      if (op === 'load' && ++loads === 2) controller.abort();
    };
    await assert.rejects(bench.engine.check({ folder }, controller.signal));
    const { related } = await bench.engine.relations({ symbol: 'two/a.ts/a.', folder, direction: 'in' }, never);
    assert.deepEqual(
      related.map(({ how }) => how),
      ['checker'],
    );
  });

  it('does not keep a folder from being forgotten', async () => {
    await open(shop);
    let reset: Promise<void> | undefined;
    onAsk = (op) => {
      if (op === 'load') reset ??= bench.engine.reset({ folder });
    };
    await check().catch(() => undefined);
    await reset;
    await rm(folder, { recursive: true });
    assert.deepEqual((await bench.engine.status({}, never)).folders, []);
  });
});
