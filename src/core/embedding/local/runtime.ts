/**
 * What computes networks: ONNX Runtime in WebAssembly, one for all platforms, and the library that knows tokenizers and
 * kinds of models. The library finds the folder's files in what it takes for its cache, and nothing anywhere else.
 */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type * as Library from '@huggingface/transformers';
import * as runtime from 'onnxruntime-web';

/** What the library calls the one model that there is. */
export const modelName = 'loci/model';

/** `wasmFile`: the runtime's own. Once a process or thread. */
export async function openLibrary(wasmFile: string, folder: string): Promise<typeof Library> {
  const { wasm } = runtime.env;
  wasm.wasmBinary = await readFile(wasmFile);
  // One: more would be threads of threads. Said, so that nobody looks for files elsewhere.
  wasm.numThreads = 1;
  wasm.wasmPaths = {};
  Object.assign(globalThis, { [Symbol.for('onnxruntime')]: runtime });
  const library = await import('@huggingface/transformers');
  const { env, LogLevel } = library;
  env.logLevel = LogLevel.ERROR;
  env.allowRemoteModels = false;
  env.fetch = () => Promise.reject(new Error('Loci reads models from folders alone'));
  env.remotePathTemplate = '{model}/';
  env.useFSCache = false;
  env.useBrowserCache = false;
  env.useWasmCache = false;
  env.useCustomCache = true;
  env.customCache = {
    match: async (place) => {
      const at = place.indexOf(`${modelName}/`);
      const file = place.slice(at + modelName.length + 1);
      const bytes = at < 0 ? undefined : await readFile(join(folder, file)).catch(() => undefined);
      if (bytes !== undefined) return new Response(bytes);
      // All that it says has a usual value.
      return file === 'tokenizer_config.json' ? new Response('{}') : undefined;
    },
    put: () => Promise.resolve(),
  };
  return library;
}
