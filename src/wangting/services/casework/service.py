"""Acts on a case: the one place in which a state is written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from wangting.clock import Clock, minute_of
from wangting.content.case import Case
from wangting.content.mandate import Mandate
from wangting.content.register import Register
from wangting.errors import NotAllowed, Outdated, Refused
from wangting.rules.access import Asker, Facts
from wangting.rules.mandate import why_not
from wangting.rules.workflow import Transition, Workflow
from wangting.security.gate import TIMER, Gate
from wangting.security.permissions import CASE_ACT
from wangting.services.casework.chain import append_entry
from wangting.services.casework.consequences import Consequences
from wangting.services.casework.deadlines import Reckoner
from wangting.services.casework.deed import Deed
from wangting.services.casework.guards import forbidden

DELIVER = "deliver"
TIMER_POST = "timer"


class Casework:
    """Acts in one fixed order: due timers, transition, permission, guards, entry, state, consequences."""

    def __init__(self, *, register: Register, clock: Clock, workflows: Mapping[str, Workflow], gate: Gate,
                 reckoner: Reckoner, consequences: Consequences, slot: int) -> None:  # fmt: skip
        self._register = register
        self._clock = clock
        self._workflows = workflows
        self._gate = gate
        self._reckoner = reckoner
        self._consequences = consequences
        self._slot = slot

    def workflow(self, case: Case) -> Workflow:
        """Return the workflow version that the case pins."""
        return self._workflows[case.workflow]

    def workflow_named(self, key: str) -> Workflow:
        """Return a workflow version by its key, for a case that is about to be made."""
        return self._workflows[key]

    def open(self, case: Case, asker: Asker, post: str, facts: Mapping[str, object]) -> None:
        """Write the first entry of a case that was just made, and let follow what follows."""
        workflow = self.workflow(case)
        self._do(case, workflow.opening, asker, post, self._clock.now(), facts=facts)

    def act(self, case: Case, act: str, asker: Asker, *, version: int | None = None, opinion: str = "",
            facts: Mapping[str, object] | None = None) -> None:  # fmt: skip
        """Do ``act`` on ``case`` as ``asker``.

        ``version`` is what the asker's page showed (``Case.version``).  Raises Outdated when somebody acted since,
        Refused when the act is not possible in this state or a guard forbids it, NotAllowed when it is another's.
        """
        self.hold_current(case)
        self.run_due(case)
        if version is not None and version != case.version:
            raise Outdated(seen=version, now=case.version, state=case.state)
        transition = self.workflow(case).find(case.state, act)
        if transition is None:
            raise Refused("no_such_act", act=act, state=case.state)
        decision = self._gate.may(asker, CASE_ACT, self.facts(case, transition))
        if not decision.allowed:
            raise NotAllowed("not_your_act", act=act)
        self._do(case, transition, asker, decision.post, self._clock.now(), opinion=opinion, facts=facts or {})

    def run_due(self, case: Case) -> bool:
        """Do the acts of the timer whose time has come (行政许可法 32: five silent days); True when one was done."""
        now, done = self._clock.now(), False
        while case.waiting and case.waiting[0][0] <= minute_of(now):
            _minute, act = min(case.waiting)
            if act == DELIVER and not self._can_be_downloaded(case):
                break
            accepting = act in self.workflow(case).accepts
            at = self._reckoner.received_at(case) if accepting else now
            self._do(case, self.workflow(case).find(case.state, act), TIMER, TIMER_POST, at)
            done = True
        return done

    def _can_be_downloaded(self, case: Case) -> bool:
        """Say whether there is what delivery hands over: without it ten days pass in vain, and the list shows it late.

        行政许可法 44 asks for the certificate itself; an entry of the ledger that says 送达 would be untrue.
        """
        return case.licence is None or self._register.licence(case.licence).file is not None

    def deliver_electronically(self, case: Case) -> None:
        """Record that the signed file can be downloaded: that is delivery (在线政务服务规定 10)."""
        transition = self.workflow(case).find(case.state, DELIVER)
        if transition is not None and TIMER_POST in transition.posts:
            self._do(case, transition, TIMER, TIMER_POST, self._clock.now(), facts={"way": "electronic"})

    def possible(self, case: Case, asker: Asker) -> list[tuple[Transition, str | None]]:
        """Return what ``asker`` may do here: (transition, None or the code of the guard that still forbids it)."""
        found = []
        for transition in self.workflow(case).acts_from(case.state):
            if self._gate.may(asker, CASE_ACT, self.facts(case, transition)).allowed:
                facts = {"missing": self._any_paper(case)}
                deed = self._deed(case, transition, asker, "", self._clock.now(), "-", facts)
                found.append((transition, forbidden(deed)))
        return found

    def facts(self, case: Case, transition: Transition | None = None) -> Facts:
        """Return what a permission is decided on."""
        return Facts(
            kind="case",
            hall=case.owner_hall,
            path=case.path,
            applicant=case.applicant,
            agent=self._agent(case),
            act_posts=transition.posts if transition else None,
            on=self._clock.now().date(),
        )

    def _do(self, case: Case, transition: Transition, asker: Asker, post: str, at: datetime, *, opinion: str = "",
            facts: Mapping[str, object] | None = None) -> None:  # fmt: skip
        deed = self._deed(case, transition, asker, post, at, opinion, facts or {})
        code = forbidden(deed)
        if code:
            raise Refused(code, act=deed.act)
        deed.entry = append_entry(deed)
        case.move("main", transition.target)
        self._consequences.follow(deed)

    def _deed(self, case: Case, transition: Transition, asker: Asker, post: str, at: datetime, opinion: str,
              facts: Mapping[str, object]) -> Deed:  # fmt: skip
        return Deed(register=self._register, case=case, workflow=self.workflow(case), transition=transition,
                    asker=asker, post=post, now=self._clock.now(), at=at, slot=self._slot, opinion=opinion,
                    facts=dict(facts))  # fmt: skip

    def hold_current(self, case: Case) -> None:
        """Snapshot isolation: what the act depends on must still be true at the commit (DESIGN 6.4)."""
        connection = case._p_jar
        if connection is not None:
            for depended in (case, *self._gate.depends_on(case.owner_hall), *self._mandates(case)):
                connection.readCurrent(depended)

    def hold_hall(self, hall: str) -> None:
        """Let the commit fail when the hall has changed: its features and overlays decide who may apply."""
        for depended in self._gate.depends_on(hall):
            depended._p_jar.readCurrent(depended)

    def _mandates(self, case: Case) -> list[Mandate]:
        return [] if case.agent is None else self._register.mandates.between(case.applicant, case.agent)

    def _agent(self, case: Case) -> int | None:
        """Return who filed the case for its applicant, as long as a mandate covers it: it can be revoked at once."""
        today = self._clock.now().date()
        covered = (why_not(found.terms, case.owner_hall, case.item_code, today) for found in self._mandates(case))
        return case.agent if None in covered else None

    def _any_paper(self, case: Case) -> tuple[str, ...]:
        """Return one listed paper: a page asks whether a request for papers is possible at all."""
        return tuple(material["id"] for material in case.edition.materials[:1])
