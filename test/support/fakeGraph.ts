/** Answers about relationships for the fake engine: one of everything. */

import type {
  CyclesRequest,
  CyclesResponse,
  DuplicatesRequest,
  DuplicatesResponse,
  HotspotsRequest,
  HotspotsResponse,
  ImpactRequest,
  ImpactResponse,
  PathRequest,
  PathResponse,
  UnusedRequest,
  UnusedResponse,
} from '../../src/core/model/api';
import { LociError } from '../../src/core/model/errors';
import type { FilePath } from '../../src/core/model/ids';
import { fakeFolder, fakeSymbol } from './fakeSymbol';

export function fakeImpact({ folder, symbols }: ImpactRequest): ImpactResponse {
  if (folder?.endsWith('missing') === true) throw new LociError('notIndexed', `${folder} is not indexed`, 'index it');
  const cart = fakeSymbol(symbols?.[0] ?? 'Cart', 0);
  const total = fakeSymbol('total', 4, 'Cart');
  return {
    folder: fakeFolder,
    ...(symbols === undefined && { base: '0123456789abcdef' }),
    changed: [
      {
        symbol: cart,
        change: symbols === undefined ? 'modified' : 'named',
        line: 1,
        signatureChanged: symbols === undefined,
        direct: 0,
        indexed: true,
      },
    ],
    totalChanged: 1,
    affected: [
      {
        symbol: total,
        depth: 1,
        via: cart.id,
        direction: 'in',
        type: 'calls',
        how: 'receiver',
        stepConfidence: 0.8,
        confidence: 0.8,
        weakest: 0.8,
        path: total.path,
        sites: [{ line: 5, character: 2 }],
        isTest: false,
      },
      {
        symbol: fakeSymbol('base', 9),
        depth: 2,
        via: total.id,
        direction: 'out',
        type: 'overrides',
        how: 'inheritance',
        stepConfidence: 1,
        confidence: 0.8,
        weakest: 0.8,
        path: total.path,
        sites: [],
        isTest: false,
      },
    ],
    totalAffected: 3,
    tests: [{ path: 'test/shop.test.ts' as FilePath, depth: 1, symbol: cart, via: cart.id, confidence: 0.9 }],
    totalTests: 1,
    surface: [{ symbol: cart, depth: 0, confidence: 1 }],
    totalSurface: 1,
    completeness: 'partial',
    notices: ['relationships of 1 of 2 files are resolved so far'],
  };
}

export function fakePath({ from, to }: PathRequest): PathResponse {
  const way = {
    symbol: fakeSymbol('total', 4, 'Cart'),
    type: 'calls',
    direction: 'out',
    how: 'receiver',
    confidence: 0.9,
    sites: [{ line: 5, character: 2 }],
  } as const;
  const base = { folder: fakeFolder, from: fakeSymbol(from, 0), to: fakeSymbol(to, 9) };
  if (to === 'none') return { ...base, confidence: 0, completeness: 'partial', notices: ['not all is resolved'] };
  const last = {
    ...way,
    symbol: fakeSymbol(to, 9),
    type: 'overrides',
    direction: 'in',
    confidence: 1,
    sites: [],
  } as const;
  return { ...base, steps: [way, last], confidence: 0.9, completeness: 'complete', notices: [] };
}

export function fakeCycles({ folder, level = 'files' }: CyclesRequest): CyclesResponse {
  const [cart, tax] = [fakeSymbol('Cart', 0), fakeSymbol('tax', 9)];
  const circle = {
    size: 2,
    members: [cart, tax],
    example: [
      { symbol: cart, sites: [{ line: 0, character: 9 }], typesOnly: false },
      { symbol: tax, sites: [], typesOnly: true },
    ],
    atRunTime: false,
  };
  const cycles = folder.endsWith('none') ? [] : [{ ...circle, atRunTime: true }, circle];
  return { folder: fakeFolder, level, cycles, total: cycles.length, completeness: 'complete', notices: [] };
}

export function fakeUnused({ folder, sure = false }: UnusedRequest): UnusedResponse {
  const [cart, total] = [fakeSymbol('Cart', 0), fakeSymbol('total', 4, 'Cart')];
  const unused: UnusedResponse['unused'] = [
    { symbol: cart, mayBeUsedAs: [], unboundMentions: 0 },
    { symbol: total, mayBeUsedAs: ['exported', 'inherited', 'named'], unboundMentions: 1 },
  ];
  const told = folder.endsWith('none') ? [] : unused.slice(0, sure ? 1 : 2);
  return { folder: fakeFolder, unused: told, total: told.length * 2, completeness: 'complete', notices: [] };
}

export function fakeHotspots({ folder, days = 90 }: HotspotsRequest): HotspotsResponse {
  const parts = { score: 0.75, rank: 12.25, referenceCount: 40, commits: 1 };
  const hotspots: HotspotsResponse['hotspots'] = [
    { symbol: fakeSymbol('Cart', 0), ...parts },
    { symbol: fakeSymbol('total', 4, 'Cart'), ...parts, score: 0.5, testDepth: 2 },
  ];
  const told = folder.endsWith('none') ? [] : hotspots;
  return { folder: fakeFolder, days, hotspots: told, completeness: 'partial', notices: ['no history'] };
}

export function fakeDuplicates({ folder }: DuplicatesRequest): DuplicatesResponse {
  const members = [fakeSymbol('Cart', 0), fakeSymbol('total', 4, 'Cart')];
  const groups: DuplicatesResponse['groups'] = [
    { lines: 12, likeness: 1, size: 2, members },
    { lines: 8, likeness: 0.957, size: 3, members },
  ];
  const told = folder.endsWith('none') ? [] : groups;
  return { folder: fakeFolder, groups: told, total: told.length * 2, notices: [] };
}
