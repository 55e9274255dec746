"""From what people type to one normal form: dates, numbers, telephone numbers.

Every answer is text, typed and stored alike, so a draft, a resent form and the ledger's digest see the same thing.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal

from wangting.forms.messages import NO_DATE, NO_NUMBER, NO_OPTIONS, NO_PHONE, NO_WHOLE, BadAnswerError
from wangting.rules.identifiers import BadIdentifier, normalised, read_mobile

_DATE = re.compile(r"(\d{4})\s*[-/.年 ]\s*(\d{1,2})\s*[-/.月 ]\s*(\d{1,2})\s*日?|(\d{4})(\d{2})(\d{2})", re.ASCII)
CHINESE_AND_ENGLISH = 2
_NUMBER = re.compile(r"-?\d{1,12}(?:\.\d{1,4})?", re.ASCII)
_LANDLINE = re.compile(r"0\d{2,3}\d{7,8}(?:\d{1,6})?", re.ASCII)

# What no keyboard types and no page shows: control characters other than the line break and the tabulator, and the
# marks that turn the direction of what follows, which could make a name read as another.
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


def line(text: str) -> str:
    """Return ``text`` in one line, without blanks at the ends and without invisible characters."""
    return " ".join(_INVISIBLE.sub("", paragraph(text)).split())


def paragraph(text: str) -> str:
    """Return ``text`` with line breaks of one kind, without blanks at the ends and without invisible characters."""
    return _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def day(text: str) -> str:
    """Return a day as YYYY-MM-DD from 2024-6-1, 2024年6月1日, 2024/6/1 or 20240601; raises BadAnswerError."""
    found = _DATE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if not found:
        raise BadAnswerError(NO_DATE)
    year, month, number = (int(part) for part in found.groups() if part)
    try:
        return date(year, month, number).isoformat()
    except ValueError:
        raise BadAnswerError(NO_DATE) from None


def number(text: str) -> str:
    """Return a decimal number with at most 12 digits and 4 places, without grouping; raises BadAnswerError."""
    plain = unicodedata.normalize("NFKC", text).replace(",", "").strip()
    if not _NUMBER.fullmatch(plain):
        raise BadAnswerError(NO_NUMBER)
    return f"{Decimal(plain):f}"


def whole(text: str) -> str:
    """Return a whole number of at most 12 digits, none below 0; raises BadAnswerError."""
    plain = number(text)
    if not plain.isdigit():
        raise BadAnswerError(NO_WHOLE)
    return plain


def phone(text: str) -> str:
    """Return a mobile number as 11 digits, a landline with its area code as digits only; raises BadAnswerError."""
    try:
        return read_mobile(text)
    except BadIdentifier:
        plain = normalised(text)
        if not _LANDLINE.fullmatch(plain):
            raise BadAnswerError(NO_PHONE) from None
        return plain


def options(text: str) -> str:
    """Return what can be chosen, a line each, as ``Chinese | English``.

    Raises BadAnswerError for a line that has one of them only, and for two of the same name.
    """
    said = [one.replace("｜", "|").split("|") for one in paragraph(text).split("\n") if one.strip()]
    lines = [tuple(line(part) for part in parts) for parts in said]
    if any(len(parts) != CHINESE_AND_ENGLISH or not all(parts) for parts in lines):
        raise BadAnswerError(NO_OPTIONS)
    if len({parts[0] for parts in lines}) < len(lines):
        raise BadAnswerError(NO_OPTIONS)
    return "\n".join(" | ".join(parts) for parts in lines)
