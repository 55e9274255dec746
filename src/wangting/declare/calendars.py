"""Reader of ``tenants/_shared/calendars``: the official days of past notices, and the rule for years without one."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from wangting.declare.yaml import Problem
from wangting.rules.calendar_rows import BadCalendarRows, Row, calendar_from_rows
from wangting.rules.workday import Calendar

FOLDER = Path("tenants/_shared/calendars")
FILES = {"days": "china.csv", "notices": "china_notices.csv", "statutory": "statutory_days.csv"}
COLUMNS = {
    "days": {"date", "is_workday", "name"},
    "notices": {"year"},
    "statutory": {"day", "name"},
}


@dataclass(frozen=True)
class CalendarFiles:
    """The rows as they are in the files, and the calendar they make."""

    days: tuple[Row, ...]
    notices: tuple[Row, ...]
    statutory: tuple[Row, ...]
    calendar: Calendar


def load(home: Path) -> tuple[CalendarFiles | None, list[Problem]]:
    """Return the calendar of ``home``, or None, and every problem found."""
    found: list[Problem] = []
    rows = {table: _rows(home, table, found) for table in FILES}
    if found:
        return None, found
    try:
        calendar = calendar_from_rows(rows["days"], rows["notices"], rows["statutory"])
    except BadCalendarRows as fault:
        return None, [_located(problem.key, problem.message) for problem in fault.problems]
    return CalendarFiles(**rows, calendar=calendar), []


def _rows(home: Path, table: str, found: list[Problem]) -> tuple[Row, ...]:
    name = (FOLDER / FILES[table]).as_posix()
    try:
        with (home / name).open(encoding="utf-8", newline="") as lines:
            reader = csv.DictReader(lines)
            rows = tuple(reader)
    except (OSError, UnicodeDecodeError) as fault:
        reason = getattr(fault, "strerror", None) or "is not UTF-8"
        found.append(Problem(name, 1, "(file)", f"cannot be read: {reason}"))
        return ()
    found.extend(
        Problem(name, 1, column, "the column is missing")
        for column in sorted(COLUMNS[table] - set(reader.fieldnames or ()))
    )
    return rows


def _located(key: str, message: str) -> Problem:
    """Return the problem of a row at its line: row 1 stands below the heading."""
    table, _, place = key.partition(".")
    row, _, column = place.partition(".")
    line = int(row) + 1 if row else 1
    return Problem((FOLDER / FILES[table]).as_posix(), line, column or "(file)", message)
