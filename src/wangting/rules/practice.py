"""How long something really takes: the day by which nine of ten cases were finished."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

#: Fewer cases than these say nothing about the next one, and would tell of single people.
FEWEST = 5
#: Of ten cases so many are finished within the days that are told.
OF_TEN = 9


class Practice(NamedTuple):
    """``days`` within which nine of ten of ``cases`` were finished."""

    days: int
    cases: int


def practice_of(durations: Sequence[int]) -> Practice | None:
    """Return the 90th percentile (nearest rank) of ``durations`` in days; None for fewer than :data:`FEWEST`."""
    if len(durations) < FEWEST:
        return None
    rank = -(-len(durations) * OF_TEN // 10)
    return Practice(sorted(durations)[rank - 1], len(durations))
