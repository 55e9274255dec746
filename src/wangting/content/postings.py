"""Posts as they are held: for a period, ended before it, in somebody's stead; and the times of being shut out."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from persistent import Persistent


class Posting(NamedTuple):
    """A post held in an OrgUnit from ``since`` to ``until`` (inclusive; None: no end set).

    ``hall`` is the hall the unit belongs to, None for the city: it is stored, not derived from a code (DOMAIN 1).
    ``ended`` is the moment (ISO 8601) at which it was taken away before its day, empty where it was not: it gives
    nothing from then on, and is kept because who could see what on a day is asked later.
    """

    post: str
    unit: str
    since: date
    until: date | None
    hall: str | None
    ended: str = ""

    def last_day(self) -> date | None:
        """Return the last day on which it was held, at least for a part of the day; None where no end is known."""
        ended = date.fromisoformat(self.ended[:10]) if self.ended else None
        return min((day for day in (self.until, ended) if day is not None), default=None)


class StandIn(NamedTuple):
    """Stands in for the party ``absent`` from ``since`` to ``until``, both included, with the posts it has in ``hall``.

    ``ended`` is the moment (ISO 8601) at which it was taken back, empty where it was not.
    """

    absent: Persistent
    hall: str
    since: date
    until: date
    ended: str = ""


class Spell(NamedTuple):
    """A time in which somebody was shut out, from one moment (ISO 8601) to another, empty as long as it lasts."""

    since: str
    until: str = ""
