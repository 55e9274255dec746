"""The house's security policy: identity from the session, permission from the gate, denied by default."""

from __future__ import annotations

from pyramid.authorization import Authenticated, Everyone
from pyramid.request import Request, RequestLocalCache
from pyramid.security import Allowed, Denied

from wangting.security.identity import Identity, asker_behind, identify
from wangting.security.permissions import BY_POST, PUBLIC, SIGNED_IN


class HousePolicy:
    """Pyramid's ISecurityPolicy for all pages but the SDI's."""

    def __init__(self) -> None:
        self._identities = RequestLocalCache(_identify)

    def identity(self, request: Request) -> Identity | None:
        """Return who is signed in, looked up once a request."""
        return self._identities.get_or_create(request)

    def authenticated_userid(self, request: Request) -> int | None:
        """Return the id of the party that is signed in."""
        identity = self.identity(request)
        return identity.party.id if identity else None

    def permits(self, request: Request, context: object, permission: str) -> Allowed | Denied:
        """Decide; a context without facts permits nothing that needs a post."""
        if permission == PUBLIC:
            return Allowed("public")
        identity = self.identity(request)
        if permission == SIGNED_IN:
            return Allowed("signed in") if identity else Denied("nobody is signed in")
        if permission not in BY_POST or not hasattr(context, "facts"):
            return Denied("no such right here")
        decision = request.room.gate.may(asker_behind(identity), permission, context.facts())
        return Allowed("granted to %s", decision.post) if decision.allowed else Denied("no grant reaches")

    def effective_principals(self, request: Request) -> list[object]:
        """Return what an ACL of Substance D may ask for outside its own pages: next to nothing."""
        return [Everyone, Authenticated] if self.identity(request) else [Everyone]

    def remember(self, request: Request, userid: int, **kw: object) -> list:
        """Begin the session of ``userid``; ``kind`` is citizen or staff."""
        request.session.begin(str(kw["kind"]), userid)
        self._identities.clear(request)
        return []

    def forget(self, request: Request, **kw: object) -> list:
        """End the session on the server."""
        request.session.invalidate()
        self._identities.clear(request)
        return []


def _identify(request: Request) -> Identity | None:
    party = getattr(request.session, "party", None)
    return identify(request.room.register.parties.get(party)) if party is not None else None
