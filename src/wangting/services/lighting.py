"""Lights of cases by the thresholds of their hall: computed whenever somebody looks, never stored (DESIGN 5)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from wangting.clock import Clock, moment_of
from wangting.content.queues import Row
from wangting.rules.supervision import BLUE, YELLOW, Thresholds, light, yellow_from
from wangting.rules.timelimit import Limit
from wangting.rules.workday import Calendar
from wangting.rules.workflow import State
from wangting.services.casework.deadlines import NEVER, Deadlines

#: Turns in which the house itself must move.
NOT_OURS = frozenset({"applicant", "nobody"})


class Lighting:
    """Lights the cases of one hall as they are at the moment it is made.

    While the clock of the decision stands still, the house can have a limit of its own: to say within five working
    days what is missing (行政许可法 32), to deliver within ten (44).  The light stays blue, the rules' word for it, but
    turns yellow when that limit is near: the desk must not learn of it when it is over.
    """

    def __init__(self, calendar: Calendar, clock: Clock, limits: Mapping[str, object]) -> None:
        self._calendar = calendar
        self._now = clock.now()
        self._known: dict[tuple, str] = {}
        self._thresholds = Thresholds(limits["days_left"], limits["share_left"], limits["yellow"])

    def of_row(self, minute: int, row: Row) -> str:
        """Return the light of a row that lies in its queue at ``minute``."""
        # Days end at midnight, so rows share their due minutes: most of a list is lit by what is already known.
        key = (minute, row.clock, row.turn, row.promised_due, row.statutory_due, row.limit)
        found = self._known.get(key)
        if found is None:
            due = day_of(minute) if row.limit else None
            limit = Limit(*row.limit) if row.limit else None
            promised, statutory = _moment(row.promised_due), _moment(row.statutory_due)
            found = self._known[key] = self._light(row.clock, row.turn, promised, statutory, due, limit)
        return found

    def of_case(self, state: State, due: Deadlines) -> str:
        """Return the light of a case in ``state`` whose deadlines are ``due``."""
        promised = due.promised.moment if due.promised else None
        statutory = due.statutory.moment if due.statutory else None
        day, limit = (due.next.due, due.next.limit) if due.next else (None, None)
        return self._light(state.clock, state.turn, promised, statutory, day, limit)

    def _light(self, clock: str, turn: str, promised: datetime | None, statutory: datetime | None, due: date | None,
               limit: Limit | None) -> str:  # fmt: skip
        yellow = yellow_from(due, limit, self._calendar, self._thresholds) if due and limit else None
        found = light(clock, self._now, promised, statutory, yellow)
        near = yellow is not None and turn not in NOT_OURS and self._now.date() >= yellow
        return YELLOW if found == BLUE and near else found


def day_of(minute: int) -> date | None:
    """Return the day that ends at ``minute``; None for the minute of what is never due."""
    return None if minute >= NEVER else (moment_of(minute) - timedelta(minutes=1)).date()


def _moment(minute: int) -> datetime | None:
    return moment_of(minute) if minute else None
