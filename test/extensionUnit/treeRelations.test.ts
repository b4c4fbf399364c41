/** The Relations tree's nodes: groups, chains, places, pins. */

import assert from 'node:assert/strict';
import type { Memento } from 'vscode';
import type { RelationsRequest, RelationsResponse } from '../../src/core/model/api';
import type { SymbolId } from '../../src/core/model/ids';
import type { RelatedSymbol } from '../../src/core/model/relationship';
import { createPins } from '../../src/extension/tree/pins';
import type { RelationNode, SubjectNode } from '../../src/extension/tree/relationNodes';
import { destinationOf } from '../../src/extension/tree/relationNodes';
import type { RelationsModel } from '../../src/extension/tree/relationsModel';
import { createRelationsModel } from '../../src/extension/tree/relationsModel';
import { answered, madeSymbol, madeUri, related, treeFolder } from '../support/madeTree';

const total = madeSymbol('cart.ts', 'Cart.total', 3);
const checkout = madeSymbol('checkout.ts', 'checkout', 10);
const main = madeSymbol('main.ts', 'main', 1);

const subject: SubjectNode = {
  kind: 'subject',
  id: 'subject',
  parent: undefined,
  symbol: total,
  folder: treeFolder,
  resourceUri: madeUri(treeFolder, total.path),
  isPinned: false,
};

type Answer = (request: RelationsRequest) => readonly RelatedSymbol[] | RelationsResponse;

function made(answer: Answer): { model: RelationsModel; asked: RelationsRequest[] } {
  const asked: RelationsRequest[] = [];
  const model = createRelationsModel({
    relations: (request) => {
      asked.push(request);
      const told = answer(request);
      return Promise.resolve('symbol' in told ? told : answered(total, told));
    },
    uriOf: madeUri,
    linesOf: (_uri, lines) => Promise.resolve(lines.map((line) => `text of ${line}`)),
  });
  return { model, asked };
}

function label(node: RelationNode): string {
  switch (node.kind) {
    case 'subject':
    case 'related':
      return node.symbol.name;
    case 'group':
      return `${node.direction} ${node.type} ${node.count}`;
    case 'site':
      return node.text;
    case 'hidden':
      return `${node.count} hidden`;
    case 'page':
      return `page ${node.first}`;
    case 'pins':
    case 'lost':
    case 'note':
      return node.kind;
  }
}

const callers: Answer = ({ symbol }) => {
  if (symbol === total.id) return [related('calls', checkout, [5, 8])];
  if (symbol === checkout.id) return [related('calls', main), related('calls', checkout, [12])];
  return symbol === main.id ? [related('calls', total)] : [];
};

