"""What follows an act: one list, read top to bottom.  Whatever leaves the house goes to the outbox."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from wangting.clock import minute_of
from wangting.content.outbox import Message
from wangting.content.queues import Row
from wangting.content.register import shard_of
from wangting.rules.masking import name_shown
from wangting.services.casework.deadlines import Reckoner
from wangting.services.casework.deed import Deed
from wangting.services.licensing import Licensing

#: Which counters an act moves, by the act's name; the rest depends on the channel and the promise.
COUNTED_BY_ACT = {
    "submit": ("submitted",),
    "accept": ("accepted",),
    "deem": ("accepted",),
    "decline": ("declined",),
    "supplement": ("supplemented",),
    "withdraw": ("withdrawn",),
    "approve": ("approved",),
    "refuse": ("refused",),
    "deliver": ("delivered",),
}


class Consequences:
    """The ordered list, with what it needs."""

    def __init__(self, reckoner: Reckoner, licensing: Licensing, tick: float) -> None:
        self._reckoner = reckoner
        self._licensing = licensing
        self._tick = tick

    def follow(self, deed: Deed) -> None:
        """Let everything follow that must: always the bookkeeping, and what the workflow names for the act."""
        named = frozenset(deed.workflow.consequences.get(deed.act, ()))
        # Counting days is the dearest part of an act, so it is done once for all that follows.
        deed.due = self._reckoner.of(deed.case, deed.workflow)
        for step in self.steps:
            if step.__name__ in ALWAYS or step.__name__ in named:
                step(self, deed)

    def issue_licence(self, deed: Deed) -> None:
        """Write the licence in the deciding transaction; its file is made after the commit."""
        licence = self._licensing.issue(deed.register, deed.case, deed.now)
        if licence is not None:
            self._post(deed, "licence", None, licence.token)

    def requeue(self, deed: Deed) -> None:
        """Move the row to the queue of whose turn it is."""
        case, register = deed.case, deed.register
        state = deed.workflow.states[case.state]
        due = deed.due
        if deed.workflow.is_final(case.state):
            kind, minute = "done", minute_of(deed.now)
        elif state.turn == "applicant" or state.clock == "paused":
            kind, minute = "paused", minute_of(deed.now)
        else:
            kind, minute = "open", due.next_minute
        row = Row(
            number=case.number,
            item_code=case.item_code,
            item_name=case.item_name,
            state=case.state,
            clock=state.clock,
            turn=state.turn,
            applicant=name_shown(case.applicant_name, register.parties.get(case.applicant).kind),
            unit=case.unit,
            received=minute_of(datetime.fromisoformat(case.ledger[0].at)),
            promised_due=minute_of(due.promised.moment) if due.promised else 0,
            statutory_due=minute_of(due.statutory.moment) if due.statutory else 0,
            limit=(due.next.limit.amount, due.next.limit.unit) if due.next else None,
        )
        register.move_row(case, (kind, state.turn, minute), row)

    def set_timers(self, deed: Deed) -> None:
        """Index when the timer must act next on this case."""
        case, timers = deed.case, deed.register.timers[shard_of(deed.case.id)]
        for minute, act in case.waiting:
            timers.remove((minute, case.id, act))
        timed = _timed(deed)
        case.waiting = tuple((minute_of(found.moment), act) for act, found in deed.due.acts if act in timed)
        for minute, act in case.waiting:
            timers.insert((minute, case.id, act))

    def count(self, deed: Deed) -> None:
        """Move the day's counters of the department."""
        case = deed.case
        names = list(COUNTED_BY_ACT.get(deed.act, ()))
        if case.channel == "online":
            names += [name + "_online" for name in names if name in ("submitted", "accepted")]
        if deed.act in deed.workflow.concludes and case.last(*deed.workflow.accepts):
            promise = self._reckoner.promise_of_concluded(case, deed.workflow)
            names.append("concluded_on_time" if promise is None or deed.now <= promise.moment else "concluded_late")
        if names:
            vector = deed.register.count(case.id, int(deed.now.strftime("%Y%m%d")), case.unit)
            for name in names:
                vector.add(name)

    def notify_applicant(self, deed: Deed) -> None:
        """Tell the applicant, and the agent when there is one (DOMAIN 5)."""
        for party in (deed.case.applicant, deed.case.agent):
            if party is not None:
                self._post(deed, "notice", party, deed.act)

    def note_head(self, deed: Deed) -> None:
        """Leave the new head of the chain to the next seal."""
        self._bucket(deed).note_head(deed.case.id, deed.entry.number, deed.entry.hash)

    #: The order in which things follow.
    steps: tuple[Callable[[Consequences, Deed], None], ...] = (
        issue_licence,
        requeue,
        set_timers,
        count,
        notify_applicant,
        note_head,
    )

    def _bucket(self, deed: Deed) -> object:
        return deed.register.bucket(deed.slot, int(deed.now.timestamp() // self._tick))

    def _post(self, deed: Deed, kind: str, party: int | None, text: str) -> None:
        number = deed.case.number
        stable = f"{number}.{deed.entry.number}.{kind}" + (f".{party:x}" if party is not None else "")
        facts = (("number", number), ("item", deed.case.item_name), ("hall", deed.case.owner_hall))
        self._bucket(deed).post(Message(stable, kind, deed.case.id, party, text, facts))


#: Bookkeeping that follows every act, whether a workflow names it or not.
ALWAYS = frozenset({"requeue", "set_timers", "count", "note_head"})


def _timed(deed: Deed) -> frozenset[str]:
    rows = deed.workflow.acts_from(deed.case.state)
    return frozenset(row.act for row in rows if "timer" in row.posts)
