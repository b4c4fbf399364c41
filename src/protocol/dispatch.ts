/** The server's side of the requests: checks what came in, then calls the engine. */

import { z } from 'zod';
import type { Engine } from '../core/model/api';
import { LociError } from '../core/model/errors';
import { symbolKinds } from '../core/model/symbol';
import type { MethodName, MethodResult, ProgressCallback, WireArguments } from './methods';
import { helloMethod, maximumBufferText, methodNames } from './methods';
import type { Hello } from './version';
import { below, confidence, depth, embeddingSettings, globs, limit, path, place, text, types } from './wireValues';

export interface CallContext {
  readonly onProgress: ProgressCallback;
  readonly signal: AbortSignal;
  /** The engine's own, on behalf of one client: a folder is watched as long as one of them wants it. */
  readonly watch: (folder: string) => Promise<void>;
  readonly unwatch: (folder: string) => Promise<void>;
  /** The engine's own, on behalf of one client: its text goes when it goes. */
  readonly setBuffer: Engine['setBuffer'];
}

interface Dispatched<Method extends MethodName> {
  readonly schema: z.ZodType<WireArguments<Parameters<Engine[Method]>>>;
  readonly call: (
    engine: Engine,
    args: WireArguments<Parameters<Engine[Method]>>,
    context: CallContext,
  ) => Promise<MethodResult<Method>> | MethodResult<Method>;
}

const asked = { folder: path.exactOptional(), limit: limit.exactOptional() };

