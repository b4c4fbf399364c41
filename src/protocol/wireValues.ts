/** Values that many requests carry, with their bounds. */

import { z } from 'zod';
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
