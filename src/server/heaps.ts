/** How much room the threads of the server have for what is young, and mostly gone again at once. */

import { setFlagsFromString } from 'node:v8';

/**
 * The bound that the server was launched with (`protocol/launch.ts`) is that of its own thread, but as long as it stands
 * V8 takes it for all others, too, whatever they ask for. From here on each thread has its own: what a parser makes of
 * a file has to outlive half a dozen collections in the little room of the server's thread, each of which copies it.
 */
export function leaveThreadsTheirRoom(): void {
  setFlagsFromString('--max-semi-space-size=0');
}
