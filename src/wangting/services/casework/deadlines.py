"""The two deadlines of a case and the due times of its timer, derived from entries, limits and calendar.

Nothing here is stored: a deadline can be recomputed by hand from the page that explains it (QUALITY P9).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache

from wangting.clock import ZONE, Clock, minute_of
from wangting.content.case import Case
from wangting.rules.timelimit import Deadline, Limit, OfficeHours, Pause, deadline, receipt_day
from wangting.rules.workday import Calendar
from wangting.rules.workflow import Workflow

#: A queue needs a place for a case without any limit: behind all that have one.
NEVER = 2**31 - 1
#: Deadlines kept: a year of days with the dozen limits that most items have.
KEPT = 4096


@dataclass(frozen=True)
class Deadlines:
    """What is due on a case now; any of them may be None."""

    received: date
    accepted: date | None
    promised: Deadline | None
    statutory: Deadline | None
    acts: tuple[tuple[str, Deadline], ...]

    def due_act(self, act: str) -> Deadline | None:
        """Return when the timer does ``act``, or None."""
        return dict(self.acts).get(act)

    @property
    def next(self) -> Deadline | None:
        """The deadline by which whoever's turn it is must move; None when there is none."""
        found = [due for due in (self.promised or self.statutory, *(due for _act, due in self.acts)) if due]
        return min(found, key=lambda due: due.moment, default=None)

    @property
    def next_minute(self) -> int:
        """The minute of :attr:`next`, behind all others when there is none."""
        return NEVER if self.next is None else minute_of(self.next.moment)


class Reckoner:
    """Reckons deadlines with one calendar; ``hours`` says for a hall when its day is open."""

    def __init__(self, calendar: Calendar, hours: dict[str, OfficeHours], clock: Clock) -> None:
        self.calendar = calendar
        self._clock = clock
        self._hours = hours
        # Counting days is the dearest part of an act, and whoever began on one day with one limit is due on one day.
        self._unpaused = lru_cache(maxsize=KEPT)(lambda start, limit: deadline(start, Limit(*limit), calendar))

    def received_on(self, case: Case) -> date:
        """Return the day the materials in hand count as received: the next working day outside office hours."""
        entry = case.last("submit", "answer")
        return self.counts_from(case.intake_hall, datetime.fromisoformat(entry.at))

    def counts_from(self, hall: str, moment: datetime) -> date:
        """Return the day on which what is handed in at ``hall`` at ``moment`` counts as received."""
        return receipt_day(moment, self.calendar, self._hours[hall])

    def received_at(self, case: Case) -> datetime:
        """Return the moment the materials in hand count as received: acceptance in silence counts from here."""
        handed_in = datetime.fromisoformat(case.last("submit", "answer").at)
        opens = datetime.combine(self.received_on(case), time(), ZONE)
        return max(handed_in, opens)

    def of(self, case: Case, workflow: Workflow) -> Deadlines:
        """Return what is due on ``case`` in its present state."""
        received = self.received_on(case)
        acceptance = case.last(*workflow.accepts)
        accepted = datetime.fromisoformat(acceptance.at).date() if acceptance else None
        running = accepted is not None and not workflow.has_concluded(case.state)
        pauses = _pauses(case, workflow)
        return Deadlines(
            received=received,
            accepted=accepted,
            promised=self._due(accepted, case.promised, pauses) if running else None,
            statutory=self._due(accepted, case.edition.statutory_limit, pauses) if running else None,
            acts=tuple(
                (row.act, self._due(self._start_of(case, received), workflow.limits[row.act], ()))
                for row in workflow.acts_from(case.state)
                if row.act in workflow.limits
            ),
        )

    def promise_of_concluded(self, case: Case, workflow: Workflow) -> Deadline | None:
        """Return the promised deadline of an accepted case, also after its conclusion, to tell whether it was kept."""
        acceptance = case.last(*workflow.accepts)
        if acceptance is None:
            return None
        return self._due(datetime.fromisoformat(acceptance.at).date(), case.promised, _pauses(case, workflow))

    def answer_by(self, case: Case, workflow: Workflow, handed_in: datetime) -> Deadline | None:
        """Return by when papers handed in at ``handed_in`` are judged complete or not; None without such a limit."""
        limits = [workflow.limits[act] for act in sorted(workflow.accepts) if act in workflow.limits]
        return self._due(self.counts_from(case.intake_hall, handed_in), limits[0], ()) if limits else None

    def latest_conclusion(self, case: Case, workflow: Workflow) -> Deadline | None:
        """Return by when a case is concluded if everybody uses all the time that the law and the hall give.

        A case not accepted yet can be accepted as late as the day on which silence would do it (行政许可法 32 (4)).
        """
        if case.last(*workflow.accepts) is not None:
            return self.promise_of_concluded(case, workflow)
        due = self.of(case, workflow)
        accepted = max((found.due for act, found in due.acts if act in workflow.accepts), default=due.received)
        return self._due(accepted, case.promised, ())

    def _start_of(self, case: Case, received: date) -> date:
        """Return the day a timer act counts from: receipt while papers are examined, else the last move."""
        last = next(entry for entry in reversed(case.ledger) if entry.source != entry.target)
        return received if last.act in ("submit", "answer") else datetime.fromisoformat(last.at).date()

    def _due(self, start: date | None, limit: tuple[int, str] | None, pauses: tuple[Pause, ...]) -> Deadline | None:
        if start is None or limit is None:
            return None
        if not pauses:
            return self._unpaused(start, limit)
        return deadline(start, Limit(*limit), self.calendar, pauses, self._clock.now())


def _pauses(case: Case, workflow: Workflow) -> tuple[Pause, ...]:
    """Return the stretches in which the clock stood: special procedures, told in writing (行政许可法 45)."""
    pauses = []
    for entry, following in zip(case.ledger, (*case.ledger[1:], None), strict=True):
        if workflow.states[entry.target].clock == "paused":
            end = None if following is None else datetime.fromisoformat(following.at)
            pauses.append(Pause.between(datetime.fromisoformat(entry.at), end))
    return tuple(pauses)
