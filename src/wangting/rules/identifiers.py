"""The numbers that name people and organisations: citizen identity, unified social credit, mobile telephone.

What people type is first brought into one form (full-width and small letters, blanks, hyphens), then checked by its
standard.  Each reader returns the normal form and raises :class:`BadIdentifier` with a ``reason`` that a page can turn
into a sentence; the error never carries the number.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from wangting.errors import Invalid
from wangting.rules.iso7064 import mod_11_2

ID_SHAPE = re.compile(r"[0-9]{17}[0-9X]")
PHONE_SHAPE = re.compile(r"1[3-9][0-9]{9}")
COUNTRY_CODE = re.compile(r"(?:\+|00)86(?=1[0-9]{10}$)")

# GB 32100 leaves out I, O, Z, S and V, which are read as 1, 0, 2, 5 and U.
USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
USCC_SHAPE = re.compile(rf"[{USCC_ALPHABET}]{{2}}[0-9]{{6}}[{USCC_ALPHABET}]{{10}}")
USCC_MODULUS = 31
USCC_BASE = 3

EARLIEST_BIRTH = date(1800, 1, 1)


class BadIdentifier(Invalid, ValueError):
    """A number that its standard does not allow; ``facts['reason']`` is shape, birth, check or empty."""

    code = "identifier"


def normalised(text: str) -> str:
    """Return ``text`` in half-width capitals without blanks, hyphens and dots between the characters."""
    return re.sub(r"[\s\-‐-―−·.]", "", unicodedata.normalize("NFKC", text)).upper()


def read_id_number(text: str, today: date) -> str:
    """Return a citizen identity number (GB 11643, 18 characters) in its normal form.

    The area is not looked up: it is the one of the time of issue, and areas are abolished.  The birth date must
    exist and not be after ``today``; the check character is ISO 7064 MOD 11-2.
    """
    number = _shaped(text, ID_SHAPE)
    born = _birth_date(number)
    if born is None or not EARLIEST_BIRTH <= born <= today:
        raise BadIdentifier(reason="birth")
    if mod_11_2(number[:17]) != number[17]:
        raise BadIdentifier(reason="check")
    return number


def birth_date(id_number: str) -> date:
    """Return the birth date inside a number that :func:`read_id_number` returned; raises BadIdentifier otherwise."""
    born = _birth_date(_shaped(id_number, ID_SHAPE))
    if born is None:
        raise BadIdentifier(reason="birth")
    return born


def read_credit_code(text: str) -> str:
    """Return a unified social credit code (GB 32100, 18 characters, modulus 31) in its normal form."""
    code = _shaped(text, USCC_SHAPE)
    if credit_code_check(code[:17]) != code[17]:
        raise BadIdentifier(reason="check")
    return code


def credit_code_check(body: str) -> str:
    """Return the check character of the first 17 characters of a credit code; raises ValueError for a foreign one."""
    weighted = sum(USCC_ALPHABET.index(character) * USCC_BASE**place for place, character in enumerate(body))
    return USCC_ALPHABET[-weighted % USCC_MODULUS]


def read_mobile(text: str) -> str:
    """Return a mainland mobile number as 11 digits; +86 or 0086 before it is taken off.

    Only the shape is checked: ranges are handed out faster than a list can follow.
    """
    compact = re.sub(r"[()]", "", normalised(text))
    return _shaped(COUNTRY_CODE.sub("", compact), PHONE_SHAPE)


def one_spelling(text: str) -> str:
    """Return the one form of what somebody signs in with, so that every spelling of it is counted as the same name."""
    try:
        return read_mobile(text)
    except BadIdentifier:
        return normalised(text)


def _shaped(text: str, shape: re.Pattern[str]) -> str:
    compact = normalised(text)
    if not compact:
        raise BadIdentifier(reason="empty")
    if not shape.fullmatch(compact):
        raise BadIdentifier(reason="shape")
    return compact


def _birth_date(number: str) -> date | None:
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
