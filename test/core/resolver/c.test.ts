/** C and C++: what includes show, what members and constants are named by, and which of one name is meant. */

import assert from 'node:assert/strict';
import { check, openFixture } from './fixture';

const cases: Readonly<Record<string, string>> = {
  'members that redefine virtual ones': `
//- /cart.hpp
namespace shop {
class Cart {
 public:
  virtual void add(const shop::Item& item, int count = 1) = 0;
  virtual int total() const { return 0; }
  virtual int total() { return 0; }
  void clear();
};
template <typename T>
class Middle : public Cart {};
}
//- /big.hpp
#include "cart.hpp"
namespace shop {
class Big : public Middle<int> {
 public:
  void add(const Item& other, int) override;
//     ^^^ overrides cart.hpp/shop/Cart#add().
  int total() const;
//    ^^^^^ overrides cart.hpp/shop/Cart#total().
  int total(int upTo);
//    ^^^^^ none
  void clear();
//     ^^^^^ none
  static int count();
//           ^^^^^ none
};
class Bigger : public Big {
  int total() const;
//    ^^^^^ overrides big.hpp/shop/Big#total().
  void clear();
//     ^^^^^ none
};
}
//- /big.cpp
#include "big.hpp"
void shop::Big::add(const Item& other, int count) {}
//              ^^^ overrides cart.hpp/shop/Cart#add().
`,
  'what is declared in a header and defined beside it, and what is static elsewhere': `
//- /cart.h
int total(int count);
//- /cart.c
#include "cart.h"
#define STEP 2
static int helper(void) { return 1; }
int total(int count) { return helper() + STEP; }
//                            ^^^^^^ calls cart.c/helper().
//                                       ^^^^ references cart.c/STEP!
//- /main.c
#include "cart.h"
static int helper(void) { return 2; }
int main(void) { return total(1) + helper(); }
//                      ^^^^^ calls cart.c/total().
//                                 ^^^^^^ calls main.c/helper().
//- /other.c
#include "cart.h"
int other(void) { return helper() + STEP; }
//                       ^^^^^^ none
//                                  ^^^^ none
`,
  'fields by the types of what is before them': `
//- /cart.c
typedef struct item { int price; struct item *next; } item_t;
struct cart { item_t *first; struct { int count; } stats; int (*visit)(int); };
enum kind { PLAIN, GIFT };
int total(struct cart *cart, void *data) {
  int price = cart->first->next->price;
//                  ^^^^^ references cart.c/cart#first.
//                               ^^^^^ references cart.c/item#price.
  cart->stats.count += price;
//      ^^^^^ references cart.c/cart#stats.
//            ^^^^^ references cart.c/cart#stats.count.
//                     ^^^^^ none
  ((item_t *) data)->price = GIFT;
//                   ^^^^^ references cart.c/item#price.
//                           ^^^^ references cart.c/kind#GIFT.
  return cart->visit(price);
//             ^^^^^ calls cart.c/cart#visit.
}
struct cart empty = { .first = 0 };
//                     ^^^^^ references cart.c/cart#first.
`,
  'a base is what stands for all arguments of a template; macros before names with type arguments': `
//- /format.h
template <typename T> struct Formatter { virtual void write(int to) = 0; };
struct Sink { virtual void flush() = 0; };
//- /cart.h
#include "format.h"
struct Cart {};
template <> struct Formatter<Cart> : Formatter<int> {};
//                                   ^^^^^^^^^ extends format.h/Formatter#
template <typename Lock> struct Base : Sink { void flush() override; };
//- /cart.cpp
#include "cart.h"
template <typename Lock>
void SHOP_INLINE Base<Lock>::flush() {}
//                           ^^^^^ overrides format.h/Sink#flush().
`,
  'a name of two types in two blocks': `
//- /cart.c
struct one { int size; };
struct two { int size; };
int total(struct two *kept) {
  { struct one *it; it->size = 1; }
//                      ^^^^ references cart.c/one#size.
  { struct two *it; it->size = 1; }
//                      ^^^^ references cart.c/two#size.
  return kept->size;
//             ^^^^ references cart.c/two#size.
}
`,
  'macros for fields, for heads of functions and around names': `
//- /cart.h
#define CART_FIELDS int size; /* all */ \\
  int loop;
struct cart {
  CART_FIELDS
  int count;
};
SHOP_API void (cart_clear) (struct cart *cart);
//- /test.c
#include <assert.h>
#include "cart.h"
#ifndef assert
#define assert(x)
#endif
SHOP_TEST(one) {
  struct cart cart;
  int loop = 0;
  cart_clear(&cart);
//^^^^^^^^^^ calls cart.h/cart_clear().
  cart.count = loop;
//     ^^^^^ references cart.h/cart#count.
  assert(loop);
//^^^^^^ none
}
SHOP_TEST(two) { loop = 1; }
//               ^^^^ none
`,
  'C++: what begins at the root, other names under conditions, and what only some arguments of a template have': `
//- /shop.cc
namespace shop {
class Atom { public: void store(); };
#ifdef PLAIN
using level_t = Atom;
#else
using level_t = std::atomic<int>;
#endif
template <class T> struct Box { int size; };
template <> struct Box<int> { int count; };
class Cart {
 public:
  static Cart& current();
  void add(const Atom& atom = {}, int count = 0);
  level_t level_;
};
const char* getenv(const char* name);
void fill(Box<char>* box) {
//        ^^^ uses shop.cc/shop/Box#
  ::getenv("HOME");
//  ^^^^^^ none
  Cart::current().level_.store();
//                ^^^^^^ references shop.cc/shop/Cart#level_.
//                       ^^^^^ none
  box->size = 1;
//     ^^^^ references shop.cc/shop/Box#size.
}
}
void run() { shop::Cart::current().add(); }
//                                 ^^^ calls shop.cc/shop/Cart#add().
`,
  'C++: names of what stands around, and other names of types': `
//- /shop.h
namespace shop {
namespace port { class Mutex { public: void Lock(); }; }
enum class Color { Red };
template <class T> class List { public: class Iterator { public: void Next(); }; };
class Cart {
 public:
  Cart(int count);
  ~Cart();
  void add();
 private:
  struct Rep;
  typedef List<int> Items;
  port::Mutex mutex_ GUARDED_BY(this);
  Rep* const rep_;
  int count_;
};
}
//- /shop.cc
#include "shop.h"
namespace shop {
struct Cart::Rep { int size; Items::Iterator at; };
Cart::Cart(int count) : rep_(new Rep), count_(count) {}
//                      ^^^^ references shop.h/shop/Cart#rep_.
//                               ^^^ calls shop.cc/shop/Cart#Rep#
//                                     ^^^^^^ references shop.h/shop/Cart#count_.
Cart::~Cart() {}
//     ^^^^ none
void Cart::add() {
  mutex_.Lock();
//^^^^^^ references shop.h/shop/Cart#mutex_.
//       ^^^^ calls shop.h/shop/port/Mutex#Lock().
  rep_->size = 1;
//      ^^^^ references shop.cc/shop/Cart#Rep#size.
  rep_->at.Next();
//         ^^^^ calls shop.h/shop/List#Iterator#Next().
  Color color = Color::Red;
//                     ^^^ references shop.h/shop/Color#Red.
}
}
`,
  'C++: what is declared in advance is not used by that': `
//- /cart.h
class Cart;
//    ^^^^ none
struct Shop { Cart* cart; };
//            ^^^^ uses cart.h/Cart#
class Cart { friend class Shop; };
//                        ^^^^ none
`,
  'C++: several that the arguments do not tell apart are none': `
//- /cart.cc
struct Item {};
struct Other {};
struct Cart { Item first; Other second; };
void add(Item item) {}
void add(Other other) {}
void fill(Cart* cart) {
  add(cart->first);
//^^^ calls cart.cc/add().
  add(cart->second);
//^^^ calls cart.cc/add(+1).
  add(unknown());
//^^^ none
}
`,
};

describe('C and C++', () => {
  for (const [title, fixture] of Object.entries(cases)) it(title, () => check(fixture));

  it('count what several definitions have as unresolved', async () => {
    const project = await openFixture('//- /a.cc\nvoid f(int a) {}\nvoid f(char a) {}\nvoid g() { f(gone(1)); }\n');
    assert.equal(project.resolve('a.cc').unresolved, 2);
  });
});
