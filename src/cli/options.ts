/** Reading option values. */

import { InvalidArgumentError } from 'commander';

/** A parser for whole numbers between two bounds, both included. */
export function wholeNumber(least: number, most: number): (typed: string) => number {
  return (typed) => {
    const value = /^\d+$/.test(typed) ? Number(typed) : NaN;
    if (value >= least && value <= most) return value;
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
  };
}

/** A parser's answer for what is typed as a number from 0 to 1. */
export function probability(typed: string): number {
  const value = /^(\d+(\.\d*)?|\.\d+)$/.test(typed) ? Number(typed) : NaN;
  if (value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError('It must be a number from 0 to 1.');
}
