"""For whom somebody is at work: the scope of their session, in which they have another's rights within a mandate.

A village PC is shared (QUALITY 4).  Choosing a person begins a session with a new id and a new token: nothing of the
one before is in it, and a form left open for one villager cannot be sent in the name of the next.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pyramid.request import Request

from wangting.content.mandate import Mandate
from wangting.content.parties import Party
from wangting.errors import Refused
from wangting.rules.mandate import pair_key
from wangting.security.sessions import FOR
from wangting.views.page import signed_in


@dataclass(frozen=True)
class Behalf:
    """``delegate`` at work for ``principal``; ``lapse`` is why nothing can be done any more, or None."""

    principal: Party
    delegate: Party
    until: date | None
    lapse: str | None

    @property
    def owner(self) -> int:
        """Whose the drafts are: those of the two together, and of no other pair."""
        return pair_key(self.delegate.id, self.principal.id)

    def demand(self, request: Request, hall: str, item: str) -> Mandate:
        """Return the mandate that covers the item in the hall; raises Refused with what is told."""
        return request.room.mandating.demand(self.principal.id, self.delegate.id, hall, item)


def behalf_of(request: Request) -> Behalf | None:
    """Return for whom the session is at work, or None; what is in force is asked anew at every request."""
    identity = signed_in(request)
    chosen = request.session.get(FOR) if identity is not None else None
    principal = request.room.register.parties.get(chosen) if isinstance(chosen, int) else None
    if principal is None:
        return None
    mandating, delegate = request.room.mandating, identity.party
    until = max((each.until for each in mandating.standing(principal.id, delegate.id)), default=None)
    lapse = mandating.lapse(principal.id, delegate.id)
    return Behalf(principal, delegate, until, lapse)


def begin_for(request: Request, principal: int | None) -> None:
    """Begin a session of the same person at work for ``principal``, or for themselves with None.

    Raises Refused where no mandate is in force.
    """
    delegate, session = request.identity.party, request.session
    if principal is not None:
        lapse = request.room.mandating.lapse(principal, delegate.id)
        if lapse is not None:
            raise Refused(lapse)
    session.begin(session.kind, delegate.id, {} if principal is None else {FOR: principal})


def applicant_of(request: Request) -> Party:
    """Return who applies: the person who is acted for, or whoever is signed in."""
    return request.behalf.principal if request.behalf is not None else request.identity.party


def draft_owner(request: Request) -> int:
    """Return whose drafts are seen here."""
    return request.behalf.owner if request.behalf is not None else request.identity.party.id

