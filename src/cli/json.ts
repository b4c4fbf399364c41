/** The forms of `--json`: a contract with other programs. Lines are 1-based, as people count them. */

import type {
  CyclesResponse,
  DuplicatesResponse,
  HotspotsResponse,
  ImpactResponse,
  Outline,
  PathResponse,
  RelationsRequest,
  RelationsResponse,
  SearchResponse,
  SymbolDetail,
  UnusedResponse,
} from '../core/model/api';
import type { Position } from '../core/model/range';
import type { SearchHit } from '../core/model/search';
import type { CodeSymbol } from '../core/model/symbol';

export function symbolJson(symbol: CodeSymbol): object {
  const { id, name, kind, path, range, container } = symbol;
  return { id, name, kind, path, line: range.start.line + 1, container: container ?? null };
}

/** `folder` is null if the hit's folder has been forgotten in between. */
export function hitJson(hit: SearchHit, folder: string | undefined): object {
  return {
    symbol: symbolJson(hit.symbol),
    folder: folder ?? null,
    score: hit.score,
    reasons: hit.reasons.map(({ source, rank, score }) => ({ source, rank, score })),
  };
}

export function answerJson(query: string, hits: readonly object[], answer: SearchResponse): object {
  return { query, hits, ms: answer.ms, folders: answer.folders, notices: answer.notices };
}

export function detailJson({ symbol, folder, definition, stale }: SymbolDetail): object {
  return {
    symbol: {
      ...symbolJson(symbol),
      endLine: symbol.range.end.line + 1,
      language: symbol.language,
      qualifiedName: symbol.qualifiedName,
      signature: symbol.signature ?? null,
      documentation: symbol.documentation ?? null,
    },
    folder,
    definition: definition ?? null,
    stale,
  };
}

export function outlineJson({ folder, file, entries }: Outline): object {
  return {
    folder,
    path: file.path,
    language: file.language,
    status: file.status,
    problem: file.problem ?? null,
    // `parent` is the index of the enclosing entry, -1 at the top.
    entries: entries.map(({ symbol, container }) => ({
      ...symbolJson(symbol),
      endLine: symbol.range.end.line + 1,
      parent: container,
    })),
  };
}

/** `type` is the stored, forward one whatever the direction; sites are where the relationship is written, 1-based. */
export function relationsJson(answer: RelationsResponse, direction: RelationsRequest['direction']): object {
  const { folder, symbol, related, total, completeness, notices } = answer;
  const paths = new Map([symbol, ...related.map((step) => step.symbol)].map(({ id, path }) => [id, path]));
  return {
    folder,
    symbol: symbolJson(symbol),
    direction,
    related: related.map((step) => ({
      symbol: symbolJson(step.symbol),
      type: step.type,
      confidence: step.confidence,
      how: step.how,
      depth: step.depth,
      via: step.via ?? null,
      sites: step.sites.map(({ line, character }) => ({
        path: direction === 'in' ? step.symbol.path : (paths.get(step.via ?? symbol.id) ?? symbol.path),
        line: line + 1,
        column: character + 1,
      })),
    })),
    total,
    completeness,
    notices,
  };
}

/** Lines and columns are 1-based; a site is in the file that `path` beside it names. */
export function impactJson(answer: ImpactResponse): object {
  const { folder, base, changed, affected, tests, surface } = answer;
  return {
    folder,
    base: base ?? null,
    changed: changed.map(({ symbol, change, line, signatureChanged, direct, previousPath, indexed }) => ({
      symbol: symbolJson(symbol),
      ...{ change, line: line + 1, signatureChanged, direct },
      previousPath: previousPath ?? null,
      indexed,
    })),
    totalChanged: answer.totalChanged,
    affected: affected.map(({ symbol, sites, ...step }) => ({
      symbol: symbolJson(symbol),
      ...step,
      sites: sitesJson(sites),
    })),
    totalAffected: answer.totalAffected,
    tests: tests.map(({ symbol, via, ...test }) => ({ ...test, symbol: symbolJson(symbol), via: via ?? null })),
    totalTests: answer.totalTests,
    surface: surface.map(({ symbol, via, ...each }) => ({ symbol: symbolJson(symbol), ...each, via: via ?? null })),
    totalSurface: answer.totalSurface,
    completeness: answer.completeness,
    notices: answer.notices,
  };
}

/** `steps` is null if no way is known. */
export function pathJson({ folder, from, to, steps, confidence, completeness, notices }: PathResponse): object {
  return {
    folder,
    from: symbolJson(from),
    to: symbolJson(to),
    steps:
      steps?.map(({ symbol, sites, ...step }) => ({ symbol: symbolJson(symbol), ...step, sites: sitesJson(sites) })) ??
      null,
    ...{ confidence, completeness, notices },
  };
}

export function cyclesJson({ cycles, ...answer }: CyclesResponse): object {
  return {
    ...answer,
    cycles: cycles.map(({ size, members, example, atRunTime }) => ({
      ...{ size, atRunTime },
      members: members.map(symbolJson),
      example: example.map(({ symbol, sites, typesOnly }) => ({
        symbol: symbolJson(symbol),
        sites: sitesJson(sites),
        typesOnly,
      })),
    })),
  };
}

export function unusedJson({ unused, ...answer }: UnusedResponse): object {
  return { ...answer, unused: unused.map(({ symbol, ...each }) => ({ symbol: symbolJson(symbol), ...each })) };
}

export function duplicatesJson({ groups, ...answer }: DuplicatesResponse): object {
  return {
    ...answer,
    groups: groups.map(({ members, ...group }) => ({
      ...group,
      members: members.map((symbol) => ({ ...symbolJson(symbol), endLine: symbol.range.end.line + 1 })),
    })),
  };
}

/** `testDepth` is null where no test reaches the symbol. */
export function hotspotsJson({ hotspots, ...answer }: HotspotsResponse): object {
  return {
    ...answer,
    hotspots: hotspots.map(({ symbol, testDepth, ...parts }) => ({
      symbol: symbolJson(symbol),
      ...parts,
      testDepth: testDepth ?? null,
    })),
  };
}

function sitesJson(sites: readonly Position[]): object[] {
  return sites.map(({ line, character }) => ({ line: line + 1, column: character + 1 }));
}
