/** What is known of each candidate for a sentence, by name; each is a number of about -1 to 1. */

import { pathTraitNames } from '../pathTraits';

export const featureNames = [
  // Words
  'words to best',
  'coverage',
  'covered words',
  'words of file besides',
  'words of path and names',
  'words of best five',
  // Names
  'name recall',
  'name all of several',
  'name begins alike',
  'name head',
  'name length',
  'name commonness',
  'container precision',
  'base precision',
  'folder precision',
  'mentioned',
  // Meaning
  'meaning squared',
  'meaning nearness',
  'meaning near',
  'no vector',
  'meaning to best in file',
  // The symbol
  'function',
  'method',
  'class',
  'interface',
  'type',
  'enum',
  'value',
  'property',
  'file',
  'namespace',
  'aside',
  'exported',
  'hidden',
  'abstract',
  'declared only',
  'length',
  'short',
  'long',
  'local',
  'depth',
  'in test',
  // The file
  ...pathTraitNames,
  'generated alone',
  'prose',
  'markup',
  'file size',
  // The sentence's form with the kind
  'thing type',
  'thing callable',
  'deed callable',
  'deed type',
  'kind named',
  'kind not named',
  'predicate name',
  'predicate not name',
  'making name',
  'change base recall',
  'change folder recall',
  'change file size',
  'change meaning of file',
  'change words',
  'change meaning',
  'change name recall',
  'change file',
] as const;
export type FeatureName = (typeof featureNames)[number];

export const featureCount = featureNames.length;
