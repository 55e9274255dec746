"""Working days of the People's Republic: the weekday rule, the State Council's exceptions, and what comes after them.

The exceptions and the statutory days are declared data (``tenants/_shared/calendars``).  A day of a year without a
notice is *provisional* (暂定): weekends and the statutory days of 全国年节及纪念日放假办法 (2024), article 2.  Nothing
here raises because a year is not known yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

WORKDAY = "workday"
WEEKEND = "weekend"
HOLIDAY = "holiday"
ADJUSTED = "adjusted_workday"

ONE_DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Day:
    """One day as the calendar sees it; ``kind`` is workday, weekend, holiday or adjusted_workday (调休上班)."""

    date: date
    is_workday: bool
    name: str
    kind: str
    provisional: bool


@dataclass(frozen=True, slots=True)
class DayRow:
    """One day on which a notice says something: whether it is worked, and in the name of which festival."""

    date: date
    is_workday: bool
    name: str


@dataclass(frozen=True)
class Calendar:
    """Which days are worked.

    ``exceptions`` are the rows of the notices by date, ``official_from`` … ``official_until`` the days the notices
    cover (both included), ``yearly`` the statutory days by (month, day) and ``dated`` those of one year by date.
    """

    exceptions: Mapping[date, DayRow]
    official_from: date
    official_until: date
    yearly: Mapping[tuple[int, int], str] = field(default_factory=dict)
    dated: Mapping[date, str] = field(default_factory=dict)
    #: Days that were asked before: every deadline counts the same months again.
    _known: dict[date, Day] = field(default_factory=dict, init=False, repr=False, compare=False)

    def is_provisional(self, day: date) -> bool:
        """Say whether no notice covers ``day``, so that what the calendar says of it may still change."""
        return day not in self.exceptions and not self.official_from <= day <= self.official_until

    def is_workday(self, day: date) -> bool:
        """Say whether ``day`` counts as a working day (行政许可法 82)."""
        row = self.exceptions.get(day)
        if row is not None:
            return row.is_workday
        return day.weekday() < SATURDAY and not self._statutory_name(day)

    def day(self, day: date) -> Day:
        """Return what is known of ``day``, with the festival's name where there is one."""
        known = self._known.get(day)
        if known is None:
            known = self._known[day] = self._look_up(day)
        return known

    def _look_up(self, day: date) -> Day:
        provisional = self.is_provisional(day)
        row = self.exceptions.get(day)
        weekend = day.weekday() >= SATURDAY
        if row is not None and row.is_workday:
            return Day(day, True, row.name if weekend else "", ADJUSTED if weekend else WORKDAY, provisional)
        name = row.name if row is not None else self._statutory_name(day)
        if not name and weekend:
            name = self._bridged_name(day)
        if name:
            return Day(day, False, name, HOLIDAY, provisional)
        return Day(day, not weekend, "", WEEKEND if weekend else WORKDAY, provisional)

    def next_workday(self, day: date) -> date:
        """Return ``day`` itself when it is worked, else the first working day after it."""
        while not self.is_workday(day):
            day += ONE_DAY
        return day

    def add_workdays(self, day: date, amount: int) -> date:
        """Return the ``amount``-th working day after ``day``; counting starts the day after.

        With 0 it is ``day`` itself, worked or not; raises ValueError below 0.
        """
        if amount < 0:
            raise ValueError(f"cannot count {amount} working days forward")
        while amount:
            day += ONE_DAY
            amount -= self.is_workday(day)
        return day

    def workdays_between(self, start: date, end: date) -> int:
        """Count the working days after ``start`` up to and including ``end``; negative when ``end`` is earlier."""
        if end < start:
            return -self.workdays_between(end, start)
        return sum(self.is_workday(start + timedelta(days=step)) for step in range(1, (end - start).days + 1))

    def merge(self, rows: Iterable[DayRow], official_until: date | None = None) -> Calendar:
        """Return the calendar after a further notice: its rows win, also over days of the December before.

        A row that says of a day what the weekday rule says anyway takes an earlier exception back.  The days
        covered grow to ``official_until``; they never shrink.
        """
        exceptions = {**self.exceptions, **{row.date: row for row in rows}}
        until = max(self.official_until, official_until or self.official_until)
        return replace(self, exceptions=exceptions, official_until=until)

    def _statutory_name(self, day: date) -> str:
        if self.official_from <= day <= self.official_until:
            return ""
        return self.dated.get(day) or self.yearly.get((day.month, day.day), "")

    def _bridged_name(self, day: date) -> str:
        """Return the festival a weekend lies within: the weekday before and the weekday after are off in its name."""
        before = day - timedelta(days=day.weekday() - SATURDAY + 1)
        after = before + timedelta(days=3)
        names = {self._off_name(before), self._off_name(after)}
        return names.pop() if len(names) == 1 else ""

    def _off_name(self, day: date) -> str:
        row = self.exceptions.get(day)
        if row is None:
            return self._statutory_name(day)
        return "" if row.is_workday else row.name
