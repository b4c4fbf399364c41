/** What a setting's value must be: the editor warns of other values, but hands them over all the same. */

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
};

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
  if (typeof fallback === 'number') return numberComplaint(value, settingBounds[key]);
  if (typeof fallback === 'string') return typeof value === 'string' ? undefined : 'must be text';
  return listComplaint(value, key === 'codeLens.kinds' ? lensKinds : undefined);
}

function numberComplaint(value: unknown, bounds: readonly [number, number] | undefined): string | undefined {
  const [least, most] = bounds ?? [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER];
  const fits = typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
  return fits ? undefined : `must be a whole number from ${least} to ${most}`;
}

function listComplaint(value: unknown, allowed: readonly string[] | undefined): string | undefined {
  const isList = Array.isArray(value) && value.every((entry) => typeof entry === 'string' && entry !== '');
  if (!isList) return 'must be a list of texts';
  if (allowed === undefined || value.every((entry: string) => allowed.includes(entry))) return undefined;
  return `must hold only ${allowed.join(', ')}`;
}
