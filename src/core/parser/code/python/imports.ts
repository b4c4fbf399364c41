/** Imports of Python. */

import type { Scope } from '../scopes';
import type { PythonReader } from './reader';
import { declare, placeOf } from './reader';

/** `import a.b`, `import a.b as c`. */
export function plainImport(reader: PythonReader, node: number, scope: Scope): void {
  const { syntax } = reader;
  for (const child of syntax.children(node)) {
    const isAliased = syntax.type(child) === 'aliased_import';
    const path = isAliased ? syntax.field(child, 'name') : child;
    const at = placeOf(reader, path);
    const module = syntax.textOf(path);
    if (at !== undefined) reader.uses.push({ module, at });
    const local = isAliased ? syntax.field(child, 'alias') : syntax.first(path);
    if (local < 0) continue;
    const decl = declare(reader, 'import', local, scope);
    decl.symbol = -1;
    decl.module = isAliased ? module : syntax.textOf(local);
    decl.imported = '*';
  }
}

/** `from .a import b, c as d`, `from a import *`. */
export function fromImport(reader: PythonReader, node: number, scope: Scope): void {
  const { syntax } = reader;
  const source = syntax.field(node, 'module_name');
  if (source < 0) return;
  const module = syntax.textOf(source).replace(/\s/g, '');
  const at = placeOf(reader, source);
  if (at !== undefined) reader.uses.push({ module, at });
  for (const child of syntax.children(node)) {
    if (child === source) continue;
    const type = syntax.type(child);
    if (type === 'wildcard_import') {
      const none = { value: undefined, type: undefined, at: undefined };
      reader.file.exports.push({ name: '*', ...none, module, imported: '*' });
      continue;
    }
    const name = type === 'aliased_import' ? syntax.field(child, 'name') : child;
    const local = type === 'aliased_import' ? syntax.field(child, 'alias') : syntax.first(name);
    if (local < 0) continue;
    const decl = declare(reader, 'import', local, scope);
    decl.symbol = -1;
    decl.module = module;
    decl.imported = syntax.textOf(name);
    decl.at = placeOf(reader, name);
  }
}
