"""Posts as they are held: for a period, ended before it, in somebody's stead; and the times of being shut out."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from persistent import Persistent


class Posting(NamedTuple):
    """A post held in an OrgUnit from ``since`` to ``until`` (inclusive; None: no end set).

    ``hall`` is the hall the unit belongs to, None for the city: it is stored, not derived from a code (DOMAIN 1).
    ``ended`` is the moment at which it was taken away before its day: it gives nothing from then on, and is kept
    because who could see what on a day is asked later.
    """

    post: str
    unit: str
    since: date
    until: date | None
    hall: str | None
    ended: datetime | None = None

    def last_day(self) -> date | None:
        """Return the last day on which it was held, at least for a part of the day; None where no end is known."""
        days = [day for day in (self.until, self.ended and self.ended.date()) if day is not None]
        return min(days, default=None)


class StandIn(NamedTuple):
    """Stands in for the party ``absent`` from ``since`` to ``until``, both included, with the posts that party has.

    ``ended`` is the moment at which it was taken back.
    """

    absent: Persistent
    since: date
    until: date
    ended: datetime | None = None


class Spell(NamedTuple):
    """A time in which somebody was shut out; ``until`` is None as long as it lasts."""

    since: datetime
    until: datetime | None
