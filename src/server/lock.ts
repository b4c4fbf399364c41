/**
 * Ownership of a data directory. Two processes that open one embedded database lose each other's rows, so the right to
 * open it is held by the kernel: it ends with the process, however that ends, and no number written into a file can be
 * mistaken for a process that has taken it over since.
 */

import { closeSync, constants, openSync, statSync } from 'node:fs';
import net from 'node:net';
import type { ServerKey } from '../protocol/endpoint';
import { keyedFile, keyHash } from '../protocol/endpoint';

export interface Lock {
  /** Gives the directory up. A process that ends gives it up without this. */
  readonly release: () => Promise<void>;
}

/** Undefined if another process holds it. `key.dataDir` must exist. */
export async function acquireLock(key: ServerKey): Promise<Lock | undefined> {
  return process.platform === 'linux' ? await acquireSocket(key) : acquireFile(key);
}

/**
 * Linux: a listening socket in the abstract namespace, which has no file to be left behind. It is named by the
 * directory's device and inode, so that every path to the directory meets the same lock.
 */
async function acquireSocket(key: ServerKey): Promise<Lock | undefined> {
  const { dev, ino } = statSync(key.dataDir, { bigint: true });
  const database = key.databaseUrl === undefined ? '' : `-${keyHash(key).slice(0, 8)}`;
  const name = `\0loci-${process.getuid?.() ?? 0}-${dev.toString(16)}-${ino.toString(16)}${database}`;
  const server = net.createServer((socket) => socket.destroy());
  return await new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else reject(error);
    });
    server.listen(name, () => {
      server.on('error', () => undefined);
      server.unref();
      resolve({
        release: async () => {
          await new Promise((closed) => server.close(closed));
        },
      });
    });
  });
}

/** `O_EXLOCK` of macOS and the BSDs: the lock belongs to the open file, which the kernel closes with the process. */
const openLocked = 0x20;
/** libuv's `UV_FS_O_EXLOCK` on Windows: opens without sharing, so that no second handle can be had. */
const openUnshared = 0x10000000;

function acquireFile(key: ServerKey): Lock | undefined {
  const exclusive = process.platform === 'win32' ? openUnshared : openLocked | constants.O_NONBLOCK;
  try {
    const file = openSync(keyedFile(key, 'owner', 'lock'), constants.O_RDWR | constants.O_CREAT | exclusive, 0o600);
    return {
      release: () => {
        closeSync(file);
        return Promise.resolve();
      },
    };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EAGAIN' || code === 'EWOULDBLOCK' || code === 'EBUSY') return undefined;
    throw error;
  }
}
