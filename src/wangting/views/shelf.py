"""A bounded shelf in memory: what was asked for longest ago goes first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Any


class Shelf:
    """Things under keys, at most ``limit`` bytes of them together; safe between threads."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._held: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._lock = threading.Lock()
        self.size = 0

    def __len__(self) -> int:
        return len(self._held)

    def get(self, key: Hashable) -> Any:
        """Return what lies under ``key``, or None."""
        with self._lock:
            held = self._held.get(key)
            if held is None:
                return None
            self._held.move_to_end(key)
            return held[0]

    def put(self, key: Hashable, thing: Any, size: int) -> None:
        """Keep ``thing``, which weighs ``size`` bytes; one heavier than the whole shelf is not kept."""
        with self._lock:
            self._drop(key)
            if size > self._limit:
                return
            self._held[key] = (thing, size)
            self.size += size
            while self.size > self._limit:
                self._drop(next(iter(self._held)))

    def clear(self) -> None:
        """Keep nothing of what is there."""
        with self._lock:
            self._held.clear()
            self.size = 0

    def _drop(self, key: Hashable) -> None:
        _thing, size = self._held.pop(key, (None, 0))
        self.size -= size
