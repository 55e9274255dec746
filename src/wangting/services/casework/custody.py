"""Who has a case in hand: taken, handed over, put back - each an entry of the ledger that moves no state.

A case in nobody's hands can be acted on by whoever holds the post; one in somebody's hands must be taken over first,
so that two clerks do not do the same work and nobody's work is done behind their back (docs/adr/0019).
"""

from __future__ import annotations

from collections.abc import Mapping

from wangting.clock import Clock
from wangting.content.case import Case
from wangting.content.parties import Party
from wangting.content.register import Register
from wangting.errors import NotAllowed, Outdated, Refused
from wangting.rules.access import Asker
from wangting.rules.workflow import NOBODY, Transition
from wangting.security.gate import Gate, asker_of
from wangting.security.permissions import CASE_ACT
from wangting.services.casework.chain import append_entry
from wangting.services.casework.deed import Deed
from wangting.services.casework.guards import APPLYING, RECUSE, forbidden
from wangting.services.casework.service import Casework

TAKE, HAND_OVER, PUT_BACK = "take", "hand_over", "put_back"
#: What is done with a case and not to it: the state stays.
ACTS = (TAKE, HAND_OVER, PUT_BACK, RECUSE)


class Custody:
    """Lets officials take cases and pass them on within their post."""

    def __init__(self, *, register: Register, clock: Clock, casework: Casework, gate: Gate, slot: int,
                 tick: float) -> None:  # fmt: skip
        self._register = register
        self._clock = clock
        self._casework = casework
        self._gate = gate
        self._slot = slot
        self._tick = tick

    def possible(self, case: Case, asker: Asker) -> tuple[str, ...]:
        """Return which of :data:`ACTS` ``asker`` may do now; reads only."""
        deed = self._deed(case, TAKE, asker)
        if deed is None or self._barred(deed) is not None:
            return ()
        if case.held_by == asker.key:
            return (HAND_OVER, PUT_BACK, RECUSE)
        return (TAKE, HAND_OVER, RECUSE) if case.held_by is None else (TAKE, RECUSE)

    def take(self, case: Case, asker: Asker, *, version: int) -> None:
        """Take ``case``, also out of a colleague's hands; taken twice by the same, it is taken once."""
        deed = self._begin(case, TAKE, asker, version)
        if case.held_by == asker.key:
            return
        facts = {} if case.held_by is None else {"from": case.held_by}
        self._do(deed, asker.key, facts)

    def hand_over(self, case: Case, asker: Asker, colleague: Party | None, *, version: int) -> None:
        """Hand ``case`` to ``colleague``; raises Refused ``held_by_another``, ``no_colleague``."""
        deed = self._begin(case, HAND_OVER, asker, version)
        self._not_anothers(case, asker)
        if colleague is None or colleague.id == asker.key or not self._can_take(case, colleague):
            raise Refused("no_colleague")
        self._do(deed, colleague.id, {"to": colleague.id})

    def put_back(self, case: Case, asker: Asker, *, version: int) -> None:
        """Leave ``case`` to whoever comes first; raises Refused when it is not in the asker's hands."""
        deed = self._begin(case, PUT_BACK, asker, version)
        if case.held_by != asker.key:
            raise Refused("not_in_your_hands")
        self._do(deed, None, {})

    def recuse(self, case: Case, asker: Asker, reason: str, *, version: int) -> None:
        """Step back from ``case`` for good (回避, 公务员法 76-78), with the reason; the next one takes it."""
        deed = self._begin(case, RECUSE, asker, version)
        if not reason.strip():
            raise Refused("reason_missing")
        deed.opinion = reason
        self._do(deed, None if case.held_by == asker.key else case.held_by, {})

    def colleagues(self, case: Case, asker: Asker) -> list[Party]:
        """Return whoever else could take ``case``, by name."""
        directory = self._register.parties
        there = [directory.get(party) for party in directory.staff_of(case.path)]
        instead = {party for absent in there for party in absent.stood_in_by} - {party.id for party in there}
        found = [*there, *(directory.get(party) for party in instead)]
        able = [party for party in found if party.id != asker.key and self._can_take(case, party)]
        return sorted(able, key=lambda party: (party.name, party.login))

    def _can_take(self, case: Case, party: Party) -> bool:
        deed = None if party.disabled else self._deed(case, TAKE, asker_of(party))
        return deed is not None and self._barred(deed) is None

    def _begin(self, case: Case, act: str, asker: Asker, version: int) -> Deed:
        self._casework.hold_current(case)
        self._casework.run_due(case)
        if version != case.version:
            raise Outdated(seen=version, now=case.version, state=case.state)
        deed = self._deed(case, act, asker)
        if deed is None:
            raise NotAllowed("not_your_act", act=act)
        code = self._barred(deed)
        if code is not None:
            raise Refused(code, act=act)
        return deed

    def _deed(self, case: Case, act: str, asker: Asker) -> Deed | None:
        """Return the deed of an official at the post whose move it is; None for everybody else."""
        workflow = self._casework.workflow(case)
        turn = workflow.states[case.state].turn
        if turn in APPLYING or turn == NOBODY:
            return None
        staying = Transition(case.state, act, case.state, frozenset({turn}))
        decision = self._gate.may(asker, CASE_ACT, self._casework.facts(case, staying))
        if not decision.allowed:
            return None
        now = self._clock.now()
        return Deed(register=self._register, case=case, workflow=workflow, transition=staying, asker=asker,
                    post=decision.post, now=now, at=now, slot=self._slot)  # fmt: skip

    def _barred(self, deed: Deed) -> str | None:
        """Return why this official may not have the case at all; in whose hands it is does not matter here."""
        code = forbidden(deed)
        return None if code == "held_by_another" else code

    def _not_anothers(self, case: Case, asker: Asker) -> None:
        if case.held_by not in (None, asker.key):
            raise Refused("held_by_another")

    def _do(self, deed: Deed, holder: int | None, facts: Mapping[str, object]) -> None:
        deed.facts = dict(facts)
        deed.entry = append_entry(deed)
        self._register.hold(deed.case, holder)
        bucket = self._register.bucket(self._slot, int(deed.now.timestamp() // self._tick))
        bucket.note_head(deed.case.id, deed.entry.number, deed.entry.hash)
