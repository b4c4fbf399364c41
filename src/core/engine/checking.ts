/**
 * The second pass: a type checker over the folders that somebody uses, in a process of its own, when all else has
 * rested. One vault at a time; the process ends when it has had nothing to do for a minute.
 */

import { createCheckerSession } from '../indexer/checking/session';
import { checkVault } from '../indexer/checking/vaultCheck';
import type { Losses } from '../indexer/checking/vaultCheck';
import { createTurns } from '../indexer/turns';
import type { CheckerSettings, CheckerState, CheckSummary } from '../model/api';
import { isLociError, LociError, messageOf } from '../model/errors';
import type { VaultId } from '../model/ids';
import type { Logger } from '../model/log';
import type { StartChecker } from '../semantics/checkerProcess';
import { checkCounts, readEndedProjects, writeEndedProjects } from '../store/checking';
import { pathBelow } from '../workspace/folder';
import { createFolderTimers, onFolderIndexed, sleep } from './background';
import type { EngineEvents } from './events';
import type { OpenVault, OpenVaults } from './openVaults';

export interface Checking {
  configure(settings: CheckerSettings): void;
  /** Absolute paths of the files that somebody looks at, the most wanted first. */
  setOpen(files: readonly string[]): void;
  /** Checks what is left to check now, and answers when that is done. */
  check(request: { readonly folder: string }, signal: AbortSignal): Promise<CheckSummary>;
  stateOf(vault: OpenVault): Promise<CheckerState>;
  readonly busy: boolean;
  /** Stops what is under way, and what waits; goes on with the next change. */
  rest(): Promise<void>;
  close(): Promise<void>;
}

export interface CheckingDeps {
  readonly vaults: OpenVaults;
  /** Whether work that comes before this is under way. */
  readonly isBusy: () => boolean;
  readonly events: EngineEvents;
  readonly log: Logger;
  readonly start: StartChecker;
  /** Absent: off for good. */
  readonly settings?: CheckerSettings;
  readonly pauses?: Partial<CheckPauses>;
}

/** Milliseconds. */
export interface CheckPauses {
  /** From the last change to a check. */
  readonly restMs: number;
  /** Of no work, after which the process ends. */
  readonly idleMs: number;
  /** Before the process is started again after a loss; doubles with each. */
  readonly againMs: number;
}

const usualPauses: CheckPauses = { restMs: 2_000, idleMs: 60_000, againMs: 5_000 };
/** Between two looks whether other work has rested. */
const lookMs = 200;

