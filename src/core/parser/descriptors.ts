/** Descriptors in SCIP's form, unique within a file. */

import type { Descriptor } from '../model/ids';
import type { SymbolKind } from '../model/symbol';

/** Bounds what deep nesting can make of them. */
const prefixLimit = 700;

export interface Descriptors {
  /** `container` is the descriptor of what stands around, '' for the file; `owner` a type that it lacks. */
  name(
    container: string,
    owner: string | undefined,
    name: string,
    kind: SymbolKind,
    nativeKind: string | undefined,
  ): Descriptor;
}

export function createDescriptors(): Descriptors {
  const taken = new Map<string, number>();
  return {
    name(container, owner, name, kind, nativeKind) {
      const prefix = container.slice(0, prefixLimit) + (owner === undefined ? '' : `${escapeName(owner)}#`);
      const plain = prefix + spell(name, kind, nativeKind, 0);
      // The count of doubles is kept by plain form; a number that is a name of its own is stepped over.
      let count = taken.get(plain) ?? 0;
      let descriptor = plain;
      while (taken.has(descriptor)) descriptor = prefix + spell(name, kind, nativeKind, ++count);
      if (descriptor !== plain) taken.set(plain, count);
      taken.set(descriptor, 0);
      return descriptor as Descriptor;
    },
  };
}

function spell(name: string, kind: SymbolKind, nativeKind: string | undefined, double: number): string {
  if (nativeKind === 'macro') return `${numbered(name, double)}!`;
  if (kind === 'function' || kind === 'method') return `${escapeName(name)}(${double === 0 ? '' : `+${double}`}).`;
  return numbered(name, double) + (suffixes[kind] ?? '.');
}

const suffixes: Partial<Record<SymbolKind, string>> = {
  class: '#',
  interface: '#',
  enum: '#',
  type: '#',
  namespace: '/',
  module: '/',
  package: '/',
};

function numbered(name: string, double: number): string {
  return double === 0 ? escapeName(name) : `\`${name.replaceAll('`', '``')}+${double}\``;
}

function escapeName(name: string): string {
  return /^[\w+$-]+$/.test(name) ? name : `\`${name.replaceAll('`', '``')}\``;
}
