"""How long an item really takes in a department, beside what is promised: from its finished cases of the last months.

The counters know how many cases a department finished, not how long each item took; the rows of its finished cases do.
They are read once a day in each process, so that every page of a day says the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from wangting.clock import ZONE, minute_of, moment_of
from wangting.content.queues import latest
from wangting.content.register import Register
from wangting.rules.practice import Practice, practice_of
from wangting.rules.timelimit import WORKDAYS
from wangting.rules.workday import Calendar
from wangting.rules.workflow import Workflow

#: Days that are looked back on, and at most so many finished cases of a department, the last ones.
BACK, MOST = timedelta(days=90), 3000
#: What ends by one of these acts was not handled to its end.
BROKEN_OFF = frozenset({"withdraw", "decline"})


class Span(NamedTuple):
    """One finished case: the state it ended in, the days of receipt and of the end."""

    state: str
    start: date
    end: date


class Yearbook:
    """What the process keeps: for each department the spans of its finished cases by item, as of a day."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[date, Mapping[str, list[Span]]]] = {}

    def of(self, register: Register, unit: str, today: date) -> Mapping[str, list[Span]]:
        """Return the spans of ``unit`` that ended before ``today``; two threads that ask at once read the same."""
        kept = self._kept.get(unit)
        if kept is None or kept[0] != today:
            kept = self._kept[unit] = (today, _spans(register, unit, today))
        return kept[1]


class Practising:
    """Answers for one database as it stands."""

    def __init__(self, *, register: Register, yearbook: Yearbook, calendar: Calendar, workflows: Iterable[Workflow],
                 today: date) -> None:  # fmt: skip
        self._register = register
        self._yearbook = yearbook
        self._calendar = calendar
        self._workflows = workflows
        self._today = today

    def of(self, unit: str, code: str, measure: str) -> Practice | None:
        """Return how long ``code`` takes in ``unit``, from receipt to the end; None where too few cases tell.

        Days are of ``measure``: ``workday`` or ``calendar_day``.
        """
        spans = self._yearbook.of(self._register, unit, self._today).get(code)
        if spans is None:
            return None
        broken_off = {row.target for flow in self._workflows for row in flow.transitions if row.act in BROKEN_OFF}
        return practice_of([self._days(span, measure) for span in spans if span.state not in broken_off])

    def _days(self, span: Span, measure: str) -> int:
        if measure == WORKDAYS:
            return max(0, self._calendar.workdays_between(span.start, span.end))
        return (span.end - span.start).days


def _spans(register: Register, unit: str, today: date) -> Mapping[str, list[Span]]:
    midnight = datetime.combine(today, time(), ZONE)
    queues, begin = register.queues_of("done", [unit], []), minute_of(midnight - BACK)
    found: dict[str, list[Span]] = {}
    for (minute, _case), row in latest(queues, MOST, (minute_of(midnight), 0)):
        if minute >= begin:
            span = Span(row.state, moment_of(row.received).date(), moment_of(minute).date())
            found.setdefault(row.item_code, []).append(span)
    return found
