/** How much room the threads of the server have: for what is young, and mostly gone again at once, and for what stays. */

import { setFlagsFromString } from 'node:v8';

/**
 * The bounds that the server was launched with (`protocol/launch.ts`) are those of its own thread, but as long as they stand
 * V8 takes them for all others, too, whatever they ask for: a thread that asks for a gigabyte, as that of an ONNX model does, died at
 * 448 MB. From here on each thread has its own, and has to name one, or V8 gives it gigabytes. What a parser makes of
 * a file has to outlive half a dozen collections in the little room of the server's thread, each of which copies it.
 */
export function leaveThreadsTheirRoom(): void {
  setFlagsFromString('--max-semi-space-size=0');
  setFlagsFromString('--max-old-space-size=0');
}
