"""Decides whether somebody may do something, here and now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from persistent import Persistent

from wangting.content.hall import Hall
from wangting.content.parties import Party
from wangting.rules.access import Asker, Decision, Facts, Holding, decide
from wangting.rules.grants import Table
from wangting.rules.overlay import Overlay

#: The system itself, doing what time has made due (DESIGN 5: the post ``timer``).
TIMER = Asker(key="timer", kind="system", holdings=(Holding("timer", "city", date.min, None),))
#: A visitor.
NOBODY = Asker(None, "visitor")


class Gate:
    """The shared table with the halls' overlays laid over it."""

    def __init__(self, table: Table, halls: Mapping[str, Hall]) -> None:
        self._table = table
        self._halls = halls

    def may(self, asker: Asker, permission: str, facts: Facts) -> Decision:
        """Decide; the derivation is in the decision, for the page that explains it."""
        return decide(asker, permission, facts, self._table, self._overlay(facts))

    def depends_on(self, hall: str) -> Iterable[Persistent]:
        """Return the objects whose change would change a decision in ``hall``."""
        found = self._halls.get(hall)
        return () if found is None else (found,)

    def _overlay(self, facts: Facts) -> Overlay | None:
        hall = self._halls.get(facts.hall) if facts.hall else None
        version = hall.overlay_on(facts.on) if hall is not None else None
        return version.of(hall.key) if version is not None else None


def asker_of(party: Party) -> Asker:
    """Return ``party`` as the rules see it: who, of which kind, with which posts."""
    holdings = tuple(Holding(*posting) for posting in party.postings)
    return Asker(key=party.id, kind=party.kind, holdings=holdings)
