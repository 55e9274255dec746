"""What stands on a sheet of paper: everything is given, nothing is looked up while it is set."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

Facts = tuple[tuple[str, str], ...]
"""Labels with their values, in the order in which they are read."""


@dataclass(frozen=True)
class LicenceSheet:
    """A certificate (GB/T 36901 to 36906): ``identifier`` is the electronic licence's, ``number`` the paper one's.

    ``created`` is the moment of the decision, aware: it dates the file, so that the bytes are the same at each try.
    """

    title: str
    number: str
    identifier: str
    holder: str
    issuer: str
    issued_on: date
    created: datetime
    verify_url: str
    facts: Facts = ()
    valid_until: date | None = None
    sample: bool = False


@dataclass(frozen=True)
class NoticeSheet:
    """A notice such as 受理通知书: to whom, what is said in paragraphs, facts, who says it and when."""

    title: str
    number: str
    addressee: str
    paragraphs: tuple[str, ...]
    issuer: str
    dated: date
    created: datetime
    facts: Facts = ()
    check_url: str = ""
    sample: bool = False


@dataclass(frozen=True)
class BlankField:
    """One thing to fill in: ``lines`` to write on, or ``options`` to tick; ``hint`` says how to answer."""

    label: str
    hint: str
    required: bool
    options: tuple[str, ...]
    lines: int


@dataclass(frozen=True)
class BlankSheet:
    """A form without answers; ``note`` says of which item and edition, ``sections`` are titles with their fields.

    ``created`` is an aware moment that belongs to the edition, so that the same edition gives the same bytes.
    """

    title: str
    hall: str
    note: str
    sections: tuple[tuple[str, tuple[BlankField, ...]], ...]
    created: datetime
    guide_url: str
    sample: bool = False


def chinese_date(day: date) -> str:
    """Return a date as documents write it: 2026年9月28日."""
    return f"{day.year}年{day.month}月{day.day}日"
