// Baskets of items, and what they cost.
#include <vector>
#include "cart.hpp"

#define SHOP_API __declspec(dllexport)
#define SQUARE(x) ((x) * (x))

namespace shop {

using std::vector;
using namespace std::literals;
namespace fs = std::filesystem;

class Item;
enum class State : int { New, Paid = 2 };

/// A sum of money.
struct Money {
  long cents = 0;
  Money operator+(const Money &other) const { return {cents + other.cents}; }
  explicit operator bool() const { return cents != 0; }
};

/**
 * A basket of items.
 */
template <typename T, int N = 4>
class Cart final : public Base<T>, private virtual detail::Counted {
 public:
  using value_type = T;
  typedef T *pointer;
  static constexpr int kLimit = 100;

  /// Makes an empty basket.
  Cart() : Base<T>(), length_(0) {}
  explicit Cart(std::initializer_list<T> items);
  Cart(const Cart &) = delete;
  virtual ~Cart() = default;

  virtual long total() const = 0;
  [[nodiscard]] auto begin() noexcept -> T * { return items_.data(); }
  T &operator[](int i) { return items_[i]; }
  template <class U> U as() const;
  static Cart *make(int n) { return new Cart<T, N>(n); }
  friend bool operator==(const Cart &a, const Cart &b);
  friend class Checkout;

 protected:
  int protected_field;

 private:
  std::vector<T> items_;
  int length_, *cursor_;
  struct Node {
    T value;
    Node *next;
  };
  enum { kSmall = 10 };
};

template <typename T, int N>
Cart<T, N>::Cart(std::initializer_list<T> items) : length_(items.size()) {
  items_.assign(items);
}

long Order::total() const {
  auto f = [this](int x) { return helper(x) + this->count(); };
  std::sort(items.begin(), items.end());
  return f(1) + static_cast<long>(Money::zero().cents) + detail::sum<int>(1);
}

Order::~Order() { delete this; }
Order &Order::operator=(const Order &other) { return *this; }
int Order::counter = 0;

namespace detail::inner {
inline int helper(int x) { return SQUARE(x); }
}  // namespace detail::inner

namespace {
int hidden() { return 1; }
const int kHidden = 2;
}  // namespace

template <typename T> concept Small = sizeof(T) < 8;
template <typename T> using Ptr = std::unique_ptr<T>;
template <> struct hash<Money> { size_t operator()(const Money &m) const; };
template <typename T> T twice(T x) { return x + x; }
long operator""_eur(unsigned long long x) { return x; }

}  // namespace shop

extern "C" {
int shop_total(const struct shop_cart *cart);
}
extern "C" void shop_free(void *p) { free(p); }

static int local = shop::twice(2);
auto global = std::make_unique<shop::Money>();
struct Derived : shop::Money { void f() override { Money::f(); throw Error("x 😀"); } };
int main(int argc, char **argv) try { shop::Cart<int> cart(1); Widget w{2}; return run(); } catch (const std::exception &e) { return 1; }
