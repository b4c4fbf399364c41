/** What the Impact tree is made of, and how an answer becomes nodes. Knows no editor. */

import type { Uri } from 'vscode';
import type { AffectedExport, AffectedSymbol, AffectedTest, ChangedSymbol, ImpactResponse } from '../../core/model/api';
import type { FilePath } from '../../core/model/ids';
import type { Position } from '../../core/model/range';
import type { CodeSymbol } from '../../core/model/symbol';

export type ImpactNode = FolderNode | GroupNode | ChangedNode | AffectedNode | TestNode | ExportNode | NoteNode;

interface Node {
  readonly id: string;
  readonly parent: ImpactNode | undefined;
  children: readonly ImpactNode[];
}

/** Of a window with several folders. */
export interface FolderNode extends Node {
  readonly kind: 'folder';
  readonly name: string;
}

export interface GroupNode extends Node {
  readonly kind: 'group';
  readonly group: 'changed' | 'tests' | 'surface';
  readonly total: number;
}

interface SymbolNode extends Node {
  readonly symbol: CodeSymbol;
  /** Absolute path, as the window has it. */
  readonly folder: string;
  /** Where a click leads; absent for what is gone. */
  readonly place?: { readonly uri: Uri; readonly position: Position };
}

export interface ChangedNode extends SymbolNode {
  readonly kind: 'changed';
  readonly changed: ChangedSymbol;
}

/** Stands below what it is reached from. */
export interface AffectedNode extends SymbolNode {
  readonly kind: 'affected';
  readonly affected: AffectedSymbol;
}

export interface TestNode extends SymbolNode {
  readonly kind: 'test';
  readonly test: AffectedTest;
}

export interface ExportNode extends SymbolNode {
  readonly kind: 'export';
  readonly exported: AffectedExport;
}

/** Something to be said: what is cut off, what failed. */
export interface NoteNode extends Node {
  readonly kind: 'note';
  readonly note:
    { readonly what: 'more' | 'elsewhere'; readonly count: number } | { readonly what: 'text'; readonly text: string };
}

export interface ImpactPlace {
  /** As the window has it. */
  readonly folder: string;
  readonly parent: ImpactNode | undefined;
  readonly uriOf: (folder: string, path: FilePath) => Uri;
}

/** Changed symbols with what they affect below them, then the tests to run, then what others may see. */
export function impactNodes(answer: ImpactResponse, place: ImpactPlace): ImpactNode[] {
  const prefix = place.parent?.id ?? 'impact';
  const groups = [
    group('changed', answer.totalChanged, place, prefix, (parent) => changedNodes(answer, { ...place, parent })),
    group('tests', answer.totalTests, place, prefix, (parent) => testNodes(answer, { ...place, parent })),
    group('surface', answer.totalSurface, place, prefix, (parent) => exportNodes(answer, { ...place, parent })),
  ];
  return groups.filter(({ total }) => total > 0);
}

export function textNote(text: string, parent: ImpactNode | undefined): NoteNode {
  return { kind: 'note', id: `${parent?.id ?? 'impact'}\nnote`, parent, children: [], note: { what: 'text', text } };
}

function group(
  name: GroupNode['group'],
  total: number,
  { parent }: ImpactPlace,
  prefix: string,
  childrenOf: (parent: GroupNode) => readonly ImpactNode[],
): GroupNode {
  const node: GroupNode = { kind: 'group', id: `${prefix}\n${name}`, parent, group: name, total, children: [] };
  node.children = childrenOf(node);
  return node;
}

function changedNodes(answer: ImpactResponse, place: ImpactPlace): ImpactNode[] {
  const steps = new Map<string, AffectedSymbol[]>();
  for (const step of answer.affected) steps.set(step.via, [...(steps.get(step.via) ?? []), step]);
  const isWhole = answer.affected.length === answer.totalAffected;
  const nodes = answer.changed.map((changed): ImpactNode => {
    const { symbol, change, line } = changed;
    const isGone = change === 'deleted';
    const node: ChangedNode = {
      kind: 'changed',
      ...nodeAt(place, symbol, change),
      changed,
      ...(!isGone && { place: { uri: place.uriOf(place.folder, symbol.path), position: { line, character: 0 } } }),
    };
    const below = affectedNodes(node, steps, { ...place, parent: node });
    node.children = isWhole ? [...below, ...elsewhereNote(node, changed.direct - below.length)] : below;
    return node;
  });
  return [...nodes, ...moreNote(place.parent, answer.totalChanged - nodes.length, 'changed')];
}

/** A step is taken once: what is reached in two ways stands where it is nearest. */
function affectedNodes(
  from: ChangedNode | AffectedNode,
  steps: ReadonlyMap<string, readonly AffectedSymbol[]>,
  place: ImpactPlace,
): ImpactNode[] {
  const depth = from.kind === 'changed' ? 0 : from.affected.depth;
  const further = (steps.get(from.symbol.id) ?? []).filter((step) => step.depth === depth + 1);
  return further.map((affected): ImpactNode => {
    const { symbol, path, sites, direction } = affected;
    const position = (direction === 'in' ? sites[0] : undefined) ?? symbol.nameRange.start;
    const at = direction === 'in' ? path : symbol.path;
    const node: AffectedNode = {
      kind: 'affected',
      ...nodeAt(place, symbol, affected.type),
      affected,
      place: { uri: place.uriOf(place.folder, at), position },
    };
    node.children = affectedNodes(node, steps, { ...place, parent: node });
    return node;
  });
}

function testNodes({ tests, totalTests }: ImpactResponse, place: ImpactPlace): ImpactNode[] {
  const nodes = tests.map((test): ImpactNode => {
    const { symbol, path } = test;
    const at = { uri: place.uriOf(place.folder, path), position: symbol.nameRange.start };
    return { kind: 'test', ...nodeAt(place, symbol, 'test'), test, place: at };
  });
  return [...nodes, ...moreNote(place.parent, totalTests - nodes.length, 'tests')];
}

function exportNodes({ surface, totalSurface, changed }: ImpactResponse, place: ImpactPlace): ImpactNode[] {
  const gone = new Set(changed.filter(({ change }) => change === 'deleted').map(({ symbol }) => symbol.id));
  const nodes = surface.map((exported): ImpactNode => {
    const { symbol } = exported;
    const at = { uri: place.uriOf(place.folder, symbol.path), position: symbol.nameRange.start };
    return {
      kind: 'export',
      ...nodeAt(place, symbol, 'export'),
      exported,
      ...(!gone.has(symbol.id) && { place: at }),
    };
  });
  return [...nodes, ...moreNote(place.parent, totalSurface - nodes.length, 'surface')];
}

function nodeAt({ folder, parent }: ImpactPlace, symbol: CodeSymbol, how: string): Omit<SymbolNode, 'kind' | 'place'> {
  return { id: `${parent?.id ?? 'impact'}\n${how} ${symbol.id}`, parent, children: [], symbol, folder };
}

/** What has changed itself, or is reached from another change: without a word it would look unaffected. */
function elsewhereNote(parent: ChangedNode, count: number): NoteNode[] {
  if (count <= 0) return [];
  return [{ kind: 'note', id: `${parent.id}\nelsewhere`, parent, children: [], note: { what: 'elsewhere', count } }];
}

function moreNote(parent: ImpactNode | undefined, count: number, of: string): NoteNode[] {
  if (count <= 0) return [];
  return [
    { kind: 'note', id: `${parent?.id ?? 'impact'}\nmore ${of}`, parent, children: [], note: { what: 'more', count } },
  ];
}
