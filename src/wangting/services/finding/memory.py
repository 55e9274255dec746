"""What a process keeps in memory of the database, made again when the database says that something public moved."""

from __future__ import annotations

import gc
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import Generic, TypeVar

from wangting.rules.lifeevent import LifeEvent
from wangting.services.finding.index import Index
from wangting.services.finding.places import Places
from wangting.services.finding.words import Words
from wangting.services.practising import Yearbook

Product = TypeVar("Product")


class Memory(Generic[Product]):
    """One product with the state it was made from; safe between threads, which wait for each other's work."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: tuple[bytes, Hashable, Product] | None = None

    def of(self, mark: bytes, day: Hashable, make: Callable[[], Product]) -> Product:
        """Return the product of the stamp ``mark`` on ``day``, made by ``make`` when what is kept is older.

        A transaction that began before the stamp moved is given the newer product: two that take turns would
        otherwise make it again at each request.
        """
        product = self.kept(mark, day)
        if product is None:
            with self._lock:
                product = self.kept(mark, day)
                if product is None:
                    product = make()
                    self._kept = (mark, day, product)
                    # It stays until the next: the collector need not walk through it at every other page.
                    gc.collect()
                    gc.freeze()
        return product

    def kept(self, mark: bytes, day: Hashable) -> Product | None:
        """Return the product of the stamp ``mark`` or a newer one on ``day``; None when it is still to be made."""
        kept = self._kept
        return None if kept is None or kept[0] < mark or kept[1] != day else kept[2]


@dataclass(frozen=True)
class Knowledge:
    """What the process knows of words, matters of life, items, places and how long things take."""

    words: Words
    life: tuple[LifeEvent, ...] = ()
    items: Memory[Index] = field(default_factory=Memory)
    places: Memory[Places] = field(default_factory=Memory)
    yearbook: Yearbook = field(default_factory=Yearbook)
