/**
 * How often each symbol is referred to, as a step of one byte, and what that adds to a hit's score. Steps are of equal
 * ratio; up to some twenty places each number has its own.
 */

import type { FileUsage } from '../store/usage';
import { traitBit } from './pathTraits';
import type { SymbolTable } from './symbolTable';
import { fileOf } from './tables';
import type { FileEntry, Tables } from './tables';
import { unheardTraits, usesForAll } from './weights';

const steps = 255;
const stepsADoubling = 16;
/** Powers of two are not to fall a step short. */
const tolerance = 1e-9;

function stepOf(count: number): number {
  return Math.min(steps, Math.floor(Math.log2(1 + Math.max(0, count)) * stepsADoubling + tolerance));
}

/** By step, the least number of places that it stands for; not less than that of the step before. */
const leastCounts = Array.from({ length: steps + 1 }, (_, step) =>
  Math.ceil(2 ** (step / stepsADoubling) - 1 - tolerance),
);

const shares = Float64Array.from(leastCounts, (count) => Math.min(1, Math.log1p(count) / Math.log1p(usesForAll)));

const unheard = unheardTraits.reduce((traits, trait) => traits | traitBit(trait), 0);

/** Places of the file's symbols that it does not have are passed over. */
export function setUsage(symbols: SymbolTable, { base, count }: FileEntry, { ordinals, counts }: FileUsage): void {
  symbols.usage.fill(0, base, base + count);
  ordinals.forEach((ordinal, at) => {
    if (ordinal < count) symbols.usage[base + ordinal] = stepOf(counts[at]!);
  });
}

/** 0 to 1: how much of {@link usageShares} is added. `asked` traits do not keep a file's symbols from being heard. */
export function usageOf(tables: Tables, document: number, asked: number): number {
  const step = tables.symbols.usage[document]!;
  if (step === 0) return 0;
  return (fileOf(tables, document).traits & unheard & ~asked) === 0 ? shares[step]! : 0;
}

/** `12`, and beyond what is known exactly, rounded down: `100+`. */
export function usesText(tables: Tables, document: number): string {
  const step = tables.symbols.usage[document]!;
  const least = leastCounts[step]!;
  if (stepOf(least + 1) !== step) return String(least);
  const digit = 10 ** Math.floor(Math.log10(least));
  return `${Math.floor(least / digit) * digit}+`;
}
