#!/usr/bin/env python3
# -*- coding: utf-8 -*-
# Copyright 2024 The Corner Shop
"""Carts and what they cost.

Everything is in the smallest unit.
"""
from __future__ import annotations

import os, sys as system
import os.path
import xml.etree.ElementTree as ET
from . import sibling
from ..money import Currency, round_to as rounded
from decimal import *
from typing import TYPE_CHECKING, Optional

if TYPE_CHECKING:
    from .shop import Shop
    Alias = int

__all__ = ['Cart', "LIMIT"]
__all__ += ['make']

#: Most items a cart holds.
LIMIT: int = 100
_hidden = __secret = 1
first, (second, *rest) = 1, (2, 3)
LIMIT = 200
type Pair[T] = tuple[T, T]
square = lambda x: x * x

try:
    import fast
except ImportError:
    fast = None


class State(enum.Enum):
    OPEN = 1
    SENT = 'sent'

    @classmethod
    def parse(cls, text: str) -> 'State':
        return cls(text)


@dataclass(frozen=True)
class Line:
    item: Optional[Currency]
    count: int = 1
    tags: list[str] = field(default_factory=list)


class Cart(Base, money.Priced[int], metaclass=Meta):
    """A cart.

        Indented example.
    """

    limit = LIMIT
    a, b = 1, 2

    def __init__(self, owner: str | None, *args: Shop, **options) -> None:
        super().__init__()
        self.owner = owner
        self.lines: list[Line] = []
        self._cache, self.limit = {}, 3
        self.owner = owner.strip()

    @property
    def total(self) -> int:
        """Sum of all lines."""
        return sum(line.count for line in self.lines)

    @total.setter
    def total(self, value):
        raise NotImplementedError(value)

    @staticmethod
    async def load(path: os.PathLike) -> Cart:
        local = rounded(1)
        return Cart(local)

    @functools.lru_cache(maxsize=None)
    @abc.abstractmethod
    def _protected(self): ...

    def __private(self):
        for line in self.lines:
            yield line

    def __len__(self):
        def inner(x: int) -> int:
            return x
        return inner(len(self.lines))

    class Nested:
        pass


# Makes a cart, 🛒 and all.
# In two lines.
def make(name: str = "x", /, *, fast: bool = False) -> Cart:  # trailing
    ET.parse(name)
    return Cart(name)


async def _gather():
    async with open() as f:
        await f.read()
