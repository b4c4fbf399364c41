/** The neighbourhood that the relation graph shows: how far it goes, what is cut off, and what is believed of the page. */

import assert from 'node:assert/strict';
import type { RelationsRequest, RelationsResponse } from '../../src/core/model/api';
import { LociError } from '../../src/core/model/errors';
import type { SymbolId } from '../../src/core/model/ids';
import type { RelationshipType } from '../../src/core/model/relationship';
import { relationshipTypes } from '../../src/core/model/relationship';
import type { Neighbourhood } from '../../src/extension/graph/neighbourhood';
import { firstPage, furtherPage, neighbourhoodOf } from '../../src/extension/graph/neighbourhood';
import { readQuery, readRequest } from '../../src/extension/graph/requests';
import type { GraphQuery } from '../../src/webview/graph/messages';
import { answered, madeSymbol, related, treeFolder } from '../support/madeTree';

type Call = readonly [source: string, target: string, type?: RelationshipType, confidence?: number];

const symbolOf = (name: string): ReturnType<typeof madeSymbol> => madeSymbol('a.ts', name);
const idOf = (name: string): SymbolId => symbolOf(name).id;

const plain: GraphQuery = {
  symbol: idOf('root'),
  folder: treeFolder,
  direction: 'both',
  types: relationshipTypes,
  depth: 1,
  pages: {},
};

interface Made {
  readonly asked: RelationsRequest[];
  readonly around: (more?: Partial<GraphQuery>) => Promise<Neighbourhood>;
}

function made(calls: readonly Call[], more: Partial<RelationsResponse> = {}): Made {
  const asked: RelationsRequest[] = [];
  const ask = (request: RelationsRequest): Promise<RelationsResponse> => {
    asked.push(request);
    const isIn = request.direction === 'in';
    const all = calls
      .filter(([source, target, type = 'calls']) => {
        return idOf(isIn ? target : source) === request.symbol && request.types?.includes(type) !== false;
      })
      .map(([source, target, type = 'calls', confidence = 1]) =>
        related(type, symbolOf(isIn ? source : target), [1], confidence),
      );
    const shown = all.slice(0, request.limit);
    const root = symbolOf(request.symbol.slice('a.ts/'.length));
    return Promise.resolve(answered(root, shown, { total: all.length, ...more }));
  };
  return { asked, around: (changed) => neighbourhoodOf(ask, { ...plain, ...changed }) };
}

const shownIn = ({ nodes }: Neighbourhood): string[] =>
  nodes.map(({ symbol, level, hidden }) => `${level} ${symbol.name}${hidden > 0 ? ` +${hidden}` : ''}`);

const edgesIn = ({ edges }: Neighbourhood): string[] =>
  edges.map(({ source, target, type }) => `${source.slice(5)} ${type} ${target.slice(5)}`).sort();

const chain: readonly Call[] = [
  ['far', 'near'],
  ['near', 'root'],
  ['root', 'one'],
  ['one', 'two'],
  ['near', 'one', 'uses'],
  ['two', 'two'],
];

