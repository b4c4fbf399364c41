/** What a resolver says of one file → rows: one a source, target and type, with the places that name it. */

import type { Descriptor, FilePath } from '../../model/ids';
import type { Range } from '../../model/range';
import { relationshipTypes } from '../../model/relationship';
import type { RelationshipType, ResolutionMethod, ResolvedFile, ResolvedReference } from '../../model/relationship';
import { edgeLine, externalLine, withSite } from '../../store/resolvedRows';

/** A file's symbols, in the order of the file. */
export interface SymbolLookup {
  readonly keys: readonly number[];
  readonly descriptors: readonly Descriptor[];
  /** Ordinals by descriptor, made when first asked for. */
  ordinals?: ReadonlyMap<Descriptor, number>;
}

/** Edges that begin in one file, as columns: keys of symbols, the weight that a rank flows with, places that name the target. */
export interface FileEdges {
  readonly sources: Float64Array;
  readonly targets: Float64Array;
  readonly weights: Float32Array;
  readonly counts: Int32Array;
}

export interface TargetFile {
  readonly fileId: number;
  readonly symbols: SymbolLookup;
}

interface Edge {
  readonly source: number;
  readonly target: number;
  readonly type: RelationshipType;
  confidence: number;
  how: ResolutionMethod;
  readonly sites: Sites;
}

interface Sites {
  count: number;
  /** The first ones, as they are written. */
  first: string;
}

/** Places that a row lists; the others are counted. */
const listedSites = 1_000;

export interface CollectedRows {
  readonly rows: {
    readonly edges: string;
    readonly externals: string;
    readonly relationships: number;
    readonly external: number;
    readonly unresolved: number;
  };
  readonly edges: FileEdges;
  /** Ids of the files that edges lead to. */
  readonly targets: ReadonlySet<number>;
}

/** A reference to a symbol that its file does not have counts as unresolved. */
export function collectRows(
  file: TargetFile,
  answer: ResolvedFile,
  fileAt: (path: FilePath) => TargetFile | undefined,
): CollectedRows {
  const edges = new EdgeTable();
  const externals = new Map<string, { readonly module: string; readonly name: string; readonly sites: Sites }>();
  const targets = new Set<number>();
  let { unresolved } = answer;
  let external = 0;
  for (const reference of answer.references) {
    const source = keyOf(file.symbols, reference.from);
    const targetFile = reference.target === undefined ? undefined : fileAt(reference.target.path);
    const target = targetFile === undefined ? undefined : keyOf(targetFile.symbols, reference.target!.descriptor);
    if (source !== undefined && target !== undefined) {
      targets.add(targetFile!.fileId);
      edges.add(source, target, reference);
    } else if (reference.external !== undefined) {
      external += 1;
      const { external: module, name = '' } = reference;
      const key = `${module}\0${name}`;
      let entry = externals.get(key);
      if (entry === undefined) externals.set(key, (entry = { module, name, sites: { count: 0, first: '' } }));
      addSite(entry.sites, reference.range);
    } else unresolved += 1;
  }
  const { list } = edges;
  const rows = {
    edges: joined(list, lineOf),
    externals: joined(externals.values(), ({ module, name, sites }) =>
      externalLine(file.fileId, module, name, sites.count, sites.first),
    ),
    ...{ relationships: list.length, external, unresolved },
  };
  return { rows, edges: columnsOf(list), targets };
}

/** Joined in one go: a text that is added to piece by piece stays in pieces, and all of them are kept, until it is read. */
function joined<Item>(items: Iterable<Item>, textOf: (item: Item) => string): string {
  return Array.from(items, textOf).join('');
}

export function keyOf(symbols: SymbolLookup, descriptor: Descriptor): number | undefined {
  symbols.ordinals ??= new Map(symbols.descriptors.map((each, ordinal) => [each, ordinal]));
  const ordinal = symbols.ordinals.get(descriptor);
  return ordinal === undefined ? undefined : symbols.keys[ordinal];
}

/** Keys of symbols are far below 2⁵³ divided by this. */
const typesAtMost = 32;
const typeNumbers = new Map(relationshipTypes.map((type, number) => [type, number]));

class EdgeTable {
  /** In the order in which they were first found. */
  readonly list: Edge[] = [];
  /** By source, then by target and type. */
  private readonly known = new Map<number, Map<number, Edge>>();

  /** Of several uses the surest says how the edge was found. */
  add(source: number, target: number, reference: ResolvedReference): void {
    const { type, how, range } = reference;
    const confidence = Math.round(reference.confidence * 10_000) / 10_000;
    let fromSource = this.known.get(source);
    if (fromSource === undefined) this.known.set(source, (fromSource = new Map<number, Edge>()));
    const key = target * typesAtMost + typeNumbers.get(type)!;
    let edge = fromSource.get(key);
    if (edge === undefined) {
      edge = { source, target, type, confidence, how, sites: { count: 0, first: '' } };
      fromSource.set(key, edge);
      this.list.push(edge);
    } else if (confidence > edge.confidence) {
      edge.confidence = confidence;
      edge.how = how;
    }
    addSite(edge.sites, range);
  }
}

function addSite(sites: Sites, { start }: Range): void {
  sites.count += 1;
  if (sites.count <= listedSites) sites.first = withSite(sites.first, start.line + 1, start.character + 1);
}

function lineOf({ source, target, type, confidence, how, sites }: Edge): string {
  return edgeLine(source, target, type, confidence, how, sites.count, sites.first);
}

function columnsOf(edges: readonly Edge[]): FileEdges {
  const { length } = edges;
  const columns = {
    sources: new Float64Array(length),
    targets: new Float64Array(length),
    weights: new Float32Array(length),
    counts: new Int32Array(length),
  };
  edges.forEach(({ source, target, confidence, type, sites }, at) => {
    columns.sources[at] = source;
    columns.targets[at] = target;
    columns.weights[at] = confidence;
    columns.counts[at] = type === 'overrides' ? 0 : sites.count;
  });
  return columns;
}
