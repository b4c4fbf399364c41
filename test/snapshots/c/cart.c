/*
 * Baskets of items, and what they cost.
 */
#include <stdio.h>
#include "cart.h"

#define CART_LIMIT 100
/** The greater of two values. */
#define MAX(a, b) ((a) > (b) ? (a) : (b))
#define EMPTY

/* How a basket ends. */
enum state { STATE_NEW, STATE_PAID = 2, STATE_SENT };

typedef enum { RED, GREEN } color_t;

/// One thing in a basket.
struct item {
  const char *name; /* not owned */
  unsigned price : 24, count : 8;
  struct { int x, y; } place;
  int (*compare)(const struct item *, const struct item *);
  struct item *next[4];
};

typedef struct cart {
  struct item *items;
  size_t length;
} cart_t, *cart_ptr;

union word {
  int i;
  float f;
};

typedef int (*visitor)(struct item *item, void *context);
typedef unsigned long ulong_t;

extern int cart_count;
static const char *names[] = {"a", "b"};
static struct cart defaults = {.length = 0};
const double rate = 0.2;
int first, *second, third[3];
static int (*handler)(int) = NULL;

int cart_total(const cart_t *cart);
extern void cart_free(cart_t *cart), cart_clear(cart_t *cart);
struct item *find_item(cart_t *cart, const char *name);

/**
 * Sums the prices.
 * @return cents
 */
int cart_total(const cart_t *cart) {
  int sum = 0;
  for (size_t i = 0; i < cart->length; i++) {
    sum += MAX(cart->items[i].price, 0);
  }
  cart->items->compare(NULL, NULL);
  (*handler)(sum);
  return (int)sizeof(struct item) + add(sum, (ulong_t)1);
}

static inline struct item *find_item(cart_t *cart, const char *name) {
  struct local { int a; } l;
  return &cart->items[0];
}

// Old style.
int old(a, b)
int a;
char *b;
{
  printf("%d 😀 %s\n", a, b);
  goto end;
end:
  return 0;
}

#ifdef _WIN32
void (*signal(int sig, void (*func)(int)))(int) { return func; }
#else
__attribute__((noreturn)) static void die(const char *fmt, ...) { abort(); }
#endif

_Static_assert(sizeof(int) == 4, "int");
