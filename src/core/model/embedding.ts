/** Which model a vector is of. */

export const embeddingProviders = ['builtin', 'local', 'openai-compatible'] as const;
export type EmbeddingProvider = (typeof embeddingProviders)[number];

/** Vectors may be compared if all of this is equal, and never otherwise. */
export interface ModelIdentity {
  /** One of {@link embeddingProviders}; the tables may know those of a later Loci. */
  readonly provider: string;
  readonly name: string;
  /** Differs whenever the same text would get another vector. */
  readonly version: string;
  readonly dimensions: number;
}

/**
 * The single words of a model that is a table of them. Words are stems, as text/words gives them; any has a vector, all of
 * one dimension, whose length is how much the word counts where it stands.
 */
export interface WordVectors {
  ofQuestion(word: string): Float32Array;
  ofName(word: string): Float32Array;
}

export function isSameModel(a: ModelIdentity, b: ModelIdentity): boolean {
  return a.provider === b.provider && a.name === b.name && a.version === b.version && a.dimensions === b.dimensions;
}

/** For people. */
export function nameOfModel({ provider, name }: Pick<ModelIdentity, 'provider' | 'name'>): string {
  return provider === name ? name : `${provider} ${name}`;
}

/** The host of an endpoint, with its port; undefined for what is no URL of one. */
export function hostOfEndpoint(endpoint: string): string | undefined {
  const host = URL.canParse(endpoint) ? new URL(endpoint).host : '';
  return host === '' ? undefined : host;
}

export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/** Whether texts are sent to another machine: the host, with its port; undefined if they stay on this one. */
export function remoteHost(settings: { readonly provider: string; readonly endpoint?: string }): string | undefined {
  const { provider, endpoint = '' } = settings;
  if (provider !== 'openai-compatible' || !URL.canParse(endpoint)) return undefined;
  return isLoopback(new URL(endpoint).hostname) ? undefined : hostOfEndpoint(endpoint);
}
