/** Fields, constants and variables that are used, by what stands before them or by the scope they are known in. */

import { check } from './fixture';

const cases: Readonly<Record<string, string>> = {
  'Go: fields, package variables, constants, keys of literals': `
//- /go.mod
module shop
//- /cart.go
package shop

type Item struct { Name string }
type Cart struct {
	Items []*Item
	next  *Cart
}

const Limit = 3
var open = true

func (c *Cart) Last() *Item { return nil }
//- /main.go
package shop

import "shop/deep"

func Fill(c *Cart, open2 int) {
	c.next.Items = nil
// ^^^^ references cart.go/Cart#next.
	_ = deep.Most
//        ^^^^ references deep/deep.go/Most.
	_ = Limit
//   ^^^^^ references cart.go/Limit.
	for _, each := range c.Items {
		each.Name = "a"
//     ^^^^ references cart.go/Item#Name.
	}
	after := c.next
	after.Last().Name = "b"
//     ^^^^ calls cart.go/Cart#Last().
	other := 2
	unknown.Items = other
//       ^^^^^ none
}

func Made() []Item {
	_ = Cart{next: nil}
//        ^^^^ references cart.go/Cart#next.
	return []Item{{Name: "a"}}
//              ^^^^ references cart.go/Item#Name.
}
//- /deep/deep.go
package deep

const Most = 1
`,
  'Java: fields, constants, what hides them': `
//- /shop/Cart.java
package shop;
class Cart extends Basket {
  static final int LIMIT = 3;
  private Item first;
  void fill(Cart other, Object any, int count) {
    first = other.first;
//  ^^^^^ references shop/Cart.java/Cart#first.
//                ^^^^^ references shop/Cart.java/Cart#first.
    this.first.name = any.name;
//             ^^^^ references shop/Item.java/Item#name.
//                        ^^^^ none
    all = Cart.LIMIT;
//  ^^^ references shop/Basket.java/Basket#all.
//        ^^^^ uses shop/Cart.java/Cart#
//             ^^^^^ references shop/Cart.java/Cart#LIMIT.
    if (any instanceof Item one) one.name = "";
    Kind kind = Kind.NEW;
//                   ^^^ references shop/Kind.java/Kind#NEW.
    count = gone;
//  ^^^^^ none
//          ^^^^ none
  }
}
//- /shop/Basket.java
package shop;
class Basket { int all; }
//- /shop/Item.java
package shop;
class Item { String name; String name() { return name; } }
//                                               ^^^^ references shop/Item.java/Item#name.
//- /shop/Kind.java
package shop;
enum Kind { NEW, OLD }
`,
  'Rust: members are not known by their plain name, and what is derived is no type': `
//- /Cargo.toml
[package]
name = "shop"
//- /src/lib.rs
pub struct Debug;
#[derive(Debug)]
//       ^^^^^ none
pub struct Cart;
impl Cart {
  pub fn clear(&self) {}
  pub fn fill(&self) { clear(); self.clear(); }
//                     ^^^^^ none
//                                   ^^^^^ calls src/lib.rs/Cart#clear().
}
`,
};

describe('values', () => {
  for (const [title, fixture] of Object.entries(cases)) it(title, () => check(fixture));
});
