/**
 * Keeps the engine's copy of unsaved texts in step with the editor: told when typing rests, taken back when a file is
 * saved, closed or reverted. For each file one request at a time, and always of the text as it is then.
 */

export interface BufferSyncDeps {
  /** The unsaved text of a file; undefined if there is none. */
  readonly textOf: (file: string) => string | undefined;
  /** Undefined takes it back. */
  readonly send: (file: string, text: string | undefined) => Promise<void>;
  /** Makes what was saved searchable. */
  readonly saved: (file: string) => Promise<void>;
  readonly failed: (file: string, error: unknown) => void;
  /** Milliseconds without a key before a text is told. */
  readonly restMs?: number;
}

export interface BufferSync {
  readonly changed: (file: string) => void;
  readonly saved: (file: string) => void;
  /** The engine has a text of this file, or is about to be told one. */
  readonly holds: (file: string) => boolean;
  /** The engine holds nothing any more. */
  readonly forget: () => void;
  readonly dispose: () => void;
}

/** UTF-16 units; a text beyond is not told, and what was told of it before is taken back. */
export const longestText = 2 * 1024 * 1024;

const defaultRestMs = 150;

interface Held {
  timer: NodeJS.Timeout | undefined;
  running: boolean;
  /** Something has happened since the running request began. */
  again: boolean;
  afterSave: boolean;
  /** The engine may hold a text. */
  told: boolean;
}

export function createBufferSync(deps: BufferSyncDeps): BufferSync {
  const { restMs = defaultRestMs } = deps;
  const files = new Map<string, Held>();

  const step = async (file: string, held: Held): Promise<void> => {
    held.timer = undefined;
    if (held.running) {
      held.again = true;
      return;
    }
    held.running = true;
    try {
      const { afterSave } = held;
      held.afterSave = false;
      // Until what was saved can be found, the text that was typed is the better answer.
      if (afterSave) await deps.saved(file);
      const text = short(deps.textOf(file));
      const tell = text !== undefined || held.told;
      // Before it is sent: a request that fails may have been heard.
      held.told = tell;
      if (tell) await deps.send(file, text);
      held.told = text !== undefined;
    } catch (error) {
      deps.failed(file, error);
    }
    held.running = false;
    if (files.get(file) !== held) return;
    if (held.again) {
      held.again = false;
      schedule(file, held, 0);
    } else if (isDone(held)) files.delete(file);
  };
  const schedule = (file: string, held: Held, ms: number): void => {
    clearTimeout(held.timer);
    held.timer = setTimeout(() => void step(file, held), ms);
  };
  const heldOf = (file: string): Held => {
    const held = files.get(file) ?? { timer: undefined, running: false, again: false, afterSave: false, told: false };
    files.set(file, held);
    return held;
  };
  const forget = (): void => {
    for (const { timer } of files.values()) clearTimeout(timer);
    files.clear();
  };
  return {
    changed: (file) => {
      schedule(file, heldOf(file), restMs);
    },
    saved: (file) => {
      const held = heldOf(file);
      held.afterSave = true;
      schedule(file, held, 0);
    },
    holds: (file) => files.has(file),
    forget,
    dispose: forget,
  };
}

/** Asked after a wait, in which the file may have been touched again. */
function isDone({ told, timer }: Held): boolean {
  return !told && timer === undefined;
}

function short(text: string | undefined): string | undefined {
  return text !== undefined && text.length <= longestText ? text : undefined;
}
