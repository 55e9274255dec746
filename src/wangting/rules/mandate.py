"""A mandate 委托: one person lets another act for them, for some things, in some halls, for a while (民法典 165).

Whoever acts has the rights of the applicant as far as a mandate covers the thing on the day, and none beyond: the
answer is computed whenever it is asked and never stored (DESIGN 5).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

#: The names that the text of a mandate may have filled in, and those of the message that brings the code.
NAMES = frozenset({"principal", "guardian", "delegate", "halls", "items", "since", "until", "representative"})
CODE_NAMES = frozenset({"code", "minutes", "delegate", "until"})
#: And of that to the representative of an organisation: its credit code, never the name that somebody typed.
COMPANY_CODE_NAMES = CODE_NAMES | {"firm"}
#: Whom somebody may appoint; officials act at their posts and for nobody else.
DELEGATES = frozenset({"person", "agent"})
#: Who may appoint somebody.
PRINCIPALS = frozenset({"person", "organisation"})
#: Bits of a key, as of a party's id.
KEY_BITS = 62


@dataclass(frozen=True, slots=True)
class MandateLaw:
    """What the law and the house say of mandates, as declared in ``tenants/_shared/mandates.yaml``.

    ``guardian_below`` is in full years (个人信息保护法 31); ``longest`` and ``usual`` are calendar days;
    ``code_minutes`` is how long the code of a confirmation is good.  ``text`` are the paragraphs that are signed.
    """

    guardian_below: int
    longest: int
    usual: int
    code_minutes: int
    code_tries: int
    code_text: str
    text: tuple[str, ...]
    guardian_text: str
    company_text: str = ""
    company_code_text: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """What one mandate says.  Empty ``halls`` or ``items`` mean all of them; both days are included."""

    since: date
    until: date
    halls: frozenset[str] = frozenset()
    items: frozenset[str] = frozenset()
    confirmed: bool = False
    revoked: bool = False


def ended(terms: Terms, on: date) -> str | None:
    """Return why nothing at all may be done under ``terms`` on the day ``on``, or None.

    Codes: mandate_revoked, mandate_unconfirmed, mandate_not_yet, mandate_over.
    """
    if terms.revoked:
        return "mandate_revoked"
    if not terms.confirmed:
        return "mandate_unconfirmed"
    if on < terms.since:
        return "mandate_not_yet"
    return "mandate_over" if on > terms.until else None


def why_not(terms: Terms, hall: str, item: str, on: date) -> str | None:
    """Return why ``terms`` do not cover the item in the hall on the day, or None when they do.

    Codes: those of :func:`ended`, mandate_other_hall, mandate_other_item.
    """
    found = ended(terms, on)
    if found is None and terms.halls and hall not in terms.halls:
        return "mandate_other_hall"
    if found is None and terms.items and item not in terms.items:
        return "mandate_other_item"
    return found


@dataclass(frozen=True, slots=True)
class Stint:
    """From when on somebody could act under one mandate, and before when that ended; ``own``: they drew it up."""

    start: datetime
    end: datetime
    own: bool


def seniority(stints: Iterable[Stint], now: datetime) -> tuple[datetime, bool]:
    """Return since when somebody with these stints has acted without a break, and whether somebody else let them begin.

    The smaller one is the senior.  A mandate that was renewed while it ran is no break, however long the first one is
    over; a gap is one, and so is a revocation after which nothing was in force.
    """
    since, added = now, True
    for stint in sorted(stints, key=lambda each: each.end, reverse=True):
        if stint.end <= since:
            break
        if stint.start <= since:
            added = not stint.own and (added or stint.start < since)
            since = stint.start
    return since, added


#: What is told when several mandates fail, the most telling first: one that runs but says less comes before one
#: that is over.
TELLING = ("mandate_other_item", "mandate_other_hall", "mandate_over", "mandate_not_yet", "mandate_revoked",
           "mandate_unconfirmed")  # fmt: skip
NONE = "mandate_none"


def most_telling(codes: Iterable[str]) -> str:
    """Return the one code to tell somebody whose mandates all failed; ``mandate_none`` when there are none."""
    found = frozenset(codes)
    return next((code for code in TELLING if code in found), NONE)


@dataclass(frozen=True, slots=True)
class Draft:
    """A mandate as it is about to be drawn up; ``principal`` is None for somebody not registered yet.

    ``born`` is the applicant's day of birth, None where it is not known (an organisation).  ``guarded`` says that a
    guardian is named, ``guardian_born`` when that one was born.
    """

    principal: int | None
    principal_kind: str
    delegate: int
    delegate_kind: str
    since: date
    until: date
    born: date | None = None
    guarded: bool = False
    guardian_born: date | None = None


def faults(draft: Draft, law: MandateLaw, today: date) -> tuple[str, ...]:
    """Return the codes of everything that stands in the way of drawing up ``draft``; empty when it may stand.

    Codes: mandate_to_oneself, mandate_no_delegate, mandate_no_principal, mandate_backwards, mandate_past,
    mandate_too_long, guardian_needed, guardian_too_young.
    """
    checks = (
        ("mandate_to_oneself", draft.principal == draft.delegate),
        ("mandate_no_delegate", draft.delegate_kind not in DELEGATES),
        ("mandate_no_principal", draft.principal_kind not in PRINCIPALS),
        ("mandate_backwards", draft.until < draft.since),
        ("mandate_past", draft.until < today),
        ("mandate_too_long", draft.until > draft.since + timedelta(days=law.longest)),
        ("guardian_needed", needs_guardian(draft.born, law, today) and not draft.guarded),
        ("guardian_too_young", draft.guarded and needs_guardian(draft.guardian_born, law, today)),
    )
    return tuple(code for code, holds in checks if holds)


def guarded_until(born: date, law: MandateLaw, today: date) -> date:
    """Return the last day of a guardian's mandate: the longest there is, and not beyond the age of one's own."""
    grown = born.year + law.guardian_below
    try:
        birthday = born.replace(year=grown)
    except ValueError:
        # Born on 29 February, and there is none in that year.
        birthday = date(grown, 3, 1)
    return min(today + timedelta(days=law.longest), birthday - timedelta(days=1))


def needs_guardian(born: date | None, law: MandateLaw, today: date) -> bool:
    """Say whether somebody born on ``born`` is too young to give a mandate without a guardian."""
    return born is not None and age(born, today) < law.guardian_below


def age(born: date, today: date) -> int:
    """Return the full years between two days; who was born on 29 February is older from 1 March."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def pair_key(delegate: int, principal: int) -> int:
    """Return the key under which what ``delegate`` does for ``principal`` is kept: drafts, and cases filed.

    It belongs to the two of them, so that one villager's draft is never another's, and a mandate given anew finds
    what was begun under the old one.  SHA-256, cut to the size of a party's id.
    """
    digest = hashlib.sha256(f"{delegate} for {principal}".encode()).digest()
    return int.from_bytes(digest[:8], "big") >> (64 - KEY_BITS)
