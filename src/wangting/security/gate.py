"""Decides whether somebody may do something, here and now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from persistent import Persistent

from wangting.content.hall import Hall
from wangting.content.parties import Party
from wangting.content.postings import Posting, StandIn
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

    def acting_posts(self, asker: Asker, hall: str, on: date) -> frozenset[str]:
        """Return the shared posts whose acts the posts of ``asker`` do in ``hall`` on the day ``on``."""
        held = [holding for holding in asker.holdings if holding.is_valid(on) and holding.hall in (hall, None)]
        return frozenset(self.acting_post(replace(holding, hall=hall), on) for holding in held)

    def acting_post(self, holding: Holding, on: date) -> str:
        """Return the shared post whose acts ``holding`` does: itself, unless it is a post of the hall's own."""
        if holding.hall is None:
            return holding.post
        overlay = self._overlay(Facts(kind="hall", hall=holding.hall, path=("city", holding.hall), on=on))
        return holding.post if overlay is None else overlay.acting_as(holding.post)

    def depends_on(self, hall: str) -> Iterable[Persistent]:
        """Return the objects whose change would change a decision in ``hall``."""
        found = self._halls.get(hall)
        return () if found is None else (found,)

    def _overlay(self, facts: Facts) -> Overlay | None:
        hall = self._halls.get(facts.hall) if facts.hall else None
        version = hall.overlay_on(facts.on) if hall is not None else None
        return version.of(hall.key) if version is not None else None


def asker_of(party: Party) -> Asker:
    """Return ``party`` as the rules see it: who, of which kind, with which posts.

    A substitute has the posts that the absent person has at this moment, and only those of their own: what was taken
    away from the one is gone for the other, and nobody passes on what they have by standing in.
    """
    found = [_holding(posting) for posting in party.postings if not posting.ended]
    for stand_in in party.stand_ins:
        if not stand_in.ended and not stand_in.absent.disabled:
            own = [_holding(posting) for posting in stand_in.absent.postings if not posting.ended]
            found += _narrowed(own, stand_in)
    return Asker(key=party.id, kind=party.kind, holdings=tuple(found))


def asker_as_of(party: Party, day: date) -> Asker:
    """Return ``party`` as the rules saw it at some moment of ``day``: with what has ended since."""
    found = _held_on(party, day)
    for stand_in in party.stand_ins:
        if not stand_in.ended or stand_in.ended[:10] >= day.isoformat():
            found += _narrowed(_held_on(stand_in.absent, day), stand_in)
    return Asker(key=party.id, kind=party.kind, holdings=() if was_shut_out(party, day) else tuple(found))


def was_shut_out(party: Party, day: date) -> bool:
    """Say whether ``party`` was shut out for the whole of ``day``."""
    said = day.isoformat()
    return any(spell.since[:10] < said and (not spell.until or spell.until[:10] > said) for spell in party.spells)


def _held_on(party: Party, day: date) -> list[Holding]:
    if was_shut_out(party, day):
        return []
    said = day.isoformat()
    return [_holding(posting) for posting in party.postings if not posting.ended or posting.ended[:10] >= said]


def _holding(posting: Posting) -> Holding:
    return Holding(posting.post, posting.unit, posting.since, posting.until, posting.hall)


def _narrowed(holdings: Iterable[Holding], stand_in: StandIn) -> list[Holding]:
    return [
        replace(
            holding,
            since=max(holding.since, stand_in.since),
            until=min(holding.until or stand_in.until, stand_in.until),
            for_whom=stand_in.absent.id,
        )
        for holding in holdings
        if holding.hall == stand_in.hall
    ]
