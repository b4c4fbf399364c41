/** Rows, pages and words of the trees that need no editor. */

import assert from 'node:assert/strict';
import { createRowTree } from '../../src/extension/tree/indexRows';
import { languageName } from '../../src/extension/tree/languageNames';
import { inPages } from '../../src/extension/tree/pages';
import { signatureTail } from '../../src/extension/tree/signature';

describe('tree: signature', () => {
  const tail = (name: string, signature?: string): string =>
    signatureTail(signature === undefined ? { name } : { name, signature });

  it('is what stands after the name', () => {
    assert.equal(tail('total', 'total(): number'), '(): number');
    assert.equal(
      tail('checkout', 'export async function checkout(cart: Cart): Promise<Order> {'),
      '(cart: Cart): Promise<Order>',
    );
    assert.equal(tail('Cart', 'class Cart'), '');
    assert.equal(tail('LIMIT', 'const LIMIT = 3'), '= 3');
    assert.equal(tail('report', 'def report(lines):'), '(lines)');
    assert.equal(tail('gone'), '');
  });

  it('does not take a part of a word for the name', () => {
    assert.equal(tail('get', 'getter.get(id)'), '(id)');
    assert.equal(tail('$', '$x, $ = 1'), '= 1');
  });

  it('is the whole signature where the name is not in it, and is cut where it is long', () => {
    assert.equal(tail('default', 'export = 3'), 'export = 3');
    assert.equal(tail('f', `f(${'x, '.repeat(100)})`).length, 121);
  });
});

describe('tree: pages', () => {
  const pages = (count: number): readonly (number | string)[] =>
    inPages<number | string>(
      Array.from({ length: count }, (_, at) => at + 1),
      (children, first) => `${first}+${children.length}`,
      3,
    );

  it('leaves short lists alone and splits long ones', () => {
    assert.deepEqual(pages(3), [1, 2, 3]);
    assert.deepEqual(pages(4), [1, 2, 3, '4+1']);
    assert.deepEqual(pages(8), [1, 2, 3, '4+3', '7+2']);
  });
});

describe('tree: rows of the index view', () => {
  const range = (first: number, last: number): string => `${first}-${last}`;

  it('are the same rows for the same keys, with new faces', () => {
    const tree = createRowTree(range);
    const [before] = tree.build([{ key: 'a', label: 'A', children: [{ key: 'b', label: 'B' }] }]);
    const child = before!.children[0]!;
    const [after] = tree.build([{ key: 'a', label: 'A2', children: [{ key: 'b', label: 'B2' }] }]);
    assert.equal(after, before);
    assert.equal(after!.children[0], child);
    assert.deepEqual([after!.face.label, child.face.label, child.parent], ['A2', 'B2', after]);
    assert.equal(tree.find(child.id), child);
  });

  it('of what is gone are forgotten', () => {
    const tree = createRowTree(range);
    const [before] = tree.build([{ key: 'a', label: 'A' }]);
    tree.build([]);
    assert.equal(tree.find('a'), undefined);
    assert.notEqual(tree.build([{ key: 'a', label: 'A' }])[0], before);
  });

  it('give commands the folder and the file', () => {
    const [row] = createRowTree(range).build([{ key: 'a', label: 'A', folder: '/made' }]);
    assert.equal(row!.folder, '/made');
  });

  it('come in pages where there are many', () => {
    const plans = Array.from({ length: 501 }, (_, at) => ({ key: `${at}`, label: `${at}` }));
    const rows = createRowTree(range).build(plans);
    assert.equal(rows.length, 501);
    assert.equal(rows[500]!.face.label, '501-501');
    assert.equal(rows[500]!.children.length, 1);
  });
});

describe('tree: languages', () => {
  it('are written as people do', () => {
    assert.deepEqual(['typescript', 'csharp', 'python', 'tsx'].map(languageName), [
      'TypeScript',
      'C#',
      'Python',
      'TypeScript JSX',
    ]);
  });
});