const dispatched: { readonly [Method in MethodName]: Dispatched<Method> } = {
  index: {
    schema: z.tuple([
      z.strictObject({ folder: path, rebuild: z.boolean().exactOptional(), exclude: globs.exactOptional() }),
    ]),
    call: (engine, [request], { onProgress, signal }) => engine.index(request, onProgress, signal),
  },
  filesChanged: {
    schema: z.tuple([path, z.array(path).max(100_000)]),
    call: (engine, [folder, paths], { signal }) => engine.filesChanged(folder, paths, signal),
  },
  pauseIndex: {
    schema: z.tuple([path]),
    call: (engine, [folder]) => {
      engine.pauseIndex(folder);
    },
  },
  resumeIndex: {
    schema: z.tuple([path]),
    call: (engine, [folder]) => {
      engine.resumeIndex(folder);
    },
  },
  watch: { schema: z.tuple([path]), call: (_engine, [folder], { watch }) => watch(folder) },
  unwatch: { schema: z.tuple([path]), call: (_engine, [folder], { unwatch }) => unwatch(folder) },
  search: {
    schema: z.tuple([z.strictObject({ query: text, near: path.exactOptional(), ...asked })]),
    call: (engine, [request], { signal }) => engine.search(request, signal),
  },
  symbol: {
    schema: z.tuple([z.strictObject({ symbol: text, ...asked })]),
    call: (engine, [request], { signal }) => engine.symbol(request, signal),
  },
  outline: {
    schema: z.tuple([z.strictObject({ file: path })]),
    call: (engine, [request], { signal }) => engine.outline(request, signal),
  },
  browse: {
    schema: z.tuple([z.strictObject({ folder: path, path: below.exactOptional() })]),
    call: (engine, [request], { signal }) => engine.browse(request, signal),
  },
  symbolAt: {
    schema: z.tuple([z.strictObject({ file: path, position: z.strictObject({ line: place, character: place }) })]),
    call: (engine, [request], { signal }) => engine.symbolAt(request, signal),
  },
  relations: {
    schema: z.tuple([
      z.strictObject({
        symbol: text,
        folder: path.exactOptional(),
        direction: z.enum(['in', 'out']),
        types: types.exactOptional(),
        depth: depth.exactOptional(),
        minConfidence: confidence.exactOptional(),
        tests: z.boolean().exactOptional(),
        limit: limit.exactOptional(),
      }),
    ]),
    call: (engine, [request], { signal }) => engine.relations(request, signal),
  },
  uses: {
    schema: z.tuple([z.strictObject({ file: path })]),
    call: (engine, [request], { signal }) => engine.uses(request, signal),
  },
  impact: {
    schema: z.tuple([
      z.strictObject({
        folder: path.exactOptional(),
        symbols: z.array(text).min(1).max(1000).exactOptional(),
        staged: z.boolean().exactOptional(),
        since: z.string().min(1).max(1000).exactOptional(),
        depth: depth.exactOptional(),
        minConfidence: confidence.exactOptional(),
        limit: limit.exactOptional(),
      }),
    ]),
    call: (engine, [request], { signal }) => engine.impact(request, signal),
  },
  path: {
    schema: z.tuple([
      z.strictObject({
        from: text,
        to: text,
        folder: path.exactOptional(),
        types: types.exactOptional(),
        depth: z.int().min(1).max(20).exactOptional(),
        minConfidence: confidence.exactOptional(),
      }),
    ]),
    call: (engine, [request], { signal }) => engine.path(request, signal),
  },
  cycles: {
    schema: z.tuple([
      z.strictObject({
        folder: path,
        level: z.enum(['files', 'symbols']).exactOptional(),
        limit: limit.exactOptional(),
      }),
    ]),
    call: (engine, [request], { signal }) => engine.cycles(request, signal),
  },
  unused: {
    schema: z.tuple([
      z.strictObject({
        folder: path,
        kinds: z.array(z.enum(symbolKinds)).max(symbolKinds.length).exactOptional(),
        sure: z.boolean().exactOptional(),
        limit: limit.exactOptional(),
      }),
    ]),
    call: (engine, [request], { signal }) => engine.unused(request, signal),
  },
  duplicates: {
    schema: z.tuple([
      z.strictObject({
        folder: path,
        minLines: z.int().min(1).max(10_000).exactOptional(),
        limit: limit.exactOptional(),
      }),
    ]),
    call: (engine, [request], { signal }) => engine.duplicates(request, signal),
  },
  hotspots: {
    schema: z.tuple([
      z.strictObject({
        folder: path,
        days: z.int().min(1).max(3650).exactOptional(),
        depth: depth.exactOptional(),
        limit: limit.exactOptional(),
      }),
    ]),
    call: (engine, [request], { signal }) => engine.hotspots(request, signal),
  },
  setBuffer: {
    schema: z.tuple([z.strictObject({ file: path, text: z.string().max(maximumBufferText).exactOptional() })]),
    call: (_engine, [request], { setBuffer, signal }) => setBuffer(request, signal),
  },
  setOpen: {
    schema: z.tuple([z.array(path).max(1000)]),
    call: (engine, [files]) => {
      engine.setOpen(files);
    },
  },
  check: {
    schema: z.tuple([z.strictObject({ folder: path })]),
    call: (engine, [request], { signal }) => engine.check(request, signal),
  },
  configureChecker: {
    schema: z.tuple([z.strictObject({ enabled: z.boolean(), memory: z.int().min(64).max(65_536) })]),
    call: (engine, [settings]) => {
      engine.configureChecker(settings);
    },
  },
  configureEmbedding: {
    schema: z.tuple([embeddingSettings]),
    call: (engine, [settings]) => {
      engine.configureEmbedding(settings);
    },
  },
  estimateEmbedding: {
    schema: z.tuple([
      z.strictObject({
        folders: z.array(path).max(1000).exactOptional(),
        settings: embeddingSettings.exactOptional(),
      }),
    ]),
    call: (engine, [request], { onProgress, signal }) => engine.estimateEmbedding(request, onProgress, signal),
  },
  embed: {
    schema: z.tuple([z.strictObject({ folder: path })]),
    call: (engine, [request], { onProgress, signal }) => engine.embed(request, onProgress, signal),
  },
  why: {
    schema: z.tuple([z.strictObject({ path })]),
    call: (engine, [request], { signal }) => engine.why(request, signal),
  },
  status: {
    schema: z.tuple([z.strictObject({ folder: path.exactOptional(), checkFiles: z.boolean().exactOptional() })]),
    call: (engine, [request], { signal }) => engine.status(request, signal),
  },
  doctor: { schema: z.tuple([]), call: (engine, _args, { signal }) => engine.doctor(signal) },
  migrations: { schema: z.tuple([]), call: (engine) => engine.migrations() },
  migrate: {
    schema: z.union([z.tuple([z.enum(['up', 'down'])]), z.tuple([z.enum(['up', 'down']), z.int().min(0)])]),
    call: (engine, [direction, target]) =>
      target === undefined ? engine.migrate(direction) : engine.migrate(direction, target),
  },
  backup: { schema: z.tuple([path]), call: (engine, [file], { signal }) => engine.backup(file, signal) },
  restore: {
    schema: z.tuple([z.strictObject({ file: path, replace: z.boolean().exactOptional() })]),
    call: (engine, [request], { signal }) => engine.restore(request, signal),
  },
  exportScip: {
    schema: z.tuple([z.strictObject({ folder: path, file: path })]),
    call: (engine, [request], { onProgress, signal }) => engine.exportScip(request, onProgress, signal),
  },
  importScip: {
    schema: z.tuple([z.strictObject({ folder: path, file: path.exactOptional() })]),
    call: (engine, [request], { onProgress, signal }) => engine.importScip(request, onProgress, signal),
  },
  train: {
    schema: z.tuple([
      z.strictObject({
        folders: z.array(path).max(1000),
        pairs: z.array(path).max(100).exactOptional(),
        savePairs: path.exactOptional(),
        out: path.exactOptional(),
        heldOut: z.number().min(0).max(0.5).exactOptional(),
        seed: z.int().min(0).max(1e9).exactOptional(),
      }),
    ]),
    call: (engine, [request], { onProgress, signal }) => engine.train(request, onProgress, signal),
  },
  evaluate: {
    schema: z.tuple([
      z.strictObject({
        folder: path,
        cases: z.int().min(1).max(2000).exactOptional(),
        seed: z.int().min(0).max(1e9).exactOptional(),
      }),
    ]),
    call: (engine, [request], { onProgress, signal }) => engine.evaluate(request, onProgress, signal),
  },
  reset: {
    schema: z.tuple([z.strictObject({ folder: path.exactOptional() })]),
    call: (engine, [request]) => engine.reset(request),
  },
};

