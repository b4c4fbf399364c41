/** Reading option values. */

import { InvalidArgumentError } from 'commander';
import { LociError } from '../core/model/errors';
import type { RelationshipType } from '../core/model/relationship';
import { inverseTypes, relationshipTypes } from '../core/model/relationship';
import { printable } from './text';

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

/** A parser's answer for an amount of money, in no currency. */
export function money(typed: string): number {
  const value = /^(\d+(\.\d*)?|\.\d+)$/.test(typed) ? Number(typed) : NaN;
  if (Number.isFinite(value)) return value;
  throw new InvalidArgumentError('It must be a number such as 0.02.');
}

/** Each may be a list with commas. */
export function relationshipTypesOf(typed: readonly string[]): RelationshipType[] {
  return typed.flatMap((each) => each.split(',')).map(typeOf);
}

/** `calls` and `called_by` (or `called by`) name the same relationship; the direction says how it is read. */
function typeOf(typed: string): RelationshipType {
  const wanted = typed.trim().replaceAll(/[ -]/g, '_');
  const found = relationshipTypes.find((type) => type === wanted || inverseTypes[type] === wanted);
  if (found !== undefined) return found;
  throw new LociError('usage', `${printable(typed)} is no type of relationship`, relationshipTypes.join(', '));
}
