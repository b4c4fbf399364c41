/** Counts, times and sizes as the three trees say them. */

import { env, l10n } from 'vscode';

/** English without Intl, whose data takes its first user a tenth of a second on a busy machine. */
export function numberText(value: number): string {
  if (!/^en\b/i.test(env.language)) return value.toLocaleString(env.language);
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

export function filesText(count: number): string {
  return count === 1 ? l10n.t('1 file') : l10n.t('{0} files', numberText(count));
}

export function symbolsText(count: number): string {
  return count === 1 ? l10n.t('1 symbol') : l10n.t('{0} symbols', numberText(count));
}

/** Parts that are there, in one line. */
export function joined(...parts: readonly (string | undefined | false)[]): string {
  return parts.filter((part) => part !== undefined && part !== false && part !== '').join(' · ');
}

/** Parts that are there, as a screen reader says them. */
export function spoken(...parts: readonly (string | undefined | false)[]): string {
  return parts.filter((part) => part !== undefined && part !== false && part !== '').join(', ');
}

const steps = [
  ['second', 60],
  ['minute', 60],
  ['hour', 24],
  ['day', 30],
  ['month', 12],
  ['year', Infinity],
] as const;

type Unit = (typeof steps)[number][0];

/** `2 minutes ago`. */
export function agoText(then: Date, now: Date): string {
  let amount = Math.max(0, Math.round((now.getTime() - then.getTime()) / 1000));
  for (const [unit, many] of steps) {
    if (amount < many) return unitsAgo(amount, unit);
    amount = Math.round(amount / many);
  }
  return '';
}

const namedAgo: Readonly<Record<string, string>> = {
  '0 second': 'now',
  '1 day': 'yesterday',
  '1 month': 'last month',
  '1 year': 'last year',
};

/** English without Intl, as in {@link numberText}. */
function unitsAgo(amount: number, unit: Unit): string {
  if (!/^en\b/i.test(env.language)) {
    return new Intl.RelativeTimeFormat(env.language, { numeric: 'auto' }).format(-amount, unit);
  }
  return namedAgo[`${amount} ${unit}`] ?? `${amount} ${unit}${amount === 1 ? '' : 's'} ago`;
}

/** `3 min`, in the largest unit that fits. */
export function durationText(ms: number): string {
  const format = (value: number, unit: 'second' | 'minute' | 'hour' | 'day'): string =>
    value.toLocaleString(env.language, { style: 'unit', unit, unitDisplay: 'short' });
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return format(seconds, 'second');
  if (seconds < 3600) return format(Math.floor(seconds / 60), 'minute');
  return seconds < 86_400 ? format(Math.floor(seconds / 3600), 'hour') : format(Math.floor(seconds / 86_400), 'day');
}

const byteUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** `41 MB`. */
export function bytesText(bytes: number): string {
  let [value, at] = [bytes, 0];
  while (value >= 1000 && at < byteUnits.length - 1) [value, at] = [value / 1000, at + 1];
  const digits = value < 10 && at > 1 ? 1 : 0;
  const unit = byteUnits[at]!;
  return value.toLocaleString(env.language, { style: 'unit', unit, maximumFractionDigits: digits });
}
