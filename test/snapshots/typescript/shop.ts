/*
 * Copyright 2024 The Corner Shop. Licensed under the MIT licence.
 */

/** Carts and what they cost. */

import 'reflect-metadata';
import fallback, { type Currency, round as roundTo } from './money';
import * as tax from '@shop/tax';
import legacy = require('./legacy');
import Inner = legacy.deep.Inner;
export { discount, discount as reduce } from './discount';
export * from './coupons';
export * as vouchers from './vouchers';

/** Most items a cart holds. */
export const LIMIT = 100;
const first = 1, second: number = 2;
export let counter = 0,
  other = 1;
export const { host, port: listenPort, path = '/', ...rest } = readConfig();
const [head, ...tail] = [1, 2, 3];
export const settings = { currency: 'EUR', format(value: number): string { return `${value}`; }, parse: (text: string) => Number(text) };

// eslint-disable-next-line no-console
/**
 * Something that has a price.
 * @typeParam Unit the currency
 */
export interface Priced<Unit extends Currency = Currency> extends Named, tax.Taxed<Unit> {
  /** In the smallest unit. */
  readonly price: number;
  label?(short: boolean): string;
  new (price: number): Priced;
  [key: string]: unknown;
}

export type Line = { item: Priced; count: number } & { note?: string };
type Reader<T> = (input: T) => Promise<Line[]>;

export enum State {
  Open,
  /** Paid and on its way. */
  Sent = 'sent',
  'on hold' = 3,
}

declare const enum Flag { A = 1 }
declare module 'ambient' {
  export function inside(value: string): void;
  const hidden: number;
}
declare global { interface Window { cart: Cart } }

export namespace shop.util {
  export const version = '1';
  export function clean(text: string): string { return text.trim(); }
}

/** A decorator. */
function logged(target: object, key?: string): void { console.log(target, key); }

@logged
@Component({ selector: 'cart', static: true })
export abstract class Cart<T extends Priced> extends legacy.Base<T> implements Named, tax.Taxed<Currency> {
  static readonly empty: Cart<never> | undefined;
  static #count = 0;
  private items: T[] = [];
  protected declare owner?: string;
  @Input() public title = 'Cart'; // trailing, not documentation
  readonly onChange = (item: T): void => { this.items.push(item); };

  /** Makes a cart. */
  constructor(private readonly store: Store, public name: string, limit: number) {
    super();
    Cart.#count++;
  }

  get total(): number { return this.items.reduce((sum, item) => sum + item.price, 0); }
  set total(value: number) { throw new Error(`${value}`); }

  add(item: T): void;
  add(item: T, count: number): void;
  /** Adds an item, 🛒 and all. */
  @logged
  add(item: T, count = 1): void {
    const local = 1;
    function nested(): number { return local; }
    const inner = async () => { await nested(); };
    for (let i = 0; i < count; i++) this.onChange(item);
    void inner;
  }

  async *stream(): AsyncGenerator<T> { yield* this.items; }
  static async load(id: string): Promise<Cart<Priced>> { return tax.load!<Cart<Priced>>(id); }
  abstract describe(): string;
  #secret(): typeof fallback { return fallback; }
  [Symbol.iterator]() { return this.items[Symbol.iterator](); }
  'quoted name'() { return roundTo(1); }
}

export async function checkout(cart: Cart<Priced>, options: { fast: boolean }): Promise<void> {
  await import('./payment');
  const order = new tax.Order(cart);
  order.lines?.forEach((line) => line.print());
  options.fast satisfies boolean;
}

export const pay = async (amount: number): Promise<boolean> => amount > 0;
const Basket = class extends Cart<Priced> { describe() { return 'basket'; } };
function overloaded(a: string): void;
function overloaded(a: number): void;
function overloaded(a: unknown): void { void a; }
function* ids() { yield 1; }
export function assertCart(value: unknown): asserts value is Cart<Priced> {}

export default function () { return Basket; }
export { first as one, ids };

describe('cart', () => {
  function helper() { return overloaded('x'); }
  const ignored = helper();
});
