/** What a setting's value must be: the editor warns of other values, but hands them over all the same. */

import { embeddingChoices } from '../core/model/api';
import type { SettingKey, Settings } from './contributions';
import { lensKinds, settingDefaults } from './contributions';

export interface CheckedSetting<Key extends SettingKey> {
  readonly value: Settings[Key];
  /** What is wrong with the value that was given, such as `must be true or false`. */
  readonly complaint?: string;
}

/** Inclusive bounds, as package.json states them. */
export const settingBounds: Readonly<Partial<Record<SettingKey, readonly [number, number]>>> = {
  'search.limit': [10, 500],
  'codeLens.minimumLines': [1, 100],
  'checker.memory': [256, 16_384],
  'embedding.dimensions': [0, 16_000],
  'embedding.budget': [0, 1e12],
  'embedding.price': [0, 1e6],
};

/** Of settings that are one of a few words. */
export const settingChoices: Readonly<Partial<Record<SettingKey, readonly string[]>>> = {
  'embedding.provider': embeddingChoices,
};

/** Numbers that need not be whole. */
const fractions: ReadonlySet<SettingKey> = new Set<SettingKey>(['embedding.price']);

export function checkedSetting<Key extends SettingKey>(key: Key, value: unknown): CheckedSetting<Key> {
  const fallback = settingDefaults[key];
  const complaint = value === undefined ? undefined : complaintOf(key, value);
  if (value === undefined) return { value: fallback };
  // complaintOf has compared the value with the default's own type.
  return complaint === undefined ? { value: value as Settings[Key] } : { value: fallback, complaint };
}

function complaintOf(key: SettingKey, value: unknown): string | undefined {
  const fallback = settingDefaults[key];
  if (typeof fallback === 'boolean') return typeof value === 'boolean' ? undefined : 'must be true or false';
  if (typeof fallback === 'number') return numberComplaint(value, settingBounds[key], !fractions.has(key));
  if (typeof fallback === 'string') return textComplaint(value, settingChoices[key]);
  return listComplaint(value, key === 'codeLens.kinds' ? lensKinds : undefined);
}

function textComplaint(value: unknown, choices: readonly string[] | undefined): string | undefined {
  if (typeof value !== 'string') return 'must be text';
  return choices === undefined || choices.includes(value) ? undefined : `must be one of ${choices.join(', ')}`;
}

function numberComplaint(
  value: unknown,
  bounds: readonly [number, number] | undefined,
  isWhole: boolean,
): string | undefined {
  const [least, most] = bounds ?? [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER];
  const isNumber = typeof value === 'number' && (isWhole ? Number.isInteger(value) : Number.isFinite(value));
  const fits = isNumber && value >= least && value <= most;
  return fits ? undefined : `must be a ${isWhole ? 'whole ' : ''}number from ${least} to ${most}`;
}

function listComplaint(value: unknown, allowed: readonly string[] | undefined): string | undefined {
  const isList = Array.isArray(value) && value.every((entry) => typeof entry === 'string' && entry !== '');
  if (!isList) return 'must be a list of texts';
  if (allowed === undefined || value.every((entry: string) => allowed.includes(entry))) return undefined;
  return `must hold only ${allowed.join(', ')}`;
}
