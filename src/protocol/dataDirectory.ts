/** Where the index lives unless told: one folder for every program of a user, so that they share one server. */

import envPaths from 'env-paths';

export function defaultDataDir(): string {
  return envPaths('loci', { suffix: '' }).data;
}
