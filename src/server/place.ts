/** The socket or pipe at which a server can be found, and the file that says so. Only the owner of the lock comes here. */

import { randomUUID } from 'node:crypto';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import net from 'node:net';
import { LociError } from '../core/model/errors';
import type { Address, ServerKey } from '../protocol/endpoint';
import { addressFile, endpointFor, readAddress } from '../protocol/endpoint';

export interface Place {
  readonly onConnection: (accept: (socket: Socket) => void) => void;
  /** False once the data directory or the socket has been removed: nobody can find this server any more. */
  readonly stands: () => boolean;
  /** Takes no more connections; those that there are stay. */
  readonly close: () => void;
}

export async function openPlace(key: ServerKey): Promise<Place> {
  const address: Address = { socket: endpointFor(key), token: randomUUID() };
  const isFile = process.platform !== 'win32';
  // Left behind by an owner that was killed: the lock says that there is no other.
  if (isFile) rmSync(address.socket, { force: true });
  const server = net.createServer();
  await listen(server, address.socket);
  writeFileSync(addressFile(key), JSON.stringify(address), { mode: 0o600 });
  return {
    onConnection: (accept) => server.on('connection', accept),
    stands: () => readAddress(key)?.token === address.token && (!isFile || existsSync(address.socket)),
    close: () => {
      // Removes the socket's file too. A connection of which nobody has been told yet ends at once.
      server.removeAllListeners('connection').on('connection', (socket) => socket.destroy());
      server.close();
    },
  };
}

async function listen(server: net.Server, socket: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(taken ? new LociError('busy', `${socket} is in use`, 'wait a moment, then run the command again') : error);
    });
    server.listen(socket, () => {
      server.on('error', () => undefined);
      resolve();
    });
  });
}
