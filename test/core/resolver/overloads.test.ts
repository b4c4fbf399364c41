/** Which of several definitions of one name is called: by how many arguments are given, and by their types. */

import assert from 'node:assert/strict';
import { familyShares } from '../../../src/core/resolver/confidence';
import { check, openFixture } from './fixture';

const cases: Readonly<Record<string, string>> = {
  'Java: by how many arguments there are': `
//- /shop/Cart.java
package shop;
class Cart {
  void add(int count) {}
  void add(int count, String name) {}
  void add(int count, String name, Object... more) {}
  void fill(Cart other) {
    add(1);
//  ^^^ calls shop/Cart.java/Cart#add().
    add(1, "a,b");
//  ^^^ calls shop/Cart.java/Cart#add(+1).
    other.add(1, call(2, 3), x -> { run(x, 1); });
//        ^^^ calls shop/Cart.java/Cart#add(+2).
    other.add();
//        ^^^ none
  }
}
`,
  'Java: by literals, names of known types, constructions, casts and constants': `
//- /shop/Cart.java
package shop;
class Cart extends Basket {
  private final Item kept = null;
  void add(int count) {}
  void add(String name) {}
  void add(Item item) {}
  void add(Object any) {}
  void add(int[] counts) {}
  static Item first(Cart of) { return null; }
  static String first(String of) { return of; }
  void fill(Special special, String name, int[] counts, Cart cart, Object any) {
    add(1);
//  ^^^ calls shop/Cart.java/Cart#add().
    add("a" + name.length());
//  ^^^ calls shop/Cart.java/Cart#add(+1).
    add(name);
//  ^^^ calls shop/Cart.java/Cart#add(+1).
    add(special);
//  ^^^ calls shop/Cart.java/Cart#add(+2).
    add(new Item());
//  ^^^ calls shop/Cart.java/Cart#add(+2).
    add((Item) any);
//  ^^^ calls shop/Cart.java/Cart#add(+2).
    add(this.kept);
//  ^^^ calls shop/Cart.java/Cart#add(+2).
    add(first(cart));
//  ^^^ calls shop/Cart.java/Cart#add(+2).
    add(first(name));
//  ^^^ calls shop/Cart.java/Cart#add(+1).
    add(cart);
//  ^^^ calls shop/Cart.java/Cart#add(+3).
    add(counts);
//  ^^^ calls shop/Cart.java/Cart#add(+4).
    add(counts[0]);
//  ^^^ calls shop/Cart.java/Cart#add().
    ((Special) any).keep();
//                  ^^^^ calls shop/Item.java/Item#keep().
    add(1, true);
//  ^^^ calls shop/Basket.java/Basket#add().
  }
}
//- /shop/Basket.java
package shop;
class Basket { void add(int count, boolean all) {} }
//- /shop/Item.java
package shop;
class Item { void keep() {} }
//- /shop/Special.java
package shop;
class Special extends Item {}
`,
  'Java: results of its libraries, of one or the other, what takes any number, what calls its own name': `
//- /shop/Cart.java
package shop;
class Cart {
    void add(File file) {}
    void add(Path path) {}
    void each(Closeable... all) {}
    void each(Closeable one, Visitor visitor) {}
    void put(byte[] bytes) {}
    void put(char[] letters) {}
    void wait(long time, TimeUnit unit) {}
    void wait(long time, Duration duration) { wait(time, unitOf(duration)); }
//                                            ^^^^ calls shop/Cart.java/Cart#wait().
    void run(InputStream in, File file, String text) {
        add(new File("a").toPath());
//      ^^^ calls shop/Cart.java/Cart#add(+1).
        add(file == null ? null : new File("a"));
//      ^^^ calls shop/Cart.java/Cart#add().
        each(in, this::visit);
//      ^^^^ calls shop/Cart.java/Cart#each(+1).
        put(text.toCharArray());
//      ^^^ calls shop/Cart.java/Cart#put(+1).
        wait(1, TimeUnit.SECONDS);
//      ^^^^ calls shop/Cart.java/Cart#wait().
    }
}
interface Visitor { void visit(Closeable one); }
`,
  'Java: an object around this one': `
//- /shop/Cart.java
package shop;
class Cart {
  Cart() {}
  void clear() {}
  class Part { void clear() { Cart.this.clear(); } }
//                                      ^^^^^ calls shop/Cart.java/Cart#clear().
}
`,
  'C#: what may be left out, and any number': `
//- /Cart.cs
class Cart {
  void Add(int count) {}
  void Add(string name, int count = 1) {}
  void Add(string name, int count, params string[] more) {}
  void Fill() {
    Add(1);
//  ^^^ calls Cart.cs/Cart#Add().
    Add("a");
//  ^^^ calls Cart.cs/Cart#Add(+1).
    this.Add("a", 2, "b", "c");
//       ^^^ calls Cart.cs/Cart#Add(+2).
  }
}
`,
  'Kotlin: named and trailing': `
//- /Cart.kt
class Cart {
  fun add(count: Int) {}
  fun add(name: String, count: Int = 1) {}
  fun add(name: String, vararg more: String, each: () -> Unit) {}
  fun fill() {
    add(1)
//  ^^^ calls Cart.kt/Cart#add().
    add("a")
//  ^^^ calls Cart.kt/Cart#add(+1).
    add("a", "b", "c", other)
//  ^^^ calls Cart.kt/Cart#add(+2).
  }
}
`,
  'C++: definitions, whose declarations tell what may be left out': `
//- /cart.h
class Cart {
  void add(int count);
  void add(int count, bool all, int more = 0);
  void fill();
};
//- /cart.cpp
#include "cart.h"
void Cart::add(int count) {}
void Cart::add(int count, bool all, int more) {}
void Cart::fill() {
  add(1);
//^^^ calls cart.cpp/Cart#add().
  this->add(1, true);
//      ^^^ calls cart.cpp/Cart#add(+1).
}
`,
};

describe('overloads', () => {
  for (const [title, fixture] of Object.entries(cases)) it(title, () => check(fixture));

  it('are less sure where the arguments do not tell', async () => {
    const project = await openFixture(`
//- /shop/Cart.java
package shop;
class Cart {
  void add(int count) {}
  void add(String name) {}
  void fill() { add(gone()); }
  void empty() { add(1); }
}
`);
    const sure = project.resolve('shop/Cart.java').references.filter(({ type }) => type === 'calls');
    assert.deepEqual(
      sure.map(({ confidence }) => confidence === familyShares.java.several),
      [true, false],
    );
  });
});
