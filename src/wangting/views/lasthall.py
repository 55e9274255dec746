"""The hall somebody last visited, in a cookie that names nobody: only to offer it first in the chooser.

It is given outside the views, because a home that comes from the page cache runs none.
"""

from __future__ import annotations

from http import HTTPStatus

from pyramid.events import NewResponse, subscriber
from pyramid.request import Request

COOKIE = "hall"
YEAR = 365 * 24 * 3600
READING = frozenset({"GET", "HEAD"})


def last_hall(request: Request) -> str | None:
    """Return the key of the hall last visited, or None; a word that is no hall's key means nothing."""
    found = request.cookies.get(COOKIE)
    return found if found in request.registry.tenancy.halls else None


@subscriber(NewResponse)
def remember(event: NewResponse) -> None:
    """Remember the hall whose home was shown."""
    request, response = event.request, event.response
    if request.method not in READING or response.status_int != HTTPStatus.OK:
        return
    key = request.registry.tenancy.home_at(request.host, request.environ.get("PATH_INFO", ""))
    if key is not None and request.cookies.get(COOKIE) != key:
        secure = request.scheme == "https"
        response.set_cookie(COOKIE, key, max_age=YEAR, path="/", samesite="Lax", httponly=True, secure=secure)
