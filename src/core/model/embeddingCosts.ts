/** What embedding takes before it is done, and what it took. */

import type { EmbeddingSettings, EmbeddingState } from './indexing';

export interface EstimateRequest {
  /** Absent: all folders that are indexed. */
  readonly folders?: readonly string[];
  /** What would embed; absent: what is set up. The key is not needed: nothing is sent. */
  readonly settings?: EmbeddingSettings;
}

/** Counts of different texts: what stands the same in two files is embedded once. */
export interface EmbeddingEstimate {
  readonly provider: EmbeddingSettings['provider'];
  readonly model?: string;
  /** The other machine that the texts would be sent to; absent if they stay on this one. */
  readonly host?: string;
  /** Files some of whose texts are to be embedded, and those texts. */
  readonly files: number;
  readonly texts: number;
  /** Texts that have vectors of the model already. */
  readonly known: number;
  /** UTF-16 units of the texts that are to be embedded. */
  readonly characters: number;
  /** Of the same: one for each three bytes of UTF-8, which is rather more than models count in code. */
  readonly tokens: number;
  /** Texts out of which a secret was taken. */
  readonly redacted: number;
  /** Texts a second, as measured here when the model embedded last, or on a few texts now; absent if not known. */
  readonly rate?: number;
  /** Tokens sent to other machines in this calendar month, and how many may be. */
  readonly spent: number;
  readonly budget?: number;
}

export interface EmbedSummary extends EmbeddingState {
  readonly folder: string;
  /** Embedded now. */
  readonly texts: number;
  readonly ms: number;
}
