"""Everything that was sent to somebody, to be read again: about their cases, and about their account.

What is sent about a case follows from its ledger and the declared texts, so it is read from there and not kept twice;
what is told of an account lies with the account (``services/telling.py``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wangting.clock import Clock
from wangting.content.case import Case
from wangting.content.parties import Party
from wangting.content.register import Register
from wangting.rules.workflow import Workflow
from wangting.services.notifying import Notifying

#: Cases whose messages are read, the newest.
CASES = 100
#: The consequence of an act after which somebody is told (``services/casework/consequences.py``).
TOLD = "notify_applicant"


@dataclass(frozen=True)
class Shown:
    """One message: ``at`` in ISO 8601, ``number`` of its case or empty, ``is_new`` as long as it is unread."""

    at: str
    subject: str
    text: str
    number: str
    is_new: bool


class Messaging:
    """Reads the messages of one party; writes only up to when they were read."""

    def __init__(self, *, register: Register, workflows: Mapping[str, Workflow], notifying: Notifying,
                 clock: Clock) -> None:  # fmt: skip
        self._register = register
        self._workflows = workflows
        self._notifying = notifying
        self._clock = clock

    def of(self, party: Party) -> list[Shown]:
        """Return the messages of ``party`` about the newest cases and the account, the newest first."""
        found = [*self._of_cases(party, CASES), *self._of_account(party)]
        return sorted(found, key=lambda each: each.at, reverse=True)

    def unread(self, party: Party, most: int) -> int:
        """Return how many messages about the newest ``most`` cases and about the account are unread."""
        found = [*self._of_cases(party, most), *self._of_account(party)]
        return sum(each.is_new for each in found)

    def mark_read(self, party: Party) -> None:
        """Mark every message until now as read."""
        party.read_until = self._clock.now().isoformat(timespec="seconds")

    def _of_cases(self, party: Party, most: int) -> Iterator[Shown]:
        applied, filed = self._register.cases_of(party.id, most), self._register.cases_filed_by(party.id)
        for case_id in sorted({*applied, *filed}, reverse=True)[:most]:
            yield from self._of_case(self._register.case(case_id), party)

    def _of_case(self, case: Case, party: Party) -> Iterator[Shown]:
        consequences = self._workflows[case.workflow].consequences
        for entry in case.ledger:
            if TOLD not in consequences.get(entry.act, ()):
                continue
            text = self._notifying.notice(entry.act, case.number, case.item_name, case.owner_hall)
            if text is not None:
                yield Shown(entry.recorded, text.subject, text.sms, case.number, entry.recorded > party.read_until)

    def _of_account(self, party: Party) -> Iterator[Shown]:
        for told in party.told:
            text = self._notifying.account_text(told.what, dict(told.values))
            yield Shown(told.at, text.subject, text.text, "", told.at > party.read_until)
