/** Rust: crates and modules, re-exports, members by the types of their receivers, what macros are given. */

import { check } from './fixture';

const cases: Readonly<Record<string, string>> = {
  'what a pointer points to, in what is written for pointers': `
//- /src/lib.rs
pub trait Total { fn total(&self) -> u32; fn take(self) -> u32; }
pub struct Cart;
impl Total for Cart {
    fn total(&self) -> u32 { 1 }
    fn take(self) -> u32 { 1 }
}
impl<T: Total + ?Sized> Total for Box<T> {
    fn total(&self) -> u32 { (**self).total() }
//                                    ^^^^^ calls src/lib.rs/Total#total().
    fn take(self) -> u32 { (*self).take() }
//                                 ^^^^ calls src/lib.rs/Total#take().
}
impl<'a, T: Total> Total for &'a T {
    fn total(&self) -> u32 { (**self).total() }
//                                    ^^^^^ calls src/lib.rs/Total#total().
    fn take(self) -> u32 { 1 }
}
impl Total for Rc<Cart> {
    fn total(&self) -> u32 { (**self).total() }
//                                    ^^^^^ calls src/lib.rs/Cart#total().
    fn take(self) -> u32 { 1 }
}
impl<R: Read> Read for Arc<R> {
    fn total(&self) -> u32 { (**self).total() }
//                                    ^^^^^ none
}
pub struct Guard { cart: Cart }
impl Deref for Guard { type Target = Cart; }
impl Guard {
    fn total(&self) -> u32 { (**self).total() }
//                                    ^^^^^ calls src/lib.rs/Cart#total().
    fn other(&self) -> u32 { (*self).total() }
//                                   ^^^^^ calls src/lib.rs/Guard#total().
}
`,
  'attributes that the language has itself': `
//- /src/lib.rs
#[test]
//^^^^ none
fn adds() {
    fn test() {}
    #[inline]
//    ^^^^^^ none
    fn inline() {}
    test();
//  ^^^^ calls src/lib.rs/adds().test().
}
#[test]
//^^^^ none
fn test() {}
`,
  'crates of tests, and what their modules define': `
//- /Cargo.toml
[package]
name = "my-shop"
//- /src/lib.rs
pub mod cart;
pub use cart::Cart as Basket;
//- /src/cart.rs
pub struct Cart { pub total: u32 }
impl Cart {
    pub fn open() -> Self { Cart { total: 0 } }
//                          ^^^^ calls src/cart.rs/Cart#
//                                 ^^^^^ references src/cart.rs/Cart#total.
    pub fn add(&mut self) -> &mut Self { self.total += 1; self }
//                                            ^^^^^ references src/cart.rs/Cart#total.
}
//- /tests/common/mod.rs
pub struct Env;
impl Env { pub fn new() -> Env { Env } }
//- /tests/all.rs
mod common;
use crate::common::Env;
//                 ^^^ imports tests/common/mod.rs/Env#
use my_shop::Basket;
//           ^^^^^^ imports src/cart.rs/Cart#
fn run() {
    let env = Env::new();
//                 ^^^ calls tests/common/mod.rs/Env#new().
    let mut cart = Basket::open();
//                         ^^^^ calls src/cart.rs/Cart#open().
    cart.add().add();
//       ^^^ calls src/cart.rs/Cart#add().
//             ^^^ calls src/cart.rs/Cart#add().
    let cart = env;
    cart.add();
//       ^^^ none
}
`,
  'variants as values, in calls and in patterns': `
//- /src/main.rs
mod state;
use state::State::*;
use state::State;
fn run(state: State) -> u32 {
    let other = State::Open(1);
//              ^^^^^ uses src/state.rs/State#
//                     ^^^^ calls src/state.rs/State#Open.
    match state {
        Open(count) => count,
//      ^^^^ references src/state.rs/State#Open.
        State::Shut => 0,
//             ^^^^ references src/state.rs/State#Shut.
    }
}
//- /src/state.rs
pub enum State { Open(u32), Shut }
`,
  'receivers through options, loops, fields and traits': `
//- /src/main.rs
use std::sync::Arc;
trait Named { fn name(&self) -> String { String::new() } }
struct Item { price: u32 }
impl Named for Item {}
impl Item { fn cost(&self) -> u32 { self.price } }
struct Cart { items: Vec<Item>, first: Option<Arc<Item>> }
impl Cart {
    fn find(&self) -> Option<&Item> { self.items.iter().find(|item| item.cost() > 1) }
//                                                                       ^^^^ calls src/main.rs/Item#cost().
    fn sum(&self) -> Option<u32> {
        for item in &self.items { item.cost(); }
//                                     ^^^^ calls src/main.rs/Item#cost().
        if let Some(first) = &self.first { first.name(); }
//                                               ^^^^ calls src/main.rs/Named#name().
        let price = self.find()?.price;
//                               ^^^^^ references src/main.rs/Item#price.
        price.cost();
//            ^^^^ none
        Some(price)
    }
}
`,
  'what macros are given, and macros of the file': `
//- /src/main.rs
macro_rules! check { ($a:expr) => { assert!($a) } }
fn check(_: bool) {}
fn is_open() -> bool { true }
struct Cart;
impl Cart { fn total(&self) -> u32 { 0 } }
fn run(cart: Cart) {
    check!(is_open());
//  ^^^^^ calls src/main.rs/check!
//         ^^^^^^^ calls src/main.rs/is_open().
    println!("{}", cart.total());
//                      ^^^^^ calls src/main.rs/Cart#total().
}
`,
};

describe('resolver: Rust', () => {
  for (const [name, fixture] of Object.entries(cases)) it(name, () => check(fixture));
});
