/**
 * What a weight may be before anything is fitted: its sign where that is known, so that weights of features that go
 * together can be read, and how much may be held against what the cases never ask for, which proves nothing about people.
 */

import { featureNames } from '../../../src/core/search/sentence/featureNames';
import type { FeatureName } from '../../../src/core/search/sentence/featureNames';

type Bounds = readonly [least: number, most: number];

const atMost = 12;
const any: Bounds = [-atMost, atMost];
const forIt: Bounds = [0, atMost];
const against: Bounds = [-atMost, 0];
const little: Bounds = [-1.5, 1.5];

const given: Partial<Record<FeatureName, Bounds>> = {
  'name length': against,
  'name commonness': against,
  'no vector': against,
  mentioned: [0.5, atMost],
  function: little,
  method: little,
  class: little,
  interface: little,
  type: little,
  enum: little,
  value: [-2, 0],
  property: [-2, 0],
  file: [-2, 0],
  namespace: [-2, 0],
  aside: [-3, -1],
  hidden: against,
  abstract: little,
  'declared only': against,
  length: any,
  short: against,
  long: any,
  local: against,
  depth: against,
  'in test': [-2.5, 0],
  test: [-3, 0],
  example: [-2.5, 0],
  generated: [-3, -2],
  'generated alone': [-1, -0.5],
  vendored: [-3, -1],
  minified: [-4, -2],
  declaration: [-2.5, 0],
  prose: [-3, 0],
  markup: [-2.5, 0],
  'file size': any,
  'deed type': any,
  'kind not named': against,
  'predicate not name': against,
  'change words': [-1, atMost],
  'change meaning': [-2, 2],
  'change name recall': [-1.5, 2],
};

/** Senses overlap: some of them correct others. With signs given, comments are at 0.534 and not at 0.541. */
const isSense = (name: FeatureName): boolean => name.includes('sense');

/** In the order of the features. */
export function weightBounds(without: (name: FeatureName) => boolean = () => false): Bounds[] {
  return featureNames.map((name) => (without(name) ? [0, 0] : (given[name] ?? (isSense(name) ? any : forIt))));
}
