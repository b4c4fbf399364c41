/** The built-in types and functions of Python through which types pass on. */

import type { TypeTable } from './signatures';

const iterable = { __iter__: '() => Iterator<T>' };

const sequence = {
  index: '(T) => int',
  count: '(T) => int',
  copy: '() => list<T>',
};

const mapping = {
  get: '(K, V?) => V',
  items: '() => Iterator<[K, V]>',
  keys: '() => Iterator<K>',
  values: '() => Iterator<V>',
  copy: '() => dict<K, V>',
};

const mutableMapping = {
  ...mapping,
  pop: '(K, V?) => V',
  popitem: '() => [K, V]',
  setdefault: '(K, V) => V',
  update: '(unknown) => None',
  clear: '() => None',
  __init__: '(Iterable<[K, V]> | dict<K, V>?) => None',
};

const set = {
  add: '(T) => None',
  pop: '() => T',
  copy: '() => set<T>',
  union: '(...Iterable<T>) => set<T>',
  intersection: '(...Iterable<T>) => set<T>',
  difference: '(...Iterable<T>) => set<T>',
  __init__: '(Iterable<T>?) => None',
};

const list = {
  ...sequence,
  append: '(T) => None',
  extend: '(Iterable<T>) => None',
  insert: '(int, T) => None',
  pop: '(int?) => T',
  popleft: '() => T',
  remove: '(T) => None',
  __init__: '(Iterable<T>?) => None',
};

export const pythonTypes: TypeTable = {
  'list<T>': list,
  'deque<T>': list,
  'set<T>': set,
  'frozenset<T>': set,
  'Sequence<T>': sequence,
  'MutableSequence<T>': list,
  'Collection<T>': iterable,
  'Iterable<T>': iterable,
  'Iterator<T>': { ...iterable, __next__: '() => T' },
  'Generator<T>': { ...iterable, __next__: '() => T', send: '(unknown) => T' },
  'AsyncIterable<T>': {},
  'AsyncIterator<T>': {},
  'AsyncGenerator<T>': {},
  'AbstractSet<T>': set,
  'MutableSet<T>': set,
  'KeysView<T>': iterable,
  'ValuesView<T>': iterable,
  'dict<K, V>': mutableMapping,
  'defaultdict<K, V>': mutableMapping,
  'OrderedDict<K, V>': mutableMapping,
  'MutableMapping<K, V>': mutableMapping,
  'Mapping<K, V>': mapping,
  'Promise<T>': {},
  'Awaitable<T>': {},
  'Coroutine<A, B, T>': {},
  str: { split: '(str?) => list<str>', splitlines: '() => list<str>' },
  bytes: {},
  int: {},
  float: {},
  bool: {},
  object: {},
  Exception: {},
  BaseException: {},
  'ValueError extends Exception': {},
  'TypeError extends Exception': {},
  'KeyError extends Exception': {},
  'RuntimeError extends Exception': {},
  'NotImplementedError extends Exception': {},
  'AttributeError extends Exception': {},
  'OSError extends Exception': {},
};

/** Functions that are there without an import. */
export const pythonFunctions: Readonly<Record<string, string>> = {
  'sorted<T>': '(Iterable<T>) => list<T>',
  'reversed<T>': '(Iterable<T>) => Iterator<T>',
  'enumerate<T>': '(Iterable<T>, int?) => Iterator<[int, T]>',
  'zip<A, B, C>': '(Iterable<A>, Iterable<B>?, Iterable<C>?) => Iterator<[A, B, C]>',
  'iter<T>': '(Iterable<T>) => Iterator<T>',
  'next<T>': '(Iterator<T>, T?) => T',
  'filter<T>': '((T) => bool, Iterable<T>) => Iterator<T>',
  'map<T, U>': '((T) => U, Iterable<T>) => Iterator<U>',
  'min<T>': '(Iterable<T> | T, ...T) => T',
  'max<T>': '(Iterable<T> | T, ...T) => T',
  'sum<T>': '(Iterable<T>) => T',
  len: '(unknown) => int',
  isinstance: '(unknown, unknown) => bool',
  print: '(...unknown[]) => None',
};
