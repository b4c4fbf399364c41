/* What macros hide from a grammar is found all the same. */
#ifndef SHOP_MACROS_H
#define SHOP_MACROS_H

#include "export.h"

#ifdef __cplusplus
extern "C" {
#endif

SHOP_BEGIN_DECLS

DECLARE_STACK_OF(Item)

/** The cart's sum. */
SHOP_API int SHOP_CALL shop_total(const struct cart *cart);
SHOP_API const char *SHOP_CALL shop_name(void);
extern SHOP_DEPRECATED struct SHOP_ITEM *shop_item(int at);
BOOL WINAPI shop_open(HANDLE handle);
SHOPAPI BOOL WINAPI shop_close(HANDLE handle);
SHOP_VAR const int shop_version;

/* Its fields are its own affair. */
struct SHOP_PACKED cart {
  unsigned SIZE;
};

typedef struct cart CART;
typedef struct node {
  struct node *next;
} node;
static inline CART *shop_self(CART *cart) { return (CART *)cart; }

SHOP_END_DECLS

#ifdef __cplusplus
}
#endif

#endif
