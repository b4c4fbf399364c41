export type * from './forms';

/** Signatures that nothing stands between. */
export interface Read {
  <Key extends string>(key: Key): Array<Key>
  // as a list
  <Key extends string, Value = Key>(key: Key, other: Value): [Key, Value]
  <
    Key extends string,
    Value
  >(keys: Key[]): Value
  readonly last: Box<string>
}

export interface Box<out Item> extends Base<Item> {
  take(using: Item): Item
  module: typeof import('./forms')
}

abstract class Base<in out Item> {
  abstract override toString(): string
  item?: Item
}

export const rows = sql<{ one: number }>`select 1`.run(1);

export function afterAll(): Box<number> {
  return make();
}
