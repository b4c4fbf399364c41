/** When the extension's code began to be evaluated: imported before everything else. */

export const loadBegan = performance.now();
