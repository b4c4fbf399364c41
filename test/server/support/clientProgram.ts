/** A client of its own process: connects, asks one thing, ends. */

import { connectEngine } from '../../../src/protocol/client';

const [, , dataDir = '', serverFile = '', command = '', argument = ''] = process.argv;

async function main(): Promise<void> {
  const client = await connectEngine({ dataDir, serverFile });
  if (command === 'index') await client.index({ folder: argument }, () => undefined);
  else await client.search({ query: argument });
  client.close();
}

void main();
