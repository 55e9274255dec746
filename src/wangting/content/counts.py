"""Counters that merge instead of conflicting."""

from __future__ import annotations

from persistent import Persistent

#: What is counted for each (department, day); the place in the vector is the place in this tuple and never changes.
COUNTED = (
    "submitted",
    "submitted_online",
    "accepted",
    "accepted_online",
    "declined",
    "supplemented",
    "withdrawn",
    "approved",
    "refused",
    "concluded_on_time",
    "concluded_late",
    "delivered",
)


class CountVector(Persistent):
    """Integers that only ever grow by addition: two transactions that both add are merged by adding both.

    Not a source of numbers: a merged counter gives the same value to two askers (DESIGN 6.3).
    """

    def __init__(self) -> None:
        self._values: tuple[int, ...] = (0,) * len(COUNTED)

    def add(self, name: str, amount: int = 1) -> None:
        """Add ``amount`` to the counter ``name``; raises ValueError for a name that is not counted."""
        place = COUNTED.index(name)
        values = list(self._padded())
        values[place] += amount
        self._values = tuple(values)

    def value(self, name: str) -> int:
        """Return the counter ``name``."""
        return self._padded()[COUNTED.index(name)]

    def as_dict(self) -> dict[str, int]:
        """Return every counter by name."""
        return dict(zip(COUNTED, self._padded(), strict=True))

    def _padded(self) -> tuple[int, ...]:
        """Return the vector; one written before a counter was added to COUNTED has zero there."""
        return self._values + (0,) * (len(COUNTED) - len(self._values))

    def _p_resolveConflict(self, old: dict, saved: dict, new: dict) -> dict:  # noqa: N802 - ZODB names the hook
        """Add both transactions' deltas to the common ancestor."""
        vectors = [state["_values"] for state in (old, saved, new)]
        width = max(map(len, vectors))
        start, theirs, ours = (vector + (0,) * (width - len(vector)) for vector in vectors)
        merged = tuple(s + (t - s) + (o - s) for s, t, o in zip(start, theirs, ours, strict=True))
        return {**new, "_values": merged}
