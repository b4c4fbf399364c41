/** How soon V8 compiles what runs often. */

import { setFlagsFromString } from 'node:v8';

/** Flags that V8 has had since this version no longer go by these names, or are as they are set here. */
const firstPatient = 12;

/**
 * The server works in bursts of some seconds, in five threads that each compile for themselves. The V8 of Node 20 compiles
 * early and, once it has seen more, again: nearly half of the processor time of a first index of 500 files went into it.
 * Told to wait, as its successors do unasked, it took a third less in all. Threads that start afterwards wait, too.
 */
export function compileLate(v8Version: string): void {
  if (Number.parseInt(v8Version) >= firstPatient) return;
  for (const flag of ['--interrupt-budget=1000000', '--wasm-tiering-budget=13000000']) setFlagsFromString(flag);
}
