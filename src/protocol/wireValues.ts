/** Values that many requests carry, with their bounds. */

import { z } from 'zod';
import { embeddingChoices } from '../core/model/indexing';
import type { FilePath } from '../core/model/ids';
import { relationshipTypes } from '../core/model/relationship';

/** Paths and questions beyond this are mistakes; the bound keeps a wrong client from filling the server's memory. */
const maximumText = 100_000;
export const text = z.string().max(maximumText);
export const path = z
  .string()
  .min(1)
  .max(32_768)
  .refine((value) => !value.includes('\0'), 'must not contain NUL');
export const limit = z.int().min(1).max(1000);
export const types = z.array(z.enum(relationshipTypes)).max(relationshipTypes.length);
export const depth = z.int().min(1).max(10);
export const confidence = z.number().min(0).max(1);
/** Relative; '' is the folder itself. */
export const below = z
  .string()
  .max(32_768)
  .refine((value) => !value.includes('\0'), 'must not contain NUL')
  .transform((value) => value as FilePath);
export const place = z
  .int()
  .min(0)
  .max(2 ** 31 - 1);
export const globs = z.array(z.string().min(1).max(1000)).max(1000);

export const embeddingSettings = z.strictObject({
  provider: z.enum(embeddingChoices),
  endpoint: z.string().max(2_000).exactOptional(),
  model: z.string().max(4_096).exactOptional(),
  allowDownload: z.boolean().exactOptional(),
  dimensions: z.int().min(1).max(16_000).exactOptional(),
  key: z.string().max(4_000).exactOptional(),
  consent: z.boolean().exactOptional(),
  budget: z.int().min(0).exactOptional(),
});
