"""Deletes accounts: what is an archive stays, and is said (PIPL 47; 电子文件和档案 stay by law, DOMAIN 8)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from wangting.clock import Clock
from wangting.content.case import Case
from wangting.content.parties import Person
from wangting.content.register import Register
from wangting.errors import Refused
from wangting.gateways.side.interface import Sessions
from wangting.gateways.side.records import Draft
from wangting.rules.mandate import pair_key
from wangting.rules.workflow import Workflow
from wangting.services.drafting import Drafting
from wangting.services.mandating import ONLINE, Mandating
from wangting.services.telling import Telling

#: What an account is called once nobody has it any more.
NAMELESS = "已注销"


class Erasing:
    """Takes an account out of the directory; its record stays, without anything that says who it was."""

    def __init__(self, *, register: Register, workflows: Mapping[str, Workflow], mandating: Mandating,
                 telling: Telling, drafting: Drafting, sessions: Sessions, clock: Clock) -> None:  # fmt: skip
        self._register = register
        self._workflows = workflows
        self._mandating = mandating
        self._telling = telling
        self._drafting = drafting
        self._sessions = sessions
        self._clock = clock

    def open_cases(self, party: Person) -> list[Case]:
        """Return the cases of ``party`` that are not over, the newest first."""
        cases = (self._register.case(found) for found in self._register.cases_of(party.id))
        return [case for case in cases if not self._workflows[case.workflow].is_final(case.state)]

    def erase(self, party: Person) -> None:
        """Delete the account of ``party``: nobody signs in to it, finds it or acts for it any more.

        Raises Refused ``cases_open``.  Drafts and sessions lie in the side store, which is not rolled back:
        :meth:`forget` ends them after the commit.
        """
        found = self.open_cases(party)
        if found:
            raise Refused("cases_open", count=len(found))
        mandates = self._register.mandates
        for mandate in (*mandates.given_by(party.id), *mandates.held_by(party.id)):
            self._mandating.revoke(mandate, party, ONLINE)
        former = party.phone_sealed
        self._register.parties.forget(party)
        party.name, party.login, party.password, party.mail = NAMELESS, "", "", ""
        party.id_sealed, party.id_mark, party.id_masked = b"", "", ""
        party.phone_sealed, party.phone_mark, party.phone_masked = b"", "", ""
        party.totp_sealed, party.recovery_marks, party.recovery_hashes = b"", (), ()
        party.proofs, party.sources = (), ()
        self._telling.tell(party, "account_erased", former_phone=former)
        party.told, party.disabled = (), True
        party.erased = self._clock.now().date().isoformat()

    def forget(self, party_id: int, drafts: Iterable[Draft]) -> None:
        """After the commit: end every session, and delete the drafts with their papers."""
        self._sessions.end_all(party_id)
        for draft in drafts:
            self._drafting.delete(draft)

    def drafts(self, party: Person) -> list[Draft]:
        """Return the drafts of ``party``, also those begun for others."""
        owners = [party.id, *(pair_key(party.id, each.id) for each, _until in self._mandating.principals(party.id))]
        return [draft for owner in owners for draft in self._drafting.list(owner)]
