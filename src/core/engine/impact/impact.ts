/** Answers what a change affects: which symbols change, what refers to them near and far, tests and exports among these. */

import type { ChangedSymbol, ImpactRequest, ImpactResponse } from '../../model/api';
import { LociError } from '../../model/errors';
import type { SymbolId } from '../../model/ids';
import { symbolId } from '../../model/ids';
import type { ParserPool } from '../../parser/parserPool';
import { reachedFrom, spreads } from '../../store/reach';
import type { Reached, Spread } from '../../store/reach';
import { resolutionState } from '../../store/resolutions';
import { symbolKeys } from '../../store/symbols';
import type { StoredVault } from '../../store/vaults';
import type { ScanRules } from '../../workspace/rules';
import { maximumDepth, maximumLimit, probability, settledSoon, stateNotices, theSymbol, wholeNumber } from '../asked';
import type { OpenVault, OpenVaults } from '../openVaults';
import { codeSymbol } from '../unsavedFile';
import { affectedSymbols, affectedTests, surfaceOf } from './affected';
import { changedFiles } from './changedFiles';
import type { ChangedFile, ChangedFiles } from './changedFiles';
import { changedSymbols } from './changedSymbols';

export interface ImpactDeps {
  readonly vaults: OpenVaults;
  readonly parser: ParserPool;
  readonly rulesOf: (vault: StoredVault) => ScanRules;
}

const defaultLimit = 200;
const defaultDepth = 3;

/** A set of changes, before it is asked what they affect. */
interface Changes {
  readonly vault: OpenVault;
  readonly base?: string;
  readonly changed: readonly ChangedSymbol[];
  readonly notices: readonly string[];
}

/** Errors: `usage` for what cannot be asked together; else those of what is asked. */
export async function impactOf(deps: ImpactDeps, request: ImpactRequest, signal: AbortSignal): Promise<ImpactResponse> {
  const { vaults } = deps;
  const limit = wholeNumber('limit', request.limit ?? defaultLimit, maximumLimit);
  const depth = wholeNumber('depth', request.depth ?? defaultDepth, maximumDepth);
  const minConfidence = probability(request.minConfidence ?? 0);
  const { vault, base, changed, notices } = await changesOf(deps, request, signal);
  await settledSoon(vault);
  // Before the relationships are read: see relationsOf.
  const state = await resolutionState(vaults.db, vault.stored);
  const keys = await keysOf(vaults, vault, changed);
  const starts = new Map<number, Spread>();
  for (const { symbol, change } of changed) {
    const key = keys.get(symbol.id);
    const isFile = symbol.descriptor === '' && (change === 'moved' || change === 'deleted');
    if (key !== undefined) starts.set(key, isFile ? spreads.file : spreads.plain);
  }
  const reached = await reachedFrom(vaults.db, starts, { depth, minConfidence }, signal);
  const told = changed.map((each) => {
    const key = keys.get(each.symbol.id);
    return { ...each, indexed: key !== undefined, direct: key === undefined ? 0 : (reached.direct.get(key) ?? 0) };
  });
  const tests = await affectedTests(vaults.db, vault.stored, told, reached.steps);
  const surface = await surfaceOf(vaults.db, told, reached.steps, limit);
  return {
    folder: vault.stored.folder,
    ...(base !== undefined && { base }),
    changed: told.slice(0, maximumLimit),
    totalChanged: told.length,
    affected: await affectedSymbols(vaults.db, reached.steps.slice(0, limit)),
    totalAffected: reached.steps.length,
    tests: tests.slice(0, maximumLimit),
    totalTests: tests.length,
    ...surface,
    completeness: state.completeness,
    notices: [...vaults.notices(vault), ...stateNotices(state), ...notices, ...ownNotices(told, reached)],
  };
}

function ownNotices(changed: readonly ChangedSymbol[], { cut }: Reached): string[] {
  const lost = changed.filter(({ change, indexed }) => change === 'deleted' && !indexed).length;
  const fresh = changed.filter(({ change, indexed }) => change !== 'deleted' && !indexed).length;
  const named = (count: number): string => (count === 1 ? '1 symbol is' : `${count} symbols are`);
  return [
    ...(lost === 0 ? [] : [`${named(lost)} deleted and no longer in the index: what referred to them is not known`]),
    ...(fresh === 0 ? [] : [`${named(fresh)} not in the index yet: what refers to them is not known`]),
    ...(cut ? ['there is more: the walk ended at its greatest size'] : []),
  ];
}

