/** Callers and implementations, from one question a file. */

import { l10n } from 'vscode';
import type { FileUses } from '../../core/model/api';
import type { CodeSymbol } from '../../core/model/symbol';
import { commandIds } from '../contributions';
import type { CommandId } from '../contributions';
import { callersInWords, implementationsInWords } from '../uses';
import type { EngineAccess } from '../window';
import type { LensFile, LensReading, LensSource } from './source';

export function createUseSources(engine: Pick<EngineAccess, 'get'>): readonly LensSource[] {
  const asked = new WeakMap<LensFile, Promise<FileUses>>();
  const ask = async ({ file }: LensFile): Promise<FileUses> => (await engine.get()).uses({ file });
  const usesOf = (file: LensFile): Promise<FileUses> => {
    const answer = asked.get(file) ?? ask(file);
    asked.set(file, answer);
    return answer;
  };
  const source = (setting: LensSource['setting'], count: Count): LensSource => ({
    setting,
    read: async (file) => reading(await usesOf(file), file, count),
  });
  return [source('codeLens.callers', callers), source('codeLens.implementations', implementations)];
}

interface Count {
  readonly of: (uses: FileUses['uses'][number]) => number;
  readonly inWords: (count: number, atLeast: boolean) => string;
  readonly command: CommandId;
}

const callers: Count = { of: (uses) => uses.callers, inWords: callersInWords, command: commandIds.showCallers };
const implementations: Count = {
  of: (uses) => uses.implementations,
  inWords: implementationsInWords,
  command: commandIds.showImplementations,
};

/** Zero is not said: a symbol may be used from outside, or in ways that no reference shows. */
function reading({ completeness, uses }: FileUses, { folder }: LensFile, count: Count): LensReading | undefined {
  const used = uses.filter((each) => count.of(each) > 0);
  if (completeness === 'none' || used.length === 0) return undefined;
  const counts = new Map(used.map((each) => [each.symbol, count.of(each)]));
  const atLeast = completeness === 'partial';
  return {
    has: ({ id }) => counts.has(id),
    command: (symbol: CodeSymbol, { document, position }) => ({
      title: count.inWords(counts.get(symbol.id) ?? 0, atLeast),
      tooltip: atLeast ? l10n.t('Not all references are resolved yet.') : l10n.t('Show them in a peek view'),
      command: count.command,
      arguments: [{ symbol: symbol.id, folder, at: { uri: document.uri, position } }],
    }),
  };
}
