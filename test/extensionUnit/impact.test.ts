/** The Impact tree's nodes: what stands below what, where it leads, what is cut off. */

import assert from 'node:assert/strict';
import type { ImpactNode } from '../../src/extension/impact/impactNodes';
import { impactNodes } from '../../src/extension/impact/impactNodes';
import { affected, made, madeImpact } from '../support/madeImpact';
import { madeUri, treeFolder } from '../support/madeTree';

const place = { folder: treeFolder, parent: undefined, uriOf: madeUri };

function label(node: ImpactNode): string {
  switch (node.kind) {
    case 'group':
      return `${node.group} ${node.total}`;
    case 'changed':
      return `${node.changed.change} ${node.symbol.name}`;
    case 'affected':
      return `${node.affected.type} ${node.symbol.name}`;
    case 'test':
      return node.test.path;
    case 'export':
      return node.symbol.name;
    case 'note':
      return node.note.what === 'text' ? node.note.text : `${node.note.what} ${node.note.count}`;
    case 'folder':
      return node.name;
  }
}

function lines(nodes: readonly ImpactNode[], indent = ''): string[] {
  return nodes.flatMap((node) => [`${indent}${label(node)}`, ...lines(node.children, `${indent}  `)]);
}

function all(nodes: readonly ImpactNode[]): ImpactNode[] {
  return nodes.flatMap((node) => [node, ...all(node.children)]);
}

describe('impact: tree', () => {
  it('has what is affected below what changed, step by step, then tests and exports', () => {
    assert.deepEqual(lines(impactNodes(madeImpact(), place)), [
      'changed 2',
      '  modified total',
      '    calls checkout',
      '      calls main',
      '    elsewhere 2',
      '  deleted gone',
      'tests 1',
      '  cart.test.ts',
      'surface 3',
      '  total',
      '  gone',
      '  checkout',
    ]);
  });

  it('leads to the changed line and to the places of use, and nowhere for what is gone', () => {
    const leads = all(impactNodes(madeImpact(), place)).flatMap((node) => {
      if (!('symbol' in node)) return [];
      return [
        `${label(node)} ${node.place === undefined ? '-' : `${node.place.uri.fsPath}:${node.place.position.line}`}`,
      ];
    });
    assert.deepEqual(leads, [
      'modified total /made/cart.ts:4',
      'calls checkout /made/checkout.ts:20',
      'calls main /made/main.ts:20',
      'deleted gone -',
      'cart.test.ts /made/cart.test.ts:2',
      'total /made/cart.ts:3',
      'gone -',
      'checkout /made/checkout.ts:10',
    ]);
  });

  it('has no group that is empty, and nothing at all without a change', () => {
    const nothing = {
      changed: [],
      totalChanged: 0,
      affected: [],
      tests: [],
      totalTests: 0,
      surface: [],
      totalSurface: 0,
    };
    assert.deepEqual(impactNodes(madeImpact(nothing), place), []);
    assert.deepEqual(lines(impactNodes(madeImpact({ totalTests: 0, totalSurface: 0 }), place)).slice(-1), [
      '  deleted gone',
    ]);
  });

  it('says what an answer left out', () => {
    const cut = lines(impactNodes(madeImpact({ totalChanged: 12, totalTests: 4 }), place));
    assert.ok(cut.includes('  more 10') && cut.includes('  more 3'));
  });

  it('ends in circles, with an id of its own for each node', () => {
    const { total, checkout, main } = made;
    const circle = [
      affected(checkout, total, 1),
      affected(main, checkout, 2),
      affected(total, main, 3),
      affected(checkout, main, 3),
    ];
    const nodes = all(impactNodes(madeImpact({ affected: circle }), place));
    const ids = nodes.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    assert.ok(nodes.length < 20);
  });
});
