"""Who stands in for whom: a substitute has the posts of the absent for a period, and nobody stands in a circle."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple


class Standing(NamedTuple):
    """``party`` stands in for ``absent`` from ``since`` to ``until``, both days included."""

    party: int
    absent: int
    since: date
    until: date

    def meets(self, other: Standing) -> bool:
        """Say whether the two periods share a day."""
        return self.since <= other.until and other.since <= self.until


def closes_a_circle(wanted: Standing, of: Callable[[int], Iterable[Standing]]) -> bool:
    """Say whether ``wanted`` would let the work of somebody come back to the absent, on a day that all of them share.

    ``of`` returns for whom a party stands in already.  A chain without a common day is no circle: the work never
    goes round on any one day.
    """
    if wanted.party == wanted.absent:
        return True
    return _comes_back(wanted, wanted.absent, wanted.since, wanted.until, of, frozenset())


def _comes_back(wanted: Standing, party: int, since: date, until: date, of: Callable[[int], Iterable[Standing]],
                seen: frozenset[int]) -> bool:  # fmt: skip
    for standing in of(party):
        first, last = max(since, standing.since), min(until, standing.until)
        if first > last or standing.absent in seen:
            continue
        if standing.absent == wanted.party:
            return True
        if _comes_back(wanted, standing.absent, first, last, of, seen | {standing.absent}):
            return True
    return False
