"""Where halls differ from what the central office published, and by whose decision: an item a row, a hall a cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from wangting.content.ahead import ahead
from wangting.content.hall import Hall
from wangting.content.implementation import Implementation
from wangting.content.item import Deed

#: What a hall may have of its own; ``off`` is an item it has switched off, ``absent`` one it never offered.
PROMISED, WORDING, OFF, PLACES, HOURS, PHONES, ABSENT = (
    "promised", "wording", "off", "places", "hours", "phones", "absent",
)  # fmt: skip
OWN = (PROMISED, WORDING, OFF, PLACES, HOURS, PHONES)


class Difference(NamedTuple):
    """One thing in which a hall differs; ``deed`` says who decided it, None where it came with the set-up."""

    what: str
    deed: Deed | None


#: The differences of an item by the key of the hall.
Row = Mapping[str, tuple[Difference, ...]]


def drift(halls: Iterable[Hall], today: date, hall: str | None = None, what: str | None = None) -> dict[str, Row]:
    """Return what differs, by code in order; only of ``hall``, and only in ``what``, when they are given.

    An item that a hall never offered is a difference only when that is asked for (:data:`ABSENT`), and only of what
    another one offers ``today``.
    """
    wanted = (what,) if what else OWN
    found: dict[str, dict[str, tuple[Difference, ...]]] = {}
    every = list(halls)
    for one in every:
        ahead(one.implementations.values())
    codes = {code for one in every for code in one.offered_on(today)} if what == ABSENT else ()
    for one in every:
        if hall not in (None, one.key):
            continue
        for code, laid in one.implementations.items():
            own = tuple(Difference(name, laid.decided(_field(name))) for name in wanted if _is_own(laid, name))
            if own:
                found.setdefault(code, {})[one.key] = own
        for code in codes:
            if code not in one.implementations:
                found.setdefault(code, {})[one.key] = (Difference(ABSENT, None),)
    return {code: found[code] for code in sorted(found)}


def _field(name: str) -> str:
    return "on" if name == OFF else name


def _is_own(laid: Implementation, name: str) -> bool:
    if name == ABSENT:
        return False
    return not laid.on if name == OFF else bool(getattr(laid, name))
