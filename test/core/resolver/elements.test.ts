/** What lists and maps hold, by the types that are written. */

import { check } from './fixture';

const cases: Readonly<Record<string, string>> = {
  'Go: elements, packages, what new makes': `
//- /go.mod
module shop
//- /cart/cart.go
package cart

type Cart struct{ Items []*Item }
type Item struct{}

func Open() *Cart { return nil }
func (c *Cart) Total() int { return 1 }
func (i *Item) Total() int { return 1 }
//- /main.go
package main

import "shop/cart"

func run(all []*cart.Cart, named map[string]*cart.Cart, at int) {
    all[0].Total()
//         ^^^^^ calls cart/cart.go/Cart#Total().
    all[at].Items[at+1].Total()
//                      ^^^^^ calls cart/cart.go/Item#Total().
    named["a"].Total()
//             ^^^^^ calls cart/cart.go/Cart#Total().
    one := all[1]
    one.Total()
//      ^^^^^ calls cart/cart.go/Cart#Total().
    two := cart.Open()
    two.Total()
//      ^^^^^ calls cart/cart.go/Cart#Total().
    cart.Open().Total()
//              ^^^^^ calls cart/cart.go/Cart#Total().
    new(cart.Cart).Total()
//                 ^^^^^ calls cart/cart.go/Cart#Total().
}
`,
  'C# and Kotlin: an index is no list': `
//- /Shop.cs
namespace Shop;
class Cart { public int Total() => 1; }
class Carts { public Cart this[int at] => null; public int Total() => 2; }
class Store {
    void Run(Cart[] list, List<Cart> all, Dictionary<string, Cart> named, Carts carts) {
        list[0].Total();
//              ^^^^^ calls Shop.cs/Cart#Total().
        all[0].Total();
//             ^^^^^ calls Shop.cs/Cart#Total().
        named["a"].Total();
//                 ^^^^^ calls Shop.cs/Cart#Total().
        carts[0].Total();
//               ^^^^^ none
    }
}
//- /Shop.kt
class Cart { fun total() = 1 }
class Carts { operator fun get(at: Int): Cart = Cart(); fun total() = 2 }
fun run(all: List<Cart>, named: Map<String, Cart>, carts: Carts) {
    all[0].total()
//         ^^^^^ calls Shop.kt/Cart#total().
    named["a"].total()
//             ^^^^^ calls Shop.kt/Cart#total().
    carts[0].total()
//           ^^^^^ none
}
`,
};

describe('resolver: elements', () => {
  for (const [name, fixture] of Object.entries(cases)) it(name, () => check(fixture));
});