const wireRequest = z.strictObject({ args: z.array(z.unknown()).max(8), progress: z.int().min(0).exactOptional() });

const hello = z.object({ protocolVersion: z.int(), version: z.string().max(100) });

/** Reads the first request of a connection; what later releases add to it is passed over. */
export function readHello(params: unknown): Hello {
  return checked(hello, params, helloMethod);
}

/** A request that has been checked; `run` calls the engine. */
export interface Call {
  readonly method: MethodName;
  readonly progress?: number;
  readonly run: (engine: Engine, context: CallContext) => Promise<unknown>;
}

/** Reads a request. Throws `usage` naming what is wrong with it. */
export function readCall(method: string, params: unknown): Call {
  const known = methodNames.find((name) => name === method);
  if (known === undefined) throw new LociError('usage', `unknown request ${JSON.stringify(method.slice(0, 100))}`);
  const { args, progress } = checked(wireRequest, params, known);
  const run = prepare(known, dispatched[known], args);
  return { method: known, run, ...(progress === undefined ? {} : { progress }) };
}

function prepare<Method extends MethodName>(method: Method, entry: Dispatched<Method>, args: unknown): Call['run'] {
  const wire = checked(entry.schema, args, method);
  return async (engine, context) => await entry.call(engine, wire, context);
}

function checked<Value>(schema: z.ZodType<Value>, value: unknown, method: string): Value {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  // The first part of the path is the argument's number, which tells people nothing.
  const place = issue === undefined ? '' : issue.path.slice(1).map(String).join('.');
  const said = issue?.message ?? 'wrong form';
  throw new LociError('usage', `${method}: ${place === '' ? '' : `${place}: `}${said}`);
}
