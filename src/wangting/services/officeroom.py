"""The part of the workroom that is the central office's: what is once for the whole city."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from wangting.content.item import Item
from wangting.content.register import Register
from wangting.services.aliasing import Aliasing
from wangting.services.finder import Finder
from wangting.services.house import House


class OfficeRoom:
    """Services of the central office over one connection; ``finder`` is asked what words may mean."""

    def __init__(self, house: House, register: Register, items: Mapping[str, Item], finder: Finder) -> None:
        self._house = house
        self._register = register
        self._items = items
        self._finder = finder

    @cached_property
    def aliasing(self) -> Aliasing:
        """What people call items."""
        return Aliasing(catalogue=self._items, register=self._register, queries=self._house.side.queries,
                        index=lambda: self._finder.index, clock=self._house.clock)  # fmt: skip
