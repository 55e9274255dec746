"""Time, asked in one place.

Nobody else in the house asks for the time: services and gateways get a clock in their constructor, so that a
test can move it.  All moments are aware and in the zone of the prefecture; a naive datetime is a defect.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")


class Clock(Protocol):
    """Anything that can tell the present moment in :data:`ZONE`."""

    def now(self) -> datetime:
        """Return the present moment, aware, in Asia/Shanghai."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the present moment, aware, in Asia/Shanghai."""
        return datetime.now(ZONE)


class MovableClock:
    """A clock that stands still until it is moved: for tests and for recomputing what was due on a given day."""

    def __init__(self, moment: datetime) -> None:
        self.set(moment)

    def set(self, moment: datetime) -> None:
        """Stand at ``moment``; raises ValueError when it is naive."""
        self._moment = local(moment)

    def advance(self, **delta: float) -> None:
        """Move by ``timedelta(**delta)``; negative values set the clock back."""
        self._moment += timedelta(**delta)

    def now(self) -> datetime:
        """Return the moment at which the clock stands."""
        return self._moment


def local(moment: datetime) -> datetime:
    """Return ``moment`` in Asia/Shanghai; raises ValueError when it is naive."""
    if moment.tzinfo is None:
        raise ValueError(f"a naive datetime has no place here: {moment!r}")
    return moment.astimezone(ZONE)


def end_of(day: date) -> datetime:
    """Return the moment a due day ends: 24:00 local, which is 0:00 of the day after."""
    return datetime(day.year, day.month, day.day, tzinfo=ZONE) + timedelta(days=1)


def minute_of(moment: datetime) -> int:
    """Return whole minutes since 1970-01-01T00:00Z: the unit of every queue key."""
    return int(local(moment).timestamp() // 60)


def moment_of(minute: int) -> datetime:
    """Return the moment of a queue key made by :func:`minute_of`."""
    return datetime.fromtimestamp(minute * 60, ZONE)
