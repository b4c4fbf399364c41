/** Started as a server is: writes what heaps it and its threads have, by what the threads ask for. */

import { getHeapStatistics } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { leaveThreadsTheirRoom } from '../../../src/server/heaps';

const megabytes = 1024 * 1024;
const source = `require('node:worker_threads').parentPort.postMessage(require('node:v8').getHeapStatistics().heap_size_limit)`;

async function limitOf(maxOldGenerationSizeMb: number): Promise<number> {
  const worker = new Worker(source, {
    eval: true,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb, maxYoungGenerationSizeMb: 12 },
  });
  const limit = await new Promise<number>((resolve, reject) => {
    worker.on('message', resolve).on('error', reject);
  });
  await worker.terminate();
  return limit / megabytes;
}

async function main(): Promise<void> {
  leaveThreadsTheirRoom();
  const limits = [getHeapStatistics().heap_size_limit / megabytes, await limitOf(192), await limitOf(1024)];
  process.stdout.write(JSON.stringify(limits));
}

void main();
