/*
 * Copyright (c) 2020 Acme. All rights reserved.
 * SPDX-License-Identifier: MIT
 */
package com.acme.shop;

import static java.util.Objects.requireNonNull;
import static org.acme.Assertions.*;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.*;

/**
 * A basket of items.
 *
 * @param <T> what it holds
 */
@Deprecated
@Table(name = "carts")
public abstract class Cart<T extends Item & Comparable<T>> extends Base<T> implements Iterable<T>, shop.api.Closeable {
  /** The most items that a cart takes. */
  public static final int LIMIT = 100, SMALL = 10;
  private final List<T> items = new ArrayList<>();
  protected volatile Map.Entry<String, T> last;
  String note;

  static {
    Registry.register(Cart.class);
  }

  /** Makes an empty cart. */
  public Cart() {
    this(new ArrayList<T>());
  }

  Cart(List<T> items) {
    super(items);
    this.items.addAll(items);
  }

  /**
   * Sums the prices.
   *
   * @return the sum in cents
   */
  @Override
  public long total() throws ShopException {
    long sum = 0;
    for (T item : items) {
      sum += item.price().cents();
    }
    return requireNonNull(sum);
  }

  // Not documentation by Javadoc's rules, but what people write.
  public long total(Currency currency) {
    return Rates.convert(total(), currency);
  }

  public abstract void close() throws IOException;

  protected static <K, V extends Comparable<V>> Map<K, V> index(List<? extends V> values, K... keys) {
    Runnable task = () -> helper(values);
    Supplier<Cart> make = Cart::new;
    Function<String, Integer> f = Integer::parseInt;
    Comparator<Item> order =
        new Comparator<Item>() {
          @Override
          public int compare(Item a, Item b) {
            return a.price().compareTo(b.price());
          }
        };
    class Local {
      int depth() {
        return 1;
      }
    }
    if (values instanceof ArrayList<?> list && (Object) keys[0] != null) {
      throw new ShopException("no");
    }
    return new Outer.Inner<K, V>(task);
  }

  private static class Node<E> {
    E value;
  }

  interface Visitor<R> {
    int DEPTH = 3;

    R visit(Cart<?> cart);

    default void done() {}
  }
}

/** What can happen. */
enum State implements Named {
  /** Nothing yet. */
  NEW,
  PAID("paid") {
    @Override
    public String label() {
      return "€ paid";
    }
  },
  @Deprecated
  SENT("sent");

  private final String label;

  State() {
    this("");
  }

  State(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}

/** A sum of money. */
public record Money(long cents, Currency currency) implements Comparable<Money> {
  public Money {
    if (cents < 0) throw new IllegalArgumentException();
  }

  public int compareTo(Money other) {
    return Long.compare(cents, other.cents);
  }
}

@interface Table {
  String name() default "";

  Class<?>[] groups() default {};
}

sealed interface Shape permits Circle, Square {}
