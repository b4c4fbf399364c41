import assert from 'node:assert/strict';
import { join } from 'node:path';
import { openEngineBench } from '../../support/engine';
import type { EngineBench } from '../../support/engine';

const priced = (name: string, cart: string, sum: string): string => `
export function ${name}(${cart}: any): number {
  let ${sum} = 0;
  for (const line of ${cart}.lines()) {
    const price = line.price(1) * line.count;
    if (price > 100) ${sum} += discounted(price, 'bulk');
    else ${sum} += price;
  }
  if (${sum} > limit()) throw new Error('too much');
  return round(${sum} * ${cart}.factor);
}
`;

const parser = `
export function parse(text: string): Tree {
  const tokens = scan(text);
  while (tokens.peek() !== undefined) {
    const node = tokens.next();
    if (node.kind === 'open') stack.push(open(node));
    else if (node.kind === 'close') close(stack.pop());
    else stack.at(-1).children.push(leaf(node));
  }
  return new Tree(stack[0], text.length);
}
`;

const tree = {
  'src/cart.ts': priced('total', 'cart', 'sum') + parser,
  'src/basket.ts': `// Elsewhere.\n${priced('sumOfAll', 'basket', 'all')}`,
  'test/cart.test.ts': priced('expected', 'given', 'all'),
  'src/other.ts': `export function total(): number {\n  return 1;\n}\n`,
};

const never = new AbortController().signal;

describe('what is alike', function () {
  this.timeout(60_000);
  let bench: EngineBench;
  let folder: string;
  const found = async (query: string): Promise<string[]> =>
    (await bench.search(query, folder)).hits.map(({ symbol }) => symbol.id);

  before(async () => {
    bench = await openEngineBench();
    folder = await bench.folder(tree);
    await bench.index(folder);
  });
  after(() => bench.close());

  it('finds copies with renamed variables, and says so', async () => {
    const { hits } = await bench.search('like:sumOfAll', folder);
    assert.deepEqual(hits.map(({ symbol }) => symbol.name).sort(), ['expected', 'total']);
    for (const { reasons } of hits) {
      assert.equal(reasons[0]!.source, 'copy');
      assert.match(reasons[0]!.detail ?? '', /^\d{2,3} %$/);
    }
  });

  it('heeds filters, and puts first what the words beside it find', async () => {
    assert.deepEqual(await found('like:sumOfAll path:test'), ['test/cart.test.ts/expected().']);
    assert.deepEqual(await found('like:sumOfAll lang:python'), []);
    assert.equal((await found('like:sumOfAll expected'))[0], 'test/cart.test.ts/expected().');
  });

  it('takes all that are called so, and says how many', async () => {
    const { hits, notices } = await bench.search('like:total', folder);
    assert.ok(hits.some(({ symbol }) => symbol.name === 'sumOfAll'));
    assert.ok(notices.some((notice) => notice.startsWith('2 symbols are called total')));
    const id = await bench.search('like:src/cart.ts/total().', folder);
    assert.deepEqual(
      id.notices.filter((notice) => notice.includes('called')),
      [],
    );
  });

  it('says that there is no such symbol', async () => {
    const { hits, notices } = await bench.search('like:nothingOfThatName', folder);
    assert.deepEqual(hits, []);
    assert.ok(notices.includes('no symbol is called nothingOfThatName'));
  });

  it('sees what an editor has not saved', async () => {
    const file = join(folder, 'src/other.ts');
    await bench.engine.setBuffer({ file, text: priced('typed', 'x', 'y') }, never);
    assert.ok((await found('like:sumOfAll')).includes('src/other.ts/typed().'));
    await bench.engine.setBuffer({ file }, never);
  });

  it('lists groups of copied code', async () => {
    const { groups, total } = await bench.engine.duplicates({ folder }, never);
    assert.equal(total, 1);
    const [group] = groups;
    assert.deepEqual(
      group!.members.map(({ path, name }) => `${path} ${name}`),
      ['src/basket.ts sumOfAll', 'src/cart.ts total', 'test/cart.test.ts expected'],
    );
    assert.ok(group!.likeness > 0.8 && group!.lines === 10 && group!.size === 3);
    assert.deepEqual((await bench.engine.duplicates({ folder, minLines: 20 }, never)).groups, []);
  });
});
