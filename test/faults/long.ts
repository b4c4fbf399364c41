/** Loaded first by `npm run test:faults`: the long form of the fault tests. */

process.env['LOCI_KILLS'] ??= '40';
