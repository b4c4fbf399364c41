/**
 * Whose unsaved text of a file counts: the engine holds the one that was told last; that of another client comes back
 * when it is dropped. A client's texts go when it goes.
 */

import type { BufferRequest, Engine } from '../core/model/api';
import { LociError, messageOf } from '../core/model/errors';
import type { Logger } from '../core/model/log';
import { canonicalPath } from '../protocol/endpoint';

export interface Buffers {
  readonly set: (client: object, request: BufferRequest, signal: AbortSignal) => Promise<void>;
  readonly forget: (client: object) => void;
}

/** Bytes of UTF-8 of all texts, those that do not count at the moment included. */
const maximumHeld = 64 * 1024 * 1024;

interface HeldText {
  readonly client: object;
  readonly file: string;
  readonly text: string;
  readonly bytes: number;
}

export function createBuffers(opening: Promise<Engine>, log: Logger): Buffers {
  /** By file, the one that counts last. */
  const held = new Map<string, readonly HeldText[]>();
  let bytes = 0;
  const never = new AbortController().signal;

  /** Puts a client's text, or nothing, in the place of the one it told before, and tells the engine if that matters. */
  const replace = async (client: object, file: string, text: HeldText | undefined, signal: AbortSignal) => {
    const key = canonicalPath(file);
    const before = held.get(key) ?? [];
    const others = before.filter((one) => one.client !== client);
    const after = text === undefined ? others : [...others, text];
    if (after.length > 0) held.set(key, after);
    else held.delete(key);
    bytes += sum(after) - sum(before);
    const counts = after.at(-1);
    if (counts === before.at(-1) && text === undefined && before.length > 0) return;
    const engine = await opening;
    await engine.setBuffer(counts === undefined ? { file } : { file: counts.file, text: counts.text }, signal);
  };
  const drop = (client: object, file: string): void => {
    replace(client, file, undefined, never).catch((error: unknown) => {
      log.debug(`unsaved text: ${messageOf(error)}`);
    });
  };

  return {
    set: async (client, { file, text }, signal) => {
      if (text === undefined) {
        await replace(client, file, undefined, signal);
        return;
      }
      const entry = { client, file, text, bytes: Buffer.byteLength(text) };
      const own = (held.get(canonicalPath(file)) ?? []).find((one) => one.client === client)?.bytes ?? 0;
      if (bytes - own + entry.bytes > maximumHeld) {
        drop(client, file);
        throw new LociError('usage', 'there is too much unsaved text to search all of it', 'save some of the files');
      }
      try {
        await replace(client, file, entry, signal);
      } catch (error) {
        if (held.get(canonicalPath(file))?.includes(entry) === true) drop(client, file);
        throw error;
      }
    },
    forget: (client) => {
      const own = [...held.values()].flat().filter((one) => one.client === client);
      for (const { file } of own) drop(client, file);
    },
  };
}

function sum(texts: readonly HeldText[]): number {
  return texts.reduce((total, { bytes }) => total + bytes, 0);
}
