/** The types that each language gives, by name. */

import type { LanguageId } from '../../model/ids';
import type { Decl } from '../../parser/code/shapes';
import { declFlags } from '../../parser/code/shapes';
import { ecmascriptTypes } from './ecmascript';
import { pythonFunctions, pythonTypes } from './python';
import { readTypeTable } from './signatures';

export type Builtins = (language: LanguageId | undefined) => ReadonlyMap<string, Decl>;

/** Their units are negative, one for each family of languages. */
const ecmascriptUnit = -1;
const pythonUnit = -2;

export function createBuiltins(): Builtins {
  const ecmascript = readTypeTable(ecmascriptTypes, ecmascriptUnit);
  const python = readPython();
  return (language) => (language === 'python' ? python : ecmascript);
}

function readPython(): ReadonlyMap<string, Decl> {
  const head = 'Functions';
  const types = new Map(readTypeTable({ ...pythonTypes, [head]: pythonFunctions }, pythonUnit));
  for (const decl of types.values()) decl.flags |= declFlags.callable;
  for (const decl of types.get(head)?.members ?? []) types.set(decl.name, decl);
  // What an array is elsewhere.
  const list = types.get('list');
  if (list !== undefined) types.set('Array', list);
  return types;
}
