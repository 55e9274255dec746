"""Nobody holds accept, review and decide of one item at once (集中授权, DOMAIN 5), unless the overlay says why.

Whether somebody does is computed as every right is, from posts, units and the overlay in force; nothing is stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from wangting.rules.access import CASE_ACT, Asker, Facts, decide
from wangting.rules.grants import Table
from wangting.rules.overlay import Overlay

CASE = "case"


class HeldTogether(NamedTuple):
    """One person can do all separated posts' acts on cases of ``unit``; ``reason`` is None where no overlay says so."""

    unit: str
    reason: str | None


def held_together(asker: Asker, paths: Iterable[tuple[str, ...]], on: date, table: Table,
                  overlay: Overlay) -> Iterator[HeldTogether]:  # fmt: skip
    """Yield where ``asker`` holds all separated posts on the day ``on``; ``paths`` are the hall's units of cases."""
    # Who does not act as each of them anywhere needs no look at every unit.
    acting = {overlay.acting_as(holding.post) for holding in asker.holdings if holding.is_valid(on)}
    if not table.separated or not acting.issuperset(table.separated):
        return
    for path in paths:
        if all(_may_act(asker, path, on, post, table, overlay) for post in table.separated):
            yield HeldTogether(path[-1], overlay.excuse(path))


def days_of(asker: Asker, today: date) -> list[date]:
    """Return the days from ``today`` on which ``asker`` may hold more than the day before: those on which posts begin.

    What is held together on none of them is held together on no day, because on all others posts only end.
    """
    return sorted({max(today, holding.since) for holding in asker.holdings})


def _may_act(asker: Asker, path: tuple[str, ...], on: date, post: str, table: Table, overlay: Overlay) -> bool:
    facts = Facts(CASE, overlay.hall, path, on, act_posts=frozenset({post}))
    return decide(asker, CASE_ACT, facts, table, overlay).allowed
