"""Who is signed in to the SDI, and which security policy answers for which page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pyramid.authorization import ACLHelper, Authenticated, Everyone
from pyramid.events import ContextFound
from pyramid.request import Request, RequestLocalCache
from pyramid_zodbconn import get_connection
from substanced import sdi

from wangting.errors import TooMany
from wangting.substrate.signing import SEAL_KEY, locator, seal_of
from wangting.substrate.site import log_here, root_of

SESSION_KEY = "substrate.manager"
#: The kind of session, for how long it lives unused: whoever may do everything is not idle longer than a clerk.
KIND = "staff"
#: Tries to sign in, in so many seconds from one network: Substance D counts none, and each costs 0.2 s of bcrypt.
TRIES, SECONDS = 10, 60
#: The SDI's pages carry scripts and styles inline; everything else stays as strict as on the hall's own pages.
CSP = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; "
    "object-src 'none'"
)


@dataclass(frozen=True)
class SiteManager:
    """Who is signed in to the SDI: the object ids of a Substance D user and of its groups."""

    userid: int
    groups: tuple[int, ...]

    @property
    def principals(self) -> list[object]:
        """Return what an ACL may name."""
        return [Everyone, Authenticated, self.userid, *self.groups]


def is_manage(request: Request) -> bool:
    """Return whether the request is for the SDI."""
    return getattr(getattr(request, "matched_route", None), "name", None) == sdi.MANAGE_ROUTE_NAME


def _locator(request: Request) -> Any:
    context = getattr(request, "context", None)
    if not hasattr(context, "__parent__"):
        # Before traversal, and where the context is an exception, the site itself is asked.  A resource is preferred:
        # the SDI makes copies of the request, whose connection nobody would close.
        context = root_of(request)
    return locator(request, context)


def _load(request: Request) -> SiteManager | None:
    if not is_manage(request) or (userid := request.session.get(SESSION_KEY)) is None:
        return None
    users = _locator(request)
    user = users.get_user_by_userid(userid)
    if user is None or request.session.get(SEAL_KEY) != seal_of(user):
        return None
    return SiteManager(userid, tuple(users.get_groupids(userid) or ()))


_managers = RequestLocalCache(_load)


def site_manager(request: Request) -> Any:
    """Return the Substance D user who asks, or None; ``request.user`` of the SDI's templates."""
    found = _managers.get_or_create(request)
    return found and _locator(request).get_user_by_userid(found.userid)


def effective_principals(request: Request) -> list[object]:
    """Return what Substance D still asks of the request; outside the SDI nobody has principals."""
    found = _managers.get_or_create(request)
    return found.principals if found else [Everyone]


class ManagePolicy:
    """The security policy of the SDI: the site manager is kept in the session, the rights are in the ACLs."""

    def __init__(self) -> None:
        self._acl = ACLHelper()

    def identity(self, request: Request) -> SiteManager | None:
        """Return the site manager of the session, or None; also None once the user is deleted."""
        return _managers.get_or_create(request)

    def authenticated_userid(self, request: Request) -> int | None:
        """Return the object id of the user."""
        found = self.identity(request)
        return found and found.userid

    def permits(self, request: Request, context: object, permission: str) -> Any:
        """Return what the ACLs of ``context`` and of all above it say."""
        return self._acl.permits(context, effective_principals(request), permission)

    def remember(self, request: Request, userid: int, **_: object) -> list[tuple[str, str]]:
        """Sign in under a new session, so that an identifier known before is worth nothing."""
        request.session.invalidate()
        request.session.kind = KIND
        request.session[SESSION_KEY] = userid
        request.session[SEAL_KEY] = seal_of(_locator(request).get_user_by_userid(userid))
        return []

    def forget(self, request: Request, **_: object) -> list[tuple[str, str]]:
        """End the session; as shipped, the SDI would keep it."""
        request.session.invalidate()
        return []


class SubstratePolicy:
    """A Pyramid security policy that asks ``manage`` on the SDI's pages and ``house`` everywhere else."""

    def __init__(self, house: Any, manage: ManagePolicy | None = None) -> None:
        self.house = house
        self.manage = manage or ManagePolicy()

    def _of(self, request: Request) -> Any:
        return self.manage if is_manage(request) else self.house

    def identity(self, request: Request) -> Any:
        """Return who asks."""
        return self._of(request).identity(request)

    def authenticated_userid(self, request: Request) -> Any:
        """Return the key of who asks."""
        return self._of(request).authenticated_userid(request)

    def permits(self, request: Request, context: object, permission: str) -> Any:
        """Return whether the one who asks may."""
        return self._of(request).permits(request, context, permission)

    def remember(self, request: Request, userid: Any, **kw: Any) -> Any:
        """Sign in."""
        return self._of(request).remember(request, userid, **kw)

    def forget(self, request: Request, **kw: Any) -> Any:
        """Sign out."""
        return self._of(request).forget(request, **kw)


def prepare(event: ContextFound) -> None:
    """Make a request for the SDI fit for the hall: its header, its token, and its name in the transaction, for undo.

    Substance D's forms post ``_csrf_token_``; Pyramid looks in the field ``csrf_token`` and then in a header.  The
    policy for scripts is on the response before the hall's own subscribers see it, which leave a present one alone.
    """
    request = event.request
    if not is_manage(request):
        return
    request.add_response_callback(_loosen)
    log_here(get_connection(request))
    if request.method == "POST" and "_csrf_token_" in request.POST:
        request.headers.setdefault("X-CSRF-Token", request.POST["_csrf_token_"])
    found = _managers.get_or_create(request)
    if found is None:
        _slow_down(request)
    if found and request.environ.get("tm.active"):
        request.tm.get().user = str(found.userid)


def _slow_down(request: Request) -> None:
    """Raise TooMany for a guesser; Substance D takes a password at every address that it refuses, in a GET as well."""
    if "form.submitted" not in request.params or not hasattr(request.registry, "house"):
        return
    wait = request.registry.house.side.throttles.hit(f"manage:{request.network}", TRIES, SECONDS)
    if wait:
        raise TooMany("sign_in_wait", wait=wait)


def _loosen(request: Request, response: Any) -> None:
    response.headers.setdefault("Content-Security-Policy", CSP)
