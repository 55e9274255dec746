"""Numbers in addresses and hidden fields, as a browser sends them: text until they are looked at."""

from __future__ import annotations

#: Digits of the longest number of a page, an entry or a version: a longer one was not made by our pages.
DIGITS = 5


def whole(text: str, otherwise: int) -> int:
    """Return ``text`` as a whole number, or ``otherwise`` for anything that is not a short row of digits."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= DIGITS else otherwise
