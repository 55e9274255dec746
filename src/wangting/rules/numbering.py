"""The number of a case: ``<prefix 6><yyyymmdd><slot 2><sequence 5><check>``, shown as 341622-20260928-03-00187-0.

The prefix says in which hall it was handed in (``3416EZ`` for the zone, which has no code of county level).  Sequences
run per (slot, day) for all halls together, so the number without its prefix is unique and is the key of the register.
The check character is ISO 7064 MOD 37,36 over everything before it.  A number is never enough to look a case up.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from wangting.errors import Invalid, TooMany
from wangting.rules.iso7064 import mod_37_36

PREFIX = re.compile(r"[0-9A-Z]{6}")
SHAPE = re.compile(r"([0-9A-Z]{6})(\d{8})(\d{2})(\d{5})([0-9A-Z])")
# Before it the year would not fill four digits.
EARLIEST_YEAR = 1000
LAST_SLOT = 99
LAST_SEQUENCE = 99_999
SEQUENCE_RANGE = 10**5
SLOT_RANGE = 10**2


class BadCaseNumber(Invalid, ValueError):
    """A text or a combination of parts that cannot be a case number."""

    code = "case_number"


class SequenceUsedUp(TooMany, ValueError):
    """A slot has given out its last number of the day; another slot or another day has more."""

    code = "sequence_used_up"


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """The parts of a number, checked.

    Raises :class:`BadCaseNumber` for a part out of its range, and its sibling :class:`SequenceUsedUp` past 99999.
    """

    prefix: str
    day: date
    slot: int
    sequence: int

    def __post_init__(self) -> None:
        if not PREFIX.fullmatch(self.prefix):
            raise BadCaseNumber(part="prefix")
        if self.day.year < EARLIEST_YEAR:
            raise BadCaseNumber(part="day")
        if not 0 <= self.slot <= LAST_SLOT:
            raise BadCaseNumber(part="slot")
        if self.sequence > LAST_SEQUENCE:
            raise SequenceUsedUp(slot=self.slot)
        if self.sequence < 1:
            raise BadCaseNumber(part="sequence")

    @property
    def check(self) -> str:
        """The check character over the other 21."""
        return mod_37_36(f"{self.prefix}{self.day:%Y%m%d}{self.slot:02d}{self.sequence:05d}")

    @property
    def case_id(self) -> int:
        """The key of the case in the register: yyyymmdd, slot and sequence as one whole number (15 digits)."""
        return (int(f"{self.day:%Y%m%d}") * SLOT_RANGE + self.slot) * SEQUENCE_RANGE + self.sequence

    def __str__(self) -> str:
        return f"{self.prefix}-{self.day:%Y%m%d}-{self.slot:02d}-{self.sequence:05d}-{self.check}"


def parse_case_number(text: str) -> CaseNumber:
    """Return the number in ``text``, with or without hyphens, blanks, full-width or small letters.

    Raises :class:`BadCaseNumber` when it is not one: wrong shape, impossible day, wrong check character.
    """
    compact = re.sub(r"[\s\-‐-―−]", "", unicodedata.normalize("NFKC", text)).upper()
    found = SHAPE.fullmatch(compact) if compact.isascii() else None
    if not found:
        raise BadCaseNumber(part="shape")
    number = CaseNumber(found[1], _day(found[2]), int(found[3]), int(found[4]))
    if number.check != found[5]:
        raise BadCaseNumber(part="check")
    return number


def number_of_case(prefix: str, case_id: int) -> CaseNumber:
    """Return the number of the case stored under ``case_id`` and handed in at the hall of ``prefix``.

    Raises :class:`BadCaseNumber` when no number has that key.
    """
    rest, sequence = divmod(case_id, SEQUENCE_RANGE)
    day, slot = divmod(rest, SLOT_RANGE)
    return CaseNumber(prefix, _day(f"{day:08d}"), slot, sequence)


def _day(text: str) -> date:
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError as wrong:
        raise BadCaseNumber(part="day") from wrong
