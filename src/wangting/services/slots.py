"""Slots: each writer has a shard of its own, so that submissions never meet (DESIGN 6.2)."""

from __future__ import annotations

import queue
from collections.abc import Iterator, Sequence
from contextlib import contextmanager


class SlotPool:
    """The slots of this process.  Slots only avoid conflicts; uniqueness rests on plain conflicts of the database.

    When more writers ask than there are slots, the extra ones share the first: they may conflict and be retried, they
    are never wrong.
    """

    def __init__(self, slots: Sequence[int]) -> None:
        self._first = slots[0]
        self._free: queue.SimpleQueue[int] = queue.SimpleQueue()
        for slot in slots:
            self._free.put(slot)

    def take(self) -> int | None:
        """Return a free slot that is now the caller's, or None when all are taken."""
        try:
            return self._free.get_nowait()
        except queue.Empty:
            return None

    def release(self, slot: int | None) -> None:
        """Give back what :meth:`take` returned."""
        if slot is not None:
            self._free.put(slot)

    @contextmanager
    def slot(self) -> Iterator[int]:
        """Hold a slot for the length of a transaction."""
        taken = self.take()
        try:
            yield self._first if taken is None else taken
        finally:
            self.release(taken)

    def shared(self) -> int:
        """Return the slot of those who found none free."""
        return self._first
