// Copyright 2024 The Corner Shop. All rights reserved.

//go:build linux

// Package shop holds carts and what they cost.
package shop

import "fmt"

import (
	m "math/rand"
	"net/http"
	. "os"
	_ "embed"
)

// Limit is the most items a cart holds.
const Limit = 100

const (
	// Open is the first state.
	Open State = iota
	Sent
	held, lost = 3, 4
)

var (
	counter int
	first, second = 1, 2
)
var handler = func(w http.ResponseWriter) { fmt.Fprintln(w, "ok") }
var _ Priced = (*Cart[int])(nil)

// State of a cart.
type State int

// Early is declared before its type.
func (l *Late) Early() {}

type Late struct{}

// Cart holds items.
type Cart[T any] struct {
	Base
	*http.Client
	Items  []T `json:"items"`
	a, b   int
	inline struct{ deep string }
}

type Priced interface {
	fmt.Stringer
	Named
	// Price in cents.
	Price(unit string) (int, error)
}

type (
	Alias = Cart[int]
	Number interface{ ~int | ~float64 }
	Func  func(a int) error
)

// Total sums up.
func (c *Cart[T]) Total(count int) (sum int, err error) {
	const local = 1
	inner := func(x int) int { return x }
	go c.notify(inner(local))
	defer fmt.Println(m.Intn(3))
	return len(c.Items), nil
}

func (Cart[T]) notify(n int) {}

func (o Other) Method() State { return Open }

// Make makes a cart. 🛒
func Make[T Number](items ...T) *Cart[T] {
	var x Priced = &Wrapper{Name: "x"}
	_ = x.(http.Handler)
	return &Cart[T]{Items: items}
}

func init() {}
func external(a int) int
