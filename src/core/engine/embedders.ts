/** What embeds: opened when it is first needed. Those before it still answer where all is not embedded anew yet. */

import { builtinModelFile, openBuiltinModel } from '../embedding/builtin/builtin';
import type { Embedder } from '../embedding/embedder';
import { openRemoteEmbedder } from '../embedding/remote/openaiCompatible';
import type { EmbeddingSettings } from '../model/api';
import { isLociError, LociError, messageOf } from '../model/errors';
import type { Logger } from '../model/log';
import type { ModelIdentity } from '../store/vectors';

export type OpenEmbedder = (settings: EmbeddingSettings) => Promise<Embedder>;

/** A model that was fitted to one's own code, which is taken before the shipped one where it is there. */
export interface FittedModel {
  readonly file: string;
  readonly log: Logger;
}

/** Opens what the settings say. Errors: those of the providers. */
export function openerOf(assetsDir: string, fitted?: FittedModel): OpenEmbedder {
  return ({ provider, endpoint = '', model = '', dimensions, key }) => {
    if (provider !== 'openai-compatible') return openBuiltin(builtinModelFile(assetsDir), fitted);
    return openRemoteEmbedder({
      ...{ endpoint, model },
      ...(dimensions !== undefined && { dimensions }),
      ...(key !== undefined && key !== '' && { key }),
    });
  };
}

async function openBuiltin(shipped: string, fitted: FittedModel | undefined): Promise<Embedder> {
  if (fitted === undefined) return openBuiltinModel(shipped);
  return openBuiltinModel(fitted.file).catch((error: unknown) => {
    if (!isLociError(error, 'notFound')) fitted.log.warn(`${messageOf(error)}; the shipped model is taken instead`);
    return openBuiltinModel(shipped);
  });
}

export interface Embedders {
  readonly isOff: boolean;
  /** The one that is set up. Fails with what opening it fails with; the next call tries again. */
  current(): Promise<Embedder>;
  /** The same, if it has been opened. */
  opened(): Promise<Embedder | undefined>;
  /** The one of this model, whatever is set up now; undefined if it is known no more. */
  of(model: ModelIdentity): Promise<Embedder | undefined>;
  /** False if that is as it was. */
  configure(settings: EmbeddingSettings): boolean;
}

export function createEmbedders(open: OpenEmbedder, first: EmbeddingSettings): Embedders {
  const known: Embedder[] = [];
  let settings = first;
  let opening: Promise<Embedder> | undefined;
  const current = (): Promise<Embedder> => {
    if (settings.provider === 'off') return Promise.reject(new LociError('usage', 'embedding is switched off'));
    if (opening !== undefined) return opening;
    const mine = open(settings);
    opening = mine;
    mine.then(
      (embedder) => known.push(embedder),
      () => {
        if (opening === mine) opening = undefined;
      },
    );
    return mine;
  };
  return {
    get isOff() {
      return settings.provider === 'off';
    },
    current,
    opened: async () => opening?.catch(() => undefined),
    async of(model) {
      const own = known.find((embedder) => isSameModel(embedder.model, model));
      if (own !== undefined) return own;
      await current().catch(() => undefined);
      return known.find((embedder) => isSameModel(embedder.model, model));
    },
    configure(next) {
      if (JSON.stringify(entriesOf(next)) === JSON.stringify(entriesOf(settings))) return false;
      settings = next;
      opening = undefined;
      return true;
    },
  };
}

function entriesOf(settings: EmbeddingSettings): readonly (readonly [string, unknown])[] {
  return Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1));
}

function isSameModel(a: ModelIdentity, b: ModelIdentity): boolean {
  return a.provider === b.provider && a.name === b.name && a.version === b.version && a.dimensions === b.dimensions;
}

/** For people. */
export function nameOfModel({ provider, name }: ModelIdentity): string {
  return provider === name ? name : `${provider} ${name}`;
}
