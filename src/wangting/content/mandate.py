"""Mandates 委托: who lets whom act, with what was signed and how it was confirmed (民法典 165)."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from BTrees.LOBTree import LOBTree
from BTrees.OOBTree import OOTreeSet
from persistent import Persistent

from wangting.content.case import CaseFile
from wangting.errors import NotFound
from wangting.rules.mandate import Stint, Terms

#: Letters of the number of a mandate, those that nobody mistakes for another; a number has this many of them.
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LENGTH = 8


class Particulars(NamedTuple):
    """A person as a mandate names them: numbers sealed, marked for look-up, masked for reading (gateways.vault)."""

    name: str
    id_sealed: bytes = b""
    id_mark: str = ""
    id_masked: str = ""
    phone_sealed: bytes = b""
    phone_mark: str = ""
    phone_masked: str = ""


class Step(NamedTuple):
    """What happened to a mandate: drawn, confirmed or revoked; by whom, how (online, point, sms, window), when."""

    what: str
    by: int
    way: str
    at: str


class Mandate(Persistent):
    """One mandate.  It is waiting until it is confirmed; ``principal`` is None as long as nobody is registered.

    Nothing of what was signed ever changes; only ``steps`` grows.  ``representative`` is that of an organisation which
    is registered by it, empty for every other mandate; ``vouched`` the mark of the ID number of whoever proved to be
    that representative, empty where a window has to see papers, or the phone of an earlier registration answers.
    """

    principal: int | None
    representative = ""
    vouched = ""

    def __init__(
        self,
        *,
        number: str,
        principal: int | None,
        applicant: Particulars,
        guardian: Particulars | None,
        delegate: int,
        delegate_name: str,
        since: date,
        until: date,
        halls: tuple[str, ...],
        items: tuple[str, ...],
        text: tuple[str, ...],
        evidence: tuple[CaseFile, ...],
        draft_id: str,
    ) -> None:
        self.number = number
        self.principal = principal
        self.applicant = applicant
        self.guardian = guardian
        self.delegate = delegate
        self.delegate_name = delegate_name
        self.since = since
        self.until = until
        self.halls = halls
        self.items = items
        self.text = text
        self.evidence = evidence
        self.draft_id = draft_id
        self.steps: tuple[Step, ...] = ()

    @property
    def terms(self) -> Terms:
        """The mandate as the rules take it."""
        done = {step.what for step in self.steps}
        return Terms(self.since, self.until, frozenset(self.halls), frozenset(self.items),
                     "confirmed" in done, "revoked" in done)  # fmt: skip

    @property
    def stint(self) -> Stint | None:
        """From when to when its delegate could act under it, as the clock's zone says; None before it is confirmed."""
        confirmed, revoked = self.step("confirmed"), self.step("revoked")
        if confirmed is None:
            return None
        at = datetime.fromisoformat(confirmed.at)
        first, over = (datetime.combine(day, time(), at.tzinfo) for day in (self.since, self.until + timedelta(days=1)))
        end = over if revoked is None else min(over, datetime.fromisoformat(revoked.at))
        return Stint(max(at, first), end, self.steps[0].by == self.delegate)

    @property
    def signatory(self) -> Particulars:
        """Who signs and gets the code: the guardian where there is one."""
        return self.guardian or self.applicant

    def note(self, step: Step) -> None:
        """Append ``step``."""
        self.steps += (step,)

    def step(self, what: str) -> Step | None:
        """Return the step ``what``, or None as long as it has not been taken."""
        return next((step for step in self.steps if step.what == what), None)


class Mandates(Persistent):
    """All mandates by number, with look-ups by who gave them and who holds them."""

    def __init__(self) -> None:
        self._by_key = LOBTree()
        self._given = OOTreeSet()
        self._held = OOTreeSet()

    def new_number(self) -> str:
        """Return a number nobody has: random, so that it can be neither guessed nor counted."""
        while True:
            number = "".join(secrets.choice(LETTERS) for _letter in range(LENGTH))
            if key_of(number) not in self._by_key:
                return number

    def add(self, mandate: Mandate) -> None:
        """Keep ``mandate``."""
        key = key_of(mandate.number)
        self._by_key.insert(key, mandate)
        self._held.insert((mandate.delegate, key))
        self.give(mandate)

    def give(self, mandate: Mandate) -> None:
        """Index ``mandate`` under its principal, once there is one."""
        if mandate.principal is not None:
            self._given.insert((mandate.principal, key_of(mandate.number)))

    def get(self, number: str) -> Mandate:
        """Return the mandate of ``number``, however it was typed; raises NotFound."""
        typed = "".join(number.upper().split()).replace("-", "")
        found = self._by_key.get(key_of(typed)) if is_number(typed) else None
        if found is None:
            raise NotFound("no_mandate")
        return found

    def given_by(self, party: int) -> list[Mandate]:
        """Return the mandates that ``party`` gave."""
        return [self._by_key[key] for _party, key in self._given.keys((party, 0), (party + 1, 0), excludemax=True)]

    def held_by(self, party: int) -> list[Mandate]:
        """Return the mandates under which ``party`` may act, or once did."""
        return [self._by_key[key] for _party, key in self._held.keys((party, 0), (party + 1, 0), excludemax=True)]

    def between(self, principal: int, delegate: int) -> list[Mandate]:
        """Return what ``principal`` gave to ``delegate``: a person gives few, an agent holds hundreds."""
        return [mandate for mandate in self.given_by(principal) if mandate.delegate == delegate]

    def __iter__(self) -> Iterator[Mandate]:
        return iter(self._by_key.values())

    def __len__(self) -> int:
        return len(self._by_key)


def is_number(text: str) -> bool:
    """Say whether ``text`` has the form of a mandate's number."""
    return len(text) == LENGTH and all(letter in LETTERS for letter in text)


def key_of(number: str) -> int:
    """Return the key of a number: its letters as digits."""
    key = 0
    for letter in number:
        key = key * len(LETTERS) + LETTERS.index(letter)
    return key