describe('graph: neighbourhood', () => {
  it('goes both ways, counts what lies further out, and joins the neighbours too', async () => {
    const around = await made(chain).around();
    assert.deepEqual(shownIn(around), ['0 root', '-1 near +1', '1 one +1']);
    assert.deepEqual(edgesIn(around), ['near calls root', 'near uses one', 'root calls one']);
    assert.deepEqual([around.total, around.completeness], [2, 'complete']);
  });

  it('goes as deep as it is told, outwards only', async () => {
    const around = await made([...chain, ['near', 'elsewhere']]).around({ depth: 2 });
    assert.deepEqual(shownIn(around), ['0 root', '-1 near', '1 one', '-2 far', '2 two']);
    assert.ok(edgesIn(around).includes('two calls two'));
  });

  it('keeps to a direction and to types', async () => {
    assert.deepEqual(shownIn(await made(chain).around({ direction: 'in' })), ['0 root', '-1 near +1']);
    const uses = await made([...chain, ['root', 'Type', 'uses']]).around({ types: ['uses'] });
    assert.deepEqual(shownIn(uses), ['0 root', '1 Type']);
  });

  it('shows the symbol alone if no type is chosen, though to the engine that would be all', async () => {
    const { around, asked } = made(chain);
    assert.deepEqual(shownIn(await around({ types: [] })), ['0 root']);
    assert.ok(asked.every(({ limit }) => limit === 1));
  });

  it('shows a page of many, some of each side, and says how many there are', async () => {
    const callers = Array.from({ length: 100 }, (_, at): Call => [`caller${at}`, 'root']);
    const { around } = made([...callers, ['root', 'callee']]);
    const first = await around();
    assert.equal(first.nodes.length, firstPage + 1);
    assert.ok(shownIn(first).includes('1 callee'));
    assert.deepEqual([first.total, first.nodes[0]!.hidden], [101, 101 - firstPage]);
    const more = await around({ pages: { [idOf('root')]: 1 } });
    assert.equal(more.nodes.length, firstPage + 1 + furtherPage);
    assert.equal(more.total, 101);
  });

  it('counts what an answer itself left out', async () => {
    const around = await made([['caller', 'root']], { total: 1500 }).around({ direction: 'in' });
    assert.equal(around.nodes[0]!.hidden, 1499);
    assert.equal(around.total, 1500);
  });

  it('expands a symbol that is shown, and takes no notice of one that is not', async () => {
    const { around } = made(chain);
    const expanded = await around({ pages: { [idOf('one')]: 1, [idOf('far')]: 1 } });
    assert.deepEqual(shownIn(expanded), ['0 root', '-1 near +1', '1 one', '2 two']);
    assert.deepEqual(
      expanded.nodes.map(({ isExpanded }) => isExpanded),
      [true, false, true, false],
    );
    assert.equal(expanded.total, 3);
  });

  it('does without a neighbour that has gone since it was met, but not without the symbol itself', async () => {
    const gone = (name: string): Promise<Neighbourhood> => {
      const ask = (request: RelationsRequest): Promise<RelationsResponse> =>
        request.symbol === idOf(name)
          ? Promise.reject(new LociError('notFound', `no symbol is called ${name}`))
          : Promise.resolve(answered(symbolOf('root'), [related('calls', symbolOf('near'))]));
      return neighbourhoodOf(ask, { ...plain, direction: 'in' });
    };
    assert.deepEqual(shownIn(await gone('near')), ['0 root', '-1 near']);
    await assert.rejects(gone('root'), { code: 'notFound' });
  });

  it('asks each question once', async () => {
    const { around, asked } = made(chain);
    await around({ depth: 3 });
    const questions = asked
      .filter(({ types }) => types !== undefined)
      .map(({ symbol, direction }) => `${direction} ${symbol}`);
    assert.equal(new Set(questions).size, questions.length);
  });

  it('draws a symbol once, though it is met on both sides and in circles', async () => {
    const around = await made([
      ['root', 'other'],
      ['other', 'root'],
      ['root', 'root'],
    ]).around({ depth: 3 });
    assert.deepEqual(shownIn(around), ['0 root', '-1 other']);
    assert.deepEqual(edgesIn(around), ['other calls root', 'root calls other', 'root calls root']);
  });
});

describe('graph: what is believed', () => {
  const query = { symbol: 'a', folder: '/f', direction: 'in', types: ['calls'], depth: 2, pages: { a: 1 } };

  it('takes what is well formed as it is', () => {
    assert.deepEqual(readQuery(query), query);
    assert.deepEqual(readRequest({ kind: 'ask', query }), { kind: 'ask', query });
    assert.deepEqual(readRequest({ kind: 'open', symbol: 'a' }), { kind: 'open', symbol: 'a' });
    assert.deepEqual(readRequest({ kind: 'drawn', nodes: 1, edges: 0, more: 1 }), {
      kind: 'drawn',
      nodes: 1,
      edges: 0,
    });
  });

  const wrong: readonly unknown[] = [
    undefined,
    null,
    'ask',
    [],
    { kind: 'ask' },
    { kind: 'ask', query: { ...query, direction: 'up' } },
    { kind: 'ask', query: { ...query, depth: 99 } },
    { kind: 'ask', query: { ...query, symbol: 1 } },
    { kind: 'ask', query: { ...query, types: 'calls' } },
    { kind: 'ask', query: { ...query, pages: [] } },
    { kind: 'open', symbol: '' },
    { kind: 'drawn', nodes: -1, edges: 0 },
    { kind: 'save', svg: 7 },
    { kind: 'save', svg: 'x'.repeat(17 * 1024 * 1024) },
    { kind: 'run' },
  ];
  it('refuses the rest', () => {
    for (const one of wrong) assert.equal(readRequest(one), undefined);
  });

  it('leaves out types and counts that there are none of', () => {
    const read = readQuery({ ...query, types: ['calls', 'eats'], pages: { a: 1, b: 'many', c: -1 } });
    assert.deepEqual([read?.types, read?.pages], [['calls'], { a: 1 }]);
  });
});
