/** Ids that package.json contributes, typed once. */

export const commandIds = {
  search: 'loci.search',
  indexFolder: 'loci.indexFolder',
} as const;
