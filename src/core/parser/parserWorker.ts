/** Thread entry: parses files on request. Where a grammar fails altogether its memory is in an unknown state: it ends. */

import { parentPort, workerData } from 'node:worker_threads';
import { languageById } from '../languages/index';
import { messageOf } from '../model/errors';
import type { FileFacts, SourceFile } from '../model/file';
import { createWordCache } from '../text/words';
import { toFacts } from './facts';
import { packFacts } from './factsMessage';
import { createGrammars } from './grammars';
import { parseFile, parserFailed } from './parseFile';
import type { ParseReply, ParseRequest, WorkerReady, WorkerSettings } from './workerMessages';

const { assetsDir } = workerData as WorkerSettings;
const grammars = createGrammars(assetsDir, 'facts');
const words = createWordCache();

async function parseOne(source: SourceFile): Promise<FileFacts> {
  const language = languageById(source.language);
  if (language === undefined) throw new Error(`no language is called ${source.language}`);
  const parsed = parseFile(source, await grammars.load(language));
  if (parsed.problems[0]?.message.startsWith(parserFailed) === true) process.exit(1);
  return toFacts(parsed, source.text, words);
}

async function answer({ id, files }: ParseRequest): Promise<void> {
  try {
    const facts: FileFacts[] = [];
    for (const file of files) facts.push(await parseOne(file));
    const message = packFacts(facts);
    reply({ id, ok: true, facts: message, memoryBytes: grammars.memoryBytes() }, message.bytes.buffer);
  } catch (error) {
    reply({ id, ok: false, error: messageOf(error) });
  }
}

function reply(message: ParseReply | WorkerReady, ...transfer: ArrayBuffer[]): void {
  parentPort?.postMessage(message, transfer);
}

parentPort?.on('message', (request: ParseRequest) => void answer(request));
reply({ ready: true });
