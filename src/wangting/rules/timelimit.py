"""When something is due, as a derivation that a person can recount day by day (QUALITY P9).

A limit is a number of working days (行政许可法 82) or of calendar days; it is declared with the item.  Counting starts
the day after the start day, days on which the clock stands still are not counted (行政许可法 45), and a due day ends
at 24:00 local time.  Statutory and promised limits are counted by the same function.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import pairwise

from wangting import clock
from wangting.rules.workday import ONE_DAY, Calendar

WORKDAYS = "workday"
CALENDAR_DAYS = "calendar_day"
UNITS = frozenset({WORKDAYS, CALENDAR_DAYS})

START = "start"
COUNTED = "counted"
PAUSED = "paused"

# Ten years: no limit in the catalogues is near it, and a slip of the keyboard cannot make the count endless.
LONGEST = 3660


@dataclass(frozen=True, slots=True)
class Limit:
    """An amount of days in its own unit, ``workday`` or ``calendar_day``; raises ValueError for anything else."""

    amount: int
    unit: str

    def __post_init__(self) -> None:
        if self.unit not in UNITS:
            raise ValueError(f"a limit is in workday or calendar_day, not in {self.unit!r}")
        if not 0 <= self.amount <= LONGEST:
            raise ValueError(f"a limit has 0 to {LONGEST} days, not {self.amount}")

    def extended(self, days: int) -> Limit:
        """Return this limit made longer by ``days`` of the same unit (行政许可法 42: ten days)."""
        return Limit(self.amount + days, self.unit)


@dataclass(frozen=True, slots=True)
class Pause:
    """Days on which the clock stands still: from ``start`` on, up to but not including ``end``.

    The day the clock runs again is counted, so a pause that begins and ends on one day takes nothing out.  ``end``
    is None while the pause lasts.  Raises ValueError when it ends before it begins.
    """

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise ValueError(f"a pause cannot end on {self.end}, before it begins on {self.start}")

    @classmethod
    def between(cls, began: datetime, ended: datetime | None) -> Pause:
        """Return the pause of the two acts that stopped the clock and set it going again; both aware."""
        return cls(clock.local(began).date(), clock.local(ended).date() if ended else None)

    def covers(self, day: date, today: date) -> bool:
        """Say whether ``day`` is not counted because of this pause, as far as is known ``today``."""
        return self.start <= day and (day <= today if self.end is None else day < self.end)


@dataclass(frozen=True, slots=True)
class DayCount:
    """One line of the derivation: a day with its number, or with the reason why it has none.

    ``reason`` is start, counted, paused, weekend or holiday; ``kind`` and ``name`` are the calendar's, so that a
    Saturday that is worked can wear its 班.
    """

    date: date
    index: int | None
    reason: str
    kind: str
    name: str
    provisional: bool


@dataclass(frozen=True, slots=True)
class Deadline:
    """The due day, the moment it ends, and every day counted on the way.

    ``provisional``: a day on the way belongs to a year without a notice (暂定).  ``open_pause``: the clock stands
    still, and this is the earliest day it can become if it ran again tomorrow.
    """

    start: date
    limit: Limit
    due: date
    moment: datetime
    days: tuple[DayCount, ...]
    provisional: bool
    open_pause: bool


def deadline(
    start: date,
    limit: Limit,
    calendar: Calendar,
    pauses: Sequence[Pause] = (),
    now: datetime | None = None,
) -> Deadline:
    """Return when ``limit`` from ``start`` is over.

    The start day has number 0; a limit of 0 days is due on it.  ``now`` (aware) is needed only while a pause is open;
    raises ValueError without it, because the answer then depends on the day it is asked.
    """
    still_open = any(pause.end is None for pause in pauses)
    if still_open and now is None:
        raise ValueError("while a pause is open, the deadline depends on the present moment")
    today = clock.local(now).date() if now else start
    first = calendar.day(start)
    days = [DayCount(start, 0, START, first.kind, first.name, first.provisional)]
    day, counted, met_open_pause = start, 0, False
    while counted < limit.amount:
        day += ONE_DAY
        known = calendar.day(day)
        covering = [pause for pause in pauses if pause.covers(day, today)]
        if covering:
            met_open_pause = met_open_pause or any(pause.end is None for pause in covering)
            index, reason = None, PAUSED
        elif limit.unit == WORKDAYS and not known.is_workday:
            index, reason = None, known.kind
        else:
            counted += 1
            index, reason = counted, COUNTED
        days.append(DayCount(day, index, reason, known.kind, known.name, known.provisional))
    return Deadline(
        start=start,
        limit=limit,
        due=day,
        moment=clock.end_of(day),
        days=tuple(days),
        provisional=any(line.provisional for line in days[1:]),
        open_pause=met_open_pause,
    )


def deem_due(received: date, limit: Limit, calendar: Calendar) -> Deadline:
    """Return until when the body may say that something is missing; after it the case counts as accepted.

    行政许可法 32 (4): told all of it once within ``limit`` (five working days, declared with the workflow) of the
    receipt, else accepted from the day the materials came: the clock of the decision then starts at ``received``.
    """
    return deadline(received, limit, calendar)


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """The spans of a working day in which the hall is open, in order, as local times."""

    spans: tuple[tuple[time, time], ...]

    def __post_init__(self) -> None:
        edges = [edge for span in self.spans for edge in span]
        if not edges or any(later <= earlier for earlier, later in pairwise(edges)):
            raise ValueError("office hours are one or more spans, each after the other")

    @property
    def closes(self) -> time:
        """The time at which the last span ends."""
        return self.spans[-1][1]


def office_hours(text: str) -> OfficeHours:
    """Read ``09:00-12:00,13:30-17:00``; raises ValueError when it is anything else."""
    spans = []
    for part in text.split(","):
        found = re.fullmatch(r"\s*(\d{2}:\d{2})\s*[-–]\s*(\d{2}:\d{2})\s*", part)
        if not found:
            raise ValueError(f"not a span of office hours: {part!r}")
        spans.append((time.fromisoformat(found[1]), time.fromisoformat(found[2])))
    return OfficeHours(tuple(spans))


def receipt_day(moment: datetime, calendar: Calendar, hours: OfficeHours) -> date:
    """Return the day on which what arrives at ``moment`` counts as received.

    After closing time, or on a day that is not worked, it is the next working day; before opening and in the lunch
    break it is the day itself.  [K] of DOMAIN 3: the hours are the hall's data.  Raises ValueError when naive.
    """
    here = clock.local(moment)
    day = here.date()
    if here.time() >= hours.closes:
        day += ONE_DAY
    return calendar.next_workday(day)
