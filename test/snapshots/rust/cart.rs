// Copyright 2024 The Corner Shop
// SPDX-License-Identifier: MIT

//! Carts and what they cost.
//!
//! Everything is in the smallest unit.

use std::{collections::HashMap, fmt::{self, Display as Show}, io::*};
use crate::money::Currency;
pub use self::inner::helper;
extern crate serde as ser;

/// Most items a cart holds.
pub const LIMIT: usize = 100;
static mut COUNTER: u32 = 0;
pub type Result<T> = std::result::Result<T, Error>;

/// Something that has a price.
pub trait Priced: Named + fmt::Debug {
    /// The unit.
    type Unit: Into<Currency>;
    const FREE: bool = false;
    fn price(&self) -> u64;
    /// A label.
    fn label(&self) -> String { format!("{}", self.price()) }
}

/// A cart. 🛒
#[derive(Debug, Clone)]
#[serde(rename = "cart")]
pub struct Cart<'a, T: Priced> where T: Clone {
    /// What is in it.
    pub items: Vec<T>,
    pub(crate) owner: &'a str,
    count: u8,
}

struct Pair(pub u8, String);
struct Unit;
union Raw { whole: u32, half: u16 }

#[non_exhaustive]
pub enum State {
    /// Nothing yet.
    Open,
    Sent(String),
    Held { reason: String } ,
}

impl<'a, T: Priced> Cart<'a, T> {
    pub const EMPTY: u8 = 0;

    /// Makes a cart.
    pub fn new(owner: &'a str) -> Self {
        Self { items: Vec::new(), owner, count: 0 }
    }

    #[inline]
    pub async unsafe fn total(&self) -> u64 {
        fn nested(x: u64) -> u64 { x }
        let closure = |x: u64| nested(x);
        self.items.iter().map(|item| item.price()).sum::<u64>() + closure(1)
    }

    pub(super) fn hidden(&mut self) { self.count += 1; State::Sent(String::from("x")); }
}

impl<T: Priced> fmt::Display for Cart<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, "{}", self.owner) }
}

impl Iterator for external::Elsewhere {
    type Item = u8;
    fn next(&mut self) -> Option<Self::Item> { None }
}

mod inner {
    //! Helpers.
    pub fn helper<F>(f: F) -> HashMap<String, Pair> where F: Fn(u8) { f(1); HashMap::new() }
}
mod elsewhere;

/// Makes a vector.
#[macro_export]
macro_rules! cart {
    ($($x:expr),*) => { vec![$($x),*] };
}

extern "C" { fn strlen(text: *const u8) -> usize; }

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn makes() { let pair = Pair(1, String::new()); assert_eq!(crate::cart![1].len(), pair.0 as usize); }
}
