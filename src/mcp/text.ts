/** Answers as text for agents: titles first, bodies only where they were asked for. */

import type { EngineStatus, Outline, SearchResponse, SymbolDetail } from '../core/model/api';
import type { CodeSymbol } from '../core/model/symbol';

export function searchText({ hits, notices }: SearchResponse): string {
  const lines = hits.map(
    ({ symbol, reasons }) => `${titleOf(symbol)}  [${reasons.map(({ source }) => source).join(', ')}]`,
  );
  const found = hits.length === 0 ? ['nothing found'] : lines;
  return [...found, ...notices.map((notice) => `note: ${notice}`)].join('\n');
}

export function symbolText(details: readonly SymbolDetail[]): string {
  if (details.length === 0) return 'no symbol of that id or name; search_code finds by words';
  return details.map(detailText).join('\n\n');
}

function detailText({ symbol, definition, stale }: SymbolDetail): string {
  const note = stale ? '(the file has changed since it was indexed: no body shown)' : undefined;
  return [titleOf(symbol), `id: ${symbol.id}`, symbol.documentation, definition ?? symbol.signature, note]
    .filter((part) => part !== undefined)
    .join('\n');
}

export function outlineText({ file, entries }: Outline): string {
  const depths: number[] = [];
  const lines = entries.map(({ symbol, container }, at) => {
    const depth = container < 0 ? 0 : (depths[container] ?? 0) + 1;
    depths[at] = depth;
    return `${'  '.repeat(depth)}${symbol.range.start.line + 1}: ${symbol.signature ?? `${symbol.kind} ${symbol.name}`}`;
  });
  return [file.path, ...lines].join('\n');
}

export function statusText({ folders }: EngineStatus): string {
  if (folders.length === 0) return 'no folder is indexed';
  return folders
    .map(({ vault, state, files, symbols, freshness }) => {
      const commit = freshness.commit === undefined ? '' : `, commit ${freshness.commit.slice(0, 12)}`;
      const moved =
        freshness.headNow !== undefined && freshness.headNow !== freshness.commit ? ' (HEAD has moved since)' : '';
      return `${vault.folder}: ${state}, ${files} files, ${symbols} symbols${commit}${moved}`;
    })
    .join('\n');
}

function titleOf(symbol: CodeSymbol): string {
  return `${symbol.path}:${symbol.nameRange.start.line + 1}  ${symbol.nativeKind ?? symbol.kind} ${symbol.qualifiedName}`;
}
