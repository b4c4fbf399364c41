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

export function isSameModel(a: ModelIdentity, b: ModelIdentity): boolean {
  return a.provider === b.provider && a.name === b.name && a.version === b.version && a.dimensions === b.dimensions;
}

/** For people. */
export function nameOfModel({ provider, name }: ModelIdentity): string {
  return provider === name ? name : `${provider} ${name}`;
}
