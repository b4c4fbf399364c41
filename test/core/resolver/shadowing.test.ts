/** Local names: what they hide, where they are known, in the languages whose names are listed. */

import { check } from './fixture';

const cases: Readonly<Record<string, string>> = {
  'Go: a parameter of a closure is another than the one of the function around it': `
//- /shop/cart.go
package shop

type Cart struct{ next *Cart }
type Item struct{}

func (c *Cart) Total() int { return 1 }
func (i *Item) Total() int { return 1 }
func each(visit func(r *Item)) {}

func run(r *Cart) {
    each(func(r *Item) {
        r.Total()
//        ^^^^^ calls shop/cart.go/Item#Total().
    })
    r.Total()
//    ^^^^^ calls shop/cart.go/Cart#Total().
    if r := find(r); r != nil {
        r.Total()
//        ^^^^^ calls shop/cart.go/Item#Total().
    }
    for _, r := range all() {
        r.Total()
//        ^^^^^ calls shop/cart.go/Item#Total().
    }
    for r := r.next; r != nil; r = r.next {
        r.Total()
//        ^^^^^ calls shop/cart.go/Cart#Total().
    }
    each(func(other *Item) {
        r.Total()
//        ^^^^^ calls shop/cart.go/Cart#Total().
    })
}

func find(c *Cart) *Item { return nil }
func all() []*Item       { return nil }
`,
  'Go: a local name hides functions and packages from where it is declared to the end of its block': `
//- /go.mod
module shop
//- /url/url.go
package url

func Parse(text string) *Url { return nil }

type Url struct{}

func (u *Url) Parse(text string) {}
//- /main.go
package main

import "shop/url"

var limit = 1

func handler() {}

func run(open func()) {
    handler()
//  ^^^^^^^ calls main.go/handler().
    if limit > 0 {
//     ^^^^^ references main.go/limit.
        handler := open
        limit := 2
        handler()
//      ^^^^^^^ none
        _ = limit
//          ^^^^^ none
    }
    handler()
//  ^^^^^^^ calls main.go/handler().
    url := url.Parse("a")
//             ^^^^^ calls url/url.go/Parse().
    url.Parse("b")
//      ^^^^^ calls url/url.go/Url#Parse().
}

func fields(all []struct{ handler int }) {
    handler()
//  ^^^^^^^ calls main.go/handler().
    var last url.Url
    for _, last = range nothing() {
        last.Parse("d")
//           ^^^^^ calls url/url.go/Url#Parse().
    }
}

func packages(url []*url.Url) {
//                       ^^^ uses url/url.go/Url#
}

func both() {
    {
        handler := func() { handler() }
//                          ^^^^^^^ calls main.go/handler().
        handler()
//      ^^^^^^^ calls main.go/both().handler().
    }
    {
        handler := func() {}
        handler()
//      ^^^^^^^ calls main.go/both().handler(+1).
    }
    handler()
//  ^^^^^^^ calls main.go/handler().
}

func named(url string, visit func(handler int)) {
    url.Parse("c")
//      ^^^^^ none
    handler()
//  ^^^^^^^ calls main.go/handler().
    const limit = 3
    _ = limit
//      ^^^^^ none
}
`,
  'C: blocks, parameters that are functions, names of functions': `
//- /cart.c
struct cart { int (*total)(void); struct item *first; };
struct item { int (*total)(void); };
void add(int x) {}
void run(struct cart *c, void (*visit)(int add)) {
    add(1);
//  ^^^ calls cart.c/add().
    for (struct item *c = 0; ; ) {
        c->total();
//         ^^^^^ calls cart.c/item#total.
    }
    c->total();
//     ^^^^^ calls cart.c/cart#total.
    {
        void (*add)(int) = 0;
        add(2);
//      ^^^ none
    }
    add(3);
//  ^^^ calls cart.c/add().
}
void call(void (*add)(int)) {
    add(1);
//  ^^^ none
}
`,
  'C++: parameters of lambdas, loops, what is caught': `
//- /cart.cpp
struct Cart { int total(); };
struct Item { int total(); };
void run(Cart& c) {
    auto visit = [](Item& c) {
        return c.total();
//               ^^^^^ calls cart.cpp/Item#total().
    };
    c.total();
//    ^^^^^ calls cart.cpp/Cart#total().
    try { } catch (Item& c) {
        c.total();
//        ^^^^^ calls cart.cpp/Item#total().
    }
}
`,
  'Java: lambdas, patterns, fields of classes in methods': `
//- /shop/Cart.java
package shop;
class Cart { int total() { return 1; } }
class Item { int total() { return 1; } }
interface Visitor { void visit(Item item); }
class Shop {
    Cart one;
    void each(Visitor visitor) {}
    void run(Object given) {
        each((Item one) -> one.total());
//                             ^^^^^ calls shop/Cart.java/Item#total().
        one.total();
//          ^^^^^ calls shop/Cart.java/Cart#total().
        if (given instanceof Item one) {
            one.total();
//              ^^^^^ calls shop/Cart.java/Item#total().
        } else {
            one.total();
//              ^^^^^ calls shop/Cart.java/Cart#total().
        }
        for (Item one : items()) {
            one.total();
//              ^^^^^ calls shop/Cart.java/Item#total().
        }
        if (!(given instanceof Item other)) return;
        other.total();
//            ^^^^^ calls shop/Cart.java/Item#total().
    }
    void outer(Cart two) {
        class Local {
            Item two;
            void run() {
                two.total();
//                  ^^^^^ calls shop/Cart.java/Item#total().
            }
        }
    }
    Item[] items() { return null; }
}
`,
  'C#: lambdas, what calls give out, patterns': `
//- /Shop.cs
namespace Shop;
class Cart { public int Total() => 1; }
class Item { public int Total() => 1; }
class Store {
    Cart one;
    bool TryGet(out Item item) { item = null; return true; }
    void Each(System.Action<Item> visit) {}
    void Run(object given) {
        Each((Item one) => one.Total());
//                             ^^^^^ calls Shop.cs/Item#Total().
        one.Total();
//          ^^^^^ calls Shop.cs/Cart#Total().
    }
    void Out() {
        if (TryGet(out Item one)) one.Total();
//                                    ^^^^^ calls Shop.cs/Item#Total().
        if (TryGet(out var two)) two.Total();
//                                   ^^^^^ none
    }
    Cart two;
    void Pattern(object given) {
        switch (given) {
            case Item one:
                one.Total();
//                  ^^^^^ calls Shop.cs/Item#Total().
                break;
            case Cart one:
                one.Total();
//                  ^^^^^ calls Shop.cs/Cart#Total().
                break;
        }
    }
}
`,
  'Kotlin: lambdas, loops, what is declared again': `
//- /shop/Cart.kt
package shop
class Cart { fun total() = 1 }
class Item { fun total() = 1 }
fun item(): Item = Item()
fun each(visit: (Item) -> Unit) {}
fun run(one: Cart) {
    each { one: Item ->
        one.total()
//          ^^^^^ calls shop/Cart.kt/Item#total().
    }
    one.total()
//      ^^^^^ calls shop/Cart.kt/Cart#total().
    if (true) {
        one.total()
//          ^^^^^ calls shop/Cart.kt/Cart#total().
        val one = item()
        one.total()
//          ^^^^^ calls shop/Cart.kt/Item#total().
    }
    try { } catch (one: Item) {
        one.total()
//          ^^^^^ calls shop/Cart.kt/Item#total().
    }
}
`,
  'Java: a type parameter hides types, and is what it must be': `
//- /shop/Box.java
package shop;
class T { void open() {} }
class Item { int total() { return 1; } }
class Box<T> {
    T one;
//  ^ none
    void run() { one.open(); }
//                   ^^^^ none
    <R extends Item> void each(R item) {
        item.total();
//           ^^^^^ calls shop/Box.java/Item#total().
    }
}
class Builder<B extends Builder<B>> {
    B with() { return null; }
    void get() {}
    void run(B other) {
        other.get();
//            ^^^ calls shop/Box.java/Builder#get().
        other.with().get();
//                   ^^^ none
    }
}
class Other { T one; void run() { one.open(); } }
//            ^ uses shop/Box.java/T#
//                                    ^^^^ calls shop/Box.java/T#open().
`,
  'Go, C++, C#, Kotlin: a type parameter hides types': `
//- /cart.go
package cart

type T struct{}

type Item struct{ one T }
//                    ^ uses cart.go/T#

type Box[T any] struct{ one T }
//                          ^ none

func (b *Box[T]) first() T { return b.one }
//                       ^ none
func each[T any](all []T) {}
//                     ^ none
func one(all []T) {}
//             ^ uses cart.go/T#
//- /cart.cpp
struct T { int open(); };
template <typename T> struct Box { T one; };
//                                 ^ none
template <typename T> int run(T given) { return given.open(); }
//                            ^ none
//                                                    ^^^^ none
int run(T given) { return given.open(); }
//      ^ uses cart.cpp/T#
//                              ^^^^ calls cart.cpp/T#open().
//- /Cart.cs
class T { public void Open() {} }
class Box<T> { T one; void Run() { one.Open(); } }
//             ^ none
//                                     ^^^^ none
class Other { T one; void Run() { one.Open(); } }
//            ^ uses Cart.cs/T#
//                                    ^^^^ calls Cart.cs/T#Open().
//- /Cart.kt
class T { fun open() {} }
class Box<T>(val one: T) { fun run() = one.open() }
//                    ^ none
//                                         ^^^^ none
class Other(val one: T) { fun run() = one.open() }
//                   ^ uses Cart.kt/T#
//                                        ^^^^ calls Cart.kt/T#open().
`,
  'a field hides a type of its name': `
//- /Shop.cs
namespace Shop;
class Log { public static void Write() {} }
class Other { public void Write() {} }
class Cart {
    Other Log;
    void Run() {
        Log.Write();
//          ^^^^^ calls Shop.cs/Other#Write().
    }
}
class Item {
    void Run() {
        Log.Write();
//          ^^^^^ calls Shop.cs/Log#Write().
    }
}
`,
  'PHP: what a variable is set to, from there on; a variable is no function': `
//- /src/Cart.php
<?php
namespace Shop;
class Cart { public function total(): int { return 1; } }
class Item { public function total(): int { return 1; } }
function total() {}
class Store {
    public function run(Cart $one) {
        $one->total();
//            ^^^^^ calls src/Cart.php/Cart#total().
        $one = new Item();
        $one->total();
//            ^^^^^ calls src/Cart.php/Item#total().
        $total = 1;
        total();
//      ^^^^^ calls src/Cart.php/total().
        $visit = function (Cart $one) {
            $one->total();
//                ^^^^^ calls src/Cart.php/Cart#total().
        };
    }
    public function branches(bool $is) {
        $one = new Cart();
        if ($is) {
            $one = other();
        }
        $one->total();
//            ^^^^^ none
    }
}
`,
  'Ruby: what a variable is set to, parameters of blocks': `
//- /cart.rb
class Cart
  def total
  end
end
class Item
  def total
  end
end
def run(all)
  one = Cart.new
  one.total
#     ^^^^^ calls cart.rb/Cart#total().
  one = Item.new
  one.total
#     ^^^^^ calls cart.rb/Item#total().
  all.each do |one|
    one.total
#       ^^^^^ none
  end
  two = Cart.new
  two = Item.new if all
  two.total
#     ^^^^^ none
end
`,
};

describe('resolver: shadowing', () => {
  for (const [name, fixture] of Object.entries(cases)) it(name, () => check(fixture));
});
