"""Where is this case?  Asked at the counter by a person who has no number at hand (issue: 窗口查件).

What is found is what the asker may see anyhow; a name or the end of a phone only saves reading the list.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from wangting.content.case import Case
from wangting.content.hall import Hall
from wangting.content.parties import Organisation, Party
from wangting.content.register import Register
from wangting.errors import NotFound
from wangting.rules.access import Asker
from wangting.rules.identifiers import BadIdentifier, normalised, read_credit_code
from wangting.security.gate import Gate
from wangting.security.permissions import CASE_VIEW
from wangting.services.casework.service import Casework
from wangting.services.registering import Registering
from wangting.services.representing import Representing
from wangting.services.worklist import Worklist

#: Digits of the end of a phone; cases on the page; cases of one person that are looked at.
TAIL, SHOWN, OF_A_PERSON = 4, 20, 200
#: Characters of a name that say something.
SHORTEST = 2


@dataclass(frozen=True)
class Asked:
    """What was typed, taken apart: a whole phone, ID number or credit code, a piece of a name, the end of a phone."""

    whole: str = ""
    credit_code: str = ""
    name: str = ""
    tail: str = ""

    @property
    def says_enough(self) -> bool:
        """Whether it is worth looking: one character of a name would find half the county."""
        return bool(self.whole or self.tail or len(self.name) >= SHORTEST)


def asked(text: str) -> Asked:
    """Take ``text`` apart: ``王小明 0001``, ``0001``, ``13800000001``, an ID number, a credit code."""
    code = credit_code_in(text)
    if code:
        # One ID number in thirty-one looks like a credit code too: it is whoever there is.
        return Asked(whole=code, credit_code=code)
    compact = normalised(text).removeprefix("+")
    if len(compact) > TAIL and compact[:-1].isdecimal():
        return Asked(whole=compact)
    words = text.split()
    tails = [word for word in words if word.isdecimal() and word.isascii() and len(word) == TAIL]
    return Asked(name="".join(word for word in words if word not in tails), tail=tails[0] if tails else "")


def credit_code_in(text: str) -> str:
    """Return the credit code that ``text`` is, as it is written; empty for anything else."""
    try:
        return read_credit_code(text)
    except BadIdentifier:
        return ""


class Locating:
    """Finds cases of one hall for one asker; reads only."""

    def __init__(self, *, register: Register, registering: Registering, representing: Representing, casework: Casework,
                 gate: Gate, worklist: Worklist, hall: Hall) -> None:  # fmt: skip
        self._register = register
        self._representing = representing
        self._registering = registering
        self._casework = casework
        self._gate = gate
        self._worklist = worklist
        self._hall = hall

    def find(self, asker: Asker, wanted: Asked) -> list[Case]:
        """Return at most :data:`SHOWN` cases, those due first before those that are over."""
        if not wanted.says_enough:
            return []
        return list(islice(self._cases(asker, wanted), SHOWN))

    def of_firm(self, credit_code: str) -> frozenset[int]:
        """Return the cases in which the organisation with this code is the applicant; the asker's list narrows them."""
        firm = self._firm(credit_code)
        return frozenset(self._register.cases_of(firm.id)) if firm is not None else frozenset()

    def _cases(self, asker: Asker, wanted: Asked) -> Iterator[Case]:
        if not wanted.whole:
            return self._by_words(asker, wanted)
        firm = self._firm(wanted.credit_code) if wanted.credit_code else None
        found = firm or self._registering.find(wanted.whole) or self._registering.find(f"+{wanted.whole}")
        return self._of_party(asker, found)

    def _firm(self, credit_code: str) -> Organisation | None:
        try:
            return self._representing.find(credit_code)
        except NotFound:
            return None

    def _of_party(self, asker: Asker, party: Party | None) -> Iterator[Case]:
        for case_id in self._register.cases_of(party.id)[:OF_A_PERSON] if party is not None else ():
            case = self._register.case(case_id)
            here = case.owner_hall == self._hall.key
            # Nobody comes to the desk because they applied.
            facts = replace(self._casework.facts(case), applicant=None, agent=None)
            if here and self._gate.may(asker, CASE_VIEW, facts).allowed:
                yield case

    def _by_words(self, asker: Asker, wanted: Asked) -> Iterator[Case]:
        for case_id in self._worklist.cases(asker):
            case = self._register.case(case_id)
            if wanted.name in case.applicant_name and self._ends_in(case.applicant, wanted.tail):
                yield case

    def _ends_in(self, party_id: int, tail: str) -> bool:
        party = self._register.parties.get(party_id) if tail else None
        return not tail or (party is not None and party.phone_masked.endswith(tail))
