"""Everything that was sent to somebody, to be read again: about their cases, and about their account.

What is sent about a case follows from its ledger and the declared texts, so it is read from there and not kept twice;
what is told of an account lies with the account (``services/telling.py``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from wangting.clock import Clock
from wangting.content.case import Case
from wangting.content.ledger import Entry
from wangting.content.parties import Party, Told
from wangting.content.register import Register
from wangting.rules.workflow import Workflow
from wangting.services.notifying import Notifying

#: Cases whose messages are read, the newest.
CASES = 100
#: The consequence of an act after which somebody is told (``services/casework/consequences.py``).
TOLD = "notify_applicant"


@dataclass(frozen=True)
class Shown:
    """One message: ``at`` in ISO 8601, ``number`` of its case or empty, ``is_new`` as long as it is unread.

    ``said`` makes its subject and its text when it is asked: of all messages a page shows only some.
    """

    at: str
    number: str
    is_new: bool
    said: Callable[[], tuple[str, str]]


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
        cases = self._cases(party, self._register.cases_of(party.id, CASES), CASES)
        found = [*(each for case in cases for each in self._of_case(case, party)), *self._of_account(party)]
        return sorted(found, key=lambda each: each.at, reverse=True)

    def unread(self, party: Party, applied: Sequence[int], most: int) -> int:
        """Return how many messages about the newest ``most`` cases and about the account are unread.

        ``applied`` are the cases in which the party is the applicant, newest first.  No text is made for it, so that a
        list can say the number as well.
        """
        until = party.read_until
        account = sum(told.at > until for told in party.told)
        cases = self._cases(party, applied, most)
        return account + sum(entry.recorded > until for case in cases for entry in self._told(case))

    def mark_read(self, party: Party) -> None:
        """Mark every message until now as read."""
        party.read_until = self._clock.now().isoformat(timespec="seconds")

    def _cases(self, party: Party, applied: Sequence[int], most: int) -> Iterator[Case]:
        """Yield the newest ``most`` cases of which the party is told: as the applicant, or as who filed them."""
        filed = self._register.cases_filed_by(party.id, most=most)
        newest = sorted({*applied[:most], *filed}, reverse=True)[:most] if filed else applied[:most]
        return map(self._register.case, newest)

    def _told(self, case: Case) -> Iterator[Entry]:
        """Yield what was done on ``case`` after which somebody is told."""
        consequences, tells = self._workflows[case.workflow].consequences, self._notifying.tells
        return (entry for entry in case.ledger if TOLD in consequences.get(entry.act, ()) and tells(entry.act))

    def _of_case(self, case: Case, party: Party) -> Iterator[Shown]:
        for entry in self._told(case):
            said = partial(self._said_of, entry.act, case)
            yield Shown(entry.recorded, case.number, entry.recorded > party.read_until, said)

    def _of_account(self, party: Party) -> Iterator[Shown]:
        for told in party.told:
            yield Shown(told.at, "", told.at > party.read_until, partial(self._said_of_account, told))

    def _said_of(self, act: str, case: Case) -> tuple[str, str]:
        text = self._notifying.notice(act, case.number, case.item_name, case.owner_hall)
        return text.subject, text.sms

    def _said_of_account(self, told: Told) -> tuple[str, str]:
        text = self._notifying.account_text(told.what, dict(told.values))
        return text.subject, text.text
