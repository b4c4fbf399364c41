/** Answers what nothing refers to, and what may use it all the same. */

import type { UnusedRequest, UnusedResponse, UseDoubt } from '../../model/api';
import { useDoubts } from '../../model/api';
import type { FilePath } from '../../model/ids';
import type { SymbolKind } from '../../model/symbol';
import { pathTraits } from '../../search/pathTraits';
import { knownFiles } from '../../store/files';
import type { KnownFile } from '../../store/files';
import { resolutionState, storedProjectFiles } from '../../store/resolutions';
import { symbolsByKey } from '../../store/symbols';
import { boundMentions, importedBy, unusedSymbols } from '../../store/unused';
import type { UnusedRow } from '../../store/unused';
import { maximumLimit, settledSoon, stateNotices, wholeNumber } from '../asked';
import type { OpenVault, OpenVaults } from '../openVaults';
import { entryPoints } from './entryPoints';
import { mentionsIn } from './mentions';

const defaultLimit = 200;
const usualKinds: readonly SymbolKind[] = [
  'function',
  'method',
  'class',
  'interface',
  'enum',
  'type',
  'constant',
  'variable',
];

interface Suspect {
  readonly row: UnusedRow;
  readonly doubts: readonly UseDoubt[];
  readonly unbound: number;
}

export async function unusedIn(
  vaults: OpenVaults,
  request: UnusedRequest,
  signal: AbortSignal,
): Promise<UnusedResponse> {
  const limit = wholeNumber('limit', request.limit ?? defaultLimit, maximumLimit);
  const vault = await vaults.containing(request.folder);
  await settledSoon(vault);
  const { db } = vaults;
  // Before the relationships are read: see relationsOf.
  const state = await resolutionState(db, vault.stored);
  const rows = await unusedSymbols(db, vault.stored, request.kinds ?? usualKinds);
  const files = await knownFiles(db, vault.stored);
  const { suspects, unread } = await suspectsAmong(vaults, vault, outermost(rows.filter(isOwnCode)), files, signal);
  const told = request.sure === true ? suspects.filter(({ doubts }) => doubts.length === 0) : suspects;
  const shown = told.slice(0, limit);
  const symbols = await symbolsByKey(
    db,
    shown.map(({ row }) => row.id),
  );
  return {
    folder: vault.stored.folder,
    unused: shown.flatMap(({ row, doubts, unbound }) => {
      const symbol = symbols.get(row.id);
      return symbol === undefined ? [] : [{ symbol, mayBeUsedAs: doubts, unboundMentions: unbound }];
    }),
    total: told.length,
    completeness: state.completeness,
    notices: [
      ...vaults.notices(vault),
      ...stateNotices(state),
      ...(state.completeness === 'complete' ? [] : ['what is listed may be used by what is not resolved yet']),
      ...(unread === 0 ? [] : [`names were not looked for in ${unread} files`]),
    ],
  };
}

/** Tests and examples are run, not used; what programs write is theirs. Constructors are used as their classes are. */
function isOwnCode({ path, name, nativeKind }: UnusedRow): boolean {
  return pathTraits(path) === 0 && nativeKind !== 'constructor' && !/^(constructor|__init__|__new__)$/.test(name);
}

/** Without the members of what is unused itself. */
function outermost(rows: readonly UnusedRow[]): UnusedRow[] {
  const kept: UnusedRow[] = [];
  let around: UnusedRow | undefined;
  for (const row of rows) {
    const isInside = around?.fileId === row.fileId && row.start >= around.start && row.end <= around.end;
    if (isInside) continue;
    around = row;
    kept.push(row);
  }
  return kept;
}

/** Called by languages and frameworks: entry functions, life cycles, protocols of the language. */
const conventional =
  /^(main|init|activate|deactivate|default|handler|setup|teardown|setUp|tearDown|up|down|render|run|configure|register|to(String|JSON|Locale\w*)|valueOf|equals|hashCode|compareTo|clone|dispose|close|finalize|__\w+__|ng[A-Z]\w*|component(Did|Will)\w+|shouldComponentUpdate|getServerSideProps|getStaticP\w+|generate(Metadata|StaticParams)|loader|action|middleware|GET|POST|PUT|PATCH|DELETE|OPTIONS|on[A-Z]\w*)$/;

async function suspectsAmong(
  { db }: OpenVaults,
  { stored }: OpenVault,
  rows: readonly UnusedRow[],
  files: ReadonlyMap<FilePath, KnownFile>,
  signal: AbortSignal,
): Promise<{ readonly suspects: Suspect[]; readonly unread: number }> {
  const manifests = [...(await storedProjectFiles(db, stored)).keys()];
  const entries = await entryPoints(stored.folder, manifests, files);
  const isEntry = new Set(entries);
  const imported = await importedBy(db, stored, entries);
  const names = new Set(rows.map(({ name }) => name));
  const starts = new Map<FilePath, UnusedRow[]>();
  for (const row of rows) starts.set(row.path, [...(starts.get(row.path) ?? []), row]);
  const bound = await boundMentions(db, stored, [...names]);
  const { counts, decorated, unread } = await mentionsIn(stored.folder, [...files.values()], { names, starts }, signal);
  const suspects = rows.map((row) => {
    const unbound = Math.max(0, (counts.get(row.name) ?? 0) - (bound.get(row.name) ?? 0));
    const isPublic = row.isExported && (isEntry.has(row.path) || imported.has(row.id));
    const held: readonly (readonly [UseDoubt, boolean])[] = [
      ['entryPoint', isPublic],
      ['exported', row.isExported && !isPublic],
      ['inherited', row.inherits],
      ['inObject', row.inObject],
      ['decorated', decorated.has(row.id)],
      ['convention', conventional.test(row.name)],
      ['named', unbound > 0],
    ];
    return { row, doubts: held.flatMap(([doubt, holds]) => (holds ? [doubt] : [])), unbound };
  });
  // Sorting keeps the order by place among equals.
  return { suspects: suspects.sort((a, b) => weightOf(a) - weightOf(b)), unread };
}

/** What others cannot see is surer than what they can, whatever else is in doubt. */
function weightOf({ row, doubts }: Suspect): number {
  return doubts.length === 0 ? 0 : doubts.length + (row.isExported ? useDoubts.length : 0);
}
