"""The five lights of electronic supervision (DOMAIN 6): what a supervisor sees of a case's deadlines.

Blue: the clock is not running.  Red: past the statutory limit.  Orange: past the promised limit.  Yellow: soon due.
Green: none of these.  Lights are computed from the due moments whenever somebody looks; they are never stored, so a
queue shows them as ranges of its keys.  The thresholds are data of each hall.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from wangting import clock
from wangting.rules.timelimit import WORKDAYS, Limit
from wangting.rules.workday import ONE_DAY, Calendar

BLUE = "blue"
GREEN = "green"
YELLOW = "yellow"
ORANGE = "orange"
RED = "red"
LIGHTS = (BLUE, GREEN, YELLOW, ORANGE, RED)

RUNS = "runs"
PERCENT = 100


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When green turns yellow: at most ``days_left`` days, or ``share_left`` per cent of the promised limit, left.

    Days are of the limit's own unit.  A hall that has no yellow light (Chengyang has four) sets ``yellow`` to False.
    Raises ValueError for a negative number of days or a share outside 0 … 100.
    """

    days_left: int
    share_left: int
    yellow: bool = True

    def __post_init__(self) -> None:
        if self.days_left < 0 or not 0 <= self.share_left <= PERCENT:
            raise ValueError(f"no such thresholds: {self.days_left} days, {self.share_left} %")

    def last_green(self, limit: Limit) -> int:
        """Return how many days may be left of ``limit`` when it is no longer green."""
        return max(self.days_left, limit.amount * self.share_left // PERCENT)


def yellow_from(due: date, limit: Limit, calendar: Calendar, thresholds: Thresholds) -> date | None:
    """Return the first day on which a case due on ``due`` is yellow, or None in a hall without yellow.

    The day can lie before the acceptance: a promise of one working day is yellow at once.
    """
    if not thresholds.yellow:
        return None
    left = thresholds.last_green(limit)
    if limit.unit != WORKDAYS:
        return due - timedelta(days=left)
    day, after = due, calendar.is_workday(due)
    while after <= left:
        day -= ONE_DAY
        after += calendar.is_workday(day)
    return day


def light(
    state_clock: str,
    now: datetime,
    promised_due: datetime | None,
    statutory_due: datetime | None,
    yellow_day: date | None,
) -> str:
    """Return the light of a case, one of :data:`LIGHTS`.

    ``state_clock`` is the workflow's word for the state (runs, paused, stopped).  A due moment is the end of the due
    day, 24:00, at which the case is late; None means that there is no such limit.  ``yellow_day`` comes from
    :func:`yellow_from`, or is None in a hall without yellow.  Raises ValueError for a naive ``now``.
    """
    here = clock.local(now)
    if state_clock != RUNS:
        return BLUE
    if statutory_due is not None and here >= statutory_due:
        return RED
    if promised_due is not None and here >= promised_due:
        return ORANGE
    if yellow_day is not None and here.date() >= yellow_day:
        return YELLOW
    return GREEN