describe('tree: relations', () => {
  it('has a group for each type there is, in the order of the model, and none that is empty', async () => {
    const { model } = made(() => [related('uses', main), related('calls', checkout), related('calls', main)]);
    const groups = await model.children(subject, 'in');
    assert.deepEqual(groups.map(label), ['in calls 2', 'in uses 1']);
    assert.deepEqual((await model.children(groups[0]!, 'in')).map(label), ['checkout', 'main']);
  });

  it('is asked once for a symbol and a direction', async () => {
    const { model, asked } = made(() => [related('calls', checkout)]);
    await model.answer(subject, 'in');
    await model.children(subject, 'in');
    await model.children(subject, 'out');
    assert.deepEqual(
      asked.map(({ direction }) => direction),
      ['in', 'out'],
    );
    model.forget();
    await model.children(subject, 'in');
    assert.equal(asked.length, 3);
  });

  it('does not keep every answer for ever', async () => {
    const { model, asked } = made(() => []);
    const other = (at: number): SubjectNode => ({ ...subject, symbol: madeSymbol('many.ts', `symbol${at}`) });
    for (let at = 0; at < 60; at++) await model.answer(other(at), 'in');
    await model.answer(other(59), 'in');
    assert.equal(asked.length, 60);
    await model.answer(other(0), 'in');
    assert.equal(asked.length, 61);
  });

  it('lists places where there are several, then goes on in the same direction and kind', async () => {
    const { model, asked } = made(callers);
    const [group] = await model.children(subject, 'in');
    const [first] = await model.children(group!, 'in');
    assert.deepEqual((await model.children(first!, 'in')).map(label), ['text of 5', 'text of 8', 'main', 'checkout']);
    assert.deepEqual(asked.at(-1), {
      symbol: checkout.id,
      folder: treeFolder,
      direction: 'in',
      types: ['calls'],
      limit: 1000,
    });
  });

  it('marks what was met on the way, and does not go into it again', async () => {
    const { model, asked } = made(callers);
    const [group] = await model.children(subject, 'in');
    const [first] = await model.children(group!, 'in');
    const chain = await model.children(first!, 'in');
    const [back] = await model.children(chain[2]!, 'in');
    const recursive = [chain[2]!, chain[3]!, back!].map((node) => node.kind === 'related' && node.isRecursive);
    assert.deepEqual(recursive, [false, true, true]);
    const before = asked.length;
    assert.deepEqual(await model.children(chain[3]!, 'in'), []);
    assert.equal(asked.length, before);
  });

  it('has unique ids, though a symbol is met on several ways', async () => {
    const { model } = made(callers);
    const ids: string[] = [];
    const walk = async (node: RelationNode): Promise<void> => {
      ids.push(node.id);
      for (const child of await model.children(node, 'in')) await walk(child);
    };
    await walk(subject);
    assert.equal(new Set(ids).size, ids.length);
    assert.ok(ids.length > 6);
  });

  it('says how many an answer left out', async () => {
    const { model } = made(() => answered(total, [related('calls', checkout)], { total: 5 }));
    assert.deepEqual((await model.children(subject, 'in')).map(label), ['in calls 1', '4 hidden']);
  });

  it('puts a thousand callers in pages', async () => {
    const many = Array.from({ length: 600 }, (_, at) => related('calls', madeSymbol('a.ts', `caller${at}`, at)));
    const { model } = made(() => many);
    const [group] = await model.children(subject, 'in');
    const shown = await model.children(group!, 'in');
    assert.equal(shown.length, 501);
    assert.equal((await model.children(shown[500]!, 'in')).length, 100);
  });

  it('leads to the place of use for what comes in, and to the definition for what goes out', async () => {
    const leads = async (direction: 'in' | 'out'): Promise<string> => {
      const { model } = made(() => [related('calls', checkout, [5, 8])]);
      const [group] = await model.children(subject, direction);
      const [node] = await model.children(group!, direction);
      const { uri, position } = destinationOf(node!)!;
      return `${uri.fsPath}:${position.line}`;
    };
    assert.equal(await leads('in'), '/made/checkout.ts:5');
    assert.equal(await leads('out'), '/made/checkout.ts:10');
  });

  it('has the places of what goes out in the file of the one that is asked about', async () => {
    const { model } = made(() => [related('calls', checkout, [5, 8])]);
    const [group] = await model.children(subject, 'out');
    const [node] = await model.children(group!, 'out');
    const [site] = await model.children(node!, 'out');
    assert.equal(destinationOf(site!)?.uri.fsPath, '/made/cart.ts');
  });
});

describe('tree: pins', () => {
  function memory(stored?: unknown): { memento: Memento; stored: () => unknown } {
    let value = stored;
    const memento = {
      keys: () => [],
      get: () => value,
      update: (_key: string, next: unknown) => {
        value = next;
        return Promise.resolve();
      },
    } as unknown as Memento;
    return { memento, stored: () => value };
  }
  const pin = (symbol: string): { symbol: SymbolId; folder: string } => ({
    symbol: symbol as SymbolId,
    folder: treeFolder,
  });

  it('keeps each once, in order, and lets go', async () => {
    const { memento, stored } = memory();
    const pins = createPins(memento);
    await pins.add(pin('a'));
    await pins.add(pin('b'));
    await pins.add(pin('a'));
    assert.deepEqual(createPins(memento).all(), [pin('a'), pin('b')]);
    assert.equal(pins.has(pin('b')), true);
    await pins.remove(pin('b'));
    await pins.remove(pin('a'));
    assert.deepEqual(pins.all(), []);
    assert.equal(stored(), undefined);
  });

  it('reads what others may have written as nothing', () => {
    assert.deepEqual(createPins(memory('nonsense').memento).all(), []);
    assert.deepEqual(createPins(memory([{ symbol: 1 }, null, pin('a')]).memento).all(), [pin('a')]);
  });
});
