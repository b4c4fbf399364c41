/** Symbols' names in SCIP's grammar: scheme, package, and a path of descriptors. */

import type { Descriptor, FilePath } from '../model/ids';

const scheme = 'loci';
/** Package managers and versions are not known: the format's word for that. */
const unknown = '.';

/** `project` is the package. Symbols that differ have names that differ. */
export function symbolName(project: string, path: FilePath, descriptor: Descriptor): string {
  const folders = path.split('/').map((part) => `${escapeName(part)}/`);
  return `${head(project)} ${folders.join('')}${descriptors(descriptor)}`;
}

/** A name of a module outside, or the module itself. Whether it is a type or a value is not known. */
export function externalName(module: string, name: string): string {
  return `${head(module)} ${escapeName(module)}/${name === module ? '' : `${escapeName(name)}:`}`;
}

function head(project: string): string {
  return `${scheme} ${unknown} ${project.replaceAll(' ', '  ') || unknown} ${unknown}`;
}

/** Zero length is no name in the grammar. */
function escapeName(name: string): string {
  return /^[\w+$-]+$/.test(name) ? name : `\`${name.replaceAll('`', '``') || ' '}\``;
}

const descriptorPattern = /(?:`((?:[^`]|``)+)`|([\w+$-]+))(#|\/|!|\.|\((?:\+\d+)?\)\.)/gy;

/**
 * Loci's own form, with what the grammar asks beyond it: only names that need it stand between backticks. Loci has other
 * names there where it numbers namesakes: `` `name+1`. `` becomes `name.1:`. What was cut becomes one name as a whole.
 */
function descriptors(descriptor: Descriptor): string {
  const parts = [...descriptor.matchAll(descriptorPattern)];
  const length = parts.reduce((sum, [part]) => sum + part.length, 0);
  if (length !== descriptor.length) return `${escapeName(descriptor)}.`;
  return parts
    .map(([whole, quoted, , suffix]) => (quoted === undefined ? whole : unquoted(whole, quoted, suffix!)))
    .join('');
}

function unquoted(whole: string, quoted: string, suffix: string): string {
  const [, name, number] = /^([\w+$-]*)\+(\d+)$/.exec(quoted) ?? [];
  return name === undefined ? whole : `${escapeName(name)}${suffix}${number}:`;
}
