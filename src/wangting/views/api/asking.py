"""Questions behind an address of the API: a whole number within its limits, or a refusal."""

from __future__ import annotations

from collections.abc import Mapping

from wangting.errors import Invalid

#: A number with more digits is nobody's.
DIGITS = 9


def whole(given: Mapping[str, str], name: str, usual: int, most: int | None) -> int:
    """Return the number ``name`` of ``given``, from 1 to ``most``, ``usual`` when nobody asks; raises Invalid."""
    text = given.get(name, str(usual))
    if not text.isascii() or not text.isdigit() or len(text) > DIGITS or int(text) < 1 or (most and int(text) > most):
        raise Invalid("query", name=name)
    return int(text)