async function changesOf(deps: ImpactDeps, request: ImpactRequest, signal: AbortSignal): Promise<Changes> {
  const { symbols, staged = false, since, folder } = request;
  const ways = [symbols !== undefined, staged, since !== undefined].filter(Boolean).length;
  if (ways > 1) throw new LociError('usage', 'symbols, staged and since exclude each other', 'give one of them');
  if (symbols !== undefined) return namedChanges(deps.vaults, symbols, folder);
  if (folder === undefined) throw new LociError('usage', 'no folder given', 'name a folder, or symbols');
  const vault = await deps.vaults.containing(folder);
  const asked = { staged, ...(since !== undefined && { since }) };
  const files = await changedFiles(deps, vault, asked, signal);
  return { vault, ...files, changed: await symbolsOfChanges(deps, vault, files, signal) };
}

async function namedChanges(vaults: OpenVaults, names: readonly string[], folder?: string): Promise<Changes> {
  const asked = folder === undefined ? await vaults.all() : [await vaults.containing(folder)];
  const changed = new Map<SymbolId, ChangedSymbol>();
  for (const name of names) {
    const symbol = await theSymbol(vaults, asked, name);
    const line = symbol.range.start.line;
    changed.set(symbol.id, { symbol, change: 'named', line, signatureChanged: false, direct: 0, indexed: true });
  }
  const all = [...changed.values()];
  const [first] = all;
  if (first === undefined) throw new LociError('usage', 'no symbol given', 'name at least one');
  if (all.some(({ symbol }) => symbol.vault !== first.symbol.vault)) {
    throw new LociError('usage', 'these symbols are in several folders', 'name the folder as well');
  }
  return { vault: asked.find(({ stored }) => stored.id === first.symbol.vault)!, changed: all, notices: [] };
}

/** Both texts of each file are parsed: the index may be of neither. */
async function symbolsOfChanges(
  { parser }: ImpactDeps,
  { stored }: OpenVault,
  { files }: ChangedFiles,
  signal: AbortSignal,
): Promise<ChangedSymbol[]> {
  const parse = async (textOf: (file: ChangedFile) => string | undefined) => {
    const sources = files.flatMap((file) => {
      const text = textOf(file);
      return text === undefined ? [] : [{ path: file.path, language: file.language, text }];
    });
    const facts = await parser.parse(sources, signal);
    return new Map(facts.map((each) => [each.path, each]));
  };
  const [before, after] = [await parse((file) => file.before), await parse((file) => file.after)];
  return files.flatMap((file) => {
    const [old, now] = [before.get(file.path), after.get(file.path)];
    return changedSymbols(file, old, now).map(({ symbol, change, line, signatureChanged }) => ({
      symbol: codeSymbol(stored.id, change === 'deleted' ? old! : now!, symbol),
      ...{ change, line, signatureChanged, direct: 0, indexed: false },
      ...(file.previousPath !== undefined && { previousPath: file.previousPath }),
    }));
  });
}

/** By the ids that symbols have now; a file that has just moved may be known where it was. */
async function keysOf(
  { db }: OpenVaults,
  { stored }: OpenVault,
  changed: readonly ChangedSymbol[],
): Promise<Map<SymbolId, number>> {
  const symbols = changed.map(({ symbol }) => symbol);
  const keys = await symbolKeys(db, stored.key, symbols);
  const before = changed.flatMap(({ symbol: { id, descriptor }, previousPath }) =>
    previousPath === undefined || keys.has(id) ? [] : [{ id, path: previousPath, descriptor }],
  );
  const older = await symbolKeys(db, stored.key, before);
  for (const { id, path, descriptor } of before) {
    const key = older.get(symbolId(path, descriptor));
    if (key !== undefined) keys.set(id, key);
  }
  return keys;
}