export function createChecking(deps: CheckingDeps): Checking {
  const { vaults, isBusy, events, log } = deps;
  const pauses = { ...usualPauses, ...deps.pauses };
  const [turns, losses, waiting] = [createTurns(), new Map<VaultId, Losses>(), createFolderTimers()];
  let settings = deps.settings ?? { enabled: false, memory: 0 };
  let open: readonly string[] = [];
  let stopping = new AbortController();
  let running: OpenVault | undefined;
  let idle: NodeJS.Timeout | undefined;
  const session = createCheckerSession(vaults.db, () => deps.start(settings.memory));

  const run = (vault: OpenVault, asked: AbortSignal): Promise<void> =>
    turns(async () => {
      const signal = AbortSignal.any([asked, stopping.signal]);
      if (!settings.enabled || signal.aborted) return;
      clearTimeout(idle);
      running = vault;
      signal.addEventListener('abort', session.end);
      let projects = 0;
      const tellState = (): void => {
        projects += 1;
        events.emit({ kind: 'folders' });
      };
      try {
        const known = await lossesOf(vault);
        const { memory } = settings;
        await checkVault({
          ...{ db: vaults.db, session, vault: vault.stored, resolver: vault.resolver, losses: known, signal },
          onProject: tellState,
          async remember() {
            await writeEndedProjects(vaults.db, vault.stored, memory, known.ended);
            // Also of an end before any project was begun: whoever shows how far it is has to hear of it.
            tellState();
          },
          wanted: () => open.flatMap((file) => pathBelow(vault.stored.folder, file) ?? []),
          pass: () => whenRested(() => isOtherWork(vault), signal),
          backOff: (times) => sleep(pauses.againMs * 2 ** (times - 1), signal),
        });
      } finally {
        running = undefined;
        signal.removeEventListener('abort', session.end);
        if (projects > 0) events.emit({ kind: 'folders' });
        idle = setTimeout(session.end, pauses.idleMs);
        idle.unref();
      }
    });
  async function runSoon(folder: string): Promise<void> {
    const vault = await vaults.find(folder);
    if (vault === undefined) return;
    await whenRested(() => isOtherWork(vault), stopping.signal);
    await run(vault, stopping.signal);
  }
  function due(folder: string): void {
    if (!settings.enabled) return;
    waiting.set(folder, pauses.restMs, () => {
      runSoon(folder).catch((error: unknown) => {
        if (!isLociError(error, 'cancelled')) log.warn(`${folder}: the checker stopped: ${messageOf(error)}`);
      });
    });
  }
  const stopListening = onFolderIndexed(events, due);
  async function rest(): Promise<void> {
    waiting.clear();
    stopping.abort();
    session.end();
    await turns(() => Promise.resolve());
    clearTimeout(idle);
    session.end();
  }

  return {
    configure(next) {
      if (deps.settings === undefined) return;
      const isSame = next.enabled === settings.enabled && next.memory === settings.memory;
      settings = next;
      if (isSame) return;
      losses.clear();
      const stopped = rest();
      stopping = new AbortController();
      void stopped.then(async () => {
        for (const { stored } of await vaults.all()) if (next.enabled) due(stored.folder);
      });
    },
    setOpen(files) {
      open = files;
    },
    async check({ folder }, signal) {
      const started = Date.now();
      const vault = await vaults.containing(folder);
      await run(vault, signal);
      if (signal.aborted) throw new LociError('cancelled', 'cancelled');
      const usage = await session.usage().catch(() => undefined);
      const state = await stateOf(vault);
      return {
        folder: vault.stored.folder,
        ...state,
        ms: Date.now() - started,
        ...(usage !== undefined && { process: usage }),
      };
    },
    stateOf,
    get busy() {
      return running !== undefined;
    },
    async rest() {
      await rest();
      stopping = new AbortController();
    },
    async close() {
      stopListening();
      await rest();
    },
  };

  function lossesOf(vault: OpenVault): Promise<Losses> {
    return knownLosses(vaults, vault, settings.memory, losses);
  }

  function isOtherWork(vault: OpenVault): boolean {
    return isBusy() || vault.resolver.busy;
  }

  async function stateOf(vault: OpenVault): Promise<CheckerState> {
    const counts = await checkCounts(vaults.db, vault.stored);
    const ended = [...(await lossesOf(vault)).ended.values()];
    const lost = ended.find(({ times }) => times > 1) ?? ended[0];
    const base = { ...counts, ...(lost !== undefined && { problem: lost.why }) };
    if (!settings.enabled) return { ...base, state: 'off' };
    if (counts.checked === counts.files) return { ...counts, state: 'whole' };
    if (running === vault) return { ...base, state: 'checking' };
    if (lost !== undefined) return { ...base, state: lost.outOfMemory ? 'outOfMemory' : 'failed' };
    return { ...base, state: waiting.has(vault.stored.folder) ? 'waiting' : 'partial' };
  }
}

/** Of this vault, as far back as before a restart. */
async function knownLosses(
  { db }: OpenVaults,
  { stored }: OpenVault,
  memory: number,
  all: Map<VaultId, Losses>,
): Promise<Losses> {
  const ended = all.has(stored.id) ? undefined : await readEndedProjects(db, stored, memory);
  const known = all.get(stored.id) ?? { ended: ended ?? new Map<never, never>(), unseen: new Map() };
  all.set(stored.id, known);
  return known;
}

async function whenRested(isBusy: () => boolean, signal: AbortSignal): Promise<void> {
  while (isBusy()) await sleep(lookMs, signal);
}
