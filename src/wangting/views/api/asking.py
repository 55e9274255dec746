"""Questions behind an address of the API: a whole number within its limits, or a refusal."""

from __future__ import annotations

from pyramid.request import Request

from wangting.errors import Invalid

#: A number with more digits is nobody's.
DIGITS = 9


def whole(request: Request, name: str, usual: int, most: int | None) -> int:
    """Return the number ``name`` from 1 to ``most``, ``usual`` when nobody asks; raises Invalid."""
    text = request.GET.get(name, str(usual))
    if not text.isascii() or not text.isdigit() or len(text) > DIGITS or int(text) < 1 or (most and int(text) > most):
        raise Invalid("query", name=name)
    return int(text)
