/**
 * Texts that editors have not saved. Each is put into its vault's search index in the place of the file on disk, so that
 * it is found and ranked as if it were saved. Texts that the rules leave out are not looked at.
 */

import { resolve } from 'node:path';
import type { BufferRequest, Engine } from '../model/api';
import { isLociError, LociError, throwIfCancelled } from '../model/errors';
import type { FilePath, LanguageId } from '../model/ids';
import type { ParserPool } from '../parser/parserPool';
import { knownFiles } from '../store/files';
import type { StoredVault } from '../store/vaults';
import { pathBelow } from '../workspace/folder';
import { defaultReadLimits, largestReadLimits } from '../workspace/read';
import type { ScanRules } from '../workspace/rules';
import { explainText } from '../workspace/why';
import type { OpenVault, OpenVaults } from './openVaults';
import { realPath } from './paths';
import { unsavedFile } from './unsavedFile';

export interface Buffers {
  readonly setBuffer: Engine['setBuffer'];
  /** Ends when what has been told of a file is in the index. Does not fail. */
  settled(file: string): Promise<void>;
  /** Drops texts that the rules, which have changed, leave out now. */
  judgeAgain(vault: OpenVault): Promise<void>;
}

export interface BufferDeps {
  readonly vaults: OpenVaults;
  readonly parser: ParserPool;
  readonly rulesOf: (vault: StoredVault) => ScanRules;
}

/** What was told of a file last, and the work on it: states that are told meanwhile replace one another. */
interface Telling {
  /** At most one, the latest. */
  readonly waiting: { readonly text: string | undefined; readonly signal: AbortSignal }[];
  running: Promise<void>;
}

export function createBuffers(deps: BufferDeps): Buffers {
  const tellings = new Map<string, Telling>();
  let lastFileId = 0;
  const nextFileId = (): number => --lastFileId;

  const work = async (file: string, telling: Telling): Promise<void> => {
    try {
      for (let state = telling.waiting.pop(); state !== undefined; state = telling.waiting.pop()) {
        try {
          await apply(deps, nextFileId, file, state.text, state.signal);
        } catch (error) {
          // Who told an earlier state is answered by what became of the latest.
          if (telling.waiting.length === 0) throw error;
        }
      }
    } finally {
      tellings.delete(file);
    }
  };

  return {
    setBuffer({ file: given, text }: BufferRequest, signal) {
      const file = resolve(given);
      const known = tellings.get(file);
      const telling = known ?? { waiting: [], running: Promise.resolve() };
      telling.waiting[0] = { text, signal };
      if (known === undefined) {
        tellings.set(file, telling);
        telling.running = work(file, telling);
      }
      return telling.running;
    },
    async settled(file) {
      await tellings.get(resolve(file))?.running.catch(() => undefined);
    },
    async judgeAgain(vault) {
      for (const unsaved of vault.index.unsaved()) {
        const admitted = await admit(deps, vault, unsaved.path, unsaved.text);
        const isLatest = vault.index.unsavedAt(unsaved.path) === unsaved;
        if (admitted === undefined && isLatest) await vault.index.setUnsaved(unsaved.path, undefined);
      }
    },
  };
}

async function apply(
  deps: BufferDeps,
  nextFileId: () => number,
  file: string,
  text: string | undefined,
  signal: AbortSignal,
): Promise<void> {
  const path = await realPath(file);
  const vault = await deps.vaults.containing(path);
  const inside = pathBelow(vault.stored.folder, path)!;
  if (text === undefined) {
    await vault.index.setUnsaved(inside, undefined);
    return;
  }
  try {
    throwIfCancelled(signal);
    // The rules were asked at the first letter; when they change they are asked again.
    const held = text.length > defaultReadLimits.maxBytes ? undefined : vault.index.unsavedAt(inside);
    const language = held?.language ?? (await admit(deps, vault, inside, text));
    if (language === undefined) return;
    const [facts] = await deps.parser.parse([{ path: inside, language, text }], signal);
    await vault.index.setUnsaved(inside, unsavedFile(nextFileId(), vault.stored.id, text, facts!));
  } catch (error) {
    // What was held is no longer what the editor shows. Who cancels has more to tell.
    if (!isLociError(error, 'cancelled')) await vault.index.setUnsaved(inside, undefined);
    throw error;
  }
}

/** The language in which to read a text; undefined if its file is not for the index. Error `usage` if it is too long. */
async function admit(
  deps: BufferDeps,
  vault: OpenVault,
  path: FilePath,
  text: string,
): Promise<LanguageId | undefined> {
  const { stored } = vault;
  const known = (await knownFiles(deps.vaults.db, stored, [path])).get(path);
  const { maxBytes } = known === undefined ? defaultReadLimits : largestReadLimits;
  if (text.length > maxBytes) {
    throw new LociError('usage', `the unsaved text of ${path} is too long to be searched`, 'save the file');
  }
  if (known !== undefined) return known.language;
  const rules = deps.rulesOf(stored);
  const exclusion = await explainText(stored.folder, path, text, rules);
  return exclusion === undefined ? rules.languageOf(path, text.split('\n', 1)[0])?.id : undefined;
}
