"""Plain rows of the calendar files, checked and made into a :class:`~wangting.rules.workday.Calendar`.

Whoever reads the files (``declare/``) gives the rows of the CSVs as mappings of strings; the columns are described in
``tenants/_shared/calendars/README.md``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from wangting.rules.problem import Problem
from wangting.rules.workday import Calendar, DayRow

Row = Mapping[str, str]

YEARLY = re.compile(r"\d{2}-\d{2}")
LEAP_YEAR = "2000"


class BadCalendarRows(ValueError):
    """Rows that do not make a calendar; ``problems`` are all of them, keyed ``<table>.<row, from 1>.<column>``."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(map(str, self.problems)))


def calendar_from_rows(days: Iterable[Row], notices: Iterable[Row], statutory: Iterable[Row] = ()) -> Calendar:
    """Return the calendar of three tables; raises :class:`BadCalendarRows` with every problem at once.

    ``days`` has date, is_workday (0 or 1) and name; ``notices`` has year, and its years must follow on one another,
    because a gap would pass unknown days off as official; ``statutory`` has day (``MM-DD`` or a date) and name.
    """
    problems: list[Problem] = []
    rows = [row for number, given in enumerate(days, 1) if (row := _day_row(given, number, problems))]
    years = sorted({year for number, given in enumerate(notices, 1) if (year := _year(given, number, problems))})
    if not years:
        problems.append(Problem("notices", "there is no notice, so no year is official"))
    elif years != list(range(years[0], years[-1] + 1)):
        problems.append(Problem("notices", "the years of the notices have a gap"))
    yearly: dict[tuple[int, int], str] = {}
    dated: dict[date, str] = {}
    for number, given in enumerate(statutory, 1):
        _add_statutory(given, number, yearly, dated, problems)
    if problems:
        raise BadCalendarRows(problems)
    exceptions = {row.date: row for row in rows}
    return Calendar(exceptions, date(years[0], 1, 1), date(years[-1], 12, 31), yearly, dated)


def day_rows(days: Iterable[Row]) -> tuple[DayRow, ...]:
    """Return the rows of one further notice for :meth:`Calendar.merge`; raises :class:`BadCalendarRows`."""
    problems: list[Problem] = []
    rows = tuple(row for number, given in enumerate(days, 1) if (row := _day_row(given, number, problems)))
    if problems:
        raise BadCalendarRows(problems)
    return rows


def _day_row(given: Row, number: int, problems: list[Problem]) -> DayRow | None:
    day = _date(given.get("date", ""))
    if day is None:
        problems.append(Problem(f"days.{number}.date", f"not a date: {given.get('date')!r}"))
    if given.get("is_workday") not in ("0", "1"):
        problems.append(Problem(f"days.{number}.is_workday", f"neither 0 nor 1: {given.get('is_workday')!r}"))
        return None
    if not given.get("name"):
        problems.append(Problem(f"days.{number}.name", "a day off or worked has a reason to show"))
    return DayRow(day, given["is_workday"] == "1", given.get("name", "")) if day else None


def _year(given: Row, number: int, problems: list[Problem]) -> int | None:
    text = given.get("year", "")
    if re.fullmatch(r"[12]\d{3}", text):
        return int(text)
    problems.append(Problem(f"notices.{number}.year", f"not a year: {text!r}"))
    return None


def _add_statutory(
    given: Row,
    number: int,
    yearly: dict[tuple[int, int], str],
    dated: dict[date, str],
    problems: list[Problem],
) -> None:
    text, name = given.get("day", ""), given.get("name", "")
    every_year = YEARLY.fullmatch(text)
    day = _date(f"{LEAP_YEAR}-{text}" if every_year else text)
    if day is None or not name:
        problems.append(Problem(f"statutory.{number}.day", f"needs MM-DD or a date, and a name: {text!r}"))
    elif every_year:
        yearly[day.month, day.day] = name
    else:
        dated[day] = name


def _date(text: str) -> date | None:
    """Read YYYY-MM-DD and nothing else; ``date.fromisoformat`` alone would also take 20260101 and week dates."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
