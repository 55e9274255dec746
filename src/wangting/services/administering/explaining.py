"""Why somebody may or may not do something here, and who could see a case on a day that is past (DESIGN 5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from wangting.content.case import Case
from wangting.content.hall import Hall
from wangting.content.mandate import Mandate
from wangting.content.orgunit import OrgUnit
from wangting.content.parties import Directory, Party
from wangting.rules.access import Asker, Decision, Facts, decide
from wangting.rules.grants import Table
from wangting.rules.mandate import Terms, why_not
from wangting.rules.overlay import Overlay
from wangting.security.gate import Gate, asker_as_of, asker_of
from wangting.security.permissions import CASE_ACT, CASE_VIEW
from wangting.services.administering.staffing import Staffing
from wangting.services.casework.service import Casework


@dataclass(frozen=True)
class Seer:
    """Somebody who could see a case on a day: at which post, in which unit; ``for_whom`` for a substitute.

    ``until`` is the moment (ISO 8601) of that day at which it was over, else empty.
    """

    party: Party
    post: str
    unit: str
    for_whom: int | None = None
    until: str = ""


class Explaining:
    """Shows derivations for ``hall``; nothing is written."""

    def __init__(self, *, hall: Hall, table: Table, gate: Gate, staffing: Staffing, casework: Casework,
                 directory: Directory) -> None:  # fmt: skip
        self._hall = hall
        self._table = table
        self._gate = gate
        self._staffing = staffing
        self._casework = casework
        self._directory = directory

    def in_unit(self, party: Party, permission: str, kind: str, unit: OrgUnit, post: str, on: date) -> Decision:
        """Return whether ``party`` has ``permission`` on what is of ``kind`` in ``unit``, with the derivation.

        ``post`` is the post that does the act, where the question is about an act.
        """
        posts = frozenset({post}) if permission == CASE_ACT else None
        facts = Facts(kind, self._hall.key, unit.path, on, act_posts=posts)
        return self._gate.may(_asked(party), permission, facts)

    def of_item(self, party: Party, permission: str, facts: Facts) -> Decision:
        """Return whether ``party`` has ``permission`` on the item of ``facts``, which lies where it is answered for."""
        return self._gate.may(_asked(party), permission, facts)

    def of_case(self, party: Party, permission: str, case: Case) -> Decision:
        """Return whether ``party`` has ``permission`` on ``case`` now; for an act, any that its state allows."""
        facts = replace(self._casework.facts(case), applicant=None, agent=None)
        if permission == CASE_ACT:
            acts = self._casework.workflow(case).acts_from(case.state)
            facts = replace(facts, act_posts=frozenset(post for act in acts for post in act.posts))
        return self._gate.may(_asked(party), permission, facts)

    def who_could_see(self, case: Case, day: date, mandates: list[Mandate]) -> list[Seer]:
        """Return who could see ``case`` at some moment of ``day``: by a post, as the applicant, by a mandate.

        Where the overlay was changed on that day, whoever could before or after is among them.
        """
        overlays = [version.of(self._hall.key) for version in self._hall.overlays_on(day)] or [Overlay(self._hall.key)]
        facts = Facts("case", self._hall.key, case.path, day)
        found = [Seer(self._directory.get(case.applicant), "applicant", "")]
        found += self._delegates(case, day, mandates)
        for party in (*self._staffing.people(), *self._staffing.of_city()):
            found += self._seen_by(party, facts, overlays)
        return found

    def _seen_by(self, party: Party, facts: Facts, overlays: list[Overlay]) -> Iterator[Seer]:
        asker, told = asker_as_of(party, facts.on), set()
        for holding in asker.holdings:
            alone = Asker(asker.key, asker.kind, (holding,))
            may = any(decide(alone, CASE_VIEW, facts, self._table, overlay).allowed for overlay in overlays)
            if may and (holding.post, holding.unit, holding.for_whom) not in told:
                told.add((holding.post, holding.unit, holding.for_whom))
                yield Seer(party, holding.post, holding.unit, holding.for_whom, self._ended(party, holding, facts.on))

    @staticmethod
    def _ended(party: Party, holding: object, day: date) -> str:
        for posting in party.postings:
            same = (posting.post, posting.unit) == (holding.post, holding.unit)
            if same and posting.ended[:10] == day.isoformat():
                return posting.ended
        return ""

    def _delegates(self, case: Case, day: date, mandates: list[Mandate]) -> Iterator[Seer]:
        for mandate in mandates:
            covers = why_not(_terms_on(mandate, day), self._hall.key, case.item_code, day) is None
            if mandate.delegate == case.agent and covers:
                yield Seer(self._directory.get(mandate.delegate), "agent", "")


def _terms_on(mandate: Mandate, day: date) -> Terms:
    """Return the terms as they were at some moment of ``day``: confirmed by then, not revoked before."""
    confirmed, revoked = mandate.step("confirmed"), mandate.step("revoked")
    return replace(
        mandate.terms,
        confirmed=confirmed is not None and confirmed.at[:10] <= day.isoformat(),
        revoked=revoked is not None and revoked.at[:10] < day.isoformat(),
    )


def _asked(party: Party) -> Asker:
    """Return who asks: nobody's posts, when the party is shut out."""
    asker = asker_of(party)
    return replace(asker, holdings=()) if party.disabled else asker
